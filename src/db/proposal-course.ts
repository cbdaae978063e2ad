import { sql } from 'kysely'
import type { AssemblyStatus } from '../core/assembly/status.ts'
import type { ProjectStatus } from '../core/project/project.ts'
import type { Tx } from './tx.ts'

/** Where a proposal lies and what came after its screening. */
export interface ProposalCourse {
  readonly cycle_name: string
  readonly cycle_year: number
  readonly grid_name: string | null
  /** The assembly in which it stands or stood last; null before it is a candidate. */
  readonly assembly_id: string | null
  readonly assembly_status: AssemblyStatus | null
  readonly project_status: ProjectStatus | null
}

export async function findProposalCourse(tx: Tx, proposalId: string): Promise<ProposalCourse | null> {
  const { rows } = await sql<ProposalCourse>`
    select cycle.name as cycle_name, cycle.year as cycle_year, grid.name as grid_name,
      assembly.id as assembly_id, assembly.status as assembly_status, project.status as project_status
    from proposal join cycle on cycle.id = proposal.cycle_id
      left join area grid on grid.id = proposal.grid_id
      left join lateral (
        select assembly.id, assembly.status from assembly
          join candidate on candidate.assembly_id = assembly.id and candidate.id = proposal.id
        where assembly.cycle_id = proposal.cycle_id and assembly.community_id = proposal.community_id
        order by assembly.status = 'void', assembly.created_at desc limit 1
      ) assembly on true
      left join project on project.id = proposal.id
    where proposal.id = ${proposalId}`.execute(tx)
  return rows[0] ?? null
}

/** The titles of some proposals, by id. */
export async function findTitles(tx: Tx, ids: readonly string[]): Promise<{ id: string; title: string }[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('proposal')
    .select(['id', 'title'])
    .where(sql<boolean>`id = any(${sql.val([...ids])}::uuid[])`)
    .orderBy('id')
    .execute()
}
