import { expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import { firstOf, makeSite } from './project-story.ts'
import { goodChecklist, listPath, makeDistrict, proposalOf, propose, publishCycle } from './story.ts'

const server = await startTestServer()

test('a proposal leads to what it was merged into, and that one back to it', async () => {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here } = district
  const [target = '', merged = ''] = await propose(server, here, cycle, [1_000_000, 2_000_000])
  const body = { checklist: goodChecklist, outcome: 'merged', merged_into: target }
  await done(call(server, 'POST', `/proposals/${merged}/screening`, { token: here.clerk.token, body }))
  const course = (id: string) => done(call(server, 'GET', `/proposals/${id}/course`))
  expect(await course(merged)).toMatchObject({
    district: { name: '石峰区' },
    community: { id: here.id, name: 'here' },
    cycle_name: '2026 年度',
    grid_name: null,
    targets: [{ id: target, title: '项目 1' }],
    merged: [],
    assembly_id: null,
    project_status: null,
  })
  expect(await course(target)).toMatchObject({ targets: [], merged: [{ id: merged, title: '项目 2' }] })
})

test('a candidate leads to its assembly, a selected one to its project', async () => {
  const site = await makeSite(server)
  const { body } = await call(server, 'GET', `/proposals/${firstOf(site)}/course`)
  expect(body).toMatchObject({
    assembly_id: site.assembly,
    assembly_status: 'certified',
    project_status: 'selected',
  })
})

test('of a draft nothing is told but to whoever drafted it and to the clerk', async () => {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here } = district
  const { token } = here.grid_officer
  const body = proposalOf({ draft: true, contact: null, grid_id: here.grid })
  await done(call(server, 'POST', `${listPath(here, cycle)}/proposals`, { token, body }))
  const ask = async (asker?: string) =>
    (await call(server, 'GET', `/proposals/${body.id}/course`, { token: asker })).status
  expect(await ask()).toBe(404)
  expect(await ask(here.street_officer.token)).toBe(404)
  expect(await ask(token)).toBe(200)
  expect(await ask(here.clerk.token)).toBe(200)
})
