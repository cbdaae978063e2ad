import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { mostPerHour } from '../../src/core/identity/inflow.ts'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import { fifty, outcomes } from './race.ts'
import {
  addDelegates,
  clerkDoes,
  listPath,
  makeDistrict,
  proposalOf,
  publishCycle,
  scheduleAssembly,
  screenedList,
} from './story.ts'

const hour = 3_600_000
let now = Date.parse('2026-05-04T08:00:00Z')
const server = await startTestServer({ clock: () => new Date(now) })

/** As if so many residents had proposed at this moment. */
async function fill(cycle: string, community: string, district: string, count: number): Promise<void> {
  const at = new Date(now).toISOString()
  const { contact: _, ...words } = proposalOf()
  const rows = Array.from({ length: count }, () => ({
    ...words,
    id: randomUUID(),
    district_id: district,
    cycle_id: cycle,
    community_id: community,
    status: 'submitted',
    proposer: 'resident',
    created_at: at,
    submitted_at: at,
  }))
  await server.ownerDb.insertInto('proposal').values(rows).execute()
}

test('a community takes so many proposals of residents in an hour, however many come at once; staff and others go on', async () => {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here, elsewhere } = district
  await fill(cycle, here.id, district.id, mostPerHour - 20)
  now += hour / 2
  const list = listPath(here, cycle)
  const send = (token?: string, path = list) =>
    call(server, 'POST', `${path}/proposals`, { token, body: proposalOf() })
  expect(outcomes(await fifty(() => send()))).toEqual({ '201': 20, '429 TOO_MANY_PROPOSALS': 30 })

  const refused = await send()
  const again_at = new Date(now + hour / 2).toISOString()
  expect(refused).toMatchObject({ status: 429, body: { most: mostPerHour, again_at } })
  expect((await send(here.clerk.token)).status).toBe(201)
  expect((await send(undefined, listPath(elsewhere, cycle))).status).toBe(201)
  now += hour / 2
  expect((await send()).status).toBe(201)
})

test('a proposal that was taken has its answer again although no other is taken any more', async () => {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const body = proposalOf()
  const list = `${listPath(district.here, cycle)}/proposals`
  const first = await call(server, 'POST', list, { body })
  await fill(cycle, district.here.id, district.id, mostPerHour)
  expect((await call(server, 'POST', list, { body: proposalOf() })).status).toBe(429)
  expect(await call(server, 'POST', list, { body })).toEqual(first)
})

test('an assembly takes so many objections in an hour', async () => {
  const district = await makeDistrict(server)
  const { here } = district
  const cycle = await publishCycle(server, district)
  await screenedList(server, here, cycle, [1_000_000, 2_000_000])
  const assembly = await scheduleAssembly(server, here, cycle, 1)
  await addDelegates(server, here, assembly, 5)
  await clerkDoes(server, here, assembly, 'candidates')
  const row = () => ({
    id: randomUUID(),
    district_id: district.id,
    assembly_id: assembly,
    stage: 'candidates',
    text: '太远',
    filed_at: new Date(now).toISOString(),
  })
  const rows = Array.from({ length: mostPerHour - 1 }, row)
  await server.ownerDb.insertInto('objection').values(rows).execute()
  const file = () => {
    const body = { id: randomUUID(), text: '太远', contact: { name: '王某', phone: '13800000000' } }
    return call(server, 'POST', `/assemblies/${assembly}/objections`, { body })
  }
  await done(file())
  expect(await file()).toMatchObject({ status: 429, body: { code: 'TOO_MANY_OBJECTIONS' } })
  now += hour
  await done(file())
})
