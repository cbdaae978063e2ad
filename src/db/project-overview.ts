import { sql } from 'kysely'
import { type Fen, fen } from '../core/money.ts'
import type { ProjectStatus } from '../core/project/project.ts'
import type { Tx } from './tx.ts'

/** A project in the list of its district. Amounts in fen. */
export interface ListedProject {
  readonly id: string
  readonly title: string
  readonly status: ProjectStatus
  readonly community_id: string
  readonly community_name: string
  readonly street_id: string
  readonly street_name: string
  readonly cost_fen: Fen
  readonly contract_fen: Fen
  readonly paid_fen: Fen
  readonly settlement_fen: Fen | null
  /** The first photo of the work, else of the proposal, if there is a public one. */
  readonly photo_id: string | null
}

/** All projects of a district's year; streets and communities in the order in which people count them is for the caller. */
export async function listCycleProjects(tx: Tx, cycleId: string): Promise<ListedProject[]> {
  const { rows } = await sql<
    Omit<ListedProject, 'cost_fen' | 'contract_fen' | 'paid_fen' | 'settlement_fen'> & {
      cost_fen: number
      contract_fen: number
      paid_fen: number
      settlement_fen: number | null
    }
  >`
    select project.id, project.title, project.status, community_id, community.name as community_name,
      street_id, street.name as street_name, cost_fen, contract_fen, paid_fen, settlement_fen,
      (select photo.id from photo where (photo.project_id = project.id or photo.proposal_id = project.id)
        and removed_at is null order by photo.project_id is null, added_at desc, photo.id limit 1) as photo_id
    from project join area community on community.id = community_id join area street on street.id = street_id
    where cycle_id = ${cycleId}
    order by project.id`.execute(tx)
  return rows.map(row => ({
    ...row,
    cost_fen: fen(row.cost_fen),
    contract_fen: fen(row.contract_fen),
    paid_fen: fen(row.paid_fen),
    settlement_fen: row.settlement_fen === null ? null : fen(row.settlement_fen),
  }))
}

/** What a project stands on beside its own row. */
export interface ProjectGround {
  readonly cycle: { readonly id: string; readonly name: string; readonly year: number }
  readonly archived_at: string | null
  readonly proposal: {
    readonly category: 'works' | 'service' | 'goods'
    readonly topic: string
    readonly description: string
    readonly place: string
    readonly beneficiaries: string
  }
  /** As the assembly voted it, in fen. */
  readonly voted_fen: Fen
}

export async function findProjectGround(tx: Tx, projectId: string): Promise<ProjectGround> {
  const row = await tx
    .selectFrom('project')
    .innerJoin('proposal', 'proposal.id', 'project.id')
    .innerJoin('candidate', join =>
      join
        .onRef('candidate.assembly_id', '=', 'project.assembly_id')
        .onRef('candidate.id', '=', 'project.id'),
    )
    .innerJoin('cycle', 'cycle.id', 'project.cycle_id')
    .innerJoin('fund', join =>
      join
        .onRef('fund.cycle_id', '=', 'project.cycle_id')
        .onRef('fund.community_id', '=', 'project.community_id'),
    )
    .select([
      'cycle.id as cycle_id',
      'cycle.name as cycle_name',
      'cycle.year',
      'fund.archived_at',
      'proposal.category',
      'proposal.topic',
      'proposal.description',
      'proposal.place',
      'proposal.beneficiaries',
      'candidate.cost_fen as voted_fen',
    ])
    .where('project.id', '=', projectId)
    .executeTakeFirstOrThrow()
  const { category, topic, description, place, beneficiaries } = row
  return {
    cycle: { id: row.cycle_id, name: row.cycle_name, year: row.year },
    archived_at: row.archived_at,
    proposal: { category: category as 'works', topic, description, place, beneficiaries },
    voted_fen: fen(row.voted_fen),
  }
}
