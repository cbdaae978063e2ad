import { integerToOctets, inverseModulo, octetsToInteger, powerModulo } from './blind-integers.ts'
import { encodePss } from './blind-pss.ts'
import { type Bytes, concatenate } from './record/encoding.ts'

/** An RSA public key as integers. PUBLIC-RECORD.md §3 wants 3072 bits and e = 65537. */
export interface BlindKey {
  readonly n: bigint
  readonly e: bigint
}

/** What the device keeps between asking and finalizing. */
export interface Blinded {
  /** What the server signs without seeing the message. As long as the modulus. */
  readonly blinded_message: Bytes
  /** The inverse of the blinding factor; a secret of the device. */
  readonly inverse: bigint
}

/** The chance that blinding takes, as arguments, so that a step can be repeated with the same result. */
export interface BlindingChance {
  /** Salt of the PSS encoding: 48 bytes for RSABSSA-SHA384-PSS, none for PSSZERO. */
  readonly salt: Uint8Array
  /** The blinding factor: uniform in 1 … n − 1. */
  readonly factor: bigint
}

/** Length of a key's signatures, in bytes. */
export function modulusLength(key: BlindKey): number {
  return Math.ceil(modulusBits(key) / 8)
}

function modulusBits(key: BlindKey): number {
  return key.n.toString(2).length
}

/** Prepare of RFC 9474 §4.1, randomized: the message with 32 random bytes before it. */
export function prepareRandomized(randomPrefix: Uint8Array, message: Uint8Array): Bytes {
  return concatenate(randomPrefix, message)
}

/**
 * Blind of RFC 9474 §4.2, on the device that votes.
 *
 * BigInt arithmetic is not constant-time. Here it works on one-time values of the voter, on the voter's own device, over
 * no private key: somebody who could measure it there could as well read the screen.
 *
 * Returns null in the one case of RFC 9474 that has another outcome: the factor shares a divisor with the modulus.
 * Whoever meets it has factored the key; take another factor.
 */
export function blind(key: BlindKey, preparedMessage: Uint8Array, chance: BlindingChance): Blinded | null {
  const encoded = octetsToInteger(encodePss(preparedMessage, modulusBits(key), chance.salt))
  const inverse = inverseModulo(chance.factor, key.n)
  if (inverse === null || inverseModulo(encoded, key.n) === null) return null
  const blindedMessage = (encoded * powerModulo(chance.factor, key.e, key.n)) % key.n
  return { blinded_message: integerToOctets(blindedMessage, modulusLength(key)), inverse }
}

/**
 * Finalize of RFC 9474 §4.4 without its last check, which `verifyToken` makes with the platform's own verification.
 * Returns null when the blind signature has the wrong length or is no number below the modulus.
 */
export function unblind(key: BlindKey, blindSignature: Uint8Array, inverse: bigint): Bytes | null {
  const signed = octetsToInteger(blindSignature)
  if (blindSignature.length !== modulusLength(key) || signed >= key.n) return null
  return integerToOctets((signed * inverse) % key.n, modulusLength(key))
}

/** Whether the server may sign this unseen: as long as the modulus, and a number from 1 to n − 1. */
export function isBlindedMessage(key: BlindKey, message: Uint8Array): boolean {
  const number = octetsToInteger(message)
  return message.length === modulusLength(key) && number > 0n && number < key.n
}

/** Whether a raw RSA signature is one of exactly this number: s^e = m. What a server checks of its own work. */
export function isRawSignature(key: BlindKey, message: Uint8Array, signature: Uint8Array): boolean {
  const signed = octetsToInteger(signature)
  return signed < key.n && powerModulo(signed, key.e, key.n) === octetsToInteger(message)
}

/** A public key from the `n` and `e` of a JWK, as WebCrypto exports it. */
export function blindKeyOf(modulus: Uint8Array, exponent: Uint8Array): BlindKey {
  return { n: octetsToInteger(modulus), e: octetsToInteger(exponent) }
}
