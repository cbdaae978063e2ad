import { ballotHash, choicesMessage, keyFingerprint, receiptMessage, tokenMessage } from '../core/ballot.ts'
import { type BlindKey, blind, blindKeyOf, prepareRandomized, unblind } from '../core/blind.ts'
import { octetsToInteger } from '../core/blind-integers.ts'
import { compareBytes } from '../core/ids.ts'
import { canonicalJson } from '../core/record/canonical-json.ts'
import { verifyEd25519 } from '../core/record/checkpoint.ts'
import { type Bytes, decodeBase64url, encodeBase64url } from '../core/record/encoding.ts'
import type { ElectronicBallot } from '../core/record/entries.ts'
import type { BallotServer } from './ballot-server.ts'
import type { BallotStore, KeptBallot } from './ballot-store.ts'

/** Why a step did not succeed. Codes of the server are passed on as they came. */
export interface Failure {
  readonly ok: false
  readonly code: string
}
export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure

/** Everything a device needs for voting. */
export interface Device {
  readonly server: BallotServer
  readonly store: BallotStore
  readonly randomBytes: (count: number) => Bytes
  /** The district's log key: 32 bytes, from the slip or the page. Receipts are checked against it. */
  readonly logKey: Bytes
}

const saltLength = 48

/**
 * Step one of voting: gets a blank ballot, that is a token, for a round. Keys, blinding and everything needed to go on
 * are kept before the server is asked; asking again asks the same. The token is checked against the round's key as
 * published in the record, so that a key made for one person is noticed.
 *
 * Codes: NO_ELECTRONIC_BALLOTS, TOKEN_WRONG (the answer does not fit the published key), and the server's.
 */
export async function obtainToken(device: Device, round: string): Promise<Outcome<KeptBallot>> {
  const kept = (await device.store.get(round)) ?? (await prepare(device, round))
  if (kept === null) return { ok: false, code: 'NO_ELECTRONIC_BALLOTS' }
  if (kept.token !== undefined) return { ok: true, value: kept }
  const reply = await device.server.requestToken(round, kept.blinded_message)
  if (!reply.ok) return reply
  const key = await importTokenKey(kept.token_key)
  const signature = decodeBase64url(reply.value)
  const token =
    key === null || signature === null ? null : unblind(key.numbers, signature, BigInt(kept.inverse))
  const message = prepareRandomized(bytesOf(kept.rand), tokenMessage(round, bytesOf(kept.key)))
  const pss = { name: 'RSA-PSS', saltLength }
  if (key === null || token === null || !(await crypto.subtle.verify(pss, key.platform, token, message))) {
    return { ok: false, code: 'TOKEN_WRONG' }
  }
  return { ok: true, value: await device.store.put({ ...kept, token: encodeBase64url(token) }, 'token') }
}

async function prepare(device: Device, round: string): Promise<KeptBallot | null> {
  const opened = await device.server.openedRound(round)
  const key = opened.token_key === null ? null : await importTokenKey(opened.token_key)
  if (opened.token_key === null || key === null) return null
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const rand = device.randomBytes(32)
  const message = prepareRandomized(rand, tokenMessage(round, point))
  const salt = device.randomBytes(saltLength)
  const blinded = blind(key.numbers, message, { salt, factor: randomFactor(device, key.numbers) })
  // One chance in the number of atoms of the universe: then the next attempt begins anew.
  if (blinded === null) return null
  const kept: KeptBallot = {
    round,
    token_key: opened.token_key,
    ballot_key: pair,
    key: encodeBase64url(point),
    rand: encodeBase64url(rand),
    blinded_message: encodeBase64url(blinded.blinded_message),
    inverse: String(blinded.inverse),
  }
  return device.store.put(kept, null)
}

/** Uniform in 1 … n − 1, by drawing again. */
function randomFactor(device: Device, key: BlindKey): bigint {
  const length = Math.ceil(key.n.toString(2).length / 8)
  for (;;) {
    const factor = octetsToInteger(device.randomBytes(length))
    if (factor > 0n && factor < key.n) return factor
  }
}

