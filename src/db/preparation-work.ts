import { sql } from 'kysely'
import type { Tx } from './tx.ts'

/** Where somebody works, by role: areas of the own account. */
export interface Posts {
  readonly account_id: string
  /** Communities in which the account is the clerk. */
  readonly communities: readonly string[]
  /** Streets in which it is an officer. */
  readonly streets: readonly string[]
}

export const preparationWork = [
  'draft',
  'screen',
  'confirm',
  'schedule',
  'publish',
  'objection',
  'roster',
  'duties',
  'slips',
] as const
export type PreparationWork = (typeof preparationWork)[number]

/** Something before check-in that waits for somebody. */
export interface WaitingPreparation {
  readonly kind: PreparationWork
  /** Of the proposal, assembly or objection; of the community where there is none of them yet. */
  readonly subject: string
  readonly cycle_id: string
  readonly community_id: string
  readonly community_name: string
  /** Of the proposal; null where the community says it all. */
  readonly title: string | null
  readonly since: string
}

/** What waits for an account between proposals and check-in, in published years that are not archived; the oldest first. */
export async function listPreparationWork(
  tx: Tx,
  { account_id, communities, streets }: Posts,
  limit: number,
): Promise<WaitingPreparation[]> {
  const { rows } = await sql<WaitingPreparation>`
    with list as (
      select fund.cycle_id, fund.community_id, community.name as community_name, community.parent_id as street_id,
        confirmation.confirmed_at, cycle.published_at, fund.community_id = any(${communities}::uuid[]) as mine
      from fund join cycle on cycle.id = fund.cycle_id join area community on community.id = fund.community_id
        left join screening_confirmation confirmation
          on confirmation.cycle_id = fund.cycle_id and confirmation.community_id = fund.community_id
      where cycle.status = 'published' and fund.archived_at is null and (
        fund.community_id = any(${communities}::uuid[]) or community.parent_id = any(${streets}::uuid[])
        or exists (select from proposal where proposal.cycle_id = fund.cycle_id
          and proposal.community_id = fund.community_id and status = 'draft' and proposer_account_id = ${account_id}))
    ), meeting as (
      select assembly.*, list.community_name, list.confirmed_at,
        exists (select from delegate where assembly_id = assembly.id) as peopled
      from assembly join list on list.cycle_id = assembly.cycle_id and list.community_id = assembly.community_id
      where list.mine and assembly.status <> 'void'
    )
    select * from (
      select 'draft' as kind, proposal.id as subject, cycle_id, community_id, community_name, title, created_at as since
        from list join proposal using (cycle_id, community_id)
        where status = 'draft' and proposer_account_id = ${account_id} and confirmed_at is null
      union all
      select 'screen', proposal.id, cycle_id, community_id, community_name, title, submitted_at
        from list join proposal using (cycle_id, community_id)
        where mine and status = 'submitted' and confirmed_at is null
      union all
      select 'confirm', community_id, cycle_id, community_id, community_name, null, max(decided_at)
        from list join proposal using (cycle_id, community_id) left join screening on screening.proposal_id = proposal.id
        where street_id = any(${streets}::uuid[]) and confirmed_at is null and status <> 'draft'
        group by cycle_id, community_id, community_name
        having bool_and(status <> 'submitted') and bool_or(status = 'screened')
      union all
      select 'schedule', community_id, cycle_id, community_id, community_name, null, confirmed_at from list
        where mine and confirmed_at is not null and not exists (
          select from meeting where meeting.cycle_id = list.cycle_id and meeting.community_id = list.community_id)
      union all
      select 'publish', id, cycle_id, community_id, community_name, null, greatest(created_at, confirmed_at) from meeting
        where status = 'scheduled' and candidates_published_at is null and confirmed_at is not null
      union all
      select 'objection', objection.id, cycle_id, community_id, community_name, null, filed_at
        from meeting join objection on objection.assembly_id = meeting.id where answered_at is null
      union all
      select 'roster', id, cycle_id, community_id, community_name, null, created_at from meeting
        where status = 'scheduled' and roster_frozen_at is null
      union all
      select 'duties', id, cycle_id, community_id, community_name, null, created_at from meeting
        where status in ('scheduled', 'checking_in') and peopled and scrutineers_confirmed_at is null
          and not exists (select from duty where assembly_id = meeting.id)
      union all
      select 'slips', id, cycle_id, community_id, community_name, null, roster_frozen_at from meeting
        where status in ('scheduled', 'checking_in') and roster_frozen_at is not null and exists (
          select from delegate where assembly_id = meeting.id and not exists (
            select from delegate_code where delegate_id = delegate.id and revoked_at is null))
    ) waiting order by since, subject limit ${limit}`.execute(tx)
  return rows
}
