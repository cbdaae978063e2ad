import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import { aFewAtATime, hostileBodies, hostileIds, snapshot, withOneHostileMember } from './hostile.ts'
import {
  addDelegates,
  goodChecklist,
  listPath,
  makeDistrict,
  prepareAssembly,
  proposalOf,
  publishCycle,
  scheduleAssembly,
} from './story.ts'

const server = await startTestServer()

interface Route {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly token?: string
  /** Every member of it is required to be of its kind. */
  readonly valid: Readonly<Record<string, unknown>>
}

/** Every writing route from the proposal to check-in, about things that are there. */
async function makeRoutes() {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here, elsewhere } = district
  const { token } = here.clerk
  const hall = await prepareAssembly(server, here, cycle, { costs: [1e6, 2e6], seats: 1, delegates: 5 })
  const objection = { id: randomUUID(), text: '太贵', contact: { name: '某', phone: '13900000000' } }
  await done(call(server, 'POST', `/assemblies/${hall.assembly}/objections`, { body: objection }))
  const list = listPath(here, cycle)
  const other = listPath(elsewhere, cycle)
  const otherToken = elsewhere.clerk.token
  const draft = proposalOf({ draft: true })
  await done(call(server, 'POST', `${other}/proposals`, { token: otherToken, body: draft }))
  const open = await scheduleAssembly(server, elsewhere, cycle, 1)
  const [delegate_id = ''] = await addDelegates(server, elsewhere, open, 1)
  const person = { name: '张某', category: 'resident' }
  const text = { ...proposalOf(), grid_id: null, proposer_delegate_id: null, draft: false }
  const { id: _, contact: __, ...words } = proposalOf()
  const routes: Route[] = [
    { method: 'POST', path: `${list}/proposals`, token, valid: { ...text, proposer: 'resident' } },
    { method: 'PUT', path: `/proposals/${draft.id}`, token: otherToken, valid: { ...words, grid_id: null } },
    { method: 'POST', path: `/proposals/${draft.id}/submission`, token: otherToken, valid: {} },
    { method: 'PUT', path: `/proposals/${draft.id}/proposer`, token: otherToken, valid: { delegate_id } },
    {
      method: 'POST',
      path: `/proposals/${draft.id}/screening`,
      token: otherToken,
      valid: { checklist: goodChecklist, outcome: 'screened', reason: '好', merged_into: null },
    },
    {
      method: 'POST',
      path: `${other}/screening-confirmation`,
      token: elsewhere.street_officer.token,
      valid: {},
    },
    {
      method: 'POST',
      path: `${list}/assemblies`,
      token,
      valid: { id: randomUUID(), seats: 1, scheduled_for: new Date().toISOString(), place: '广场' },
    },
    {
      method: 'PUT',
      path: `/assemblies/${open}`,
      token: otherToken,
      valid: { seats: 1, scheduled_for: new Date().toISOString(), place: '广场' },
    },
    {
      method: 'POST',
      path: `/assemblies/${open}/candidates`,
      token: otherToken,
      valid: { candidates: [{ id: draft.id, cost_fen: 1 }] },
    },
    {
      method: 'POST',
      path: `/assemblies/${hall.assembly}/objections`,
      valid: { ...objection, id: randomUUID(), candidate_id: null },
    },
    { method: 'POST', path: `/objections/${objection.id}/answer`, token, valid: { answer: '好' } },
    {
      method: 'POST',
      path: `/assemblies/${open}/delegates`,
      token: otherToken,
      valid: { delegates: [{ id: randomUUID(), ...person }] },
    },
    { method: 'PUT', path: `/delegates/${delegate_id}`, token: otherToken, valid: person },
    { method: 'DELETE', path: `/delegates/${delegate_id}`, token: otherToken, valid: {} },
    { method: 'POST', path: `/assemblies/${open}/roster-freeze`, token: otherToken, valid: {} },
    {
      method: 'PUT',
      path: `/assemblies/${open}/duties`,
      token: otherToken,
      valid: { duties: [{ delegate_id, duty: 'teller' }] },
    },
    { method: 'POST', path: `/assemblies/${hall.assembly}/codes`, token, valid: { after: null, limit: 10 } },
    { method: 'POST', path: `/delegates/${hall.delegates[0]}/code`, token, valid: { replaces: 1 } },
    { method: 'POST', path: `/assemblies/${hall.assembly}/check-in-opening`, token, valid: {} },
    {
      method: 'POST',
      path: `/assemblies/${hall.assembly}/check-ins`,
      token,
      valid: { check_ins: [{ delegate_id: hall.delegates[0], mode: 'paper' }] },
    },
    { method: 'POST', path: `/assemblies/${hall.assembly}/scrutineers-confirmation`, token, valid: {} },
    { method: 'POST', path: `/assemblies/${hall.assembly}/void`, token, valid: { reason: '某', in_hall: 0 } },
  ]
  return { district, cycle, here, hall, routes }
}

