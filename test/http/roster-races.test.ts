import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { expect, test } from 'vitest'
import { fen } from '../../src/core/money.ts'
import { addProposal } from '../../src/db/proposal.ts'
import type { DB } from '../../src/db/schema.ts'
import { startTestServer } from '../servers.ts'
import { call } from './call.ts'
import { duringTransaction, fifty, outcomes } from './race.ts'
import {
  addDelegates,
  clerkDoes,
  makeDistrict,
  prepareAssembly,
  proposalOf,
  publishCycle,
  recorded,
  scheduleAssembly,
} from './story.ts'

const server = await startTestServer()

async function makeRoster(count: number) {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here } = district
  const { token } = here.clerk
  const assembly = await scheduleAssembly(server, here, cycle, 1)
  const delegates = count === 0 ? [] : await addDelegates(server, here, assembly, count)
  const step = (name: string, body: unknown = {}, key?: string) =>
    call(server, 'POST', `/assemblies/${assembly}/${name}`, {
      token,
      body,
      ...(key === undefined ? {} : { key }),
    })
  return { district, cycle, here, token, assembly, delegates, step }
}

function people(count: number) {
  return Array.from({ length: count }, (_, number) => ({
    id: randomUUID(),
    name: `代表 ${number}`,
    category: 'resident',
  }))
}

function codesOf(assembly: string) {
  return server.ownerDb
    .selectFrom('delegate_code')
    .select(['delegate_id', 'generation', 'revoked_at', 'used_by', 'locked_until'])
    .where('assembly_id', '=', assembly)
    .orderBy('generation')
    .execute()
}

async function rosterSize(assembly: string) {
  return (await call(server, 'GET', `/assemblies/${assembly}/roster`)).body.delegates
}

test('fifty equal lists are on the roster once', async () => {
  const { assembly, step } = await makeRoster(0)
  const delegates = people(20)
  const replies = await fifty(() => step('delegates', { delegates }))
  expect(outcomes(replies)).toEqual({ '200': 1, '409 ID_REUSED': 49 })
  expect(await rosterSize(assembly)).toBe(20)
})

test('the same request of a list fifty times has fifty equal answers', async () => {
  const { assembly, step } = await makeRoster(0)
  const delegates = people(20)
  const key = randomUUID()
  const replies = await fifty(() => step('delegates', { delegates }, key))
  expect(outcomes(replies)).toEqual({ '200': 50 })
  expect(await rosterSize(assembly)).toBe(20)
})

test('lists that share one delegate exclude one another as a whole', async () => {
  const { assembly, step } = await makeRoster(0)
  const [shared] = people(1)
  const replies = await fifty(number =>
    step('delegates', { delegates: number % 2 === 0 ? [...people(2), shared] : [shared, ...people(2)] }),
  )
  expect(outcomes(replies)).toEqual({ '200': 1, '409 ID_REUSED': 49 })
  expect(await rosterSize(assembly)).toBe(3)
})

test('a delegate is corrected fifty times and taken off once', async () => {
  const { token, delegates } = await makeRoster(1)
  const path = `/delegates/${delegates[0]}`
  const changes = await fifty(number => {
    const body = { name: `${number}`, category: 'enterprise' }
    return call(server, 'PUT', path, { token, body })
  })
  expect(outcomes(changes)).toEqual({ '200': 50 })
  const removals = await fifty(() => call(server, 'DELETE', path, { token }))
  expect(outcomes(removals)).toEqual({ '200': 1, '404 NOT_FOUND': 49 })
})

test('the roster is frozen once, with everybody who was on it and nobody else', async () => {
  const { district, assembly, step } = await makeRoster(3)
  const replies = await fifty(number =>
    number % 5 === 0 ? step('roster-freeze') : step('delegates', { delegates: people(2) }),
  )
  const freezes = replies.filter((_, number) => number % 5 === 0)
  expect(outcomes(freezes)).toEqual({ '200': 1, '409 ROSTER_FROZEN': 9 })
  const added = replies.filter((reply, number) => number % 5 !== 0 && reply.status === 200)
  const eligible = 3 + 2 * added.length
  expect(freezes.find(reply => reply.status === 200)?.body.eligible).toBe(eligible)
  expect(await rosterSize(assembly)).toBe(eligible)
  const entries = await recorded(server, district, 'roster.frozen', assembly)
  expect(entries.map(entry => entry.body.eligible)).toEqual([eligible])
})

test('fifty printings give everybody one code', async () => {
  const { here, assembly, step } = await makeRoster(20)
  await clerkDoes(server, here, assembly, 'roster-freeze')
  const replies = await fifty(() => step('codes'))
  expect(outcomes(replies)).toEqual({ '200': 50 })
  expect(new Set(replies.map(reply => JSON.stringify(reply.body))).size).toBe(1)
  expect(await codesOf(assembly)).toHaveLength(20)
})

test('a lost slip is replaced by one slip', async () => {
  const { here, token, assembly, delegates, step } = await makeRoster(1)
  await clerkDoes(server, here, assembly, 'roster-freeze')
  await step('codes')
  const replies = await fifty(() =>
    call(server, 'POST', `/delegates/${delegates[0]}/code`, { token, body: { replaces: 1 } }),
  )
  expect(outcomes(replies)).toEqual({ '200': 50 })
  expect(new Set(replies.map(reply => reply.body.code)).size).toBe(1)
  const codes = await codesOf(assembly)
  expect(codes.map(code => [code.generation, code.revoked_at === null])).toEqual([
    [1, false],
    [2, true],
  ])
})