async function importTokenKey(tokenKey: string): Promise<{ platform: CryptoKey; numbers: BlindKey } | null> {
  const spki = decodeBase64url(tokenKey)
  if (spki === null) return null
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
  const platform = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify'])
  const { n = '', e = '' } = await crypto.subtle.exportKey('jwk', platform)
  return { platform, numbers: blindKeyOf(bytesOf(n), bytesOf(e)) }
}

/**
 * Step two: fills the ballot in, once. The signed ballot is kept before it is sent, so what is sent again is the same.
 * Codes: TOKEN_MISSING, ALREADY_FILLED (other choices were kept before).
 */
export async function fillBallot(
  device: Device,
  round: string,
  choices: readonly string[],
): Promise<Outcome<KeptBallot>> {
  const kept = await device.store.get(round)
  if (kept?.token === undefined) return { ok: false, code: 'TOKEN_MISSING' }
  const ascending = [...choices].sort(compareBytes)
  const filled = kept.ballot === undefined ? await sign(device, kept, kept.token, ascending) : kept
  const same = filled.ballot !== undefined && String(ballotOf(filled.ballot).choices) === String(ascending)
  return same ? { ok: true, value: filled } : { ok: false, code: 'ALREADY_FILLED' }
}

async function sign(
  device: Device,
  kept: KeptBallot,
  token: string,
  choices: readonly string[],
): Promise<KeptBallot> {
  const { round, key, rand } = kept
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  const message = choicesMessage({ choices, key, round })
  const sig = encodeBase64url(
    new Uint8Array(await crypto.subtle.sign(algorithm, kept.ballot_key.privateKey, message)),
  )
  const ballot: ElectronicBallot = { v: 1, round, key, rand, token, choices, sig }
  return device.store.put({ ...kept, ballot: canonicalJson(ballot) }, 'ballot')
}

/**
 * Step three: casts the ballot and keeps the receipt. Cast again it gets the same receipt.
 * Codes: BALLOT_MISSING, RECEIPT_WRONG (not signed by the district's log key), and the server's.
 */
export async function castBallot(device: Device, round: string): Promise<Outcome<KeptBallot>> {
  const kept = await device.store.get(round)
  if (kept?.ballot === undefined) return { ok: false, code: 'BALLOT_MISSING' }
  if (kept.receipt !== undefined) return { ok: true, value: kept }
  const reply = await device.server.cast(round, kept.ballot)
  if (!reply.ok) return reply
  const hash = ballotHash(ballotOf(kept.ballot))
  const signature = decodeBase64url(reply.value.receipt)
  const signed =
    signature !== null && (await verifyEd25519(device.logKey, signature, receiptMessage(round, hash)))
  if (reply.value.ballot !== hash || !signed) return { ok: false, code: 'RECEIPT_WRONG' }
  return { ok: true, value: await device.store.put({ ...kept, receipt: reply.value.receipt }, 'receipt') }
}

/** Step four: whether the own ballot stands in the published record. Null before the ballots are published. */
export async function findOwnBallot(device: Device, round: string): Promise<boolean | null> {
  const kept = await device.store.get(round)
  const published = await device.server.publishedBallots(round)
  if (published === null) return null
  return kept?.ballot !== undefined && published.some(ballot => canonicalJson(ballot) === kept.ballot)
}

/** The fingerprint of the round's key that the device uses, for comparing with a neighbour's. */
export function fingerprintOf(kept: KeptBallot): string {
  return keyFingerprint(kept.token_key)
}

function ballotOf(text: string): ElectronicBallot {
  return JSON.parse(text) as ElectronicBallot
}

function bytesOf(text: string): Bytes {
  const bytes = decodeBase64url(text)
  if (bytes === null) throw new TypeError('what this device kept is damaged')
  return bytes
}
