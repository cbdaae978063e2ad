import { sql } from 'kysely'
import type { ReplacementReason } from '../core/audit/replacement.ts'
import type { Department } from '../core/identity/access.ts'
import type { Tx } from './tx.ts'

/** An inspector who came after another in a pick. */
export interface Replacement {
  readonly id: string
  readonly number: number
  readonly place: number
  readonly leaves: string
  readonly account_id: string
  readonly passed: readonly string[]
  readonly reason: ReplacementReason
  readonly replaced_at: string
}

/** The replacements of a pick, in order. */
export async function listReplacements(tx: Tx, projectId: string, extra: boolean): Promise<Replacement[]> {
  const { rows } = await sql<Replacement>`
    select id, number, place, leaves, account_id, passed::text[] as passed, reason, replaced_at
    from inspector_replacement where project_id = ${projectId} and extra = ${extra} order by number`.execute(
    tx,
  )
  return rows
}

/** The replacements of a draw's projects, in the order in which they were made. */
export async function listReplacementsOfDraw(tx: Tx, drawId: string) {
  const { rows } = await sql<Omit<Replacement, 'number' | 'place'> & { readonly project_id: string }>`
    select replacement.id, replacement.project_id, leaves, account_id, passed::text[] as passed, reason, replaced_at
    from inspector_replacement replacement join audit_frame_project framed on framed.project_id = replacement.project_id
    where draw_id = ${drawId} and not extra order by replaced_at, replacement.project_id, number`.execute(tx)
  return rows
}

/** Adds a replacement to those of its pick. Lock the project before. */
export async function addReplacement(
  tx: Tx,
  replacement: Replacement & {
    readonly district_id: string
    readonly project_id: string
    readonly extra: boolean
    readonly replaced_by: string
  },
): Promise<void> {
  await sql`
    insert into inspector_replacement (id, district_id, project_id, extra, number, place, leaves, account_id, passed, reason,
        replaced_by, replaced_at)
      values (${replacement.id}, ${replacement.district_id}, ${replacement.project_id}, ${replacement.extra},
        ${replacement.number}, ${replacement.place}, ${replacement.leaves}, ${replacement.account_id},
        ${sql.val([...replacement.passed])}::uuid[], ${replacement.reason}, ${replacement.replaced_by},
        ${replacement.replaced_at})`.execute(tx)
}

/** The auditors of a district who are not disabled, with their departments. */
export async function listServing(tx: Tx, districtId: string): Promise<Map<string, Department>> {
  const { rows } = await sql<{ id: string; department: Department }>`
    select account.id, account_role.department from account
      join account_role on account_role.account_id = account.id and account_role.role = 'auditor'
    where account.district_id = ${districtId} and account.disabled_at is null`.execute(tx)
  return new Map(rows.map(({ id, department }) => [id, department]))
}
