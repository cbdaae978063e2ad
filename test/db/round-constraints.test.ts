import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { refusal } from './refusal.ts'
import { makeWorld, type World } from './world.ts'

const { serverDb, ownerDb } = await freshDatabase()
let world: World

beforeEach(async () => {
  world = await makeWorld(serverDb)
})

const stages = ['issuing', 'voting', 'counting', 'published', 'certified'] as const
const at = '2026-03-01T00:00:00Z'

function moveTo(status: string, reason: string | null = null): Promise<unknown> {
  return sql`update round set status = ${status}, present = 3, void_reason = ${reason} where id = ${world.round}`.execute(
    serverDb,
  )
}

async function bring(stage: (typeof stages)[number]): Promise<void> {
  for (const step of stages.slice(1, stages.indexOf(stage) + 1)) await moveTo(step)
}

async function addBatch(status = 'keying'): Promise<string> {
  const id = randomUUID()
  await sql`insert into paper_batch (id, district_id, round_id, label, status, agreed, created_at)
    values (${id}, ${world.district}, ${world.round}, ${id}, ${status}, ${status === 'agreed' ? '[]' : null}, ${at})`.execute(
    serverDb,
  )
  return id
}

function addKeying(batch: string, delegate: string, place: number): Promise<unknown> {
  return sql`insert into paper_keying (batch_id, delegate_id, district_id, place, revision, sheets, keyed_at)
    values (${batch}, ${delegate}, ${world.district}, ${place}, 1, '[]', ${at})`.execute(serverDb)
}

describe('the database lets a round', () => {
  test.each(stages)(
    'that is %s go one stage on and no other way, but be voided before publication',
    async stage => {
      const place = stages.indexOf(stage)
      for (const next of stages) {
        await bring(stage)
        const allowed = stage !== 'certified' && (next === stage || stages.indexOf(next) === place + 1)
        expect(await refusal(moveTo(next)), `${stage} to ${next}`).toBe(
          allowed ? 'accepted' : 'round_facts_stay',
        )
        world = await makeWorld(serverDb)
      }
      await bring(stage)
      expect(await refusal(moveTo('voided', '停电'))).toBe(place < 3 ? 'accepted' : 'round_facts_stay')
    },
  )

  test('stand alone: no second one is open in its assembly', async () => {
    const another = sql`insert into round (id, district_id, assembly_id, number, kind, status, seats, budget_fen, max_choices, eligible, opened_at)
      values (${randomUUID()}, ${world.district}, ${world.assembly}, 2, 'main', 'issuing', 1, 1, 1, 3, ${at})`
    expect(await refusal(another.execute(serverDb))).toBe('round_one_open')
    await moveTo('voided', '停电')
    expect(await refusal(another.execute(serverDb))).toBe('accepted')
  })

  test('have no candidate who is none of its assembly', async () => {
    const stranger = sql`insert into round_candidate (round_id, assembly_id, candidate_id, district_id)
      values (${world.round}, ${world.assembly}, ${randomUUID()}, ${world.district})`
    expect(await refusal(stranger.execute(serverDb))).toContain('fkey')
  })

  test('keep its private key beyond issuing, or be given one then', async () => {
    const key = () =>
      sql`insert into round_key (round_id, district_id, sealed) values (${world.round}, ${world.district}, '\\x00')`.execute(
        serverDb,
      )
    await key()
    expect(await refusal(moveTo('voting'))).toBe('round_key_ends_with_issuing')
    await sql`delete from round_key where round_id = ${world.round}`.execute(serverDb)
    expect(await refusal(moveTo('voting'))).toBe('accepted')
    expect(await refusal(key())).toBe('round_key_ends_with_issuing')
  })

  test('have ballots in its box but while it is open for voting', async () => {
    const drop = (key: string, district = world.district) =>
      sql`insert into ballot_box (round_id, key, district_id, ballot) values (${world.round}, ${key}, ${district}, 'b')`.execute(
        ownerDb,
      )
    const boxed = () => sql`select from ballot_box where round_id = ${world.round}`.execute(ownerDb)
    expect(await refusal(drop('early'))).toBe('ballot_box_is_open')
    await moveTo('voting')
    expect(await refusal(drop('elsewhere', randomUUID()))).toBe('ballot_box_is_open')
    expect(await refusal(drop('in time'))).toBe('accepted')
    expect((await boxed()).rows).toHaveLength(1)
    await moveTo('voided', '停电')
    expect((await boxed()).rows).toHaveLength(0)
    expect(await refusal(drop('late'))).toBe('ballot_box_is_open')
  })
})