async function makeSlip() {
  const roster = await makeRoster(1)
  await clerkDoes(server, roster.here, roster.assembly, 'roster-freeze')
  const printed = await roster.step('codes')
  const [slip] = printed.body.items as { code: string; delegate_id: string }[]
  const enter = (id: string, code = slip?.code) =>
    call(server, 'POST', '/delegate-sessions', { body: { id, code } })
  return { ...roster, code: slip?.code ?? '', delegate_id: slip?.delegate_id ?? '', enter }
}

test('a code opens one session, whoever comes first', async () => {
  const { assembly, delegate_id, enter } = await makeSlip()
  const replies = await fifty(() => enter(randomUUID()))
  expect(outcomes(replies)).toEqual({ '201': 1, '409 CODE_USED': 49 })
  const sessions = await server.ownerDb
    .selectFrom('session')
    .select('id')
    .where('delegate_id', '=', delegate_id)
    .execute()
  const [code] = await codesOf(assembly)
  expect(sessions).toEqual([{ id: code?.used_by }])
})

test('the same device entering fifty times has one session', async () => {
  const { enter } = await makeSlip()
  const id = randomUUID()
  const replies = await fifty(() => enter(id))
  expect(outcomes(replies)).toEqual({ '201': 50 })
  expect(new Set(replies.map(reply => reply.body.token)).size).toBe(1)
})

test('fifty guesses at once are stopped after five', async () => {
  const { assembly, code, enter } = await makeSlip()
  const replies = await fifty(number => {
    const guess = `${code.slice(0, -2)}${String(number).padStart(2, '0')}`
    return enter(randomUUID(), guess === code ? 'X' : guess)
  })
  const { '401 CODE_WRONG': wrong = 0, '429 TOO_MANY_ATTEMPTS': stopped = 0 } = outcomes(replies)
  expect(wrong + stopped).toBe(50)
  expect(wrong).toBeLessThanOrEqual(6)
  const [row] = await codesOf(assembly)
  expect(row?.locked_until).not.toBeNull()
})

test('a session is opened with the slip or ended with it, never left open', async () => {
  const { token, delegate_id, enter } = await makeSlip()
  const replies = await fifty(number =>
    number === 25
      ? call(server, 'POST', `/delegates/${delegate_id}/code`, { token, body: { replaces: 1 } })
      : enter(randomUUID()),
  )
  expect(replies[25]?.status).toBe(200)
  const open = await server.ownerDb
    .selectFrom('session')
    .select('id')
    .where('delegate_id', '=', delegate_id)
    .where('revoked_at', 'is', null)
    .execute()
  expect(open).toEqual([])
})

test('fifty check-ins count everybody once', async () => {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here } = district
  const options = { costs: [1_000_000, 2_000_000], seats: 1, delegates: 30 }
  const { assembly, delegates } = await prepareAssembly(server, here, cycle, options)
  await clerkDoes(server, here, assembly, 'check-in-opening')
  const { token } = here.clerk
  const replies = await fifty(number => {
    const arriving = delegates.slice(number % 20, (number % 20) + 11)
    const body = { check_ins: arriving.map(delegate_id => ({ delegate_id, mode: 'paper' })) }
    return call(server, 'POST', `/assemblies/${assembly}/check-ins`, { token, body })
  })
  expect(outcomes(replies)).toEqual({ '200': 50 })
  const { body } = await call(server, 'GET', `/assemblies/${assembly}`)
  const rows = await server.ownerDb
    .selectFrom('check_in')
    .select('mode')
    .where('assembly_id', '=', assembly)
    .execute()
  expect([body.present, rows.length]).toEqual([30, 30])
})

test('a delegate who arrives for both kinds of ballot at once has one', async () => {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here } = district
  const options = { costs: [1_000_000, 2_000_000], seats: 1, delegates: 6 }
  const { assembly, delegates } = await prepareAssembly(server, here, cycle, options)
  await clerkDoes(server, here, assembly, 'check-in-opening')
  const { token } = here.clerk
  const replies = await fifty(number => {
    const mode = number % 2 === 0 ? 'paper' : 'electronic'
    const body = { check_ins: [{ delegate_id: delegates[0], mode }] }
    return call(server, 'POST', `/assemblies/${assembly}/check-ins`, { token, body })
  })
  expect(outcomes(replies)).toEqual({ '200': 25, '409 CHECKED_IN_OTHERWISE': 25 })
  expect((await call(server, 'GET', `/assemblies/${assembly}`)).body.present).toBe(1)
})

test('a delegate whom a proposal names at this very moment is not taken off; asked again, the answer says why', async () => {
  const { district, cycle, here, token, delegates } = await makeRoster(1)
  const [delegate_id = ''] = delegates
  const remove = () => call(server, 'DELETE', `/delegates/${delegate_id}`, { token })
  const { id, contact: _, ...words } = proposalOf()
  const named = (tx: Transaction<DB>) =>
    addProposal(
      tx,
      {
        ...words,
        id,
        category: 'works',
        estimated_cost_fen: fen(3_000_000),
        grid_id: null,
        district_id: district.id,
        cycle_id: cycle,
        community_id: here.id,
        status: 'submitted',
        proposer: 'delegate',
        proposer_account_id: here.clerk.account_id,
        proposer_delegate_id: delegate_id,
        created_at: new Date().toISOString(),
        submitted_at: new Date().toISOString(),
      },
      null,
    )
  expect(await duringTransaction(server, named, remove)).toMatchObject({
    status: 503,
    body: { code: 'BUSY_TRY_AGAIN' },
  })
  expect(await remove()).toMatchObject({ status: 409, body: { code: 'DELEGATE_IN_USE', by: 'proposal' } })
})
