import { expect, test } from 'vitest'
import { type BallotTerms, checkCast } from '../../../src/core/assembly/cast.ts'
import type { ElectronicBallot } from '../../../src/core/record/entries.ts'
import { importTokenKey, webCrypto } from '../../../src/core/record/verify-electronic.ts'
import { issueBallot, makeTokenKey } from '../record/electronic-ballots.ts'

const pair = makeTokenKey()
const device = issueBallot('round-1', pair)
const terms: BallotTerms<CryptoKey> = {
  round: 'round-1',
  token_key: await importTokenKey(pair.tokenKey),
  candidates: new Set(['lamp', 'lane', 'park']),
  max_choices: 2,
  exact_choices: false,
}

async function codeOf(
  ballot: ElectronicBallot,
  changes: Partial<BallotTerms<CryptoKey>> = {},
): Promise<string | null> {
  const result = await checkCast({ ...terms, ...changes }, ballot, webCrypto)
  return result.ok ? null : result.error.code
}

test.each([[[]], [['lamp']], [['lamp', 'park']]])('a ballot of the round may choose %j', async choices => {
  expect(await codeOf(device.cast(choices))).toBe(null)
})

test.each([
  [['bridge'], 'CHOICE_UNKNOWN'],
  [['lamp', 'lamp'], 'CHOICE_REPEATED'],
  [['lane', 'lamp'], 'CHOICES_NOT_ASCENDING'],
  [['lamp', 'lane', 'park'], 'OVER_VOTE'],
])('the choices %j are refused with %s', async (choices, code) => {
  expect(await codeOf(device.cast(choices))).toBe(code)
})

test('with exact choices a ballot has that many, or none', async () => {
  const exact = { exact_choices: true }
  expect(await codeOf(device.cast(['lamp']), exact)).toBe('UNDER_VOTE')
  expect(await codeOf(device.cast(['lamp', 'lane']), exact)).toBe(null)
  expect(await codeOf(device.cast([]), exact)).toBe(null)
})

test('a ballot is for one round, with a token of that round, signed by its key, before its choices matter', async () => {
  const ballot = device.cast(['bridge'])
  expect(await codeOf({ ...ballot, round: 'round-2' })).toBe('BALLOT_FOREIGN_ROUND')
  expect(await codeOf({ ...ballot, round: 'round-2' }, { round: 'round-2' })).toBe('TOKEN_INVALID')
  expect(await codeOf({ ...ballot, token: ballot.sig })).toBe('TOKEN_INVALID')
  expect(await codeOf({ ...ballot, rand: '' })).toBe('TOKEN_INVALID')
  expect(await codeOf({ ...ballot, key: '' })).toBe('TOKEN_INVALID')
  expect(await codeOf({ ...ballot, choices: ['lamp'] })).toBe('SIGNATURE_INVALID')
  expect(await codeOf(device.cast([]), { token_key: null })).toBe('TOKEN_INVALID')
})
