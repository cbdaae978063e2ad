import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { receiptMessage } from '../../src/core/ballot.ts'
import { decodeBase64url, encodeBase64url } from '../../src/core/record/encoding.ts'
import type { ElectronicBallot } from '../../src/core/record/entries.ts'
import { findFault, importTokenKey, webCrypto } from '../../src/core/record/verify-electronic.ts'
import { importLogKey } from '../../src/runtime/keys.ts'
import { nodeJudgeTools } from '../../src/runtime/node-signatures.ts'
import { issueBallot, makeTokenKey } from '../core/record/electronic-ballots.ts'

const seed = Uint8Array.from(randomBytes(32))
const tools = nodeJudgeTools(seed)
const pair = makeTokenKey()
const otherPair = makeTokenKey()
const ballot = issueBallot('round-1', pair).cast(['lamp', 'lane'])
const other = issueBallot('round-1', pair).cast(['lamp', 'lane'])

function changed(text: string, change: (bytes: Uint8Array) => void): string {
  const bytes = decodeBase64url(text) ?? new Uint8Array(0)
  change(bytes)
  return encodeBase64url(bytes)
}

const flipped = (at: number) => (bytes: Uint8Array) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1
}

function signatureOf(r: Uint8Array, s: Uint8Array): string {
  return encodeBase64url(Uint8Array.of(...r, ...s))
}

/** The order of P-256. */
const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex')
const zero = new Uint8Array(32)
const one = zero.with(31, 1)
const offCurve = changed(ballot.key, flipped(64))
const origin = encodeBase64url(Uint8Array.of(4, ...zero, ...zero))
const aboveField = encodeBase64url(new Uint8Array(65).fill(0xff).with(0, 4))

/** Every ballot here gets the same verdict from WebCrypto and from node:crypto. */
const cases: [string, ElectronicBallot, string | null][] = [
  ['as its device made it', ballot, null],
  ['that is blank', issueBallot('round-1', pair).cast([]), null],
  ['with another rand', { ...ballot, rand: changed(ballot.rand, flipped(0)) }, 'token'],
  ['of another round', { ...ballot, round: 'round-2' }, 'token'],
  ['with another’s key', { ...ballot, key: other.key }, 'token'],
  ['with another’s token', { ...ballot, token: other.token }, 'token'],
  ['with a token changed at its end', { ...ballot, token: changed(ballot.token, flipped(383)) }, 'token'],
  ['with a token of no bytes', { ...ballot, token: '' }, 'token'],
  [
    'with a token a byte short',
    { ...ballot, token: encodeBase64url((decodeBase64url(ballot.token) ?? zero).slice(1)) },
    'token',
  ],
  ['with a token above the modulus', { ...ballot, token: changed(ballot.token, b => b.fill(0xff)) }, 'token'],
  ['with a token of zeros', { ...ballot, token: changed(ballot.token, b => b.fill(0)) }, 'token'],
  ['of another key pair', issueBallot('round-1', otherPair).cast([]), 'token'],
  ['with other choices', { ...ballot, choices: ['lamp'] }, 'sig'],
  ['with another’s signature', { ...ballot, sig: other.sig }, 'sig'],
  ['with a signature of no bytes', { ...ballot, sig: '' }, 'sig'],
  ['with a signature a byte long', { ...ballot, sig: `${ballot.sig}AA` }, 'sig'],
  ['with r = s = 0', { ...ballot, sig: signatureOf(zero, zero) }, 'sig'],
  ['with r = 1, s = 1', { ...ballot, sig: signatureOf(one, one) }, 'sig'],
  ['with r and s the order', { ...ballot, sig: signatureOf(order, order) }, 'sig'],
  ['with a key off the curve and a token for it', issueBallot('round-1', pair, offCurve).cast([]), 'sig'],
  ['with the key (0, 0) and a token for it', issueBallot('round-1', pair, origin).cast([]), 'sig'],
  ['with a key above the field and a token for it', issueBallot('round-1', pair, aboveField).cast([]), 'sig'],
]

describe('WebCrypto and node:crypto say the same of a ballot', () => {
  test.each(cases)('%s', async (_, cast, fault) => {
    const { tokenKey } = pair
    expect(await findFault(cast, await importTokenKey(tokenKey), webCrypto)).toBe(fault)
    expect(await findFault(cast, await tools.importTokenKey(tokenKey), tools.verifier)).toBe(fault)
  })

  test('with r and s of a good signature, the one taken from the order', async () => {
    const sig = changed(ballot.sig, bytes => {
      const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).toString('hex')}`)
      const rest = (BigInt(`0x${order.toString('hex')}`) - s).toString(16).padStart(64, '0')
      bytes.set(Buffer.from(rest, 'hex'), 32)
    })
    const cast = { ...ballot, sig }
    const web = await findFault(cast, await importTokenKey(pair.tokenKey), webCrypto)
    expect(await findFault(cast, await tools.importTokenKey(pair.tokenKey), tools.verifier)).toBe(web)
  })
})

test('what is no token key is none for either', async () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
  const evenModulus = changed(pair.tokenKey, bytes => {
    bytes[416] = (bytes[416] ?? 0) & 0xfe
  })
  const none = ['', 'x', small.export({ type: 'spki', format: 'der' }).toString('base64url')]
  for (const text of none) {
    expect(await tools.importTokenKey(text)).toBe(null)
    expect(await importTokenKey(text)).toBe(null)
  }
  const key = await tools.importTokenKey(evenModulus)
  const webKey = await importTokenKey(evenModulus)
  expect(await findFault(ballot, key, tools.verifier)).toBe('token')
  expect(await findFault(ballot, webKey, webCrypto)).toBe('token')
})

test('a receipt is the same to the byte, whichever of them signed it', async () => {
  const message = receiptMessage('round-1', 'ab')
  const { sign } = await importLogKey(seed)
  expect(Buffer.from(await tools.sign(message))).toEqual(Buffer.from(await sign(message)))
})
