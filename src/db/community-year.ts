import { sql } from 'kysely'
import type { Tx } from './tx.ts'

/** When the stages of a community's year began and ended; null: not yet, or nobody wrote it down. Moments and days. */
export interface YearDates {
  readonly first_proposal_at: string | null
  readonly first_decision_at: string | null
  readonly candidates_from: string | null
  readonly certified_at: string | null
  readonly result_from: string | null
  readonly first_contract_on: string | null
  readonly last_completed_on: string | null
  readonly first_accepted_at: string | null
  readonly last_accepted_at: string | null
  readonly first_draw_at: string | null
  readonly first_rated_at: string | null
  readonly last_rated_at: string | null
}

export async function findYearDates(tx: Tx, cycleId: string, communityId: string): Promise<YearDates> {
  const { rows } = await sql<YearDates>`
    with listed as (select id, submitted_at from proposal where cycle_id = ${cycleId} and community_id = ${communityId}),
      built as (select id, completed_on, accepted_at, satisfaction_published_at from project
        where cycle_id = ${cycleId} and community_id = ${communityId} and status <> 'cancelled'),
      meeting as (select id, certified_at from assembly
        where cycle_id = ${cycleId} and community_id = ${communityId} and status <> 'void')
    select (select min(submitted_at) from listed) as first_proposal_at,
      (select min(decided_at) from screening join listed on listed.id = proposal_id) as first_decision_at,
      (select min(starts_at) from notice join meeting on subject = meeting.id where kind = 'candidates') as candidates_from,
      (select certified_at from meeting) as certified_at,
      (select min(starts_at) from notice join meeting on subject = meeting.id where kind = 'result') as result_from,
      (select min(signed_on) from contract join built on built.id = project_id) as first_contract_on,
      (select max(completed_on) from built) as last_completed_on,
      (select min(accepted_at) from built) as first_accepted_at,
      (select max(accepted_at) from built) as last_accepted_at,
      (select min(opened_at) from audit_draw join audit_frame_project framed on framed.draw_id = audit_draw.id
        join built on built.id = framed.project_id) as first_draw_at,
      (select min(satisfaction_published_at) from built) as first_rated_at,
      (select max(satisfaction_published_at) from built) as last_rated_at`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('a query without a table gave no row')
  return row
}

/** A candidate with what became of it: null while nothing is decided. */
export interface StandingCandidate {
  readonly id: string
  readonly title: string
  readonly cost_fen: number
  readonly selected: boolean | null
}

/** An assembly of a community's year, a voided one too. */
export interface YearAssembly {
  readonly id: string
  readonly status: string
  readonly seats: number
  readonly scheduled_for: string
  readonly place: string
  readonly candidates_published_at: string | null
  readonly eligible: number
  readonly present: number
  readonly certified_at: string | null
  readonly void_reason: string | null
}

/** The assemblies of a community's year, the living one first. */
export async function listYearAssemblies(
  tx: Tx,
  cycleId: string,
  communityId: string,
): Promise<YearAssembly[]> {
  return tx
    .selectFrom('assembly')
    .select([
      'id',
      'status',
      'seats',
      'scheduled_for',
      'place',
      'candidates_published_at',
      'eligible',
      'present',
      'certified_at',
      'void_reason',
    ])
    .where('cycle_id', '=', cycleId)
    .where('community_id', '=', communityId)
    .orderBy(sql`status = 'void'`)
    .orderBy('created_at', 'desc')
    .execute()
}

/** The candidates of an assembly, the dearest last. */
export async function listStandingCandidates(tx: Tx, assemblyId: string): Promise<StandingCandidate[]> {
  const { rows } = await sql<StandingCandidate>`
    select candidate.id, candidate.title, candidate.cost_fen,
      case when assembly.status = 'certified' then project.id is not null end as selected
    from candidate join assembly on assembly.id = candidate.assembly_id left join project on project.id = candidate.id
    where candidate.assembly_id = ${assemblyId} order by candidate.cost_fen, candidate.id`.execute(tx)
  return rows
}
