import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { refusal } from './refusal.ts'
import { addContract, addProject, makeWorld, type World } from './world.ts'

const { serverDb, ownerDb } = await freshDatabase()
let world: World
let project: string

beforeEach(async () => {
  world = await makeWorld(serverDb)
  project = world.candidates[0]
  await addProject(serverDb, world, project, 60_000)
})

function refusalOf(statement: ReturnType<typeof sql>, db = serverDb): Promise<string> {
  return refusal(statement.execute(db))
}

function acceptance(id: string, number = 1) {
  return sql`insert into acceptance (id, district_id, project_id, number, status, held_on, checklist, measurements, conclusion, note, drafted_by, drafted_at)
    values (${id}, ${world.district}, ${project}, ${number}, 'drafted', '2026-05-01', '[]', '[]', 'accepted', '', ${world.officers[0]}, now())`
}

function signature(id: string, officer: string) {
  return sql`insert into acceptance_signature (acceptance_id, account_id, district_id, signed_at)
    values (${id}, ${officer}, ${world.district}, now())`
}

function executor(account: string) {
  return sql`insert into project_executor (project_id, account_id, district_id) values (${project}, ${account}, ${world.district})`
}

async function decided(): Promise<string> {
  const id = randomUUID()
  await acceptance(id).execute(serverDb)
  for (const officer of world.officers) await signature(id, officer).execute(serverDb)
  await sql`update acceptance set status = 'decided', decided_at = now() where id = ${id}`.execute(serverDb)
  return id
}

/** A draw whose frame holds the project. */
async function framed(): Promise<string> {
  const id = randomUUID()
  await sql`insert into audit_draw (id, district_id, cycle_id, number, status, frame, opened_by, opened_at)
    values (${id}, ${world.district}, ${world.cycle}, 1, 'framed', '{}', ${world.clerk}, now())`.execute(
    serverDb,
  )
  await sql`insert into audit_frame_project (project_id, draw_id, district_id, street_id)
    values (${project}, ${id}, ${world.district}, ${world.street})`.execute(serverDb)
  return id
}

function assignment(draw: string, account: string, place = 1) {
  return sql`insert into audit_assignment (draw_id, project_id, place, account_id, district_id)
    values (${draw}, ${project}, ${place}, ${account}, ${world.district})`
}

function pick(first: string, second: string) {
  return sql`insert into extra_pick (id, district_id, cycle_id, project_id, reason, first_inspector, second_inspector, picked_by, picked_at)
    values (${randomUUID()}, ${world.district}, ${world.cycle}, ${project}, '风险', ${first}, ${second}, ${world.clerk}, now())`
}

function inspection(id: string, questioned = 0, extra = false) {
  return sql`insert into inspection (id, district_id, project_id, extra, status, inspected_on, place, checklist, finding, questioned_fen, deadline, note, drafted_by, drafted_at)
    values (${id}, ${world.district}, ${project}, ${extra}, 'drafted', '2026-09-01', '一巷', '{}', 'major', ${questioned}, '2026-10-01', '', ${world.clerk}, now())`
}

