import { sql } from 'kysely'
import type {
  Finding,
  InspectedQuantity,
  InspectionItem,
  InspectionStatus,
} from '../core/audit/inspection.ts'
import type { Department } from '../core/identity/access.ts'
import { type Fen, fen } from '../core/money.ts'
import { asPage, type PageQuery } from './page.ts'
import { json, type Tx } from './tx.ts'

/** A project's place in the audit: drawn, or picked by hand. */
export interface Pick {
  readonly extra: boolean
  /** The id of the draw or of the extra pick. */
  readonly id: string
  readonly inspectors: readonly [string, string]
}

/** How a project was picked, and who inspects it: by the draw first, then as an extra pick. */
export async function listPicks(tx: Tx, projectId: string): Promise<Pick[]> {
  const { rows } = await sql<{ extra: boolean; id: string; first: string; second: string }>`
    select one.extra, one.pick_id as id, one.account_id as first, two.account_id as second
      from pick_inspector one join pick_inspector two on two.project_id = one.project_id and two.extra = one.extra
        and two.place = 2
      where one.project_id = ${projectId} and one.place = 1
    order by one.extra`.execute(tx)
  return rows.map(({ extra, id, first, second }) => ({ extra, id, inspectors: [first, second] }))
}

export async function addExtraPick(
  tx: Tx,
  pick: {
    readonly id: string
    readonly district_id: string
    readonly cycle_id: string
    readonly project_id: string
    readonly reason: string
    readonly first_inspector: string
    readonly second_inspector: string
    readonly picked_by: string
    readonly picked_at: string
  },
): Promise<void> {
  await tx.insertInto('extra_pick').values(pick).execute()
}

export async function listExtraPicks(tx: Tx, cycleId: string, query: PageQuery) {
  const { after, limit } = query
  const rows = await tx
    .selectFrom('extra_pick')
    .select(['id', 'cycle_id', 'project_id', 'reason', 'first_inspector', 'second_inspector', 'picked_at'])
    .where('cycle_id', '=', cycleId)
    .$if(after !== undefined, part => part.where(sql<boolean>`id::text > ${after}`))
    .orderBy(sql`id::text`)
    .limit(limit + 1)
    .execute()
  return asPage(
    rows,
    limit,
    row => row.id,
    ({ first_inspector, second_inspector, ...row }) => ({
      ...row,
      inspectors: [first_inspector, second_inspector],
    }),
  )
}

/** The department in which an account inspects in a district: null when it is disabled or no auditor there. */
export async function departmentOf(
  tx: Tx,
  districtId: string,
  accountId: string,
): Promise<Department | null> {
  const row = await tx
    .selectFrom('account')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .select('department')
    .where('account.id', '=', accountId)
    .where('account.district_id', '=', districtId)
    .where('disabled_at', 'is', null)
    .where('role', '=', 'auditor')
    .executeTakeFirst()
  return (row?.department ?? null) as Department | null
}

/** The accounts that carried a project out or signed a decision on its acceptance. */
export async function listInvolved(tx: Tx, projectId: string): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    select account_id from project_executor where project_id = ${projectId}
    union select account_id from acceptance_signature join acceptance on acceptance.id = acceptance_id
      where project_id = ${projectId} and status = 'decided'`.execute(tx)
  return rows.map(row => row.account_id)
}

/** What the two inspectors wrote down. */
export interface WrittenInspection {
  readonly inspected_on: string
  readonly place: string
  readonly checklist: Readonly<Record<InspectionItem, boolean>>
  readonly measurements: readonly InspectedQuantity[]
  readonly finding: Finding
  readonly questioned_fen: Fen
  readonly deadline: string | null
  readonly note: string
}

export interface Inspection extends WrittenInspection {
  readonly id: string
  readonly district_id: string
  readonly project_id: string
  readonly extra: boolean
  readonly status: InspectionStatus | 'withdrawn'
  readonly recovered_fen: Fen
  readonly recorded_at: string | null
}

const fields = [
  'id',
  'district_id',
  'project_id',
  'extra',
  'status',
  'inspected_on',
  'place',
  'checklist',
  'measurements',
  'finding',
  'questioned_fen',
  'recovered_fen',
  'deadline',
  'note',
  'recorded_at',
] as const

function asInspection(row: { [Field in (typeof fields)[number]]: unknown }): Inspection {
  const inspection = row as Inspection
  return {
    ...inspection,
    questioned_fen: fen(inspection.questioned_fen),
    recovered_fen: fen(inspection.recovered_fen),
  }
}

export async function addInspection(
  tx: Tx,
  inspection: WrittenInspection & {
    readonly id: string
    readonly district_id: string
    readonly project_id: string
    readonly extra: boolean
    readonly drafted_by: string
    readonly drafted_at: string
  },
): Promise<void> {
  const { checklist, measurements, ...row } = inspection
  await tx
    .insertInto('inspection')
    .values({
      ...row,
      status: 'drafted',
      checklist: json(checklist) as never,
      measurements: json(measurements) as never,
    })
    .execute()
}

/** The project that an inspection is about. */
export async function projectOfInspection(tx: Tx, id: string): Promise<string> {
  const query = tx.selectFrom('inspection').select('project_id').where('id', '=', id)
  return (await query.executeTakeFirstOrThrow()).project_id
}

/** An inspection, locked for this transaction. Lock its project before. */
export async function lockInspection(tx: Tx, id: string): Promise<Inspection> {
  const query = tx.selectFrom('inspection').select(fields).where('id', '=', id)
  return asInspection(await query.forNoKeyUpdate().executeTakeFirstOrThrow())
}

export async function findInspection(tx: Tx, id: string): Promise<Inspection> {
  const query = tx.selectFrom('inspection').select(fields).where('id', '=', id)
  return asInspection(await query.executeTakeFirstOrThrow())
}

/** The inspections of a project, withdrawn ones too: of the draw first, then of the extra pick. */
export async function listInspections(tx: Tx, projectId: string): Promise<Inspection[]> {
  const rows = await tx
    .selectFrom('inspection')
    .select(fields)
    .where('project_id', '=', projectId)
    .orderBy('extra')
    .orderBy('drafted_at')
    .orderBy('id')
    .execute()
  return rows.map(asInspection)
}

export async function setInspection(
  tx: Tx,
  id: string,
  decided: {
    status: InspectionStatus | 'withdrawn'
    recorded_at?: string | null
    deadline?: string | null
  },
): Promise<void> {
  await tx.updateTable('inspection').set(decided).where('id', '=', id).execute()
}

export async function addInspectionSignature(
  tx: Tx,
  signature: {
    readonly inspection_id: string
    readonly account_id: string
    readonly district_id: string
    readonly signed_at: string
  },
): Promise<void> {
  await tx.insertInto('inspection_signature').values(signature).execute()
}

/** The accounts that signed an inspection, ascending. */
export async function listInspectionSigners(tx: Tx, inspectionId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('inspection_signature')
    .select('account_id')
    .where('inspection_id', '=', inspectionId)
    .orderBy('account_id')
    .execute()
  return rows.map(row => row.account_id)
}

/** Who signed an inspection, by name, in the order in which they did. */
export async function listInspectionSignatures(tx: Tx, inspectionId: string) {
  return tx
    .selectFrom('inspection_signature')
    .innerJoin('account', 'account.id', 'account_id')
    .select(['account_id', 'account.name', 'signed_at'])
    .where('inspection_id', '=', inspectionId)
    .orderBy('signed_at')
    .orderBy('account_id')
    .execute()
}
