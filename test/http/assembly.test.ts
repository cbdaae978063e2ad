import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import {
  addDelegates,
  checkIn,
  clerkDoes,
  confirmList,
  gatherAssembly,
  listPath,
  makeDistrict,
  prepareAssembly,
  proposalOf,
  propose,
  publishCycle,
  recorded,
  scheduleAssembly,
  screen,
  screenedList,
} from './story.ts'

const server = await startTestServer()
const small = { costs: [3_000_000, 4_000_000, 5_000_000], seats: 2, delegates: 9 }

async function makeYear(rules?: Parameters<typeof publishCycle>[2]) {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district, rules)
  const { here } = district
  const { token } = here.clerk
  const clerk = (method: 'GET' | 'POST' | 'PUT', path: string, body: unknown = {}) =>
    call(server, method, path, method === 'GET' ? { token } : { token, body })
  const show = async (assembly: string) => (await call(server, 'GET', `/assemblies/${assembly}`)).body
  return { district, cycle, here, clerk, show, list: listPath(here, cycle) }
}

describe('an assembly', () => {
  test('goes from its list to the confirmed scrutineers', async () => {
    const { cycle, here, show } = await makeYear()
    const { assembly, candidates } = await gatherAssembly(server, here, cycle, small)
    const shown = await show(assembly)
    expect(shown).toMatchObject({
      status: 'checking_in',
      community_id: here.id,
      cycle_id: cycle,
      eligible: 9,
      present: 9,
      quorum: { need: 6, reached: true },
      duties: { chief_scrutineer: 1, scrutineer: 1, teller: 2 },
      objections: { candidates: { filed: 0, answered: 0 }, result: { filed: 0, answered: 0 } },
      notices: { result: null },
      rounds: [],
      void_reason: null,
    })
    expect((shown.candidates as { id: string }[]).map(({ id }) => id)).toEqual([...candidates].sort())
    expect(JSON.stringify(shown)).not.toContain('代表')
  })

  test('is one of a community and cycle, as long as it is not void', async () => {
    const { cycle, here, clerk, list, district, show } = await makeYear()
    const assembly = await scheduleAssembly(server, here, cycle, 2)
    const body = { id: randomUUID(), seats: 2, scheduled_for: new Date().toISOString(), place: '广场' }
    expect((await clerk('POST', `${list}/assemblies`, body)).body.code).toBe('ASSEMBLY_EXISTS')
    await scheduleAssembly(server, district.elsewhere, cycle, 2)
    expect((await clerk('POST', `/assemblies/${assembly}/void`, { reason: '改期' })).status).toBe(200)
    expect((await clerk('POST', `${list}/assemblies`, body)).status).toBe(201)
    const listed = await call(server, 'GET', `${list}/assemblies`)
    const statuses = new Map(
      (listed.body.items as { id: string; status: string }[]).map(a => [a.id, a.status]),
    )
    expect(statuses).toEqual(
      new Map([
        [assembly, 'void'],
        [body.id, 'scheduled'],
      ]),
    )
    expect(await show(body.id)).toMatchObject({ quorum: { need: 0, reached: false } })
  })

  test('is scheduled by the clerk, in a published cycle, at a time that exists', async () => {
    const { district, here, clerk, list } = await makeYear()
    const body = { id: randomUUID(), seats: 2, scheduled_for: new Date().toISOString(), place: '广场' }
    const as = (token?: string) => call(server, 'POST', `${list}/assemblies`, { token, body })
    expect((await as()).status).toBe(401)
    expect((await as(here.street_officer.token)).body.code).toBe('NOT_YOUR_ROLE')
    expect((await as(district.elsewhere.clerk.token)).body.code).toBe('NOT_YOUR_AREA')
    expect((await clerk('POST', `${listPath(here, randomUUID())}/assemblies`, body)).status).toBe(404)
    for (const scheduled_for of [
      '0000-01-01T00:00:00Z',
      '2026-02-30T00:00:00Z',
      '2026-06-01T01:00:00+08:00',
      `2026-06-01T01:00:00.${'1'.repeat(100)}Z`,
      '明天',
    ]) {
      const reply = await clerk('POST', `${list}/assemblies`, { ...body, scheduled_for })
      expect(reply.body.code).toBe('INPUT_INVALID')
    }
    expect((await clerk('POST', `${list}/assemblies`, { ...body, seats: 0 })).body.code).toBe('INPUT_INVALID')
    const past = { ...body, scheduled_for: '2025-06-01T01:00:00Z' }
    expect((await clerk('POST', `${list}/assemblies`, past)).body.code).toBe('DAY_PASSED')
  })

  test('changes time, place and seats until check-in, its seats until the candidates are published', async () => {
    const { cycle, here, clerk } = await makeYear()
    await screenedList(server, here, cycle, small.costs)
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    const change = (body: unknown) => clerk('PUT', `/assemblies/${assembly}`, body)
    expect((await change({ seats: 2 })).body).toMatchObject({ seats: 2, place: '社区活动中心' })
    await clerkDoes(server, here, assembly, 'candidates')
    expect((await change({ seats: 1 })).body.code).toBe('CANDIDATES_PUBLISHED')
    expect((await change({ scheduled_for: '2025-06-01T01:00:00Z' })).body.code).toBe('DAY_PASSED')
    expect((await change({ seats: 2, place: '广场' })).body).toMatchObject({ seats: 2, place: '广场' })
    await addDelegates(server, here, assembly, 4)
    await clerkDoes(server, here, assembly, 'roster-freeze')
    await clerkDoes(server, here, assembly, 'check-in-opening')
    expect((await change({ place: '礼堂' })).body.code).toBe('WRONG_STATUS')
  })
})

