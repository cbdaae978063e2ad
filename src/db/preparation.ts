import { sql } from 'kysely'
import type { AssemblyStatus } from '../core/assembly/status.ts'
import type { Duty } from '../core/identity/access.ts'
import type { ObjectionStage } from '../core/notice/objection.ts'
import type { ProjectStatus } from '../core/project/project.ts'
import type { ProposalStatus } from '../core/proposal/status.ts'
import type { DelegateCategory } from '../core/roster/roster.ts'
import type { Tx } from './tx.ts'

interface List {
  readonly cycle_id: string
  readonly community_id: string
}

/** How many proposals of a list have each status; of drafts those of one account. */
export async function countProposals(
  tx: Tx,
  list: List,
  accountId: string,
): Promise<Record<ProposalStatus, number>> {
  const rows = await tx
    .selectFrom('proposal')
    .select(['status', expression => expression.fn.countAll<number>().as('count')])
    .where('cycle_id', '=', list.cycle_id)
    .where('community_id', '=', list.community_id)
    .where(({ or, eb }) => or([eb('status', '<>', 'draft'), eb('proposer_account_id', '=', accountId)]))
    .groupBy('status')
    .execute()
  const counts = { draft: 0, submitted: 0, screened: 0, rejected: 0, merged: 0, candidate: 0 }
  return { ...counts, ...Object.fromEntries(rows.map(row => [row.status, row.count])) }
}

/** How far the assembly of a community is that is not void. */
export interface AssemblyProgress {
  readonly id: string
  readonly status: Exclude<AssemblyStatus, 'void'>
  readonly seats: number
  readonly scheduled_for: string
  readonly candidates_published_at: string | null
  readonly notice_ends_at: string | null
  readonly roster_frozen_at: string | null
  readonly candidates: number
  readonly delegates: number
  readonly duties: number
  /** Delegates without a valid code. */
  readonly without_slip: number
  /** Objections without an answer, of either stage. */
  readonly unanswered: number
  readonly objections: number
}

export async function findAssemblyProgress(tx: Tx, list: List): Promise<AssemblyProgress | null> {
  const { rows } = await sql<AssemblyProgress>`
    select id, status, seats, scheduled_for, candidates_published_at, roster_frozen_at,
      (select max(ends_at) from notice where subject = assembly.id and kind = 'candidates') as notice_ends_at,
      (select count(*)::integer from candidate where assembly_id = assembly.id) as candidates,
      (select count(*)::integer from delegate where assembly_id = assembly.id) as delegates,
      (select count(*)::integer from duty where assembly_id = assembly.id) as duties,
      (select count(*)::integer from delegate where assembly_id = assembly.id and not exists (
        select from delegate_code where delegate_id = delegate.id and revoked_at is null)) as without_slip,
      (select count(*)::integer from objection where assembly_id = assembly.id) as objections,
      (select count(*)::integer from objection where assembly_id = assembly.id and answered_at is null) as unanswered
    from assembly where cycle_id = ${list.cycle_id} and community_id = ${list.community_id} and status <> 'void'`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** The projects of a community's year, by title. */
export async function listProjectStatuses(
  tx: Tx,
  list: List,
): Promise<{ id: string; title: string; status: ProjectStatus; satisfaction_published_at: string | null }[]> {
  const rows = await tx
    .selectFrom('project')
    .select(['id', 'title', 'status', 'satisfaction_published_at'])
    .where('cycle_id', '=', list.cycle_id)
    .where('community_id', '=', list.community_id)
    .orderBy('title')
    .orderBy('id')
    .execute()
  return rows.map(row => ({ ...row, status: row.status as ProjectStatus }))
}

/** The objections of an assembly with the title of what each is about, the earliest first. */
export async function listObjectionTitles(tx: Tx, assemblyId: string) {
  const rows = await tx
    .selectFrom('objection')
    .leftJoin('candidate', join =>
      join
        .onRef('candidate.assembly_id', '=', 'objection.assembly_id')
        .onRef('candidate.id', '=', 'objection.candidate_id'),
    )
    .select(['objection.id', 'stage', 'text', 'filed_at', 'answered_at', 'candidate.title'])
    .where('objection.assembly_id', '=', assemblyId)
    .orderBy('filed_at')
    .orderBy('objection.id')
    .execute()
  return rows.map(row => ({ ...row, stage: row.stage as ObjectionStage }))
}

/** A delegate as duties are given out: with what the delegate proposed of the community's list. */
export interface DutyChoice {
  readonly id: string
  readonly name: string
  readonly category: DelegateCategory
  readonly duty: Duty | null
  readonly present: boolean
  /** Titles of the own proposals among the candidates; before these are published, of those that still may become one. */
  readonly proposed: readonly string[]
}

export async function listDutyChoices(tx: Tx, assemblyId: string): Promise<DutyChoice[]> {
  const { rows } = await sql<DutyChoice>`
    select delegate.id, delegate.name, delegate.category, duty.duty,
      exists (select from check_in where assembly_id = delegate.assembly_id and delegate_id = delegate.id) as present,
      array(select title from proposal where proposer_delegate_id = delegate.id and case
        when assembly.candidates_published_at is null then status in ('submitted', 'screened', 'candidate')
        else exists (select from candidate where assembly_id = assembly.id and candidate.id = proposal.id)
        end order by title) as proposed
    from delegate join assembly on assembly.id = delegate.assembly_id
      left join duty on duty.assembly_id = delegate.assembly_id and duty.delegate_id = delegate.id
    where delegate.assembly_id = ${assemblyId} order by delegate.name, delegate.id`.execute(tx)
  return rows
}

/** A delegate and the valid code, as far as it may be shown: never the code itself. */
export interface SlipState {
  readonly delegate_id: string
  readonly name: string
  readonly category: DelegateCategory
  /** null: no code yet. */
  readonly generation: number | null
  readonly used: boolean
}

export async function listSlipStates(tx: Tx, assemblyId: string): Promise<SlipState[]> {
  const { rows } = await sql<SlipState>`
    select delegate.id as delegate_id, delegate.name, delegate.category, code.generation,
      code.used_by is not null as used
    from delegate left join delegate_code code on code.delegate_id = delegate.id and code.revoked_at is null
    where delegate.assembly_id = ${assemblyId} order by delegate.name, delegate.id`.execute(tx)
  return rows
}
