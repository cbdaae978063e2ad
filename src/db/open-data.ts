import { sql } from 'kysely'
import { type Fen, fen } from '../core/money.ts'
import type { Proposer } from '../core/proposal/proposer.ts'
import type { ProposalStatus } from '../core/proposal/status.ts'
import type { TallyReport } from '../core/tally/report.ts'
import { asPage, type PageQuery } from './page.ts'
import type { ProposalCategory } from './proposal.ts'
import type { Tx } from './tx.ts'

/** A proposal as everybody may have it, with what screening made of it. */
export interface OpenProposal {
  readonly id: string
  readonly cycle_id: string
  readonly community_id: string
  readonly grid_id: string | null
  readonly status: ProposalStatus
  readonly title: string
  readonly category: ProposalCategory
  readonly topic: string
  readonly place: string
  readonly beneficiaries: string
  readonly estimated_cost_fen: Fen
  readonly proposer: Proposer
  readonly submitted_at: string | null
  readonly screening_reason: string | null
  readonly merged_into: string | null
}

/** All proposals of a district but drafts, by id. */
export async function listOpenProposals(tx: Tx, districtId: string, query: PageQuery) {
  const { after, limit } = query
  const rows = await tx
    .selectFrom('proposal')
    .leftJoinLateral(
      db =>
        db
          .selectFrom('screening')
          .select(['reason', 'merged_into'])
          .whereRef('screening.proposal_id', '=', 'proposal.id')
          // Of a proposal that went back to be screened again no decision stands.
          .where('proposal.status', '<>', 'submitted')
          .orderBy('decided_at', 'desc')
          .limit(1)
          .as('decision'),
      join => join.onTrue(),
    )
    .select([
      'proposal.id',
      'proposal.cycle_id',
      'proposal.community_id',
      'proposal.grid_id',
      'proposal.status',
      'proposal.title',
      'proposal.category',
      'proposal.topic',
      'proposal.place',
      'proposal.beneficiaries',
      'proposal.estimated_cost_fen',
      'proposal.proposer',
      'proposal.submitted_at',
      'decision.reason as screening_reason',
      'decision.merged_into',
    ])
    .where('proposal.district_id', '=', districtId)
    .where('proposal.status', '<>', 'draft')
    .$if(after !== undefined, part => part.where('proposal.id', '>', after ?? ''))
    .orderBy('proposal.id')
    .limit(limit + 1)
    .execute()
  return asPage(
    rows,
    limit,
    row => row.id,
    (row): OpenProposal => ({
      ...row,
      status: row.status as ProposalStatus,
      category: row.category as ProposalCategory,
      proposer: row.proposer as Proposer,
      estimated_cost_fen: fen(row.estimated_cost_fen),
    }),
  )
}

/** The result of an assembly, from its last certified tally. */
export interface AssemblyResult {
  readonly assembly_id: string
  readonly cycle_id: string
  readonly community_id: string
  readonly scheduled_for: string
  readonly certified_at: string
  readonly report: TallyReport
}

/** The results of a district's certified assemblies, by assembly. */
export async function listResults(tx: Tx, districtId: string, query: PageQuery) {
  const { after, limit } = query
  const rows = await tx
    .selectFrom('assembly')
    .innerJoin('tally', 'tally.assembly_id', 'assembly.id')
    .innerJoin('round', 'round.id', 'tally.round_id')
    .distinctOn('assembly.id')
    .select([
      'assembly.id as assembly_id',
      'assembly.cycle_id',
      'assembly.community_id',
      'assembly.scheduled_for',
      'tally.certified_at',
      'tally.report',
    ])
    .where('assembly.district_id', '=', districtId)
    .where('assembly.status', '=', 'certified')
    .$if(after !== undefined, part => part.where('assembly.id', '>', after ?? ''))
    .orderBy('assembly.id')
    .orderBy('round.number', 'desc')
    .limit(limit + 1)
    .execute()
  return asPage(
    rows,
    limit,
    row => row.assembly_id,
    (row): AssemblyResult => ({ ...row, report: row.report as unknown as TallyReport }),
  )
}

/** An entry of the public record about an assembly or one of its rounds, with its canonical text where it tells more. */
export interface CourseEntry {
  readonly index: number
  readonly type: string
  readonly subject: string
  readonly at: string
  readonly entry: string
}

/** What the public record holds about an assembly, its rounds and its duties, in order; objections are not among it. */
export async function listCourse(tx: Tx, districtId: string, assemblyId: string): Promise<CourseEntry[]> {
  const { rows } = await sql<CourseEntry>`
    select index, type, subject, at, case when type in ('lot.drawn', 'duty.replaced') then entry else '' end as entry
      from record_entry
      where district_id = ${districtId} and subject in (
        select ${assemblyId}::text union all select id::text from round where assembly_id = ${assemblyId}
        union all select id::text from duty_replacement where assembly_id = ${assemblyId})
      order by index`.execute(tx)
  return rows
}
