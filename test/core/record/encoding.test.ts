import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeBase64,
  decodeBase64url,
  encodeBase64,
  encodeBase64url,
  encodeHex,
  utf8,
} from '../../../src/core/record/encoding.ts'
import { hashHex } from '../../../src/core/record/hash.ts'

test('base64url, base64 and hex are those of the platform, and come back as the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), bytes => {
      const buffer = Buffer.from(bytes)
      expect(encodeBase64url(bytes)).toBe(buffer.toString('base64url'))
      expect(encodeBase64(bytes)).toBe(buffer.toString('base64'))
      expect(encodeHex(bytes)).toBe(buffer.toString('hex'))
      expect(decodeBase64url(encodeBase64url(bytes))).toEqual(Uint8Array.from(bytes))
      expect(decodeBase64(encodeBase64(bytes))).toEqual(Uint8Array.from(bytes))
    }),
  )
})

test('bytes have one base64url only: whatever else decodes leniently is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ABgw-_+/=08 é'), maxLength: 8 }), text => {
      const bytes = decodeBase64url(text)
      if (bytes !== null) expect(encodeBase64url(bytes)).toBe(text)
      const standard = decodeBase64(text)
      if (standard !== null) expect(encodeBase64(standard)).toBe(text)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['unused bits that are not zero', 'AB'],
  ['padding', 'AA=='],
  ['the other alphabet', '+/AA'],
  ['a length that no bytes have', 'AAAAA'],
  ['a character beyond ASCII', 'AAAé'],
  ['white space', 'AA A'],
])('base64url with %s is refused', (_, text) => {
  expect(decodeBase64url(text)).toBeNull()
})

test.each([
  ['without its padding', 'AA'],
  ['with too much padding', 'AAAA===='],
  ['with padding inside', 'AA==AAAA'],
  ['with three signs of padding', 'A==='],
  ['with unused bits that are not zero', 'AB=='],
  ['in the other alphabet', '-_AA'],
])('base64 %s is refused', (_, text) => {
  expect(decodeBase64(text)).toBeNull()
})

test('a hash is over the UTF-8 bytes of the text', () => {
  expect(hashHex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(utf8('é')).toEqual(Uint8Array.of(0xc3, 0xa9))
})
