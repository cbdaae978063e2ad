import { sha384 } from '@noble/hashes/sha2.js'
import { type Bytes, concatenate } from './record/encoding.ts'

const hashLength = 48

/**
 * EMSA-PSS-ENCODE of RFC 8017 §9.1.1 with SHA-384 and MGF1-SHA-384, for a modulus of `modulusBits` bits.
 * @throws RangeError when the modulus is too short for the salt.
 */
export function encodePss(message: Uint8Array, modulusBits: number, salt: Uint8Array): Bytes {
  const bits = modulusBits - 1
  const length = Math.ceil(bits / 8)
  if (length < hashLength + salt.length + 2)
    throw new RangeError('the modulus is too short for this encoding')
  const hash = sha384(concatenate(new Uint8Array(8), sha384(message), salt))
  const block = new Uint8Array(length - hashLength - 1)
  block[block.length - salt.length - 1] = 1
  block.set(salt, block.length - salt.length)
  const mask = maskGeneration(hash, block.length)
  const masked = block.map((octet, at) => octet ^ Number(mask[at]))
  masked[0] = Number(masked[0]) & (0xff >> (8 * length - bits))
  return concatenate(masked, hash, Uint8Array.of(0xbc))
}

/** MGF1 of RFC 8017 §B.2.1 with SHA-384. */
function maskGeneration(seed: Uint8Array, length: number): Bytes {
  const mask = new Uint8Array(Math.ceil(length / hashLength) * hashLength)
  for (let counter = 0; counter * hashLength < length; counter++) {
    const octets = Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter)
    mask.set(sha384(concatenate(seed, octets)), counter * hashLength)
  }
  return mask.slice(0, length)
}
