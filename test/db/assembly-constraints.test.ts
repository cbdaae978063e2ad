import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase } from '../database.ts'
import { refusal } from './refusal.ts'
import { makeWorld, type World } from './world.ts'

const { serverDb, ownerDb } = await freshDatabase()
let world: World

beforeEach(async () => {
  world = await makeWorld(serverDb)
})

function giveDuty(delegate: string, duty = 'teller') {
  return sql`insert into duty (assembly_id, delegate_id, district_id, duty)
    values (${world.assembly}, ${delegate}, ${world.district}, ${duty})`.execute(serverDb)
}

function nameProposer(proposal: string, delegate: string) {
  return sql`update proposal set proposer_delegate_id = ${delegate} where id = ${proposal}`.execute(serverDb)
}

describe('the database refuses, whatever the program does', () => {
  it('any change of a frozen roster, also while it is being frozen', async () => {
    const add = sql`insert into delegate (id, district_id, assembly_id, name, category, salt, created_at)
      values (${randomUUID()}, ${world.district}, ${world.assembly}, '某', 'resident', '0123456789ABCDEF', now())`.execute(
      serverDb,
    )
    expect(await refusal(add)).toBe('roster_is_frozen')
    expect(
      await refusal(sql`delete from delegate where assembly_id = ${world.assembly}`.execute(serverDb)),
    ).toBe('roster_is_frozen')
    expect(
      await refusal(
        sql`update delegate set name = '另' where assembly_id = ${world.assembly}`.execute(serverDb),
      ),
    ).toBe('roster_is_frozen')
    expect(
      await refusal(
        sql`update assembly set roster_frozen_at = null where id = ${world.assembly}`.execute(serverDb),
      ),
    ).toBe('assembly_facts_stay')
  })

  it('a second assembly of a community while one is alive', async () => {
    const second =
      sql`insert into assembly (id, district_id, cycle_id, community_id, status, seats, scheduled_for, place, created_at)
      values (${randomUUID()}, ${world.district}, ${world.cycle}, ${world.community}, 'scheduled', 1, now(), '礼堂', now())`.execute(
        serverDb,
      )
    expect(await refusal(second)).toBe('assembly_one_alive')
  })

  it('a duty of the proposer of a candidate, whichever of the three comes last', async () => {
    const [delegate, other] = world.delegates
    const [candidate] = world.candidates
    await nameProposer(candidate, delegate)
    expect(await refusal(giveDuty(delegate))).toBe('duty_not_for_proposers')
    await giveDuty(other)
    expect(await refusal(nameProposer(candidate, other))).toBe('duty_not_for_proposers')
    const proposal = randomUUID()
    await sql`insert into proposal select (jsonb_populate_record(proposal, jsonb_build_object('id', ${proposal}::text))).*
      from proposal where id = ${world.candidates[1]}`.execute(serverDb)
    await nameProposer(proposal, other)
    const list = sql`insert into candidate (assembly_id, id, district_id, title, cost_fen)
      values (${world.assembly}, ${proposal}, ${world.district}, '路灯', 50000)`
    expect(await refusal(list.execute(serverDb))).toBe('duty_not_for_proposers')
  })

  it('a second chief scrutineer', async () => {
    const [chief, other] = world.delegates
    await giveDuty(chief, 'chief_scrutineer')
    expect(await refusal(giveDuty(other, 'chief_scrutineer'))).toBe('duty_one_chief')
    expect(await refusal(giveDuty(other, 'scrutineer'))).toBe('accepted')
  })

  it('more present than eligible; it counts those who checked in by itself', async () => {
    const { present } = await ownerDb
      .selectFrom('assembly')
      .select('present')
      .where('id', '=', world.assembly)
      .executeTakeFirstOrThrow()
    expect(present).toBe(3)
    const set = (n: number) =>
      sql`update assembly set present = ${n} where id = ${world.assembly}`.execute(ownerDb)
    expect(await refusal(set(4))).toBe('present_within_eligible')
    expect(await refusal(set(2))).toBe('assembly_facts_stay')
  })
})
