import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import {
  act,
  agreeOn,
  type Desk,
  entriesOf,
  expectRefused,
  key,
  makeDesk,
  newBatch,
  openRound,
  publish,
  sheetsOf,
  signAndCertify,
  tallyOf,
  voteOnPaper,
  votesOf,
} from './round-story.ts'
import { openSession } from './story.ts'
import { expectVerified } from './verified.ts'

const server = await startTestServer()

async function counting(
  seats = 2,
): Promise<{ readonly desk: Desk; readonly round: string; readonly batch: string }> {
  const desk = await makeDesk(server, { seats })
  const round = await openRound(desk)
  await voteOnPaper(desk, round)
  return { desk, round, batch: await newBatch(desk, round) }
}

const show = (token: string, batch: string) => done(call(server, 'GET', `/batches/${batch}`, { token }))

describe('two tellers', () => {
  test('who keyed the same sheets in whatever order agree', async () => {
    const { desk, batch } = await counting()
    const [first, second] = desk.tellers
    expect(await done(key(desk, first, batch, [[0, 1], [2], []]))).toEqual({
      batch_id: batch,
      revision: 1,
      status: 'keying',
    })
    expect(await done(key(desk, second, batch, [[], [1, 0], [2]]))).toMatchObject({ status: 'agreed' })
  })

  test('who keyed different sheets see only where they differ, and mend it until they agree', async () => {
    const { desk, round, batch } = await counting()
    const [first, second] = desk.tellers
    await done(key(desk, first, batch, [[0], [0], [1], []]))
    await done(key(desk, second, batch, [[0], [1], [1], []]))
    const one = { sheet: { choices: [desk.candidates[0]] }, count: 1 }
    const two = { sheet: { choices: [desk.candidates[1]] }, count: 1 }
    for (const token of [first, second, desk.scrutineer, desk.chief, desk.clerk]) {
      expect(await show(token, batch)).toMatchObject({
        status: 'differing',
        keyed: 2,
        differences: { first: [one], second: [two] },
      })
    }
    await expectRefused(publish(desk, round), 409, 'BATCHES_NOT_AGREED')
    expect(await done(key(desk, second, batch, [[0], [0], [1], []]))).toEqual({
      batch_id: batch,
      revision: 2,
      status: 'agreed',
    })
    expect(await show(desk.clerk, batch)).toMatchObject({ status: 'agreed', differences: null })
    await done(publish(desk, round))
    expect(votesOf(desk, await tallyOf(desk, round))).toEqual([2, 1, 0])
  })

  test('do not see one another before both have keyed', async () => {
    const { desk, batch } = await counting()
    const [first, second] = desk.tellers
    await done(key(desk, first, batch, [[0], [1]]))
    const other = await show(second, batch)
    expect(other).toMatchObject({ keyed: 1, own: null, differences: null, unreadable: null })
    expect(JSON.stringify(other)).not.toContain(desk.candidates[0])
    const own = await show(first, batch)
    expect(own.own).toMatchObject({ place: 1, revision: 1 })
    for (const token of [desk.clerk, desk.chief]) {
      expect(await show(token, batch)).toMatchObject({ own: null, differences: null })
    }
  })

  test('who found a sheet unreadable wait for a scrutineer', async () => {
    const { desk, round, batch } = await counting()
    const [first, second] = desk.tellers
    await done(key(desk, first, batch, [[0], 'unreadable', [1], 'unreadable']))
    expect(await done(key(desk, second, batch, ['unreadable', [0], 'unreadable', [1]]))).toMatchObject({
      status: 'ruling',
    })
    expect(await show(desk.scrutineer, batch)).toMatchObject({ status: 'ruling', unreadable: 2 })
    const path = `/batches/${batch}/rulings`
    await expectRefused(act(desk, first, path, { unreadable: 2, upheld: true }), 403, 'NOT_YOUR_ROLE')
    await expectRefused(act(desk, desk.clerk, path, { unreadable: 2, upheld: true }), 403, 'NOT_YOUR_ROLE')
    const wrong = act(desk, desk.scrutineer, path, { unreadable: 1, upheld: true })
    expect(await expectRefused(wrong, 409, 'RULING_DIFFERS')).toMatchObject({ unreadable: 2 })
    expect(await done(act(desk, desk.scrutineer, path, { unreadable: 2, upheld: false }))).toMatchObject({
      status: 'keying',
    })
    await expectRefused(act(desk, desk.chief, path, { unreadable: 2, upheld: true }), 409, 'WRONG_STATUS')

    await done(key(desk, first, batch, [[0], [2], [1], 'unreadable']))
    expect(await done(key(desk, second, batch, [[0], [2], [1], 'unreadable']))).toMatchObject({
      status: 'ruling',
    })
    expect(await done(act(desk, desk.chief, path, { unreadable: 1, upheld: true }))).toMatchObject({
      status: 'agreed',
    })
    await done(publish(desk, round))
    const { tally } = await tallyOf(desk, round)
    expect(tally.figures).toMatchObject({ returned: 4, valid: 3, invalid: 1, blank: 0 })
    const rulings = await server.ownerDb
      .selectFrom('paper_ruling')
      .selectAll()
      .where('batch_id', '=', batch)
      .orderBy('number')
      .execute()
    expect(rulings.map(({ number, unreadable, upheld }) => ({ number, unreadable, upheld }))).toEqual([
      { number: 1, unreadable: 2, upheld: false },
      { number: 2, unreadable: 1, upheld: true },
    ])
  })

  test('who insist after a ruling against them are ruled on again', async () => {
    const { desk, batch } = await counting()
    const [first, second] = desk.tellers
    const marks = [[0], 'unreadable'] as const
    await done(key(desk, first, batch, marks))
    await done(key(desk, second, batch, marks))
    await done(act(desk, desk.chief, `/batches/${batch}/rulings`, { unreadable: 1, upheld: false }))
    expect(await done(key(desk, first, batch, marks))).toMatchObject({ status: 'ruling', revision: 1 })
  })
})