describe('the candidates', () => {
  test('are everything that was screened, in the record member for member, and on display', async () => {
    const { district, cycle, here, clerk, show } = await makeYear({ notice_days: 7 })
    const ids = await screenedList(server, here, cycle, small.costs)
    const assembly = await scheduleAssembly(server, here, cycle, 2)
    const published = await clerk('POST', `/assemblies/${assembly}/candidates`)
    const candidates = ids
      .map((id, number) => ({ id, title: `项目 ${number + 1}`, cost_fen: small.costs[number] }))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(published).toMatchObject({ status: 200, body: { candidates } })
    const [entry] = await recorded(server, district, 'candidates.published', assembly)
    expect(entry?.body).toEqual({
      cycle,
      community: here.id,
      allocation_fen: 20_000_000,
      seats: 2,
      candidates,
    })
    const shown = await show(assembly)
    const { starts_at, ends_at } = (shown.notices as { candidates: { starts_at: string; ends_at: string } })
      .candidates
    expect(Date.parse(ends_at) - Date.parse(starts_at)).toBe(7 * 24 * 3_600_000)
    expect(published.body.notice_ends_at).toBe(ends_at)
    const notices = await call(server, 'GET', `/districts/${district.id}/notices?community_id=${here.id}`)
    expect(notices.body.items).toMatchObject([{ kind: 'candidates', subject: assembly }])
    expect((await call(server, 'GET', `/proposals/${ids[0]}`)).body.status).toBe('candidate')
    expect((await clerk('POST', `/assemblies/${assembly}/candidates`)).body.code).toBe('CANDIDATES_PUBLISHED')
  })

  test('can be chosen, with their costs fixed', async () => {
    const { cycle, here, clerk } = await makeYear()
    const [a = '', b = '', c = ''] = await screenedList(server, here, cycle, small.costs)
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    const publish = (candidates: unknown) =>
      clerk('POST', `/assemblies/${assembly}/candidates`, { candidates })
    expect((await publish([{ id: a }, { id: a }])).body.code).toBe('CANDIDATE_UNFIT')
    expect((await publish([{ id: a }, { id: randomUUID() }])).body.code).toBe('CANDIDATE_UNFIT')
    expect((await publish([])).body.code).toBe('INPUT_INVALID')
    expect((await publish([{ id: a, cost_fen: 0.5 }, { id: b }])).body.code).toBe('INPUT_INVALID')
    const chosen = await publish([{ id: b }, { id: a, cost_fen: 3_100_000 }])
    const costs = new Map(
      (chosen.body.candidates as { id: string; cost_fen: number }[]).map(one => [one.id, one.cost_fen]),
    )
    expect(costs).toEqual(
      new Map([
        [a, 3_100_000],
        [b, 4_000_000],
      ]),
    )
    expect((await call(server, 'GET', `/proposals/${c}`)).body.status).toBe('screened')
  })

  test('come from a list that the street has confirmed', async () => {
    const { cycle, here, clerk } = await makeYear()
    await screen(server, here, await propose(server, here, cycle, small.costs))
    const assembly = await scheduleAssembly(server, here, cycle, 2)
    const publish = () => clerk('POST', `/assemblies/${assembly}/candidates`)
    expect((await publish()).body.code).toBe('LIST_NOT_CONFIRMED')
    await confirmList(server, here, cycle)
    expect((await publish()).status).toBe(200)
  })

  test('are more than the seats, and the dearest of them fit the fund under top_seats', async () => {
    const { cycle, here, clerk } = await makeYear()
    await screenedList(server, here, cycle, [12_000_000, 12_000_000, 1_000_000])
    const assembly = await scheduleAssembly(server, here, cycle, 3)
    const publish = () => clerk('POST', `/assemblies/${assembly}/candidates`)
    expect((await publish()).body).toMatchObject({ code: 'SURPLUS_MISSING', candidates: 3, need: 4 })
    await clerk('PUT', `/assemblies/${assembly}`, { seats: 2 })
    expect((await publish()).body).toMatchObject({ code: 'SEATS_OVER_BUDGET', dearest_fen: 24_000_000 })
    await clerk('PUT', `/assemblies/${assembly}`, { seats: 1 })
    expect((await publish()).status).toBe(200)
  })
})

