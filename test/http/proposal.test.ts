import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import {
  addDelegates,
  addStaff,
  type Community,
  confirmList,
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
  return { district, cycle, here: district.here, list: listPath(district.here, cycle) }
}

async function statusOf(id: string, token?: string) {
  return call(server, 'GET', `/proposals/${id}`, { token })
}

async function delegateToken(district: string, community: Community, cycle: string) {
  const assembly = await scheduleAssembly(server, community, cycle, 1)
  const [delegate_id = ''] = await addDelegates(server, community, assembly, 1)
  return { assembly, delegate_id, token: await openSession(server, district, { delegate_id }) }
}

describe('a resident', () => {
  test('proposes without an account, and the contact is only for the clerk', async () => {
    const { district, here, list } = await makeYear()
    const body = proposalOf()
    const sent = await call(server, 'POST', `${list}/proposals`, { body })
    expect(sent).toEqual({ status: 201, body: { id: body.id, status: 'submitted' } })
    const shown = await statusOf(body.id)
    expect(shown.body).toMatchObject({ status: 'submitted', proposer: 'resident', screening: null })
    const listed = await call(server, 'GET', `${list}/proposals`)
    expect(listed.body).toMatchObject({ items: [{ id: body.id, title: body.title }], next: null })
    expect(JSON.stringify([shown, listed])).not.toMatch(/王某|13800000000|account|delegate_id/)

    const path = `/proposals/${body.id}/contact`
    expect(await call(server, 'GET', path, { token: here.clerk.token })).toEqual({
      status: 200,
      body: body.contact,
    })
    expect(await call(server, 'GET', path)).toMatchObject({ status: 401 })
    const others = [district.elsewhere.clerk, here.street_officer, here.grid_officer, district.admin]
    for (const { token } of others) {
      expect(await call(server, 'GET', path, { token })).toMatchObject({ status: 403 })
    }
  })

  test('leaves a contact, keeps no draft and speaks for nobody else', async () => {
    const { here, list } = await makeYear()
    const refused = async (changes: Readonly<Record<string, unknown>>) => {
      const reply = await call(server, 'POST', `${list}/proposals`, { body: proposalOf(changes) })
      return reply.body.code
    }
    expect(await refused({ contact: null })).toBe('CONTACT_REQUIRED')
    expect(await refused({ draft: true })).toBe('SIGN_IN_REQUIRED')
    expect(await refused({ proposer: 'community_clerk' })).toBe('SIGN_IN_REQUIRED')
    expect(await refused({ proposer_delegate_id: randomUUID() })).toBe('SIGN_IN_REQUIRED')
    expect(await refused({ grid_id: here.id })).toBe('AREA_DOES_NOT_FIT')
    expect(await refused({ grid_id: randomUUID() })).toBe('AREA_DOES_NOT_FIT')
    expect(await call(server, 'GET', `${list}/proposals`)).toMatchObject({ body: { items: [] } })
  })

  test('proposes only where a cycle is published and open', async () => {
    const { district, here, cycle, list } = await makeYear()
    const send = (path: string) => call(server, 'POST', `${path}/proposals`, { body: proposalOf() })
    expect(await send(listPath(here, randomUUID()))).toMatchObject({ status: 404 })
    expect(await send(`/communities/${randomUUID()}/cycles/${cycle}`)).toMatchObject({ status: 404 })
    const other = await makeDistrict(server)
    expect(await send(listPath(other.here, cycle))).toMatchObject({ status: 404 })

    const { token } = district.admin
    const draft = { id: randomUUID(), name: '下一年度', year: 2027 }
    await done(call(server, 'POST', `/districts/${district.id}/cycles`, { token, body: draft }))
    expect(await send(listPath(here, draft.id))).toMatchObject({ status: 404 })
    const allocations = [{ community_id: here.id, allocation_fen: 1_000_000 }]
    await done(call(server, 'PUT', `/cycles/${draft.id}`, { token, body: { allocations } }))
    expect(await send(listPath(here, draft.id))).toMatchObject({ body: { code: 'WRONG_STATUS' } })

    const [id = ''] = await propose(server, here, cycle, [3_000_000])
    await screen(server, here, [id])
    await confirmList(server, here, cycle)
    expect(await send(list)).toMatchObject({ status: 409, body: { code: 'LIST_CONFIRMED' } })
  })
})