describe('a teller who has left', () => {
  test('is replaced by another delegate, who keys in the same place; the first keying is kept', async () => {
    const { desk, round, batch } = await counting()
    const [first, second] = desk.tellers
    await done(key(desk, first, batch, [[0], [1], []]))
    await done(key(desk, second, batch, [[0], [2], []]))
    const [, , left, stays, next] = desk.delegates
    const successor = await openSession(server, desk.district.id, { delegate_id: next ?? '' })
    const id = randomUUID()
    const replace = (body: object, token = desk.clerk) =>
      act(desk, token, `/assemblies/${desk.assembly}/duty-replacements`, { id, ...body })

    await expectRefused(replace({ delegate_id: left, successor_id: next }, desk.chief), 403, 'NOT_YOUR_ROLE')
    await expectRefused(replace({ delegate_id: left, successor_id: null }), 422, 'DUTIES_INCOMPLETE')
    await expectRefused(replace({ delegate_id: left, successor_id: stays }), 409, 'DUTY_HELD')
    await expectRefused(replace({ delegate_id: left, successor_id: randomUUID() }), 409, 'DELEGATE_UNKNOWN')
    const body = { delegate_id: left, successor_id: next }
    expect(await done(replace(body))).toEqual({ id, duty: 'teller' })
    expect(await done(replace(body))).toEqual({ id, duty: 'teller' })

    await expectRefused(key(desk, first, batch, [[0], [2], []]), 403, 'NOT_YOUR_ROLE')
    const before = await show(successor, batch)
    expect(before).toMatchObject({ keyed: 2, own: null, open: true, differences: null })
    expect(await done(key(desk, successor, batch, [[2], [], [0]]))).toMatchObject({
      revision: 1,
      status: 'agreed',
    })
    await done(publish(desk, round))
    expect(votesOf(desk, await tallyOf(desk, round))).toEqual([1, 0, 1])

    const kept = await server.ownerDb
      .selectFrom('paper_keying_set_aside')
      .select(['delegate_id', 'number', 'place', 'sheets'])
      .where('batch_id', '=', batch)
      .execute()
    expect(kept).toEqual([{ delegate_id: left, number: 1, place: 1, sheets: expect.any(Array) }])
    expect(JSON.stringify(kept[0]?.sheets)).toContain(desk.candidates[1])
    const entry = { assembly: desk.assembly, duty: 'teller', successor: true }
    expect(await entriesOf(desk, id)).toMatchObject([{ type: 'duty.replaced', body: entry }])
    const { items } = await done(call(server, 'GET', `/assemblies/${desk.assembly}/course`))
    expect(items).toContainEqual(
      expect.objectContaining({ type: 'duty.replaced', duty: { duty: 'teller', successor: true } }),
    )
    await signAndCertify(desk, round)
    await expectVerified(server, desk.district)
  })
})

