import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { expect, test } from 'vitest'
import { lockAssembly, setAssembly } from '../../src/db/assembly.ts'
import type { DB } from '../../src/db/schema.ts'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import { duringTransaction, fifty, outcomes } from './race.ts'
import {
  addDelegates,
  checkIn,
  clerkDoes,
  listPath,
  makeDistrict,
  prepareAssembly,
  publishCycle,
  recorded,
  scheduleAssembly,
  screenedList,
} from './story.ts'

const server = await startTestServer()
const small = { costs: [1_000_000, 2_000_000], seats: 1, delegates: 6 }

async function makeYear() {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district)
  const { here } = district
  const { token } = here.clerk
  const step = (assembly: string, name: string, body: unknown = {}) =>
    call(server, 'POST', `/assemblies/${assembly}/${name}`, { token, body })
  return { district, cycle, here, token, step, list: listPath(here, cycle) }
}

async function prepared() {
  const year = await makeYear()
  return { ...year, ...(await prepareAssembly(server, year.here, year.cycle, small)) }
}

test('a community schedules one assembly', async () => {
  const { cycle, token, list } = await makeYear()
  const meeting = { seats: 1, scheduled_for: new Date().toISOString(), place: '广场' }
  const replies = await fifty(() =>
    call(server, 'POST', `${list}/assemblies`, { token, body: { id: randomUUID(), ...meeting } }),
  )
  expect(outcomes(replies)).toEqual({ '201': 1, '409 ASSEMBLY_EXISTS': 49 })
  const rows = await server.ownerDb
    .selectFrom('assembly')
    .select('id')
    .where('cycle_id', '=', cycle)
    .execute()
  expect(rows).toHaveLength(1)
})

test('the same assembly scheduled fifty times is one', async () => {
  const { token, list } = await makeYear()
  const body = { id: randomUUID(), seats: 1, scheduled_for: new Date().toISOString(), place: '广场' }
  const replies = await fifty(() => call(server, 'POST', `${list}/assemblies`, { token, body }))
  expect(outcomes(replies)).toEqual({ '201': 50 })
})

test('an assembly that fifty requests change is what one of them said', async () => {
  const { cycle, here, token } = await makeYear()
  const assembly = await scheduleAssembly(server, here, cycle, 1)
  const replies = await fifty(number => {
    const body = { seats: number + 1, place: `${number + 1}` }
    return call(server, 'PUT', `/assemblies/${assembly}`, { token, body })
  })
  expect(outcomes(replies)).toEqual({ '200': 50 })
  const { body } = await call(server, 'GET', `/assemblies/${assembly}`)
  expect(String(body.seats)).toBe(body.place)
})

test('candidates are published once, and none for seats that changed meanwhile', async () => {
  const { district, cycle, here, token, step } = await makeYear()
  await screenedList(server, here, cycle, [1_000_000, 2_000_000, 3_000_000])
  const assembly = await scheduleAssembly(server, here, cycle, 1)
  const replies = await fifty(number =>
    number % 2 === 0
      ? step(assembly, 'candidates')
      : call(server, 'PUT', `/assemblies/${assembly}`, { token, body: { seats: (number % 4) + 1 } }),
  )
  const published = replies.filter((reply, number) => number % 2 === 0 && reply.status === 200)
  expect(published.length).toBeLessThanOrEqual(1)
  if (published.length === 0) await done(step(assembly, 'candidates'))
  const entries = await recorded(server, district, 'candidates.published', assembly)
  expect(entries).toHaveLength(1)
  const { body } = await call(server, 'GET', `/assemblies/${assembly}`)
  expect(entries[0]?.body.seats).toBe(body.seats)
  expect(body.candidates).toHaveLength(3)
})

test('fifty publications of the candidates are one, with one notice', async () => {
  const { district, cycle, here, step } = await makeYear()
  await screenedList(server, here, cycle, small.costs)
  const assembly = await scheduleAssembly(server, here, cycle, 1)
  const replies = await fifty(() => step(assembly, 'candidates'))
  expect(outcomes(replies)).toEqual({ '200': 1, '409 CANDIDATES_PUBLISHED': 49 })
  expect(await recorded(server, district, 'candidates.published', assembly)).toHaveLength(1)
  const notices = await server.ownerDb
    .selectFrom('notice')
    .select('id')
    .where('subject', '=', assembly)
    .execute()
  expect(notices).toHaveLength(1)
})