describe('staff', () => {
  test('the grid officer brings proposals in from the own grid only', async () => {
    const { district, here, list } = await makeYear()
    const { token } = here.grid_officer
    const send = (changes: Readonly<Record<string, unknown>>) =>
      call(server, 'POST', `${list}/proposals`, { token, body: proposalOf({ contact: null, ...changes }) })
    const sent = await send({ grid_id: here.grid })
    expect(sent.status).toBe(201)
    expect((await statusOf(String(sent.body.id))).body).toMatchObject({
      proposer: 'grid_officer',
      grid_id: here.grid,
    })
    expect((await send({})).body.code).toBe('AREA_DOES_NOT_FIT')
    expect((await send({ grid_id: district.elsewhere.grid })).body.code).toBe('NOT_YOUR_AREA')
    expect((await send({ grid_id: here.grid, proposer: 'resident' })).body.code).toBe('CONTACT_REQUIRED')
    expect((await send({ grid_id: here.grid, proposer: 'delegate' })).body.code).toBe('PROPOSER_UNFIT')
    const stranger = await call(server, 'POST', `${list}/proposals`, {
      token: district.elsewhere.grid_officer.token,
      body: proposalOf({ grid_id: here.grid }),
    })
    expect(stranger.body.code).toBe('NOT_YOUR_AREA')
  })

  test('the grid officer speaks for a resident, whom nobody else who brings things in learns', async () => {
    const { district, here, cycle, list } = await makeYear()
    const { token } = here.grid_officer
    const contact = { name: '王某', phone: '13800000000' }
    const body = proposalOf({ grid_id: here.grid, proposer: 'resident', contact })
    await done(call(server, 'POST', `${list}/proposals`, { token, body }))
    await propose(server, here, cycle, [1_000_000])
    const path = `/districts/${district.id}/own-proposals`
    expect((await call(server, 'GET', path, { token })).body.items).toMatchObject([
      { id: body.id, status: 'submitted', contact, community_name: expect.any(String), certified: false },
    ])
    const decision = { checklist: goodChecklist, outcome: 'rejected', reason: '明年再办' }
    await done(
      call(server, 'POST', `/proposals/${body.id}/screening`, { token: here.clerk.token, body: decision }),
    )
    expect((await call(server, 'GET', path, { token })).body.items).toMatchObject([
      { status: 'rejected', reason: '明年再办' },
    ])
    expect((await call(server, 'GET', path, { token: here.clerk.token })).body.items).toEqual([])
  })

  test('the clerk speaks for residents, grid officers and delegates', async () => {
    const { district, here, cycle, list } = await makeYear()
    const { token } = here.clerk
    const send = async (changes: Readonly<Record<string, unknown>>) => {
      const reply = await call(server, 'POST', `${list}/proposals`, { token, body: proposalOf(changes) })
      return reply.status === 201 ? (await statusOf(String(reply.body.id))).body.proposer : reply.body.code
    }
    const { delegate_id } = await delegateToken(district.id, here, cycle)
    expect(await send({ contact: null })).toBe('community_clerk')
    expect(await send({ proposer: 'resident' })).toBe('resident')
    expect(await send({ proposer: 'resident', contact: null })).toBe('CONTACT_REQUIRED')
    expect(await send({ proposer: 'grid_officer' })).toBe('grid_officer')
    expect(await send({ proposer: 'delegate', proposer_delegate_id: delegate_id })).toBe('delegate')
    expect(await send({ proposer: 'delegate', proposer_delegate_id: randomUUID() })).toBe('PROPOSER_UNFIT')
    expect(await send({ proposer: 'resident', proposer_delegate_id: delegate_id })).toBe('PROPOSER_UNFIT')
    const foreign = await delegateToken(district.id, district.elsewhere, cycle)
    expect(await send({ proposer: 'delegate', proposer_delegate_id: foreign.delegate_id })).toBe(
      'PROPOSER_UNFIT',
    )
  })

  test('nobody else of the staff proposes', async () => {
    const { district, here, list } = await makeYear()
    const auditor = await addStaff(server, district.id, 'auditor', district.id, 'audit')
    for (const { token } of [here.street_officer, district.admin, auditor]) {
      const reply = await call(server, 'POST', `${list}/proposals`, { token, body: proposalOf() })
      expect(reply).toMatchObject({ status: 403, body: { code: 'NOT_YOUR_ROLE' } })
    }
    const { token } = district.elsewhere.clerk
    const reply = await call(server, 'POST', `${list}/proposals`, { token, body: proposalOf() })
    expect(reply).toMatchObject({ status: 403, body: { code: 'NOT_YOUR_AREA' } })
  })
})

