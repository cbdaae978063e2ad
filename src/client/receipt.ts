import { ballotHash } from '../core/ballot.ts'
import type { ElectronicBallot } from '../core/record/entries.ts'
import type { KeptBallot } from './ballot-store.ts'

/** What a delegate proves with that a ballot was taken (PUBLIC-RECORD.md §3.6). */
export interface KeptReceipt {
  readonly round: string
  /** hex H(JCS(ballot)): by it the ballot is found among those published. */
  readonly ballot: string
  /** b64u Ed25519 by the log key. */
  readonly receipt: string
}

/** The receipt of a ballot that was acknowledged, or null. */
export function receiptOf(kept: KeptBallot): KeptReceipt | null {
  if (kept.ballot === undefined || kept.receipt === undefined) return null
  // A parsed boundary: the device wrote it itself.
  const ballot = JSON.parse(kept.ballot) as ElectronicBallot
  return { round: kept.round, ballot: ballotHash(ballot), receipt: kept.receipt }
}

/** A receipt as a file or for copying: JSON, a member a line. */
export function receiptText({ round, ballot, receipt }: KeptReceipt): string {
  return `${JSON.stringify({ round, ballot, receipt }, null, 1)}\n`
}

/** Reads what `receiptText` wrote, also with what mail programs and people add around it. null when it is none. */
export function readReceipt(text: string): KeptReceipt | null {
  const start = text.indexOf('{')
  const end = text.lastIndexOf('}')
  if (start < 0 || end < start) return null
  let value: unknown
  try {
    value = JSON.parse(text.slice(start, end + 1))
  } catch {
    return null
  }
  const { round, ballot, receipt } = value as Readonly<Record<string, unknown>>
  const fits =
    typeof round === 'string' &&
    typeof ballot === 'string' &&
    typeof receipt === 'string' &&
    /^[0-9a-f]{64}$/.test(ballot) &&
    /^[A-Za-z0-9_-]{86}$/.test(receipt)
  return fits ? { round, ballot, receipt } : null
}
