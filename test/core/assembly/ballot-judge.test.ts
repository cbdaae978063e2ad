import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { ballotJudge, type JudgeTools, type RoundOfBallots } from '../../../src/core/assembly/ballot-judge.ts'
import { canonicalJson } from '../../../src/core/record/canonical-json.ts'
import { importTokenKey, webCrypto } from '../../../src/core/record/verify-electronic.ts'
import { issueBallot, makeTokenKey } from '../record/electronic-ballots.ts'

const pair = makeTokenKey()
const device = issueBallot('round-1', pair)
const round: RoundOfBallots = {
  round: 'round-1',
  token_key: pair.tokenKey,
  candidates: ['lamp', 'lane', 'park'],
  max_choices: 2,
  exact_choices: false,
}

function judgeTools(changes: Partial<JudgeTools<CryptoKey>> = {}): JudgeTools<CryptoKey> {
  return { importTokenKey, verifier: webCrypto, sign: message => message, ...changes }
}

test('a ballot that may be cast gets a receipt: its hash, and what the log key signs for its round', async () => {
  const text = canonicalJson(device.cast(['lamp']))
  const name = createHash('sha256').update(text).digest('hex')
  const receipt = Buffer.from(`piaojue-receipt-v1\nround-1\n${name}`).toString('base64url')
  expect(await ballotJudge(judgeTools())(round, text)).toEqual({ ok: true, value: { ballot: name, receipt } })
})

test('a ballot that may not is refused, and nothing is signed', async () => {
  const signed: Uint8Array[] = []
  const sign = (message: Uint8Array) => {
    signed.push(message)
    return message
  }
  const judge = ballotJudge(judgeTools({ sign }))
  const codeOf = async (choices: readonly string[], of: RoundOfBallots) => {
    const result = await judge(of, canonicalJson(device.cast(choices)))
    return result.ok ? null : result.error.code
  }
  expect(await codeOf(['bridge'], round)).toBe('CHOICE_UNKNOWN')
  expect(await codeOf(['lamp'], { ...round, token_key: null })).toBe('TOKEN_INVALID')
  expect(await codeOf(['lamp'], { ...round, token_key: 'none' })).toBe('TOKEN_INVALID')
  expect(signed).toEqual([])
})

test('the key of a round is imported once', async () => {
  const imported: string[] = []
  const judge = ballotJudge(
    judgeTools({ importTokenKey: text => (imported.push(text) > 0 ? importTokenKey(text) : null) }),
  )
  const text = canonicalJson(device.cast([]))
  await judge(round, text)
  expect((await judge(round, text)).ok).toBe(true)
  expect(imported).toEqual([pair.tokenKey])
})
