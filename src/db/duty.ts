import type { AssignedDuty } from '../core/assembly/duties.ts'
import type { Duty } from '../core/identity/access.ts'
import type { Assembly } from './assembly.ts'
import type { Tx } from './tx.ts'

/** Puts a list of duties in the place of the one there was. */
export async function replaceDuties(
  tx: Tx,
  assembly: Assembly,
  duties: readonly AssignedDuty[],
): Promise<void> {
  const { id: assembly_id, district_id } = assembly
  await tx.deleteFrom('duty').where('assembly_id', '=', assembly_id).execute()
  await tx
    .insertInto('duty')
    .values(duties.map(({ delegate_id, duty }) => ({ assembly_id, district_id, delegate_id, duty })))
    .execute()
}

/** Takes a duty from one who has left, for the successor if there is one, and keeps that it was so. */
export async function replaceDutyHolder(
  tx: Tx,
  { id: assembly_id, district_id }: Pick<Assembly, 'id' | 'district_id'>,
  replacement: {
    readonly id: string
    readonly duty: Duty
    readonly left_by: string
    readonly taken_by: string | null
    readonly replaced_at: string
  },
): Promise<void> {
  const { duty, left_by, taken_by } = replacement
  await tx
    .deleteFrom('duty')
    .where('assembly_id', '=', assembly_id)
    .where('delegate_id', '=', left_by)
    .execute()
  if (taken_by !== null) {
    const taken = { assembly_id, district_id, delegate_id: taken_by, duty }
    await tx.insertInto('duty').values(taken).execute()
  }
  await tx
    .insertInto('duty_replacement')
    .values({ ...replacement, assembly_id, district_id })
    .execute()
}

/** Who counts sheets in an assembly. */
export async function listTellers(tx: Tx, assemblyId: string): Promise<string[]> {
  const duties = await listDuties(tx, assemblyId)
  return duties.flatMap(({ delegate_id, duty }) => (duty === 'teller' ? [delegate_id] : []))
}

/** The duties of an assembly, by delegate, and whether their holders are present. */
export async function listDuties(tx: Tx, assemblyId: string) {
  const rows = await tx
    .selectFrom('duty')
    .leftJoin('check_in', join =>
      join
        .onRef('check_in.assembly_id', '=', 'duty.assembly_id')
        .onRef('check_in.delegate_id', '=', 'duty.delegate_id'),
    )
    .select(['duty.delegate_id', 'duty.duty', 'check_in.mode'])
    .where('duty.assembly_id', '=', assemblyId)
    .orderBy('duty.delegate_id')
    .execute()
  return rows.map(row => ({
    delegate_id: row.delegate_id,
    duty: row.duty as Duty,
    present: row.mode !== null,
  }))
}
