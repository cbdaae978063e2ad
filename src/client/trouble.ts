import { ServerBusy, SignedOut } from './attendance.ts'
import { RecordUnproven } from './http-server.ts'
import { StoreFailed } from './indexed-db-store.ts'

/** What can go wrong on the way of a ballot, as the delegate is told of it. */
export type Trouble =
  /** No answer: tried again by itself. */
  | 'connection'
  /** The server cannot take it just then: tried again by itself. */
  | 'busy'
  | 'signed_out'
  /** The device does not keep what it is given; nothing was sent. */
  | 'storage'
  /** What the server says is not in its signed record. */
  | 'unproven'
  /** The blank ballot is not signed by the round's key. */
  | 'token_wrong'
  /** The ballot was sent and the receipt is not signed by the district's key. */
  | 'receipt_wrong'
  /** Other choices were handed in by another window before. */
  | 'other_window'
  /** The server refuses the ballot itself. */
  | 'rejected'

/** What an error that was thrown means. What nobody foresaw looks like a lost connection, and is tried again. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof SignedOut) return 'signed_out'
  if (error instanceof ServerBusy) return 'busy'
  if (error instanceof StoreFailed) return 'storage'
  if (error instanceof RecordUnproven) return 'unproven'
  return 'connection'
}

/** What follows from a step that was refused. */
export type Refused =
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  /** The hall has gone on: look again. */
  | { readonly kind: 'moved' }
  /** Another device has this round's ballot. */
  | { readonly kind: 'lost' }
  /** The ballot was not in the box when voting closed, and will not be. */
  | { readonly kind: 'closed' }

/** What the code of a refusal (src/core/refusal.ts, src/client/vote.ts) means for a delegate. */
export function meaningOf(code: string): Refused {
  switch (code) {
    case 'WRONG_STATUS':
    case 'DELEGATE_NOT_PRESENT':
    case 'CHECKED_IN_OTHERWISE':
    case 'BALLOT_ALREADY_ISSUED':
    case 'NO_ELECTRONIC_BALLOTS':
    case 'TOKEN_MISSING':
    case 'BALLOT_MISSING':
      return { kind: 'moved' }
    case 'TOKEN_ISSUED':
      return { kind: 'lost' }
    case 'VOTING_NOT_OPEN':
      return { kind: 'closed' }
    case 'BUSY_TRY_AGAIN':
    case 'FAULT':
      return { kind: 'trouble', trouble: 'busy' }
    case 'SIGN_IN_REQUIRED':
    case 'SESSION_ENDED':
    case 'NOT_YOUR_AREA':
    case 'NOT_YOUR_ROLE':
      return { kind: 'trouble', trouble: 'signed_out' }
    case 'TOKEN_WRONG':
      return { kind: 'trouble', trouble: 'token_wrong' }
    case 'RECEIPT_WRONG':
      return { kind: 'trouble', trouble: 'receipt_wrong' }
    case 'ALREADY_FILLED':
      return { kind: 'trouble', trouble: 'other_window' }
  }
  return { kind: 'trouble', trouble: /^5[0-9]{2}$/.test(code) ? 'busy' : 'rejected' }
}

/** Whether it is over as soon as something succeeds. */
export function passes(trouble: Trouble): boolean {
  return trouble === 'connection' || trouble === 'busy' || trouble === 'signed_out'
}

/** Whether the same step waits until the delegate says "try again": whatever smells of fraud, and what would fail again. */
export function blocks(trouble: Trouble): boolean {
  switch (trouble) {
    case 'connection':
    case 'busy':
    case 'signed_out':
    case 'other_window':
      return false
    case 'storage':
    case 'unproven':
    case 'token_wrong':
    case 'receipt_wrong':
    case 'rejected':
      return true
  }
}
