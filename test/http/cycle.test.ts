import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import { expectRefused } from './round-story.ts'
import { foundDistrict, makeDistrict } from './story.ts'

const server = await startTestServer()

describe('the notices of a cycle', () => {
  test('run for a year at most, so that their end is a date', async () => {
    const district = await makeDistrict(server)
    const { token } = district.admin
    const create = (notice_days: number) => {
      const body = { id: randomUUID(), name: '2026', year: 2026, rules: { notice_days } }
      return call(server, 'POST', `/districts/${district.id}/cycles`, { token, body })
    }
    for (const days of [367, 4_000_000, 100_000_000, Number.MAX_SAFE_INTEGER]) {
      await expectRefused(create(days), 422, 'INPUT_INVALID')
    }
    const { status, body } = await create(366)
    expect(status).toBe(201)
    const draft = `/cycles/${body.id}`
    const longer = { rules: { notice_days: 367 } }
    await expectRefused(call(server, 'PUT', draft, { token, body: longer }), 422, 'INPUT_INVALID')
    expect((await call(server, 'POST', `${draft}/publication`, { token, body: {} })).status).toBe(200)
  })
})

describe('a drafted cycle', () => {
  test('is seen by the district’s admin and by nobody else; published, by everybody', async () => {
    const district = await makeDistrict(server)
    const other = await makeDistrict(server)
    const { token } = district.admin
    const body = { id: randomUUID(), name: '下一年度', year: 2027 }
    await done(call(server, 'POST', `/districts/${district.id}/cycles`, { token, body }))
    const asked = async (asker?: string) => {
      const list = await call(server, 'GET', `/districts/${district.id}/cycles`, { token: asker })
      const shown = await call(server, 'GET', `/cycles/${body.id}`, { token: asker })
      const funds = await call(server, 'GET', `/cycles/${body.id}/funds`, { token: asker })
      return [(list.body.items as unknown[]).length, shown.status, funds.status]
    }
    expect(await asked(token)).toEqual([1, 200, 200])
    for (const asker of [undefined, district.here.clerk.token, other.admin.token]) {
      expect(await asked(asker)).toEqual([0, 404, 404])
    }
    await done(call(server, 'POST', `/cycles/${body.id}/publication`, { token }))
    expect(await asked()).toEqual([1, 200, 200])
  })
})

describe('a cycle is published', () => {
  test('also when every community was given an amount of its own before', async () => {
    const district = await makeDistrict(server)
    const { token } = district.admin
    const draft = { id: randomUUID(), name: '2026', year: 2026 }
    await done(call(server, 'POST', `/districts/${district.id}/cycles`, { token, body: draft }))
    const allocations = [district.here, district.elsewhere].map(({ id }, place) => ({
      community_id: id,
      allocation_fen: 1_000_000 * (place + 1),
    }))
    await done(call(server, 'PUT', `/cycles/${draft.id}`, { token, body: { allocations } }))
    expect((await call(server, 'POST', `/cycles/${draft.id}/publication`, { token })).status).toBe(200)
    const { items } = await done(call(server, 'GET', `/cycles/${draft.id}/funds`))
    for (const fund of allocations) expect(items).toContainEqual(expect.objectContaining(fund))
  })

  test('not in a district without communities', async () => {
    const { id, admin } = await foundDistrict(server)
    const { token } = admin
    const draft = { id: randomUUID(), name: '2026', year: 2026 }
    await done(call(server, 'POST', `/districts/${id}/cycles`, { token, body: draft }))
    const published = call(server, 'POST', `/cycles/${draft.id}/publication`, { token })
    await expectRefused(published, 409, 'NO_COMMUNITIES')
  })
})
