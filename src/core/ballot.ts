import { canonicalJson } from './record/canonical-json.ts'
import { type Bytes, concatenate, utf8 } from './record/encoding.ts'
import type { ElectronicBallot } from './record/entries.ts'
import { hashHex } from './record/hash.ts'

// The byte strings of PUBLIC-RECORD.md §3, which device, server and verifier must form alike.

/** What a token is a signature over, before the 32 random bytes are put in front: the ballot key, bound to its round. */
export function tokenMessage(round: string, point: Uint8Array): Bytes {
  return concatenate(utf8(`piaojue-ballot-key-v1\n${round}\n`), point)
}

/** What the ballot key signs: the choices, and which key and round they are for. */
export function choicesMessage({
  choices,
  key,
  round,
}: Pick<ElectronicBallot, 'choices' | 'key' | 'round'>): Bytes {
  return utf8(`piaojue-ballot-v1\n${canonicalJson({ choices, key, round })}`)
}

/** hex H(JCS(ballot)): how a receipt names a ballot. */
export function ballotHash(ballot: ElectronicBallot): string {
  return hashHex(canonicalJson(ballot))
}

/** What the log key signs to acknowledge a ballot. */
export function receiptMessage(round: string, hash: string): Bytes {
  return utf8(`piaojue-receipt-v1\n${round}\n${hash}`)
}

/** How people compare a round's token key: hex H of the `token_key` as written in `round.opened`. */
export function keyFingerprint(tokenKey: string): string {
  return hashHex(tokenKey)
}