test('fifty different lists of duties leave one complete list', async () => {
  const { cycle, here, token } = await makeYear()
  const assembly = await scheduleAssembly(server, here, cycle, 1)
  const delegates = await addDelegates(server, here, assembly, 53)
  const replies = await fifty(number => {
    const duties = ['chief_scrutineer', 'scrutineer', 'teller', 'teller'].map((duty, place) => ({
      delegate_id: delegates[number + place],
      duty,
    }))
    return call(server, 'PUT', `/assemblies/${assembly}/duties`, { token, body: { duties } })
  })
  expect(outcomes(replies)).toEqual({ '200': 50 })
  const rows = await server.ownerDb
    .selectFrom('duty')
    .select('duty')
    .where('assembly_id', '=', assembly)
    .execute()
  expect(rows.map(({ duty }) => duty).sort()).toEqual(['chief_scrutineer', 'scrutineer', 'teller', 'teller'])
})

test('check-in opens once', async () => {
  const { assembly, step } = await prepared()
  const replies = await fifty(() => step(assembly, 'check-in-opening'))
  expect(outcomes(replies)).toEqual({ '200': 1, '409 WRONG_STATUS': 49 })
})

test('no objection slips in while check-in opens', async () => {
  const { assembly } = await prepared()
  const opening = async (tx: Transaction<DB>) => {
    await lockAssembly(tx, assembly)
    await setAssembly(tx, assembly, { status: 'checking_in' })
  }
  const body = { id: randomUUID(), text: '太贵', contact: { name: '某', phone: '13900000000' } }
  const late = await duringTransaction(server, opening, () =>
    call(server, 'POST', `/assemblies/${assembly}/objections`, { body }),
  )
  expect(late).toMatchObject({ status: 409, body: { code: 'OBJECTIONS_CLOSED' } })
})

test('the same objection fifty times is one, and has one answer', async () => {
  const { district, assembly, token } = await prepared()
  const body = { id: randomUUID(), text: '太贵', contact: { name: '某', phone: '13900000000' } }
  const filed = await fifty(() => call(server, 'POST', `/assemblies/${assembly}/objections`, { body }))
  expect(outcomes(filed)).toEqual({ '201': 50 })
  const answered = await fifty(number =>
    call(server, 'POST', `/objections/${body.id}/answer`, { token, body: { answer: `答复 ${number}` } }),
  )
  expect(outcomes(answered)).toEqual({ '200': 1, '409 OBJECTION_ANSWERED': 49 })
  const said = answered.findIndex(reply => reply.status === 200)
  const rows = await server.ownerDb
    .selectFrom('objection')
    .select('answer')
    .where('assembly_id', '=', assembly)
    .execute()
  expect(rows).toEqual([{ answer: `答复 ${said}` }])
  for (const type of ['objection.filed', 'objection.answered']) {
    expect(await recorded(server, district, type, body.id)).toHaveLength(1)
  }
})

test('the scrutineers are confirmed once', async () => {
  const { assembly, here, delegates, step } = await prepared()
  await clerkDoes(server, here, assembly, 'check-in-opening')
  await checkIn(server, here, assembly, delegates)
  const replies = await fifty(() => step(assembly, 'scrutineers-confirmation'))
  expect(outcomes(replies)).toEqual({ '200': 1, '409 DUTIES_CONFIRMED': 49 })
})

test('an assembly is voided once', async () => {
  const { district, assembly, step } = await prepared()
  const replies = await fifty(number => step(assembly, 'void', { reason: `理由 ${number}` }))
  expect(outcomes(replies)).toEqual({ '200': 1, '409 WRONG_STATUS': 49 })
  const entries = await recorded(server, district, 'assembly.voided', assembly)
  const said = replies.findIndex(reply => reply.status === 200)
  expect(entries.map(entry => entry.body.reason)).toEqual([`理由 ${said}`])
})

test('nobody arrives at an assembly that is voided at the same moment', async () => {
  const { assembly, here, delegates, step } = await prepared()
  await clerkDoes(server, here, assembly, 'check-in-opening')
  const check_ins = delegates.map(delegate_id => ({ delegate_id, mode: 'paper' }))
  const replies = await fifty(number =>
    number === 25
      ? step(assembly, 'void', { reason: '人数不足' })
      : step(assembly, 'check-ins', { check_ins }),
  )
  const { body } = await call(server, 'GET', `/assemblies/${assembly}`)
  const voided = replies[25]?.status === 200
  expect(body.status).toBe(voided ? 'void' : 'checking_in')
  expect(body.present).toBe(voided ? 0 : 6)
})
