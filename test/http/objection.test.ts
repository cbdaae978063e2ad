import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { call } from './call.ts'
import {
  addDelegates,
  clerkDoes,
  makeDistrict,
  publishCycle,
  recorded,
  scheduleAssembly,
  screenedList,
} from './story.ts'

const day = 24 * 3_600_000
let now = Date.parse('2026-05-04T08:00:00Z')
const server = await startTestServer({ clock: () => new Date(now) })

/** An assembly whose candidates are on display for seven days. */
async function makeNotice() {
  const district = await makeDistrict(server)
  const cycle = await publishCycle(server, district, {})
  const { here } = district
  const candidates = await screenedList(server, here, cycle, [1_000_000, 2_000_000])
  const assembly = await scheduleAssembly(server, here, cycle, 1)
  await addDelegates(server, here, assembly, 5)
  await clerkDoes(server, here, assembly, 'roster-freeze')
  const file = (changes: Readonly<Record<string, unknown>> = {}) =>
    call(server, 'POST', `/assemblies/${assembly}/objections`, { body: { ...objectionOf(), ...changes } })
  const answer = (id: unknown, token: string | undefined = here.clerk.token) =>
    call(server, 'POST', `/objections/${String(id)}/answer`, { token, body: { answer: '已重新询价' } })
  const open = () =>
    call(server, 'POST', `/assemblies/${assembly}/check-in-opening`, { token: here.clerk.token })
  return { district, cycle, here, candidates, assembly, file, answer, open }
}

function objectionOf() {
  return {
    id: randomUUID(),
    text: '这个项目去年已经做过',
    contact: { name: '赵某', phone: '13900000000' },
  }
}

describe('an objection', () => {
  test('to a candidate is public with its answer; who filed it is only for the clerk', async () => {
    const { district, here, candidates, assembly, file, answer } = await makeNotice()
    expect((await file()).body.code).toBe('OBJECTIONS_CLOSED')
    await clerkDoes(server, here, assembly, 'candidates')
    const filed = await file({ candidate_id: candidates[0] })
    expect(filed).toMatchObject({ status: 201, body: { stage: 'candidates' } })
    const id = String(filed.body.id)
    const list = () => call(server, 'GET', `/assemblies/${assembly}/objections`)
    expect((await list()).body.items).toMatchObject([
      { id, candidate_id: candidates[0], text: '这个项目去年已经做过', answer: null, answered_at: null },
    ])
    expect((await answer(id)).status).toBe(200)
    expect((await list()).body.items).toMatchObject([{ answer: '已重新询价' }])
    expect((await answer(id)).body.code).toBe('OBJECTION_ANSWERED')
    expect(JSON.stringify(await list())).not.toMatch(/赵某|13900000000|answered_by/)

    const path = `/objections/${id}/contact`
    expect((await call(server, 'GET', path, { token: here.clerk.token })).body).toEqual({
      name: '赵某',
      phone: '13900000000',
    })
    for (const { token } of [here.street_officer, district.admin, district.elsewhere.clerk]) {
      expect((await call(server, 'GET', path, { token })).status).toBe(403)
    }
    expect((await call(server, 'GET', path)).status).toBe(401)
  })

  test('is in the record as a fact, without a word of it', async () => {
    const { district, here, candidates, assembly, file, answer } = await makeNotice()
    await clerkDoes(server, here, assembly, 'candidates')
    const filed = await file({ candidate_id: candidates[1] })
    const id = String(filed.body.id)
    await answer(id)
    const body = { assembly, stage: 'candidates', candidate: candidates[1] }
    const entries = [
      ...(await recorded(server, district, 'objection.filed', id)),
      ...(await recorded(server, district, 'objection.answered', id)),
    ]
    expect(entries).toMatchObject([{ body }, { body }])
    expect(entries.map(entry => entry.body)).toEqual([body, body])
  })

  test('is about a candidate of this assembly, or about the whole list', async () => {
    const { here, assembly, file } = await makeNotice()
    await clerkDoes(server, here, assembly, 'candidates')
    expect((await file({ candidate_id: randomUUID() })).status).toBe(404)
    expect((await file({ contact: undefined })).body.code).toBe('INPUT_INVALID')
    expect((await file({ text: '\u0000' })).body.code).toBe('INPUT_INVALID')
    expect((await file({ stage: 'result' })).body.code).toBe('INPUT_INVALID')
    expect((await file({ contact: { name: '赵某', phone: '没有' } })).body.code).toBe('INPUT_INVALID')
    expect((await file({ contact: { name: '赵某', phone: '０７３１-2856 转 ３' } })).status).toBe(201)
  })

  test('is answered by the clerk of the community', async () => {
    const { district, here, assembly, file, answer } = await makeNotice()
    await clerkDoes(server, here, assembly, 'candidates')
    const { id } = (await file()).body
    expect((await answer(id, here.street_officer.token)).body.code).toBe('NOT_YOUR_ROLE')
    expect((await answer(id, district.elsewhere.clerk.token)).body.code).toBe('NOT_YOUR_AREA')
    expect((await answer(randomUUID())).status).toBe(404)
  })
})

test('check-in opens when the notice is over and every objection answered, whenever it was filed', async () => {
  const { here, assembly, file, answer, open } = await makeNotice()
  await clerkDoes(server, here, assembly, 'candidates')
  const published = now
  now = published + 7 * day - 1
  expect((await open()).body).toMatchObject({
    code: 'NOTICE_RUNNING',
    ends_at: new Date(published + 7 * day).toISOString(),
  })
  now = published + 7 * day
  const late = await file()
  expect(late.status).toBe(201)
  expect((await open()).body).toMatchObject({ code: 'OBJECTIONS_UNANSWERED', unanswered: 1 })
  await answer(late.body.id)
  expect((await open()).body.status).toBe('checking_in')
  expect((await file()).body.code).toBe('OBJECTIONS_CLOSED')
})

test('the result is objected to while its notice runs', async () => {
  const { cycle, district, here, assembly, file } = await makeNotice()
  await clerkDoes(server, here, assembly, 'candidates')
  await server.ownerDb
    .updateTable('assembly')
    .set({ status: 'certified', certified_at: new Date(now).toISOString() })
    .where('id', '=', assembly)
    .execute()
  expect((await file()).body.code).toBe('OBJECTIONS_CLOSED')
  await server.ownerDb
    .insertInto('notice')
    .values({
      id: randomUUID(),
      district_id: district.id,
      cycle_id: cycle,
      community_id: here.id,
      kind: 'result',
      subject: assembly,
      starts_at: new Date(now).toISOString(),
      ends_at: new Date(now + 7 * day).toISOString(),
    })
    .execute()
  expect((await file()).body.stage).toBe('result')
  now += 7 * day
  expect((await file()).body.code).toBe('OBJECTIONS_CLOSED')
})
