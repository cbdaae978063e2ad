import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { refusal } from './refusal.ts'
import { addProject, makeWorld, type World } from './world.ts'

const { serverDb, ownerDb } = await freshDatabase()
let world: World
let photo: string

beforeEach(async () => {
  world = await makeWorld(serverDb)
  await addProject(serverDb, world, world.candidates[0], 60_000)
  photo = randomUUID()
  await row(photo).execute(serverDb)
  await bytes(photo).execute(serverDb)
})

function row(id: string, of = sql`${null}, ${world.candidates[0]}`) {
  return sql`insert into photo (id, district_id, proposal_id, project_id, caption, width, height, small_width, small_height, sha256, added_by, added_at)
    values (${id}, ${world.district}, ${of}, '一巷', 4, 3, 4, 3, ${'0'.repeat(64)}, ${world.clerk}, now())`
}

function bytes(id: string, size = 'full') {
  return sql`insert into photo_bytes (photo_id, district_id, size, bytes) values (${id}, ${world.district}, ${size}, '\\xffd8')`
}

function removal(id: string, reason = '拍到了行人') {
  return sql`update photo set removed_at = now(), removed_by = ${world.clerk}, removal_reason = ${reason} where id = ${id}`
}

function refusalOf(statement: ReturnType<typeof sql>, db = serverDb): Promise<string> {
  return refusal(statement.execute(db))
}

describe('a photo', () => {
  test('is of one subject, no more and no less', async () => {
    const [project] = world.candidates
    expect(await refusalOf(row(randomUUID(), sql`${project}, ${project}`))).toBe('photo_check')
    expect(await refusalOf(row(randomUUID(), sql`${null}, ${null}`))).toBe('photo_check')
    expect(await refusalOf(row(randomUUID(), sql`${project}, ${null}`))).toBe('accepted')
  })

  test('is never changed, by nobody, and taken away once', async () => {
    const caption = sql`update photo set caption = '二巷' where id = ${photo}`
    expect(await refusalOf(caption)).toBe('42501')
    expect(await refusalOf(caption, ownerDb)).toBe('photo_stays')
    expect(await refusalOf(sql`delete from photo where id = ${photo}`, ownerDb)).toBe('photo_stays')
    expect(await refusalOf(removal(photo))).toBe('accepted')
    expect(await refusalOf(removal(photo, '另一个理由'))).toBe('photo_stays')
    const back = sql`update photo set removed_at = null, removed_by = null, removal_reason = null where id = ${photo}`
    expect(await refusalOf(back, ownerDb)).toBe('photo_stays')
  })

  test('keeps its bytes as they are until it is taken away', async () => {
    const gone = sql`delete from photo_bytes where photo_id = ${photo}`
    expect(await refusalOf(gone)).toBe('photo_bytes_stay')
    expect(await refusalOf(gone, ownerDb)).toBe('photo_bytes_stay')
    const other = sql`update photo_bytes set bytes = '\\x00' where photo_id = ${photo}`
    expect(await refusalOf(other)).toBe('42501')
    expect(await refusalOf(other, ownerDb)).not.toBe('accepted')
    expect(await refusalOf(bytes(photo))).toBe('photo_bytes_pkey')
    await removal(photo).execute(serverDb)
    expect(await refusalOf(gone)).toBe('accepted')
  })
})