describe('duties', () => {
  async function makeDuties() {
    const year = await makeYear()
    const assembly = await scheduleAssembly(server, year.here, year.cycle, 1)
    const delegates = await addDelegates(server, year.here, assembly, 6)
    const [a = '', b = '', c = '', d = '', e = ''] = delegates
    const complete = [
      { delegate_id: a, duty: 'chief_scrutineer' },
      { delegate_id: b, duty: 'scrutineer' },
      { delegate_id: c, duty: 'teller' },
      { delegate_id: d, duty: 'teller' },
    ]
    const give = (duties: unknown) => year.clerk('PUT', `/assemblies/${assembly}/duties`, { duties })
    return { ...year, assembly, delegates, complete, give, e }
  }

  test('are given as a whole list, again until it is right', async () => {
    const { assembly, complete, give, clerk, show, e } = await makeDuties()
    expect((await give(complete.slice(1))).body.code).toBe('DUTIES_INCOMPLETE')
    const repeated = [...complete, { delegate_id: complete[0]?.delegate_id, duty: 'teller' }]
    expect((await give(repeated)).body.code).toBe('DELEGATE_REPEATED')
    expect((await give([...complete, { delegate_id: randomUUID(), duty: 'teller' }])).body.code).toBe(
      'DELEGATE_UNKNOWN',
    )
    expect((await give([...complete, { delegate_id: e, duty: 'king' }])).body.code).toBe('INPUT_INVALID')
    const given = { chief_scrutineer: 1, scrutineer: 1, teller: 2 }
    expect((await give(complete)).body).toEqual(given)
    expect((await give([...complete, { delegate_id: e, duty: 'teller' }])).body).toEqual({
      ...given,
      teller: 3,
    })
    expect((await show(assembly)).duties).toEqual({ ...given, teller: 3 })
    expect((await give(complete)).body).toEqual(given)
    const roster = await clerk('GET', `/assemblies/${assembly}/delegates`)
    const holders = (roster.body.items as { id: string; duty: string | null }[]).filter(one => one.duty)
    expect(holders).toHaveLength(4)
  })

  test('are for nobody who proposed a candidate, whichever is known first', async () => {
    const { assembly, cycle, here, clerk, complete, give, list, e } = await makeDuties()
    const { token } = here.clerk
    const own = proposalOf({ proposer: 'delegate', proposer_delegate_id: e })
    await done(call(server, 'POST', `${list}/proposals`, { token, body: own }))
    const [other = ''] = await propose(server, here, cycle, [2_000_000])
    await screen(server, here, [own.id, other])
    await confirmList(server, here, cycle)
    const withProposer = [...complete, { delegate_id: e, duty: 'teller' }]
    expect((await give(withProposer)).status).toBe(200)
    expect((await clerk('POST', `/assemblies/${assembly}/candidates`)).body).toMatchObject({
      code: 'PROPOSER_HAS_DUTY',
      delegate_id: e,
    })
    expect((await give(complete)).status).toBe(200)
    expect((await clerk('POST', `/assemblies/${assembly}/candidates`)).status).toBe(200)
    expect((await give(withProposer)).body.code).toBe('PROPOSER_HAS_DUTY')
    const link = (delegate_id: unknown) => clerk('PUT', `/proposals/${other}/proposer`, { delegate_id })
    expect((await link(complete[2]?.delegate_id)).body.code).toBe('PROPOSER_HAS_DUTY')
    expect((await link(randomUUID())).body.code).toBe('PROPOSER_UNFIT')
    expect((await link(e)).status).toBe(200)
  })

  test('are open again to whoever was wrongly named as a proposer, before check-in', async () => {
    const { assembly, cycle, here, clerk, complete, give, e } = await makeDuties()
    const [first = '', second = ''] = await screenedList(server, here, cycle, [1_000_000, 2_000_000])
    const link = async (delegate_id: string | null, proposal = first) =>
      clerk('PUT', `/proposals/${proposal}/proposer`, { delegate_id })
    expect((await link(null)).body).toEqual({ id: first, delegate_id: null })
    expect((await link(e)).status).toBe(200)
    await give(complete)
    await clerk('POST', `/assemblies/${assembly}/candidates`)
    const withProposer = [...complete, { delegate_id: e, duty: 'teller' }]
    expect((await give(withProposer)).body.code).toBe('PROPOSER_HAS_DUTY')
    const { token } = here.clerk
    const removed = await call(server, 'DELETE', `/delegates/${e}`, { token })
    expect(removed.body.code).toBe('DELEGATE_IN_USE')
    expect((await link(null)).body).toEqual({ id: first, delegate_id: null })
    expect((await give(withProposer)).status).toBe(200)
    expect((await give(complete)).status).toBe(200)

    await link(e, second)
    await clerk('POST', `/assemblies/${assembly}/roster-freeze`)
    await clerk('POST', `/assemblies/${assembly}/check-in-opening`)
    expect((await link(null, second)).body.code).toBe('WRONG_STATUS')
  })

  test('stay out of reach of the database’s own rows too', async () => {
    const { assembly, here, cycle, clerk, complete, give } = await makeDuties()
    const ids = await screenedList(server, here, cycle, [1_000_000, 2_000_000])
    await give(complete)
    await clerk('POST', `/assemblies/${assembly}/candidates`)
    const change = server.serverDb
      .updateTable('proposal')
      .set({ proposer_delegate_id: complete[2]?.delegate_id ?? null })
      .where('id', '=', ids[0] ?? '')
      .execute()
    await expect(change).rejects.toMatchObject({ constraint: 'duty_not_for_proposers' })
  })
})