async function raw(route: Route, sent: { body: string; type?: string; path?: string }) {
  const response = await fetch(`${server.url}/api/v1${sent.path ?? route.path}`, {
    method: route.method,
    headers: {
      'content-type': sent.type ?? 'application/json',
      ...(route.token === undefined ? {} : { authorization: `Bearer ${route.token}` }),
    },
    body: sent.body,
  })
  const answer = await response.text()
  return { status: response.status, code: /"code":"([A-Z_]+)"/.exec(answer)?.[1] }
}

/** What a refusal of wrong input looks like: a status of 400 to 499 and a code. */
function isRefused({ status, code }: { status: number; code?: string | undefined }): boolean {
  return status >= 400 && status < 500 && code !== undefined
}

describe('hostile input', () => {
  test('in any member of any body is refused with a code, and changes nothing', async () => {
    const { district, routes } = await makeRoutes()
    const before = await snapshot(server, district.id)
    const wrong: unknown[] = []
    for (const route of routes) {
      await aFewAtATime(withOneHostileMember(route.valid), async body => {
        const reply = await raw(route, { body: JSON.stringify(body) })
        if (reply.code !== 'INPUT_INVALID') wrong.push({ path: route.path, body, ...reply })
      })
    }
    expect(wrong).toEqual([])
    expect(await snapshot(server, district.id)).toEqual(before)
  })

  test('instead of a body is refused with a code, and changes nothing', async () => {
    const { district, routes } = await makeRoutes()
    const before = await snapshot(server, district.id)
    const wrong: unknown[] = []
    for (const route of routes) {
      await aFewAtATime(hostileBodies, async body => {
        const reply = await raw(route, { body })
        if (!isRefused(reply)) wrong.push({ path: route.path, body, ...reply })
      })
      const text = JSON.stringify({ ...route.valid, text: 1 })
      const asText = await raw(route, { body: text, type: 'text/plain' })
      if (asText.code !== 'BODY_NOT_JSON') wrong.push({ path: route.path, type: 'text/plain', ...asText })
      const large = await raw(route, { body: JSON.stringify({ reason: 'x'.repeat(1_100_000) }) })
      if (large.code !== 'BODY_TOO_LARGE') wrong.push({ path: route.path, large: true, ...large })
    }
    expect(wrong).toEqual([])
    expect(await snapshot(server, district.id)).toEqual(before)
  })

  test('in the path is an id of nobody', async () => {
    const { routes } = await makeRoutes()
    const wrong: unknown[] = []
    for (const route of routes) {
      const ids = route.path.match(/[0-9a-f-]{36}/g) ?? []
      const paths = hostileIds.flatMap(hostile => ids.map(id => route.path.replace(id, hostile)))
      await aFewAtATime(paths, async path => {
        const reply = await raw(route, { body: JSON.stringify(route.valid), path })
        if (!isRefused(reply)) wrong.push({ path, ...reply })
      })
    }
    expect(wrong).toEqual([])
  })

  test('in the query of a list is refused', async () => {
    const { here, cycle, hall } = await makeRoutes()
    const list = listPath(here, cycle)
    const queries = ['after=%00', 'after=%27', 'limit=0', 'limit=-1', 'limit=1e9', 'limit=x', 'limit=', 'x=1']
    const wrong: unknown[] = []
    for (const path of [
      `${list}/proposals`,
      `${list}/assemblies`,
      `/assemblies/${hall.assembly}/delegates`,
      `/assemblies/${hall.assembly}/objections`,
    ]) {
      for (const query of [...queries, `after=${'9'.repeat(300)}`]) {
        const reply = await call(server, 'GET', `${path}?${query}`, { token: here.clerk.token })
        const fine = isRefused({ status: reply.status, code: String(reply.body.code) })
        if (!fine) wrong.push({ path, query, ...reply })
      }
    }
    for (const hostile of hostileIds) {
      for (const path of [
        `/assemblies/${hostile}`,
        `/proposals/${hostile}`,
        `/objections/${hostile}/contact`,
      ]) {
        const reply = await call(server, 'GET', path, { token: here.clerk.token })
        if (!isRefused({ status: reply.status, code: String(reply.body.code) }))
          wrong.push({ path, ...reply })
      }
    }
    expect(wrong).toEqual([])
  })
})