describe('a batch', () => {
  test('is keyed by two tellers and no third', async () => {
    const { desk, batch } = await counting()
    const third = await openSession(server, desk.district.id, { delegate_id: desk.delegates[4] ?? '' })
    await expectRefused(key(desk, third, batch, [[0]]), 403, 'NOT_YOUR_ROLE')
    await server.ownerDb
      .insertInto('duty')
      .values({
        assembly_id: desk.assembly,
        delegate_id: desk.delegates[4] ?? '',
        district_id: desk.district.id,
        duty: 'teller',
      })
      .execute()
    const [first, second] = desk.tellers
    await done(key(desk, first, batch, [[0]]))
    await done(key(desk, second, batch, [[1]]))
    await expectRefused(key(desk, third, batch, [[0]]), 409, 'BATCH_HAS_TWO_TELLERS')
    expect(await show(third, batch)).toMatchObject({ keyed: 2, own: null, differences: null })
    for (const token of [desk.clerk, desk.chief])
      await expectRefused(key(desk, token, batch, [[0]]), 403, 'NOT_YOUR_ROLE')
  })

  test('never changes once it is agreed; a lost answer may be asked for again', async () => {
    const { desk, round } = await counting()
    const agreed = await agreeOn(desk, round, [[0], [1]], '二')
    const [first] = desk.tellers
    await expectRefused(key(desk, first, agreed, [[0]]), 409, 'WRONG_STATUS')
    expect(await done(key(desk, first, agreed, [[1], [0]]))).toEqual({
      batch_id: agreed,
      revision: 1,
      status: 'agreed',
    })
    const change = server.ownerDb
      .updateTable('paper_keying')
      .set({ revision: 9 })
      .where('batch_id', '=', agreed)
      .execute()
    await expect(change).rejects.toThrow('an agreed batch never changes')
  })

  test('keeps nothing of the order in which its sheets lay', async () => {
    const { desk, batch } = await counting()
    const marks = [[2], [], [0, 1], 'unreadable', [0], [1, 2, 0]] as const
    await done(key(desk, desk.tellers[0], batch, marks))
    const kept = async () => {
      const row = await server.ownerDb
        .selectFrom('paper_keying')
        .select('sheets')
        .where('batch_id', '=', batch)
        .executeTakeFirstOrThrow()
      return JSON.stringify(row.sheets)
    }
    const before = await kept()
    await done(key(desk, desk.tellers[0], batch, marks.toReversed()))
    expect(await kept()).toBe(before)
  })

  test('takes sheets that name candidates of the round, each once', async () => {
    const { desk, batch } = await counting()
    const [teller] = desk.tellers
    const put = (sheets: unknown) => act(desk, teller, `/batches/${batch}/keying`, { sheets }, 'PUT')
    const stranger = randomUUID()
    const unknown = put([...sheetsOf(desk, [[0]]), { choices: [stranger] }])
    expect(await expectRefused(unknown, 422, 'CHOICE_UNKNOWN')).toMatchObject({ choice: stranger, sheet: 1 })
    await expectRefused(key(desk, teller, batch, [[0, 0]]), 422, 'CHOICE_REPEATED')
    const wrong = [
      [],
      'x',
      [{ choices: 'x' }],
      [{ invalid: 'over_vote' }],
      [{}],
      [{ choices: [], invalid: 'unreadable' }],
      [null],
    ]
    for (const sheets of wrong) await expectRefused(put(sheets), 422, 'INPUT_INVALID')
    await expectRefused(put(Array.from({ length: 2001 }, () => ({ choices: [] }))), 422, 'INPUT_INVALID')
    expect(await show(teller, batch)).toMatchObject({ keyed: 0 })
  })

  test('is found behind the end of a page, whatever the script of its label', async () => {
    const { desk, round } = await counting()
    const body = { id: randomUUID(), label: '第 2 批 · 二号箱' }
    await done(act(desk, desk.clerk, `/rounds/${round}/batches`, body))
    const list = `/rounds/${round}/batches?limit=1`
    const labels: unknown[] = []
    for (let after: unknown = ''; after !== null; ) {
      const page = `${list}${after === '' ? '' : `&after=${encodeURIComponent(String(after))}`}`
      const { items, next } = await done(call(server, 'GET', page, { token: desk.clerk }))
      labels.push(...(items as { label: string }[]).map(({ label }) => label))
      after = next
    }
    expect(labels).toEqual(['一', '第 2 批 · 二号箱'])
  })

  test('has a label of its own in its round', async () => {
    const { desk, round } = await counting()
    const body = { id: randomUUID(), label: '一' }
    await expectRefused(act(desk, desk.clerk, `/rounds/${round}/batches`, body), 409, 'LABEL_TAKEN')
    await done(act(desk, desk.tellers[1], `/rounds/${round}/batches`, { ...body, label: '二' }))
    await expectRefused(
      act(desk, desk.chief, `/rounds/${round}/batches`, { id: randomUUID(), label: '三' }),
      403,
      'NOT_YOUR_ROLE',
    )
    const path = `/rounds/${round}/batches`
    const { items } = await done(call(server, 'GET', path, { token: desk.chief }))
    expect(items).toEqual([
      expect.objectContaining({ label: '一', status: 'keying' }),
      expect.objectContaining({ label: '二', status: 'keying' }),
    ])
    await expectRefused(call(server, 'GET', path), 401, 'SIGN_IN_REQUIRED')
    const outside = desk.district.elsewhere.clerk.token
    await expectRefused(call(server, 'GET', path, { token: outside }), 403, 'NOT_YOUR_AREA')
  })

  test('of a voided round is keyed and ruled on no more', async () => {
    const { desk, round, batch } = await counting()
    await done(act(desk, desk.clerk, `/rounds/${round}/void`, { reason: '停电' }))
    await expectRefused(key(desk, desk.tellers[0], batch, [[0]]), 409, 'WRONG_STATUS')
    const ruling = act(desk, desk.chief, `/batches/${batch}/rulings`, { unreadable: 1, upheld: true })
    await expectRefused(ruling, 409, 'WRONG_STATUS')
  })

  test('of another assembly is not for these tellers', async () => {
    const { batch } = await counting()
    const other = await makeDesk(server)
    await expectRefused(key(other, other.tellers[0], batch, [[0]]), 403, 'NOT_YOUR_AREA')
    await expectRefused(
      call(server, 'GET', `/batches/${batch}`, { token: other.tellers[0] }),
      403,
      'NOT_YOUR_AREA',
    )
  })
})
