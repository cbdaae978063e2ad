import { sql } from 'kysely'
import type { AssemblyStatus } from '../core/assembly/status.ts'
import type { YearFacts } from '../core/cycle/year-stage.ts'
import { type Fen, fen } from '../core/money.ts'
import type { Tx } from './tx.ts'

/** A cycle as the choice of the year shows it. */
export interface PublishedCycle {
  readonly id: string
  readonly name: string
  readonly year: number
  readonly status: 'published' | 'closed'
  readonly published_at: string
}

/** The cycles of a district that are published, the latest year first; of one community, those in which it has a fund. */
export async function listPublishedCycles(
  tx: Tx,
  districtId: string,
  communityId: string | null = null,
): Promise<PublishedCycle[]> {
  const rows = await tx
    .selectFrom('cycle')
    .select(['id', 'name', 'year', 'status', 'published_at'])
    .where('district_id', '=', districtId)
    .where('status', '<>', 'draft')
    .$if(communityId !== null, part =>
      part.where(expression =>
        expression.exists(
          expression
            .selectFrom('fund')
            .whereRef('fund.cycle_id', '=', 'cycle.id')
            .where('fund.community_id', '=', communityId),
        ),
      ),
    )
    .orderBy('year', 'desc')
    .orderBy('published_at', 'desc')
    .execute()
  return rows as PublishedCycle[]
}

/** The money of a community's year, in fen. */
export interface YearMoney {
  readonly allocation_fen: Fen
  /** The budgets of what was selected and not cancelled. */
  readonly selected_fen: Fen
  readonly contracted_fen: Fen
  readonly paid_fen: Fen
  /** What the accepted projects were settled at. */
  readonly settled_fen: Fen
}

/** A community's year but for its audit, which stands with the projects. */
export interface CommunityYear extends YearMoney, Omit<YearFacts, 'picked' | 'inspected' | 'audited'> {
  readonly community_id: string
  readonly community_name: string
  readonly street_id: string
  readonly street_name: string
  /** The assembly that is not void. */
  readonly assembly_id: string | null
  readonly scheduled_for: string | null
}

/** The year of every community that has a fund in the cycle, or of one of them. */
export async function listCommunityYears(
  tx: Tx,
  cycleId: string,
  communityId: string | null = null,
): Promise<CommunityYear[]> {
  const here = communityId === null ? sql`` : sql`and community_id = ${communityId}`
  const { rows } = await sql<Record<keyof CommunityYear, unknown>>`
    with listed as (
      select community_id, count(*)::integer as proposals,
        (count(*) filter (where status <> 'submitted'))::integer as decided
      from proposal where cycle_id = ${cycleId} ${here} and status <> 'draft' group by community_id
    ), meeting as (
      select community_id, id, status, scheduled_for, eligible, present,
        (select count(*)::integer from candidate where assembly_id = assembly.id) as candidates,
        (select max(ends_at) from notice where subject = assembly.id and kind = 'candidates') as candidates_until,
        (select max(ends_at) from notice where subject = assembly.id and kind = 'result') as result_until
      from assembly where cycle_id = ${cycleId} ${here} and status <> 'void'
    ), built as (
      select community_id, count(*)::integer as projects, count(completed_on)::integer as completed,
        count(accepted_at)::integer as accepted, count(satisfaction_published_at)::integer as rated,
        sum(contract_fen) as contracted_fen, sum(paid_fen) as paid_fen,
        sum(settlement_fen) filter (where accepted_at is not null) as settled_fen
      from project where cycle_id = ${cycleId} ${here} and status <> 'cancelled' group by community_id
    )
    select fund.community_id, community.name as community_name, street.id as street_id, street.name as street_name,
      allocation_fen, selected_fen, coalesce(contracted_fen, 0) as contracted_fen,
      coalesce(paid_fen, 0) as paid_fen, coalesce(settled_fen, 0) as settled_fen, archived_at,
      coalesce(proposals, 0) as proposals, coalesce(decided, 0) as decided, confirmed_at,
      meeting.id as assembly_id, meeting.status as assembly_status, scheduled_for,
      coalesce(eligible, 0) as eligible, coalesce(present, 0) as present,
      coalesce(candidates, 0) as candidates, candidates_until, result_until,
      coalesce(projects, 0) as projects, coalesce(completed, 0) as completed,
      coalesce(accepted, 0) as accepted, coalesce(rated, 0) as rated
    from fund join area community on community.id = fund.community_id
      join area street on street.id = community.parent_id
      left join listed on listed.community_id = fund.community_id
      left join screening_confirmation confirmation
        on confirmation.cycle_id = fund.cycle_id and confirmation.community_id = fund.community_id
      left join meeting on meeting.community_id = fund.community_id
      left join built on built.community_id = fund.community_id
    where fund.cycle_id = ${cycleId} ${communityId === null ? sql`` : sql`and fund.community_id = ${communityId}`}`.execute(
    tx,
  )
  return rows.map(asCommunityYear)
}

function asCommunityYear(row: Record<keyof CommunityYear, unknown>): CommunityYear {
  const typed = row as unknown as CommunityYear
  return {
    ...typed,
    assembly_status: typed.assembly_status as AssemblyStatus | null,
    allocation_fen: fen(typed.allocation_fen),
    selected_fen: fen(typed.selected_fen),
    contracted_fen: fen(typed.contracted_fen),
    paid_fen: fen(typed.paid_fen),
    settled_fen: fen(typed.settled_fen),
  }
}

/** The accepted projects of a cycle, of every community or of one. */
export async function listAccepted(
  tx: Tx,
  cycleId: string,
  communityId: string | null = null,
): Promise<{ id: string; community_id: string }[]> {
  return tx
    .selectFrom('project')
    .select(['id', 'community_id'])
    .where('cycle_id', '=', cycleId)
    .where('accepted_at', 'is not', null)
    .$if(communityId !== null, part => part.where('community_id', '=', communityId))
    .execute()
}