describe('the database refuses, whatever the program does', () => {
  test('a signature under an acceptance that is decided', async () => {
    const id = await decided()
    expect(await refusalOf(signature(id, world.clerk))).toBe('acceptance_is_drafted')
  })

  test('a second draft of an acceptance beside the first', async () => {
    await acceptance(randomUUID()).execute(serverDb)
    expect(await refusalOf(acceptance(randomUUID(), 2))).toBe('acceptance_one_draft')
  })

  test('a second draw beside an open one, another frame of it, other dice once thrown, or any change of what is drawn', async () => {
    const draw = await framed()
    const set = (text: string) => sql`update audit_draw set ${sql.raw(text)} where id = ${draw}`
    expect(await refusalOf(set(`frame = '{"a":1}'`), ownerDb)).toBe('audit_draw_facts_stay')
    const second = sql`insert into audit_draw select (jsonb_populate_record(audit_draw,
      jsonb_build_object('id', ${randomUUID()}::text, 'number', 2))).* from audit_draw where id = ${draw}`
    expect(await refusalOf(second)).toBe('audit_draw_one_open')
    expect(await refusalOf(set(`status = 'thrown', dice = '${'1'.repeat(20)}'`))).toBe('accepted')
    expect(await refusalOf(set(`dice = '${'2'.repeat(20)}'`))).toBe('audit_draw_facts_stay')
    expect(await refusalOf(set(`status = 'drawn', seed = 'a'`))).toBe('accepted')
    expect(await refusalOf(set(`status = 'thrown', seed = null`))).toBe('audit_draw_facts_stay')
  })

  test('an inspector who accepted the project, drawn or picked', async () => {
    await decided()
    const draw = await framed()
    const [officer, other] = world.officers
    expect(await refusalOf(assignment(draw, officer))).toBe('nobody_inspects_own_work')
    expect(await refusalOf(pick(other, world.clerk))).toBe('nobody_inspects_own_work')
    expect(await refusalOf(assignment(draw, world.clerk))).toBe('accepted')
  })

  test('an inspector who executed the project, and an executor who inspects it', async () => {
    const draw = await framed()
    await executor(world.clerk).execute(serverDb)
    expect(await refusalOf(assignment(draw, world.clerk))).toBe('nobody_inspects_own_work')
    expect(await refusalOf(assignment(draw, world.officers[0]))).toBe('accepted')
    expect(await refusalOf(executor(world.officers[0]))).toBe('nobody_inspects_own_work')
  })

  test('an inspector who executes at the same moment, of whom one is left', async () => {
    const draw = await framed()
    const both = await Promise.all([
      refusalOf(assignment(draw, world.clerk)),
      refusalOf(executor(world.clerk)),
    ])
    expect(both.toSorted()).toEqual(['accepted', 'nobody_inspects_own_work'])
  })

  test('the same commitment of two departments', async () => {
    const draw = await framed()
    const commitment = (department: string) =>
      sql`insert into audit_commitment (draw_id, department, district_id, commitment, committed_by, committed_at)
        values (${draw}, ${department}, ${world.district}, ${'a'.repeat(64)}, ${world.clerk}, now())`
    expect(await refusalOf(commitment('finance'))).toBe('accepted')
    expect(await refusalOf(commitment('audit'))).toBe('audit_commitment_own')
  })

  test('a second inspection of the same pick, unless the first is withdrawn', async () => {
    const first = randomUUID()
    expect(await refusalOf(inspection(first))).toBe('accepted')
    expect(await refusalOf(inspection(randomUUID()))).toBe('inspection_one_alive')
    expect(await refusalOf(inspection(randomUUID(), 0, true))).toBe('accepted')
    await sql`update inspection set status = 'withdrawn' where id = ${first}`.execute(serverDb)
    expect(await refusalOf(inspection(randomUUID()))).toBe('accepted')
  })

  test('the end of an inspection whose questioned money is not back', async () => {
    const id = randomUUID()
    await inspection(id, 500).execute(serverDb)
    const close = sql`update inspection set status = 'closed', recorded_at = now() where id = ${id}`
    const recover = (amount: number) =>
      sql`insert into recovery (id, district_id, inspection_id, amount_fen, received_on, recorded_by, recorded_at)
        values (${randomUUID()}, ${world.district}, ${id}, ${amount}, '2026-10-01', ${world.clerk}, now())`
    expect(await refusalOf(close)).toBe('closed_when_recovered')
    expect(await refusalOf(recover(501))).toBe('recovery_within_questioned')
    expect(await refusalOf(recover(500))).toBe('accepted')
    expect(await refusalOf(close)).toBe('accepted')
  })

  test('a change that needs the street, decided by whoever asked for it or by nobody', async () => {
    const change = (status: string, by: string | null) =>
      sql`insert into change_request (id, district_id, project_id, kind, cost_fen, reason, status, needs_approval, requested_by, requested_at, decided_by, decided_at)
        values (${randomUUID()}, ${world.district}, ${project}, 'cancel', null, '不再需要', ${status}, true, ${world.clerk}, now(), ${by}, ${by === null ? null : '2026-05-01'})`
    expect(await refusalOf(change('approved', world.clerk))).toBe('change_request_not_own')
    expect(await refusalOf(change('approved', null))).toContain('change_request')
    expect(await refusalOf(change('approved', world.officers[0]))).toBe('accepted')
    expect(await refusalOf(change('requested', null))).toBe('accepted')
    expect(await refusalOf(change('requested', null))).toBe('change_request_one_open')
  })

  test('two contracts of one number', async () => {
    await addContract(serverDb, world, project, 100)
    const again = sql`insert into contract (id, district_id, project_id, number, contractor, method, amount_fen, quantities, signed_on, recorded_by, recorded_at)
      values (${randomUUID()}, ${world.district}, ${project}, 1, '某公司', 'direct', 5, '[]', '2026-04-01', ${world.clerk}, now())`
    expect(await refusalOf(again)).toBe('contract_project_id_number_key')
  })

  test('a second archive of a year, or another text under it', async () => {
    const archive = () =>
      sql`insert into archive (id, cycle_id, community_id, district_id, bundle, archived_by, archived_at)
        values (${randomUUID()}, ${world.cycle}, ${world.community}, ${world.district}, '{}', ${world.clerk}, now())`
    expect(await refusalOf(archive())).toBe('accepted')
    expect(await refusalOf(archive())).toBe('archive_cycle_id_community_id_key')
    const edit = sql`update archive set bundle = '[]'`
    expect(await refusalOf(edit)).toBe('42501')
    expect(await refusalOf(edit, ownerDb)).toBe('23001')
  })
})