describe('check-in opens', () => {
  test('with roster, candidates and answers; the gates say what is missing', async () => {
    const { cycle, here, clerk, show } = await makeYear()
    await screenedList(server, here, cycle, small.costs)
    const assembly = await scheduleAssembly(server, here, cycle, 2)
    const open = async () => (await clerk('POST', `/assemblies/${assembly}/check-in-opening`)).body.code
    expect(await open()).toBe('ROSTER_NOT_FROZEN')
    await addDelegates(server, here, assembly, 5)
    await clerkDoes(server, here, assembly, 'roster-freeze')
    expect(await open()).toBe('CANDIDATES_NOT_PUBLISHED')
    await clerkDoes(server, here, assembly, 'candidates')
    const objection = { id: randomUUID(), text: '太贵了', contact: { name: '李某', phone: '13900000000' } }
    await done(call(server, 'POST', `/assemblies/${assembly}/objections`, { body: objection }))
    expect(await open()).toBe('OBJECTIONS_UNANSWERED')
    await clerk('POST', `/objections/${objection.id}/answer`, { answer: '已重新询价' })
    expect(await open()).toBeUndefined()
    expect((await show(assembly)).status).toBe('checking_in')
    expect(await open()).toBe('WRONG_STATUS')
  })
})

describe('the scrutineers are confirmed', () => {
  test('once, when there is a quorum and they are in the hall', async () => {
    const { cycle, here, clerk } = await makeYear()
    const { assembly, delegates } = await prepareAssembly(server, here, cycle, small)
    const confirm = () => clerk('POST', `/assemblies/${assembly}/scrutineers-confirmation`)
    expect((await confirm()).body.code).toBe('WRONG_STATUS')
    await clerkDoes(server, here, assembly, 'check-in-opening')
    await checkIn(server, here, assembly, delegates.slice(4))
    expect((await confirm()).body).toMatchObject({ code: 'QUORUM_NOT_REACHED', present: 5, need: 6 })
    await checkIn(server, here, assembly, delegates.slice(0, 3))
    expect((await confirm()).body).toMatchObject({
      code: 'DUTY_HOLDERS_ABSENT',
      present: { chief_scrutineer: 1, scrutineer: 1, teller: 1 },
    })
    await checkIn(server, here, assembly, delegates)
    expect((await confirm()).status).toBe(200)
    expect((await confirm()).body.code).toBe('DUTIES_CONFIRMED')
    const duties = { duties: [] }
    expect((await clerk('PUT', `/assemblies/${assembly}/duties`, duties)).body.code).toBe('DUTIES_CONFIRMED')
  })
})
