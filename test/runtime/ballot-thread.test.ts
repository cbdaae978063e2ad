import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { ballotJudge, type RoundOfBallots } from '../../src/core/assembly/ballot-judge.ts'
import { canonicalJson } from '../../src/core/record/canonical-json.ts'
import { importTokenKey, webCrypto } from '../../src/core/record/verify-electronic.ts'
import { createBallotThread } from '../../src/runtime/ballot-thread.ts'
import { importLogKey } from '../../src/runtime/keys.ts'
import { issueBallot, makeTokenKey } from '../core/record/electronic-ballots.ts'

const seed = Uint8Array.from(randomBytes(32))

function roundOf(name: string) {
  const pair = makeTokenKey()
  const device = issueBallot(name, pair)
  const round: RoundOfBallots = {
    round: name,
    token_key: pair.tokenKey,
    candidates: ['lamp', 'lane'],
    max_choices: 1,
    exact_choices: false,
  }
  return { round, cast: (choices: readonly string[]) => canonicalJson(device.cast(choices)) }
}

test('the thread says of each ballot what WebCrypto says here, however many of however many rounds come at once', async () => {
  const thread = createBallotThread(seed)
  const here = ballotJudge({
    importTokenKey,
    verifier: webCrypto,
    sign: (await importLogKey(seed)).sign,
  })
  const rounds = ['round-1', 'round-2', 'round-3'].map(roundOf)
  const chosen = [['lamp'], [], ['bridge'], ['lamp', 'lane']]
  const ballots = rounds.flatMap(({ round, cast }) =>
    chosen.flatMap(choices => rounds.map(other => ({ round: other.round, text: cast(choices), of: round }))),
  )
  const said = await Promise.all(ballots.map(({ round, text }) => thread(round, text)))
  expect(said).toEqual(await Promise.all(ballots.map(({ round, text }) => here(round, text))))
  expect(said.filter(({ ok }) => ok)).toHaveLength(6)
  // Again, when the thread knows the rounds.
  expect(await Promise.all(ballots.map(({ round, text }) => thread(round, text)))).toEqual(said)
})

test('a ballot that cannot be judged fails alone', async () => {
  const thread = createBallotThread(seed)
  const { round, cast } = roundOf('round-1')
  const [good, bad, another] = await Promise.allSettled([
    thread(round, cast([])),
    thread(round, 'no JSON'),
    thread(round, cast(['lane'])),
  ])
  expect(good).toMatchObject({ status: 'fulfilled', value: { ok: true } })
  expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(SyntaxError) })
  expect(another).toMatchObject({ status: 'fulfilled', value: { ok: true } })
})

test('when the thread ends its ballots fail, and the next one begins another', async () => {
  // The thread ends as it begins: what it is given is no key.
  const thread = createBallotThread(new Uint8Array(3))
  const { round, cast } = roundOf('round-1')
  const both = await Promise.allSettled([thread(round, cast([])), thread(round, cast(['lamp']))])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(thread(round, cast([]))).rejects.toThrow()
})
