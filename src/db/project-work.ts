import { sql } from 'kysely'
import { type Fen, fen } from '../core/money.ts'
import type { ProjectStatus } from '../core/project/project.ts'
import type { Tx } from './tx.ts'

/** A project that may wait for its community or street. Amounts in fen. */
export interface WaitingProject {
  readonly id: string
  readonly title: string
  readonly status: ProjectStatus
  readonly cycle_id: string
  readonly community_id: string
  readonly community_name: string
  readonly cost_fen: Fen
  readonly contract_fen: Fen
  readonly paid_fen: Fen
  readonly retention_paid_fen: Fen
  readonly settlement_fen: Fen | null
  readonly completed_on: string | null
  readonly rectify_by: string | null
  readonly accepted_at: string | null
  readonly changed_at: string
  /** When the notice of the result ends; null while there is none. */
  readonly result_ends_at: string | null
  readonly ratings: number
  readonly satisfaction_published_at: string | null
  readonly executed_by_asker: boolean
  readonly acceptance_id: string | null
  readonly signatures: number
  readonly signed_by_asker: boolean
}

/** The projects of communities or streets in years that are not archived, the oldest first. */
export async function listWaitingProjects(
  tx: Tx,
  areas: { readonly communities: readonly string[]; readonly streets: readonly string[] },
  accountId: string,
): Promise<WaitingProject[]> {
  const { rows } = await sql<WaitingProject>`
    select project.id, project.title, project.status, project.cycle_id, project.community_id, community.name as community_name,
      project.cost_fen, project.contract_fen, project.paid_fen, project.settlement_fen, project.completed_on,
      project.rectify_by, project.accepted_at, project.satisfaction_published_at,
      coalesce((select sum(paid.amount_fen) from payment paid where paid.project_id = project.id and paid.kind = 'retention'
        and not exists (select from payment back where back.reverses = paid.id)), 0) as retention_paid_fen,
      coalesce((select max(recorded_at) from contract where contract.project_id = project.id), project.created_at) as changed_at,
      (select max(ends_at) from notice where kind = 'result' and subject = project.assembly_id) as result_ends_at,
      (select count(*) from satisfaction where satisfaction.project_id = project.id) as ratings,
      exists (select from project_executor executor where executor.project_id = project.id
        and executor.account_id = ${accountId}) as executed_by_asker,
      acceptance.id as acceptance_id,
      (select count(*) from acceptance_signature signed where signed.acceptance_id = acceptance.id) as signatures,
      exists (select from acceptance_signature signed where signed.acceptance_id = acceptance.id
        and signed.account_id = ${accountId}) as signed_by_asker
    from project join area community on community.id = project.community_id
      join fund on (fund.cycle_id, fund.community_id) = (project.cycle_id, project.community_id)
      left join acceptance on acceptance.project_id = project.id and acceptance.status = 'drafted'
    where fund.archived_at is null and (project.community_id = any(${sql.val([...areas.communities])}::uuid[])
      or project.street_id = any(${sql.val([...areas.streets])}::uuid[]))
    order by changed_at, project.id`.execute(tx)
  return rows.map(row => ({
    ...row,
    cost_fen: fen(row.cost_fen),
    contract_fen: fen(row.contract_fen),
    paid_fen: fen(row.paid_fen),
    retention_paid_fen: fen(row.retention_paid_fen),
    settlement_fen: row.settlement_fen === null ? null : fen(row.settlement_fen),
  }))
}

/** Changes that wait for the decision of one of the streets, the oldest first. */
export async function listWaitingChanges(tx: Tx, streets: readonly string[], accountId: string) {
  return tx
    .selectFrom('change_request')
    .innerJoin('project', 'project.id', 'change_request.project_id')
    .innerJoin('area as community', 'community.id', 'project.community_id')
    .select([
      'change_request.id',
      'project.title',
      'project.community_id',
      'project.cycle_id',
      'community.name as community_name',
      'change_request.requested_at',
    ])
    .where('change_request.status', '=', 'requested')
    .where('change_request.requested_by', '<>', accountId)
    .where('project.street_id', 'in', streets.length === 0 ? [accountId] : [...streets])
    .orderBy('change_request.requested_at')
    .orderBy('change_request.id')
    .execute()
}
