import { receiptMessage } from '../ballot.ts'
import { type Bytes, encodeBase64url } from '../record/encoding.ts'
import type { ElectronicBallot } from '../record/entries.ts'
import { hashHex } from '../record/hash.ts'
import type { BallotVerifier } from '../record/verify-electronic.ts'
import { accept, type Result } from '../result.ts'
import { type BallotTerms, checkCast } from './cast.ts'

/** A round as far as its ballots go: plain data, which another thread can be told. Nothing of it changes while the round exists. */
export interface RoundOfBallots {
  readonly round: string
  /** b64u SPKI, or null: no electronic ballots. */
  readonly token_key: string | null
  readonly candidates: readonly string[]
  readonly max_choices: number
  readonly exact_choices: boolean
}

/** PUBLIC-RECORD.md §3.6: the hash of a ballot, and the log key's signature over it and its round. */
export interface Receipt {
  readonly ballot: string
  readonly receipt: string
}

/** What a platform brings to judge ballots with. */
export interface JudgeTools<Key> {
  /** A round's token key; null when the text is none. */
  readonly importTokenKey: (text: string) => Key | null | Promise<Key | null>
  readonly verifier: BallotVerifier<Key>
  /** Ed25519 by the log key. */
  readonly sign: (message: Bytes) => Uint8Array | Promise<Uint8Array>
}

/**
 * Whether a ballot, given as the JCS of its right members, may be cast in a round that is open for voting, and the receipt
 * it gets when it is kept. Refusals: those of `checkCast`.
 */
export type BallotJudge = (round: RoundOfBallots, text: string) => Promise<Result<Receipt>>

/** A judge that imports the key of each round once, for as long as it is told of the round by the same object. */
export function ballotJudge<Key>({ importTokenKey, verifier, sign }: JudgeTools<Key>): BallotJudge {
  const known = new WeakMap<RoundOfBallots, BallotTerms<Key>>()

  async function termsOf(round: RoundOfBallots): Promise<BallotTerms<Key>> {
    const before = known.get(round)
    if (before !== undefined) return before
    const token_key = round.token_key === null ? null : await importTokenKey(round.token_key)
    const terms = { ...round, token_key, candidates: new Set(round.candidates) }
    known.set(round, terms)
    return terms
  }

  return async (round, text) => {
    const terms = await termsOf(round)
    // A parsed boundary: the members were checked before the text was written.
    const ballot = JSON.parse(text) as ElectronicBallot
    const allowed = await checkCast(terms, ballot, verifier)
    if (!allowed.ok) return allowed
    const hash = hashHex(text)
    const receipt = await sign(receiptMessage(round.round, hash))
    return accept({ ballot: hash, receipt: encodeBase64url(receipt) })
  }
}
