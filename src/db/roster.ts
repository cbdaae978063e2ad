import { sql } from 'kysely'
import type { BallotMode, CheckIn } from '../core/roster/check-in.ts'
import type { DelegateCategory, DelegateUse } from '../core/roster/roster.ts'
import type { Assembly } from './assembly.ts'
import type { Tx } from './tx.ts'

export interface Delegate {
  readonly id: string
  readonly assembly_id: string
  readonly name: string
  readonly category: DelegateCategory
  readonly salt: string
}

/** Adds delegates to a roster that is not frozen: `roster_is_frozen`. An id that is taken anywhere: `delegate_pkey`. */
export async function addDelegates(
  tx: Tx,
  assembly: Assembly,
  delegates: readonly Omit<Delegate, 'assembly_id'>[],
  at: string,
): Promise<void> {
  const { id: assembly_id, district_id } = assembly
  const rows = delegates.map(delegate => ({ ...delegate, assembly_id, district_id, created_at: at }))
  await tx.insertInto('delegate').values(rows).execute()
}

export async function findDelegate(tx: Tx, id: string): Promise<Delegate | null> {
  const row = await tx
    .selectFrom('delegate')
    .select(['id', 'assembly_id', 'name', 'category', 'salt'])
    .where('id', '=', id)
    .executeTakeFirst()
  return (row ?? null) as Delegate | null
}

/** Whether a delegate is on a roster of the community in the cycle, that of a voided assembly too. */
export async function isDelegateOf(
  tx: Tx,
  delegateId: string,
  of: { cycle_id: string; community_id: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('delegate')
    .innerJoin('assembly', 'assembly.id', 'delegate.assembly_id')
    .select('delegate.id')
    .where('delegate.id', '=', delegateId)
    .where('cycle_id', '=', of.cycle_id)
    .where('community_id', '=', of.community_id)
    .executeTakeFirst()
  return row !== undefined
}

export async function changeDelegateRow(
  tx: Tx,
  id: string,
  change: { name?: string; category?: DelegateCategory },
): Promise<void> {
  await tx.updateTable('delegate').set(change).where('id', '=', id).execute()
}

/** Takes a delegate off a roster; false when nobody was there any more. */
export async function removeDelegateRow(tx: Tx, id: string): Promise<boolean> {
  const gone = await tx.deleteFrom('delegate').where('id', '=', id).returning('id').executeTakeFirst()
  return gone !== undefined
}

/** What hangs on a delegate. */
export async function findDelegateUse(
  tx: Tx,
  { id, assembly_id }: Pick<Delegate, 'id' | 'assembly_id'>,
): Promise<DelegateUse> {
  const { rows } = await sql<DelegateUse>`
    select exists (select from duty where assembly_id = ${assembly_id} and delegate_id = ${id}) as duty,
      exists (select from proposal where proposer_delegate_id = ${id}) as proposal`.execute(tx)
  return rows[0] ?? { duty: false, proposal: false }
}

/** Everybody on the roster, without names. */
export async function listMembers(
  tx: Tx,
  assemblyId: string,
): Promise<Pick<Delegate, 'id' | 'category' | 'salt'>[]> {
  const rows = await tx
    .selectFrom('delegate')
    .select(['id', 'category', 'salt'])
    .where('assembly_id', '=', assemblyId)
    .execute()
  return rows as Pick<Delegate, 'id' | 'category' | 'salt'>[]
}

/** How many delegates of each category a roster has; categories without any are absent. */
export async function countMembers(tx: Tx, assemblyId: string) {
  const rows = await tx
    .selectFrom('delegate')
    .select(['category', expression => expression.fn.countAll<number>().as('count')])
    .where('assembly_id', '=', assemblyId)
    .groupBy('category')
    .execute()
  return rows.map(row => ({ category: row.category as DelegateCategory, count: row.count }))
}

/** Those of some delegates that are on the roster, and in which mode they are present; null when they are not. */
export async function findModes(
  tx: Tx,
  assemblyId: string,
  delegateIds: readonly string[],
): Promise<Map<string, BallotMode | null>> {
  const rows = await tx
    .selectFrom('delegate')
    .leftJoin('check_in', join =>
      join
        .onRef('check_in.assembly_id', '=', 'delegate.assembly_id')
        .onRef('check_in.delegate_id', '=', 'delegate.id'),
    )
    .select(['delegate.id', 'check_in.mode'])
    .where('delegate.assembly_id', '=', assemblyId)
    .where(sql<boolean>`delegate.id = any(${delegateIds}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.id, row.mode as BallotMode | null]))
}

/** Checks delegates in; the assembly's number of those present follows by itself. */
export async function addCheckIns(
  tx: Tx,
  assembly: Assembly,
  arrivals: readonly CheckIn[],
  at: string,
): Promise<void> {
  if (arrivals.length === 0) return
  const { id: assembly_id, district_id } = assembly
  const rows = arrivals.map(({ delegate_id, mode }) => ({
    assembly_id,
    district_id,
    delegate_id,
    mode,
    checked_in_at: at,
  }))
  await tx.insertInto('check_in').values(rows).execute()
}
