import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { decodeBase64url, encodeBase64url } from '../../../src/core/record/encoding.ts'
import {
  type BallotVerifier,
  faultOfBallot,
  findFault,
  importTokenKey,
  numbersOfTokenKey,
  readTokenKey,
} from '../../../src/core/record/verify-electronic.ts'
import { issueBallot, makeTokenKey } from './electronic-ballots.ts'

const pair = makeTokenKey()
const tokenKey = await importTokenKey(pair.tokenKey)
const ballot = issueBallot('round-1', pair).cast(['lamp', 'lane'])

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return decodeBase64url(text) ?? new Uint8Array(0)
}

/** The text with one byte of what it encodes changed. */
function changed(text: string, at: number): string {
  const bytes = bytesOf(text)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return encodeBase64url(bytes)
}

describe('a token key', () => {
  test('is SPKI of 3072 bits with e = 65537, and comes back as its bytes', () => {
    expect(readTokenKey(pair.tokenKey)).toEqual(bytesOf(pair.tokenKey))
  })

  test.each([
    ['no base64url', `${pair.tokenKey}=`],
    ['nothing', ''],
    ['a byte more', encodeBase64url(Uint8Array.of(...bytesOf(pair.tokenKey), 0))],
    ['another OID', changed(pair.tokenKey, 17)],
    ['parameters other than NULL', changed(pair.tokenKey, 18)],
    ['another exponent', changed(pair.tokenKey, 421)],
    ['a modulus of fewer bits', encodeBase64url(bytesOf(pair.tokenKey).with(33, 0x7f))],
    ['another size', spkiOf(2048, 65537)],
    ['e = 3', spkiOf(3072, 3)],
  ])('is refused: %s', (_, text) => {
    expect(readTokenKey(text)).toBe(null)
  })

  test('has the numbers that the platform finds in it', () => {
    expect(numbersOfTokenKey(pair.tokenKey)).toEqual({ n: pair.n, e: 65537n })
    expect(numbersOfTokenKey('')).toBe(null)
  })

  test('is not imported when it is none', async () => {
    expect(await importTokenKey('')).toBe(null)
  })

  function spkiOf(modulusLength: number, publicExponent: number): string {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent })
    return publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  }
})

describe('a ballot', () => {
  test('verifies when it was issued in its round and is as the device made it', async () => {
    expect(await faultOfBallot(ballot, tokenKey)).toBe(null)
  })

  test('may be blank', async () => {
    expect(await faultOfBallot(issueBallot('round-1', pair).cast([]), tokenKey)).toBe(null)
  })

  test.each<[string, Partial<typeof ballot>, string]>([
    ['a key that is no base64url', { key: '*' }, 'key'],
    [
      'a key with unused bits that are not zero',
      { key: `${ballot.key.slice(0, -1)}${nextLetter(ballot.key)}` },
      'key',
    ],
    ['a key that is too short', { key: encodeBase64url(bytesOf(ballot.key).slice(1)) }, 'key'],
    ['a point written in another way', { key: encodeBase64url(bytesOf(ballot.key).with(0, 6)) }, 'key'],
    ['another key', { key: issueBallot('round-1', pair).cast([]).key }, 'token'],
    ['a rand that is no base64url', { rand: '*' }, 'rand'],
    ['a rand that is too long', { rand: encodeBase64url(Uint8Array.of(...bytesOf(ballot.rand), 0)) }, 'rand'],
    ['another rand', { rand: changed(ballot.rand, 0) }, 'token'],
    ['another round', { round: 'round-2' }, 'token'],
    ['a token that is no base64url', { token: '*' }, 'token'],
    ['another token', { token: changed(ballot.token, 383) }, 'token'],
    ['other choices', { choices: ['lamp'] }, 'sig'],
    ['choices in another order', { choices: ['lane', 'lamp'] }, 'sig'],
    ['a signature that is no base64url', { sig: '*' }, 'sig'],
    ['another signature', { sig: changed(ballot.sig, 0) }, 'sig'],
    ['no signature', { sig: '' }, 'sig'],
  ])('does not verify with %s', async (_, change, fault) => {
    expect(await faultOfBallot({ ...ballot, ...change }, tokenKey)).toBe(fault)
  })

  test('does not verify under another key, or none', async () => {
    expect(await faultOfBallot(ballot, await importTokenKey(makeTokenKey().tokenKey))).toBe('token')
    expect(await faultOfBallot(ballot, null)).toBe('token')
  })

  test('does not verify with a key that is no point of the curve, for which a token was issued all the same', async () => {
    const bent = issueBallot('round-1', pair, changed(ballot.key, 64)).cast(['lamp'])
    expect(await faultOfBallot(bent, tokenKey)).toBe('sig')
  })

  test('is not looked at further, by a verifier that answers at once, when its token is none', async () => {
    const asked: string[] = []
    const verifierOf = (token: boolean, choices: boolean): BallotVerifier<string> => ({
      token: key => asked.push(key) > 0 && token,
      choices: () => asked.push('choices') > 0 && choices,
    })
    expect(await findFault(ballot, 'key', verifierOf(false, true))).toBe('token')
    expect(asked.splice(0)).toEqual(['key'])
    expect(await findFault(ballot, 'key', verifierOf(true, false))).toBe('sig')
    expect(await findFault(ballot, 'key', verifierOf(true, true))).toBe(null)
    expect(asked).toEqual(['key', 'choices', 'key', 'choices'])
  })

  /** The last letter of 65 bytes has two bits of no use; the next letter says the same to a lenient decoder. */
  function nextLetter(text: string): string {
    return String.fromCharCode(text.charCodeAt(text.length - 1) + 1)
  }
})
