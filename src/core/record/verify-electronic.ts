import { choicesMessage, tokenMessage } from '../ballot.ts'
import { type BlindKey, blindKeyOf, prepareRandomized } from '../blind.ts'
import { type Bytes, decodeBase64url } from './encoding.ts'
import type { ElectronicBallot } from './entries.ts'

/**
 * The DER bytes of a round's token key, or null unless the text is base64url of a SubjectPublicKeyInfo with the
 * rsaEncryption OID and NULL, a modulus of exactly 3072 bits and e = 65537 (PUBLIC-RECORD.md §2). DER leaves one way to
 * write these, so all but the modulus is compared byte by byte.
 */
export function readTokenKey(text: string): Bytes | null {
  const bytes = decodeBase64url(text)
  if (bytes?.length !== spkiHead.length + modulusLength + spkiTail.length) return null
  const tailAt = spkiHead.length + modulusLength
  if (!spkiHead.every((byte, at) => bytes[at] === byte)) return null
  if (!spkiTail.every((byte, at) => bytes[tailAt + at] === byte)) return null
  return Number(bytes[spkiHead.length]) >= 0x80 ? bytes : null
}

/** The numbers of a round's token key, or null when it is none. */
export function numbersOfTokenKey(text: string): BlindKey | null {
  const spki = readTokenKey(text)
  if (spki === null) return null
  return blindKeyOf(spki.subarray(spkiHead.length, spkiHead.length + modulusLength), spkiTail.subarray(2))
}

/** 3072 bits. */
const modulusLength = 384
/** SEQUENCE { SEQUENCE { rsaEncryption, NULL }, BIT STRING { SEQUENCE { INTEGER of 385 bytes, the first of them 0 … */
const spkiHead = Uint8Array.of(
  0x30,
  0x82,
  0x01,
  0xa2,
  0x30,
  0x0d,
  0x06,
  0x09,
  0x2a,
  0x86,
  0x48,
  0x86,
  0xf7,
  0x0d,
  0x01,
  0x01,
  0x01,
  0x05,
  0x00,
  0x03,
  0x82,
  0x01,
  0x8f,
  0x00,
  0x30,
  0x82,
  0x01,
  0x8a,
  0x02,
  0x82,
  0x01,
  0x81,
  0x00,
)
/** … INTEGER 65537 } } }. */
const spkiTail = Uint8Array.of(0x02, 0x03, 0x01, 0x00, 0x01)

/**
 * Imports a round's `token_key` for WebCrypto; null when it is none. DER of the right form may still hold a modulus that the
 * platform refuses.
 */
export async function importTokenKey(text: string): Promise<CryptoKey | null> {
  const spki = readTokenKey(text)
  return spki === null ? null : imported('spki', spki, { name: 'RSA-PSS', hash: 'SHA-384' })
}

/** How a platform checks the two signatures of a ballot. Whatever does it gives the same verdicts. */
export interface BallotVerifier<Key> {
  /** RSASSA-PSS (SHA-384, MGF1-SHA-384, salt of 48 bytes) under a round's token key. */
  readonly token: (key: Key, message: Bytes, signature: Bytes) => boolean | Promise<boolean>
  /** ECDSA P-256 with SHA-256 under an uncompressed point of 65 bytes; false also when that is no point of the curve. */
  readonly choices: (point: Bytes, message: Bytes, signature: Bytes) => boolean | Promise<boolean>
}

/** What every platform has. */
export const webCrypto: BallotVerifier<CryptoKey> = {
  token: (key, message, signature) => crypto.subtle.verify(pss, key, signature, message),
  async choices(point, message, signature) {
    const key = await imported('raw', point, { name: 'ECDSA', namedCurve: 'P-256' })
    return key !== null && crypto.subtle.verify(ecdsa, key, signature, message)
  },
}

type Fault = 'key' | 'rand' | 'token' | 'sig'

/**
 * Whether a ballot was issued in its round and is as its device made it (PUBLIC-RECORD.md §3): the token is a plain
 * RSASSA-PSS signature (SHA-384, MGF1-SHA-384, salt of 48 bytes) over `rand ‖ message`, and `sig` is the ballot key's ECDSA
 * P-256 SHA-256 signature over the choices. Says which member does not hold, or null when all do. Whether the choices
 * are allowed is the round's question, not this one's. Nothing verifies under a key that is none.
 */
export function faultOfBallot(ballot: ElectronicBallot, tokenKey: CryptoKey | null): Promise<Fault | null> {
  return findFault(ballot, tokenKey, webCrypto)
}

/** `faultOfBallot` by any verifier. */
export async function findFault<Key>(
  ballot: ElectronicBallot,
  tokenKey: Key | null,
  verifier: BallotVerifier<Key>,
): Promise<Fault | null> {
  const { choices, key, round } = ballot
  const point = decodeBase64url(key)
  if (point?.length !== 65 || point[0] !== 4) return 'key'
  const rand = decodeBase64url(ballot.rand)
  if (rand?.length !== 32) return 'rand'
  const token = decodeBase64url(ballot.token)
  if (tokenKey === null || token === null) return 'token'
  const issued = verifier.token(tokenKey, prepareRandomized(rand, tokenMessage(round, point)), token)
  // A verifier that answers at once is not asked for more than it must.
  if (issued === false) return 'token'
  const sig = decodeBase64url(ballot.sig)
  const signed = sig !== null && verifier.choices(point, choicesMessage({ choices, key, round }), sig)
  // Both at once, where the platform has threads for them.
  const [isIssued, isSigned] = await Promise.all([issued, signed])
  if (!isIssued) return 'token'
  return isSigned ? null : 'sig'
}

const pss = { name: 'RSA-PSS', saltLength: 48 }
const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }

async function imported(
  format: 'spki' | 'raw',
  bytes: Bytes,
  algorithm: RsaHashedImportParams | EcKeyImportParams,
): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey(format, bytes, algorithm, false, ['verify'])
  } catch {
    return null
  }
}