describe('the database lets a batch', () => {
  test('have two keyings by two people and no third', async () => {
    const batch = await addBatch()
    const [one, two, three] = world.delegates
    expect(await refusal(addKeying(batch, one, 1))).toBe('accepted')
    expect(await refusal(addKeying(batch, one, 2))).toBe('paper_keying_pkey')
    expect(await refusal(addKeying(batch, two, 2))).toBe('accepted')
    expect(await refusal(addKeying(batch, three, 2))).toBe('paper_keying_batch_id_place_key')
    expect(await refusal(addKeying(batch, three, 3))).toBe('paper_keying_place_check')
  })

  test('never change once it is agreed, nor what was keyed of it', async () => {
    const batch = await addBatch()
    await addKeying(batch, world.delegates[0], 1)
    const agree = (sheets: string) =>
      sql`update paper_batch set status = 'agreed', agreed = ${sheets} where id = ${batch}`.execute(serverDb)
    expect(await refusal(agree('[]'))).toBe('accepted')
    expect(await refusal(agree('[{"choices":[]}]'))).toBe('paper_batch_stays_agreed')
    expect(await refusal(addKeying(batch, world.delegates[1], 2))).toBe('paper_keying_stays_agreed')
    for (const statement of [sql`update paper_keying set sheets = '[1]'`, sql`delete from paper_keying`]) {
      expect(await refusal(statement.execute(ownerDb))).toBe('paper_keying_stays_agreed')
    }
    expect(await refusal(sql`delete from paper_batch`.execute(ownerDb))).toBe('paper_batch_stays_agreed')
  })

  test('be agreed only with its sheets', async () => {
    const batch = await addBatch()
    const agree = sql`update paper_batch set status = 'agreed' where id = ${batch}`
    expect(await refusal(agree.execute(serverDb))).toBe('paper_batch_check')
  })
})

test('signatures, lots, rulings and tallies are never edited', async () => {
  const batch = await addBatch()
  const { round, assembly, district, delegates } = world
  const hash = '0'.repeat(64)
  const insert = (statement: ReturnType<typeof sql>) => statement.execute(serverDb)
  await insert(sql`insert into paper_ruling (batch_id, number, delegate_id, district_id, unreadable, upheld, ruled_at)
    values (${batch}, 1, ${delegates[0]}, ${district}, 1, true, ${at})`)
  await insert(sql`insert into lot (round_id, number, district_id, candidates, dice, drawn_order, drawn_at)
    values (${round}, 1, ${district}, '[]', ${'1'.repeat(20)}, '[]', ${at})`)
  await insert(sql`insert into tally_signature (round_id, delegate_id, district_id, duty, tally_hash, signed_at)
    values (${round}, ${delegates[0]}, ${district}, 'teller', ${hash}, ${at})`)
  await insert(sql`insert into tally (round_id, assembly_id, district_id, body, hash, report, certified_at)
    values (${round}, ${assembly}, ${district}, '{}', ${hash}, '{}', ${at})`)
  for (const table of ['paper_ruling', 'lot', 'tally_signature', 'tally']) {
    for (const statement of [`delete from ${table}`, `update ${table} set district_id = district_id`]) {
      expect(await refusal(sql.raw(statement).execute(serverDb)), statement).toBe('42501')
      expect(await refusal(sql.raw(statement).execute(ownerDb)), statement).toBe('23001')
    }
  }
})