describe('a draft', () => {
  test('is seen, changed and submitted by whoever drafted it; the clerk sees it too', async () => {
    const { district, here, list } = await makeYear()
    const { token } = here.grid_officer
    const body = proposalOf({ draft: true, contact: null, grid_id: here.grid })
    const sent = await call(server, 'POST', `${list}/proposals`, { token, body })
    expect(sent.body.status).toBe('draft')

    const drafts = (asker?: string) => call(server, 'GET', `${list}/proposals?status=draft`, { token: asker })
    expect((await drafts(token)).body).toMatchObject({ items: [{ id: body.id }] })
    for (const asker of [undefined, here.clerk.token, here.street_officer.token]) {
      expect((await drafts(asker)).body).toEqual({ items: [], next: null })
    }
    expect(await call(server, 'GET', `${list}/proposals`, { token })).toMatchObject({ body: { items: [] } })
    expect((await statusOf(body.id)).status).toBe(404)
    expect((await statusOf(body.id, here.street_officer.token)).status).toBe(404)
    expect((await statusOf(body.id, here.clerk.token)).status).toBe(200)

    const change = { title: '更换二巷路灯', estimated_cost_fen: 2_000_000 }
    const edit = (by: string, changes: Readonly<Record<string, unknown>>) =>
      call(server, 'PUT', `/proposals/${body.id}`, { token: by, body: changes })
    expect((await edit(here.clerk.token, change)).body.code).toBe('NOT_FOUND')
    expect((await edit(district.elsewhere.grid_officer.token, change)).body.code).toBe('NOT_YOUR_AREA')
    expect((await edit(here.street_officer.token, change)).body.code).toBe('NOT_YOUR_ROLE')
    expect((await edit(token, { grid_id: district.elsewhere.grid })).body.code).toBe('AREA_DOES_NOT_FIT')
    expect((await edit(token, { grid_id: null })).body.code).toBe('NOT_YOUR_AREA')
    expect((await edit(token, { proposer: 'resident' })).body.code).toBe('INPUT_INVALID')
    expect((await edit(token, change)).status).toBe(200)
    expect((await statusOf(body.id, token)).body).toMatchObject({ ...change, place: '一巷', status: 'draft' })

    const submit = (by: string) => call(server, 'POST', `/proposals/${body.id}/submission`, { token: by })
    expect((await submit(here.clerk.token)).body.code).toBe('NOT_FOUND')
    expect((await submit(token)).body).toEqual({ id: body.id, status: 'submitted' })
    expect((await submit(token)).body.code).toBe('WRONG_STATUS')
    expect((await edit(token, change)).body.code).toBe('WRONG_STATUS')
    expect((await statusOf(body.id)).body).toMatchObject({ status: 'submitted', ...change })
  })

  test('of a delegate belongs to the delegate', async () => {
    const { district, here, cycle, list } = await makeYear()
    const { assembly, token } = await delegateToken(district.id, here, cycle)
    const [other = ''] = await addDelegates(server, here, assembly, 1)
    const otherToken = await openSession(server, district.id, { delegate_id: other })
    const body = proposalOf({ draft: true, contact: null })
    await done(call(server, 'POST', `${list}/proposals`, { token, body }))
    expect((await statusOf(body.id, otherToken)).status).toBe(404)
    const submit = (by: string) => call(server, 'POST', `/proposals/${body.id}/submission`, { token: by })
    expect((await submit(otherToken)).body.code).toBe('NOT_FOUND')
    expect((await submit(token)).status).toBe(200)
    expect((await statusOf(body.id)).body.proposer).toBe('delegate')

    const elsewhere = `${listPath(district.elsewhere, cycle)}/proposals`
    const foreign = await call(server, 'POST', elsewhere, { token, body: proposalOf() })
    expect(foreign.body.code).toBe('NOT_YOUR_AREA')
    const spoken = proposalOf({ proposer: 'resident' })
    expect((await call(server, 'POST', `${list}/proposals`, { token, body: spoken })).body.code).toBe(
      'PROPOSER_UNFIT',
    )
  })

  test('is not submitted any more when the list is confirmed', async () => {
    const { here, cycle, list } = await makeYear()
    const { token } = here.clerk
    const body = proposalOf({ draft: true })
    await done(call(server, 'POST', `${list}/proposals`, { token, body }))
    await screen(server, here, await propose(server, here, cycle, [3_000_000]))
    await confirmList(server, here, cycle)
    const late = await call(server, 'POST', `/proposals/${body.id}/submission`, { token })
    expect(late.body.code).toBe('LIST_CONFIRMED')
    expect((await call(server, 'PUT', `/proposals/${body.id}`, { token, body: {} })).body.code).toBe(
      'LIST_CONFIRMED',
    )
  })
})

test('a list is paged and can be narrowed to a status', async () => {
  const { here, cycle, list } = await makeYear()
  const ids = await propose(server, here, cycle, [1_000_000, 2_000_000, 3_000_000])
  await screen(server, here, ids.slice(0, 1))
  const first = await call(server, 'GET', `${list}/proposals?limit=2`)
  const second = await call(server, 'GET', `${list}/proposals?limit=2&after=${String(first.body.next)}`)
  const seen = [first, second].flatMap(({ body }) => (body.items as { id: string }[]).map(({ id }) => id))
  expect(seen).toEqual([...ids].sort())
  expect(second.body.next).toBeNull()
  const screened = await call(server, 'GET', `${list}/proposals?status=screened`)
  expect(screened.body.items).toMatchObject([{ id: ids[0] }])
  expect((await call(server, 'GET', `${list}/proposals?status=lost`)).status).toBe(422)
  expect((await call(server, 'GET', `${list}/proposals?after=x%27--`)).status).toBe(422)
})

test('the same proposal again gives the same answer; another under its id is refused', async () => {
  const { list } = await makeYear()
  const body = proposalOf()
  const first = await call(server, 'POST', `${list}/proposals`, { body })
  expect(await call(server, 'POST', `${list}/proposals`, { body })).toEqual(first)
  const other = await call(server, 'POST', `${list}/proposals`, { body: { ...body, title: '另一项' } })
  expect(other).toMatchObject({ status: 409, body: { code: 'ID_REUSED' } })
  expect((await call(server, 'GET', `${list}/proposals`)).body.items).toHaveLength(1)
})
