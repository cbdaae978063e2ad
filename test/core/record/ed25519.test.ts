import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { verifyEd25519Alone } from '../../../src/core/record/ed25519.ts'
import { encodeHex, utf8 } from '../../../src/core/record/encoding.ts'
import { verifyEd25519 } from '../../../src/core/record/note.ts'

/** RFC 8032 §7.1: key, message, signature. */
const vectors = [
  [
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const

function bytes(hex: string) {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

/** Bytes as a little-endian number, and back. */
function numberOf(value: Uint8Array): bigint {
  return BigInt(`0x${encodeHex(value.toReversed())}`)
}

function bytesOf(value: bigint) {
  return bytes(value.toString(16).padStart(64, '0')).reverse()
}

const [, , third] = vectors
const key = bytes(third[0])
const message = bytes(third[1])
const signature = bytes(third[2])

describe('Ed25519 without the platform', () => {
  test.each(vectors)('accepts the signature of RFC 8032 by %s', (publicKey, signed, made) => {
    expect(verifyEd25519Alone(bytes(publicKey), bytes(made), bytes(signed))).toBe(true)
  })

  test('answers as the platform does, for right signatures and for those with one bit changed', async () => {
    const property = fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      fc.nat({ max: 8 * (32 + 64) - 1 }),
      async (text, bit) => {
        const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
        if (!('privateKey' in pair)) throw new TypeError('not a pair')
        const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
        const signed = Uint8Array.from(text)
        const made = new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, signed))
        expect(verifyEd25519Alone(raw, made, signed)).toBe(true)
        const both = Uint8Array.of(...raw, ...made)
        both[bit >> 3] = Number(both[bit >> 3]) ^ (1 << (bit & 7))
        const [changedKey, changed] = [both.slice(0, 32), both.slice(32)]
        expect(verifyEd25519Alone(changedKey, changed, signed)).toBe(
          await verifyEd25519(changedKey, changed, signed),
        )
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })

  test('refuses a signature whose S is not below the order: each has one form', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const other = Uint8Array.of(
      ...signature.subarray(0, 32),
      ...bytesOf(numberOf(signature.subarray(32)) + order),
    )
    expect(verifyEd25519Alone(key, other, message)).toBe(false)
  })

  test('refuses keys and signatures of another length', () => {
    expect(verifyEd25519Alone(key.subarray(1), signature, message)).toBe(false)
    expect(verifyEd25519Alone(key, signature.subarray(1), message)).toBe(false)
  })

  test('refuses keys that are no point, or not in the one form of a point', () => {
    const prime = 2n ** 255n - 19n
    // y = 2 has no x; y = p + 1 is 1 in another form; x = 0 has no odd form.
    for (const value of [2n, prime + 1n, 1n + 2n ** 255n])
      expect(verifyEd25519Alone(bytesOf(value), signature, message)).toBe(false)
  })

  test('refuses another message and another key', () => {
    expect(verifyEd25519Alone(key, signature, utf8('another'))).toBe(false)
    expect(verifyEd25519Alone(bytes(vectors[0][0]), signature, message)).toBe(false)
  })
})

describe('a platform', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  const failing = (name: string) =>
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('no', name))

  test('that does not know the curve is done without', async () => {
    failing('NotSupportedError')
    expect(await verifyEd25519(key, signature, message)).toBe(true)
    expect(await verifyEd25519(key, signature, utf8('another'))).toBe(false)
  })

  test('that takes the key for none is believed', async () => {
    failing('DataError')
    expect(await verifyEd25519(key, signature, message)).toBe(false)
  })
})
