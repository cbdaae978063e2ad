import { beforeAll, describe, expect, it } from 'vitest'
import {
  type BallotRecord,
  ballotRecordOf,
  findOwnBallot,
  ownOf,
  readOwnBallot,
} from '../../src/client/own-ballot.ts'
import { tellVerdict } from '../../src/client/verify-verdict.ts'
import { ballotHash, receiptMessage } from '../../src/core/ballot.ts'
import { canonicalJson } from '../../src/core/record/canonical-json.ts'
import { verifierKey, verifierKeyText } from '../../src/core/record/checkpoint.ts'
import { encodeBase64url } from '../../src/core/record/encoding.ts'
import type { ElectronicBallot, Entry } from '../../src/core/record/entries.ts'
import { type Verdict, verifyRecord } from '../../src/core/record/verify.ts'
import { verify as words } from '../../src/web/text/zh/verify.ts'

const ballotOf = (round: string, key: string, choices: readonly string[] = ['a']): ElectronicBallot => ({
  v: 1,
  round,
  key: key.repeat(87),
  rand: 'r',
  token: 't',
  choices,
  sig: 's',
})

const published = [ballotOf('one', 'A'), ballotOf('one', 'B')]
let record: BallotRecord
let sign: (round: string, hash: string) => Promise<string>

beforeAll(async () => {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  sign = async (round, hash) =>
    encodeBase64url(
      new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, receiptMessage(round, hash))),
    )
  const entry = (type: string, subject: string, body: object): Entry => ({
    v: 1,
    type,
    at: '2026-06-01T01:00Z',
    subject,
    body: { ...body },
  })
  record = ballotRecordOf({
    verifier_key: verifierKeyText(verifierKey('piaojue.local/test', publicKey)),
    entries: [
      entry('round.opened', 'one', { assembly: 'assembly', number: 1 }),
      entry('ballots.published', 'one', { electronic: published, paper: [] }),
      entry('round.opened', 'two', { assembly: 'assembly', number: 2 }),
    ],
  })
})

/** The receipt of a ballot as the voting page gives it. */
async function receiptOf(ballot: ElectronicBallot): Promise<string> {
  const hash = ballotHash(ballot)
  const { round } = ballot
  return JSON.stringify({ round, ballot: hash, receipt: await sign(round, hash) })
}

async function find(pasted: string) {
  const own = readOwnBallot(pasted)
  if (own === null) throw new Error('not read')
  const { standing, number, place, receipt } = await findOwnBallot(record, own)
  return { standing, number, place, receipt }
}

describe('the own ballot', () => {
  it('is found by the receipt, also with what a mail program puts around it', async () => {
    const receipt = await receiptOf(ballotOf('one', 'B'))
    const counted = { standing: 'counted', number: 1, place: 2, receipt: true }
    expect(await find(receipt)).toEqual(counted)
    expect(await find(`我的回执：\n${receipt}\n-- \n发自手机`)).toEqual(counted)
  })

  it('is found by the whole ballot, by its hash and by its key, which prove nothing', async () => {
    const ballot = ballotOf('one', 'A')
    const counted = { standing: 'counted', number: 1, place: 1, receipt: null }
    for (const pasted of [canonicalJson(ballot), ballotHash(ballot).toUpperCase(), ballot.key]) {
      expect(await find(pasted)).toEqual(counted)
    }
  })

  it('is missing when its round is published without it: a genuine receipt proves it', async () => {
    const lost = ballotOf('one', 'C')
    expect(await find(await receiptOf(lost))).toMatchObject({ standing: 'missing', receipt: true })
    expect(await find(canonicalJson(lost))).toMatchObject({ standing: 'missing', receipt: null })
  })

  it('with a receipt that the log key did not sign is no proof', async () => {
    const lost = ballotOf('one', 'C')
    const forged = JSON.stringify({ round: 'one', ballot: ballotHash(lost), receipt: 'A'.repeat(86) })
    expect(await find(forged)).toMatchObject({ standing: 'missing', receipt: false })
  })

  it('differs when other choices are published under its key', async () => {
    const changed = await find(canonicalJson(ballotOf('one', 'B', ['b'])))
    expect(changed).toMatchObject({ standing: 'differs', place: 2 })
  })

  it('is not published yet, or of a round that this record does not have', async () => {
    expect(await find(await receiptOf(ballotOf('two', 'A')))).toMatchObject({
      standing: 'not_yet',
      number: 2,
    })
    expect(await find(await receiptOf(ballotOf('elsewhere', 'A')))).toMatchObject({ standing: 'no_round' })
    expect(await find('0'.repeat(64))).toMatchObject({ standing: 'unknown' })
  })

  it('as a device keeps it is looked for with its receipt', async () => {
    const ballot = ballotOf('one', 'A')
    const own = ownOf(ballot, await sign('one', ballotHash(ballot)))
    expect(await findOwnBallot(record, own)).toMatchObject({ standing: 'counted', receipt: true })
  })

  it.each([
    '',
    '我的票',
    '{}',
    '{"round":1}',
    '{"round":"one","ballot":"short"}',
    '0'.repeat(63),
    '[',
    'null',
  ])('is not read from anything else: %s', pasted => expect(readOwnBallot(pasted)).toBeNull())
})

describe('a verdict in words', () => {
  it('tells each check once, a failure above all, with what the verifier said', async () => {
    const { counts } = await verifyRecord(new Uint8Array())
    const verdict: Verdict = {
      ok: false,
      counts,
      lines: [
        { check: 'file', ok: true, text: 'fine' },
        { check: 'rounds', ok: false, text: 'entry 1: wrong' },
        { check: 'rounds', ok: 'note', text: 'entry 2: unfinished' },
        { check: 'draws', ok: true, text: 'fine' },
        { check: 'draws', ok: 'note', text: 'entry 3: not drawn yet' },
      ],
    }
    const told = new Map(tellVerdict(words.client, verdict).map(one => [one.check, one]))
    expect(told.get('file')?.mark).toBe('ok')
    expect(told.get('rounds')).toMatchObject({
      mark: 'fail',
      details: ['entry 1: wrong', 'entry 2: unfinished'],
    })
    expect(told.get('draws')?.mark).toBe('note')
    expect(told.get('draws')?.sentences[1]).toContain('有 1 次抽签还没有完成')
    expect(told.get('money')?.mark).toBe('skipped')
    expect(told.has('seen')).toBe(false)
  })

  it('leaves no brace empty', async () => {
    const verdict = await verifyRecord(new Uint8Array())
    const lines = Object.keys(words.client.checks).map(check => ({ check, ok: true, text: '' }))
    const told = tellVerdict(words.client, { ...verdict, lines } as Verdict)
    expect(told.flatMap(({ sentences }) => sentences).filter(text => text.includes('{'))).toEqual([])
  })
})
