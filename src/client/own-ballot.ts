import { ballotHash, receiptMessage } from '../core/ballot.ts'
import { canonicalJson } from '../core/record/canonical-json.ts'
import { parseVerifierKey, type VerifierKey, verifyEd25519 } from '../core/record/checkpoint.ts'
import { decodeBase64url } from '../core/record/encoding.ts'
import type { BallotsPublished, ElectronicBallot, Entry, RoundOpened } from '../core/record/entries.ts'
import { readReceipt } from './receipt.ts'

/** The part of a published record in which somebody looks for the own ballot. */
export interface BallotRecord {
  readonly logKey: VerifierKey
  /** By id. */
  readonly rounds: ReadonlyMap<string, RecordedRound>
}

export interface RecordedRound {
  readonly round: string
  readonly assembly: string
  readonly number: number
  /** null before they are published. */
  readonly ballots: readonly ElectronicBallot[] | null
}

/** What somebody has of the own ballot: all of it, its hash or its key; perhaps what proves that it was taken. */
export interface OwnBallot {
  readonly round: string | null
  /** JCS of the whole ballot. */
  readonly ballot: string | null
  /** hex H(JCS(ballot)). */
  readonly hash: string | null
  readonly key: string | null
  /** b64u of the log key's signature. */
  readonly receipt: string | null
}

/**
 * counted: published to the letter. differs: another ballot stands under its key. missing: its round is published without it.
 * not_yet: its round is not published yet. no_round: the record has no such round. unknown: no ballot of this hash or key, and
 * nothing that says it should be here.
 */
export type Standing = 'counted' | 'differs' | 'missing' | 'not_yet' | 'no_round' | 'unknown'

export interface OwnFinding {
  readonly standing: Standing
  readonly round: string | null
  readonly assembly: string | null
  readonly number: number | null
  /** The place among all ballots of the round, from 1. */
  readonly place: number | null
  /** Whether the receipt is signed by the key of this record; null when there is none. */
  readonly receipt: boolean | null
}

/** The rounds and ballots of a file that was verified. @throws TypeError when it has no key. */
export function ballotRecordOf(file: {
  readonly entries: readonly Entry[]
  readonly verifier_key: string
}): BallotRecord {
  const logKey = parseVerifierKey(file.verifier_key)
  if (!logKey.ok) throw new TypeError(logKey.error)
  const rounds = new Map<string, RecordedRound>()
  for (const { type, subject, body } of file.entries) {
    if (type === 'round.opened') {
      const { assembly, number } = body as RoundOpened
      rounds.set(subject, { round: subject, assembly, number, ballots: null })
    } else if (type === 'ballots.published') {
      const round = rounds.get(subject)
      const { electronic } = body as BallotsPublished
      if (round !== undefined) rounds.set(subject, { ...round, ballots: electronic })
    }
  }
  return { logKey: logKey.value, rounds }
}

/** Reads what was pasted: a receipt, a whole ballot, a hash or a key. null when it is none of these. */
export function readOwnBallot(text: string): OwnBallot | null {
  const trimmed = text.trim()
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return { ...nothing, hash: trimmed.toLowerCase() }
  if (/^[A-Za-z0-9_-]{87}$/.test(trimmed)) return { ...nothing, key: trimmed }
  const receipt = readReceipt(text)
  if (receipt !== null)
    return { ...nothing, round: receipt.round, hash: receipt.ballot, receipt: receipt.receipt }
  return readBallot(trimmed)
}

const nothing: OwnBallot = { round: null, ballot: null, hash: null, key: null, receipt: null }

function readBallot(text: string): OwnBallot | null {
  try {
    const ballot = JSON.parse(text) as ElectronicBallot
    if (typeof ballot.round !== 'string' || typeof ballot.key !== 'string') return null
    return ownOf(ballot, null)
  } catch {
    return null
  }
}

/** A ballot as a device keeps it, with its receipt if there is one. */
export function ownOf(ballot: ElectronicBallot, receipt: string | null): OwnBallot {
  const { round, key } = ballot
  return { round, ballot: canonicalJson(ballot), hash: ballotHash(ballot), key, receipt }
}

/** Looks for a ballot among those published, and checks the receipt. */
export async function findOwnBallot(record: BallotRecord, own: OwnBallot): Promise<OwnFinding> {
  const asked = own.round === null ? [...record.rounds.values()] : roundsOf(record, own.round)
  for (const round of asked) {
    const at = placeOf(round, own)
    if (at === null) continue
    const published = round.ballots?.[at]
    const same = own.ballot === null || (published !== undefined && canonicalJson(published) === own.ballot)
    const receipt = await checkReceipt(record, round.round, own)
    return { ...whereOf(round), standing: same ? 'counted' : 'differs', place: at + 1, receipt }
  }
  const [round] = asked
  if (own.round === null) return { ...nowhere, standing: 'unknown' }
  const receipt = await checkReceipt(record, own.round, own)
  if (round === undefined) return { ...nowhere, standing: 'no_round', receipt }
  return { ...whereOf(round), standing: round.ballots === null ? 'not_yet' : 'missing', place: null, receipt }
}

const nowhere = { round: null, assembly: null, number: null, place: null, receipt: null }

function whereOf({ round, assembly, number }: RecordedRound) {
  return { round, assembly, number }
}

function roundsOf({ rounds }: BallotRecord, id: string): RecordedRound[] {
  const round = rounds.get(id)
  return round === undefined ? [] : [round]
}

/** By the key where it is known, else by the hash. */
function placeOf({ ballots }: RecordedRound, { key, hash }: OwnBallot): number | null {
  const place = (ballots ?? []).findIndex(ballot =>
    key !== null ? ballot.key === key : ballotHash(ballot) === hash,
  )
  return place < 0 ? null : place
}

async function checkReceipt(
  { logKey }: BallotRecord,
  round: string,
  { hash, receipt }: OwnBallot,
): Promise<boolean | null> {
  if (receipt === null || hash === null) return null
  const signature = decodeBase64url(receipt)
  return signature !== null && verifyEd25519(logKey.publicKey, signature, receiptMessage(round, hash))
}
