import { sql } from 'kysely'
import type { RoundStatus } from '../core/assembly/round-status.ts'
import type { AssemblyStatus } from '../core/assembly/status.ts'
import type { VotingRules } from '../core/cycle/rules.ts'
import { type Fen, fen } from '../core/money.ts'
import type { TallyReport } from '../core/tally/report.ts'
import type { RoundTerms } from '../core/tally/rounds.ts'
import type { ProposalCategory } from './proposal.ts'
import type { Tx } from './tx.ts'

/** An assembly as everybody in the hall may see it, with where it meets and whose money it is about. */
export interface HallRow {
  readonly assembly_id: string
  readonly status: AssemblyStatus
  readonly scheduled_for: string
  readonly place: string
  readonly seats: number
  readonly eligible: number
  readonly present: number
  readonly scrutineers_confirmed: boolean
  readonly void_reason: string | null
  readonly rules: VotingRules
  readonly cycle: { readonly id: string; readonly name: string }
  readonly community: { readonly id: string; readonly name: string }
  readonly district: { readonly id: string; readonly slug: string; readonly name: string }
}

export async function findHall(tx: Tx, assemblyId: string): Promise<HallRow> {
  const row = await tx
    .selectFrom('assembly')
    .innerJoin('cycle', 'cycle.id', 'assembly.cycle_id')
    .innerJoin('area as community', 'community.id', 'assembly.community_id')
    .innerJoin('area as district', 'district.id', 'assembly.district_id')
    .select([
      'assembly.id as assembly_id',
      'assembly.status',
      'scheduled_for',
      'place',
      'seats',
      'eligible',
      'present',
      'void_reason',
      'cycle.rules',
      'cycle.id as cycle_id',
      'cycle.name as cycle_name',
      'community.id as community_id',
      'community.name as community_name',
      'district.id as district_id',
      'district.slug as district_slug',
      'district.name as district_name',
    ])
    .select(sql<boolean>`scrutineers_confirmed_at is not null`.as('scrutineers_confirmed'))
    .where('assembly.id', '=', assemblyId)
    .executeTakeFirstOrThrow()
  const {
    cycle_id,
    cycle_name,
    community_id,
    community_name,
    district_id,
    district_slug,
    district_name,
    ...rest
  } = row
  return {
    ...rest,
    status: rest.status as AssemblyStatus,
    rules: rest.rules as unknown as VotingRules,
    cycle: { id: cycle_id, name: cycle_name },
    community: { id: community_id, name: community_name },
    district: { id: district_id, slug: district_slug, name: district_name },
  }
}

/** The latest round of an assembly, with the number of electronic ballots that were cast in it. */
export interface LatestRound {
  readonly id: string
  readonly number: number
  readonly kind: RoundTerms['kind']
  readonly status: RoundStatus
  readonly candidates: readonly string[]
  readonly seats: number
  readonly max_choices: number
  readonly token_key: string | null
  readonly present: number | null
  readonly issued_paper: number
  readonly issued_electronic: number
  readonly cast_electronic: number
  readonly returned_paper: number
  readonly returned_electronic: number
  readonly void_reason: string | null
}

export async function findLatestRound(tx: Tx, assemblyId: string): Promise<LatestRound | null> {
  const row = await tx
    .selectFrom('round')
    .select([
      'id',
      'number',
      'kind',
      'status',
      'seats',
      'max_choices',
      'token_key',
      'present',
      'issued_paper',
      'issued_electronic',
      'returned_paper',
      'returned_electronic',
      'void_reason',
    ])
    .select([
      sql<
        string[]
      >`array(select candidate_id::text from round_candidate where round_id = round.id order by candidate_id)`.as(
        'candidates',
      ),
      sql<number>`(select count(*) from ballot_box where round_id = round.id)
        + (select count(*) from ballot where round_id = round.id)`.as('cast_electronic'),
    ])
    .where('assembly_id', '=', assemblyId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return { ...row, kind: row.kind as RoundTerms['kind'], status: row.status as RoundStatus }
}

/** A candidate as it stands on a ballot, with what its proposal says of it. */
export interface BallotCandidate {
  readonly id: string
  readonly title: string
  readonly cost_fen: Fen
  readonly category: ProposalCategory
  readonly topic: string
  readonly place: string
  readonly description: string
}

/** The candidates of an assembly in the order in which they stand on ballots: by id. */
export async function listBallotCandidates(tx: Tx, assemblyId: string): Promise<BallotCandidate[]> {
  const rows = await tx
    .selectFrom('candidate')
    .innerJoin('proposal', 'proposal.id', 'candidate.id')
    .select([
      'candidate.id',
      'candidate.title',
      'candidate.cost_fen',
      'category',
      'topic',
      'place',
      'description',
    ])
    .where('candidate.assembly_id', '=', assemblyId)
    // The order of uuid is the order of its text's bytes.
    .orderBy('candidate.id')
    .execute()
  return rows.map(row => ({
    ...row,
    cost_fen: fen(row.cost_fen),
    category: row.category as ProposalCategory,
  }))
}

/** The tally that counts at this moment: of the last round whose ballots are published, signed or not. null before the first. */
export async function findLatestDraft(
  tx: Tx,
  assemblyId: string,
): Promise<{ readonly round_id: string; readonly certified: boolean; readonly report: TallyReport } | null> {
  const row = await tx
    .selectFrom('tally_draft')
    .innerJoin('round', 'round.id', 'tally_draft.round_id')
    .select(['round.id as round_id', 'round.status', 'tally_draft.report'])
    .where('round.assembly_id', '=', assemblyId)
    .where('round.status', 'in', ['published', 'certified'])
    .orderBy('round.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  // A parsed boundary: the column holds what `tallyReport` gave.
  return {
    round_id: row.round_id,
    certified: row.status === 'certified',
    report: row.report as unknown as TallyReport,
  }
}
