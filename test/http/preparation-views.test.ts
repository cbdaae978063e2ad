import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done, type Reply } from './call.ts'
import {
  addDelegates,
  clerkDoes,
  confirmList,
  giveDuties,
  goodChecklist,
  listPath,
  makeDistrict,
  openSession,
  proposalOf,
  propose,
  publishCycle,
  scheduleAssembly,
  screen,
} from './story.ts'

const server = await startTestServer()

async function makeYear() {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here } = district
  const ask = async (path: string, token = here.clerk.token): Promise<Reply['body']> =>
    (await call(server, 'GET', path, { token })).body
  const decide = (id: string, decision: object) =>
    done(
      call(server, 'POST', `/proposals/${id}/screening`, {
        token: here.clerk.token,
        body: { checklist: goodChecklist, ...decision },
      }),
    )
  return { district, cycle, here, ask, decide, list: listPath(here, cycle) }
}

describe('the screening desk', () => {
  test('knows what a proposal could go into, what went into it, and what gave it back', async () => {
    const { here, cycle, ask, decide } = await makeYear()
    const [a = '', b = '', c = ''] = await propose(server, here, cycle, [1e6, 2e6, 3e6])
    expect(await ask(`/proposals/${a}/screening`)).toMatchObject({
      place: { community: { id: here.id, name: 'here' }, street: { id: here.street } },
      year: { cycle: { id: cycle }, allocation_fen: 20_000_000, confirmed_at: null },
      own: false,
      merged: [],
      merged_into: null,
      given_back_by: [],
      next: { id: b },
    })
    await decide(a, { outcome: 'merged', merged_into: b })
    const target = await ask(`/proposals/${b}/screening`)
    expect(target).toMatchObject({ merged: [{ id: a, title: '项目 1' }], targets: [{ id: c }] })
    expect(await ask(`/proposals/${a}/screening`)).toMatchObject({
      merged_into: { id: b },
      given_back_by: [],
    })
    await decide(b, { outcome: 'rejected', reason: '重复' })
    const returned = await ask(`/proposals/${a}/screening`)
    expect(returned).toMatchObject({ merged_into: null, given_back_by: [{ id: b }], targets: [{ id: c }] })
  })

  test('shows a draft to nobody but its author and the clerk', async () => {
    const { here, list, ask } = await makeYear()
    const { token } = here.grid_officer
    const draft = proposalOf({ draft: true, contact: null, grid_id: here.grid })
    await done(call(server, 'POST', `${list}/proposals`, { token, body: draft }))
    const path = `/proposals/${draft.id}/screening`
    expect(await ask(path, token)).toMatchObject({ own: true, grid: { id: here.grid } })
    expect(await ask(path)).toMatchObject({ own: false })
    expect(await ask(path, here.street_officer.token)).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('lists everything submitted with what became of it', async () => {
    const { here, cycle, list, ask, decide } = await makeYear()
    const [a = '', b = '', c = ''] = await propose(server, here, cycle, [1e6, 2e6, 3e6])
    await decide(a, { outcome: 'merged', merged_into: b })
    await decide(b, { outcome: 'rejected', reason: '重复' })
    await decide(a, { outcome: 'merged', merged_into: c })
    const { items } = await ask(`${list}/screenings`, here.street_officer.token)
    expect(items).toMatchObject([
      { id: a, status: 'merged', outcome: 'merged', merged_into: c },
      { id: b, status: 'rejected', reason: '重复', merged_into: null },
      { id: c, status: 'submitted', outcome: null, reason: null },
    ])
    expect(await ask(`/communities/${here.id}/cycles/${randomUUID()}/screenings`)).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('offers as proposers delegates without a duty, and none for a delegate’s own proposal', async () => {
    const { district, here, cycle, list, ask } = await makeYear()
    const [id = ''] = await propose(server, here, cycle, [1e6])
    const path = `/proposals/${id}/proposer`
    expect(await ask(path)).toEqual({
      proposer: 'resident',
      contact: { name: '王某', phone: '13800000000' },
      delegate: null,
      removable: false,
      choices: [],
    })
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    const delegates = await addDelegates(server, here, assembly, 6)
    await giveDuties(server, here, assembly, delegates)
    const choices = (await ask(path)).choices as { id: string }[]
    expect(choices.map(one => one.id).sort()).toEqual(delegates.slice(4).sort())
    const body = { delegate_id: delegates[4] }
    await done(call(server, 'PUT', path, { token: here.clerk.token, body }))
    expect(await ask(path)).toMatchObject({ delegate: { id: delegates[4], name: '代表 5' }, removable: true })

    const token = await openSession(server, district.id, { delegate_id: delegates[5] ?? '' })
    const own = proposalOf({ contact: null })
    await done(call(server, 'POST', `${list}/proposals`, { token, body: own }))
    expect(await ask(`/proposals/${own.id}/proposer`)).toMatchObject({
      proposer: 'delegate',
      delegate: { id: delegates[5] },
      removable: false,
      choices: [],
    })
    const unlink = { token: here.clerk.token, body: { delegate_id: null } }
    const refused = await call(server, 'PUT', `/proposals/${own.id}/proposer`, unlink)
    expect(refused.body.code).toBe('PROPOSER_UNFIT')
  })
})

describe('the preparation of an assembly', () => {
  test('names proposers for the duties: of all that may be candidates, then of the candidates', async () => {
    const { here, cycle, ask } = await makeYear()
    const ids = await propose(server, here, cycle, [1e6, 2e6, 3e6])
    await screen(server, here, ids)
    await confirmList(server, here, cycle)
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    const [a = '', b = ''] = await addDelegates(server, here, assembly, 2)
    const { token } = here.clerk
    for (const [proposal, delegate_id] of [
      [ids[0], a],
      [ids[2], b],
    ]) {
      await done(call(server, 'PUT', `/proposals/${proposal}/proposer`, { token, body: { delegate_id } }))
    }
    const proposed = async () => {
      const { items } = await ask(`/assemblies/${assembly}/duty-choices`)
      return (items as { proposed: string[] }[]).map(item => item.proposed)
    }
    expect(await proposed()).toEqual([['项目 1'], ['项目 3']])
    const body = { candidates: [{ id: ids[0] }, { id: ids[1] }] }
    await done(call(server, 'POST', `/assemblies/${assembly}/candidates`, { token, body }))
    expect(await proposed()).toEqual([['项目 1'], []])
    expect(await ask(`/assemblies/${assembly}/preparation`)).toMatchObject({
      rules: { notice_days: 0 },
      listed: ids
        .map((id, place) => ({ id, estimated_cost_fen: (place + 1) * 1e6 }))
        .sort((left, right) => (left.id < right.id ? -1 : 1)),
      roster: { delegates: 2, by_category: { party_deputy: 1, congress_deputy: 1 } },
    })
  })

  test('tells who has a slip, and never a code', async () => {
    const { here, cycle, ask } = await makeYear()
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    const [delegate = ''] = await addDelegates(server, here, assembly, 2)
    await clerkDoes(server, here, assembly, 'roster-freeze')
    const path = `/assemblies/${assembly}/codes`
    const { token } = here.clerk
    expect(await ask(path)).toMatchObject({ items: [{ generation: null }, { generation: null }] })
    const printed = await call(server, 'POST', path, { token, body: {} })
    await done(call(server, 'POST', `/delegates/${delegate}/code`, { token, body: { replaces: 1 } }))
    const seen = await ask(path)
    expect(seen).toMatchObject({
      items: [{ delegate_id: delegate, generation: 2, used: false }, { generation: 1 }],
    })
    for (const { code } of printed.body.items as { code: string }[]) {
      expect(JSON.stringify(seen)).not.toContain(code)
    }
  })

  test('counts the year, and of drafts only the own', async () => {
    const { here, cycle, list, ask } = await makeYear()
    await propose(server, here, cycle, [1e6, 2e6])
    const draft = proposalOf({ draft: true, contact: null })
    await done(call(server, 'POST', `${list}/proposals`, { token: here.clerk.token, body: draft }))
    const path = `/communities/${here.id}/work-year`
    const counts = { submitted: 2, screened: 0, rejected: 0, merged: 0, candidate: 0 }
    expect(await ask(path)).toMatchObject({ work: { proposals: { ...counts, draft: 1 }, assembly: null } })
    expect(await ask(path, here.street_officer.token)).toMatchObject({ work: { proposals: { draft: 0 } } })
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    await addDelegates(server, here, assembly, 3)
    const { work } = await ask(`${path}?cycle_id=${cycle}`)
    expect(work).toMatchObject({
      assembly: { id: assembly, candidates: 0, delegates: 3, duties: 0, without_slip: 3, unanswered: 0 },
    })
  })
})

describe('the own areas', () => {
  test('come with the communities that lie there', async () => {
    const { district, here, ask } = await makeYear()
    const path = `/districts/${district.id}/own-areas`
    const communities = [{ id: here.id, name: 'here', street: 'here' }]
    for (const [staff, role, area] of [
      [here.clerk, 'community_clerk', here.id],
      [here.street_officer, 'street_officer', here.street],
      [here.grid_officer, 'grid_officer', here.grid],
    ] as const) {
      const { roles } = await ask(path, staff.token)
      expect(roles).toMatchObject([{ role, department: null, area: { id: area }, communities }])
    }
    expect(await ask(path, district.admin.token)).toMatchObject({
      district: { id: district.id, name: '石峰区' },
      roles: [{ role: 'district_admin', communities: [] }],
    })
  })
})
