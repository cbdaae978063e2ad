import { sql } from 'kysely'
import { asPage, type PageQuery } from './page.ts'
import type { Tx } from './tx.ts'

export interface Area {
  readonly id: string
  readonly district_id: string
  readonly kind: 'district' | 'street' | 'community' | 'grid'
  readonly parent_id: string | null
  readonly slug: string
  readonly name: string
}

/** Adds an area; false when its short name is taken. */
export async function addArea(tx: Tx, area: Area & { readonly created_at: string }): Promise<boolean> {
  const added = await tx
    .insertInto('area')
    .values(area)
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export async function setAreaName(tx: Tx, id: string, name: string): Promise<void> {
  await tx.updateTable('area').set({ name }).where('id', '=', id).execute()
}

export async function areaOf(tx: Tx, id: string): Promise<Area | null> {
  const row = await tx
    .selectFrom('area')
    .select(['id', 'district_id', 'kind', 'parent_id', 'slug', 'name'])
    .where('id', '=', id)
    .executeTakeFirst()
  return (row ?? null) as Area | null
}

export async function findDistrict(tx: Tx, slug: string) {
  const row = await tx
    .selectFrom('area')
    .select(['id', 'kind', 'parent_id', 'slug', 'name'])
    .where('kind', '=', 'district')
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, kind: row.kind as Area['kind'] }
}

export async function listAreas(
  tx: Tx,
  districtId: string,
  query: PageQuery & { kind?: Area['kind'] | undefined },
) {
  const { kind, after, limit } = query
  const rows = await tx
    .selectFrom('area')
    .select(['id', 'kind', 'parent_id', 'slug', 'name'])
    .where('district_id', '=', districtId)
    .$if(kind !== undefined, part => part.where('kind', '=', kind ?? ''))
    .$if(after !== undefined, part => part.where(sql<boolean>`id::text > ${after}`))
    .orderBy(sql`id::text`)
    .limit(limit + 1)
    .execute()
  return asPage(
    rows,
    limit,
    row => row.id,
    row => ({ ...row, kind: row.kind as Area['kind'] }),
  )
}

export async function listDistricts(tx: Tx, query: PageQuery) {
  const { after, limit } = query
  const rows = await tx
    .selectFrom('area')
    .select(['id', 'slug', 'name'])
    .where('kind', '=', 'district')
    .$if(after !== undefined, part => part.where('slug', '>', after ?? ''))
    .orderBy('slug')
    .limit(limit + 1)
    .execute()
  return asPage(
    rows,
    limit,
    row => row.slug,
    row => row,
  )
}

/** An area and all around it, the district first. Empty when there is no such area. */
export async function areaPath(tx: Tx, id: string): Promise<Omit<Area, 'district_id'>[]> {
  const { rows } = await sql<Omit<Area, 'district_id'>>`
    WITH RECURSIVE path AS (
      SELECT id, kind, parent_id, slug, name, 0 AS depth FROM area WHERE id = ${id}
      UNION ALL
      SELECT area.id, area.kind, area.parent_id, area.slug, area.name, depth + 1
      FROM path JOIN area ON area.id = path.parent_id
    )
    SELECT id, kind, parent_id, slug, name FROM path ORDER BY depth DESC`.execute(tx)
  return rows
}
