import { sql } from 'kysely'
import type { ProjectStatus } from '../core/project/project.ts'
import type { ProposalStatus } from '../core/proposal/status.ts'
import type { Contact } from './proposal.ts'
import type { Tx } from './tx.ts'

/** A proposal as whoever brought it in follows it. */
export interface OwnProposal {
  readonly id: string
  readonly title: string
  readonly status: ProposalStatus
  readonly cycle_name: string
  readonly community_name: string
  readonly grid_name: string | null
  /** The day it came in, or of a draft the day it was begun. */
  readonly since: string
  /** Whom it was brought in for. */
  readonly contact: Contact | null
  /** Why it was rejected or merged. */
  readonly reason: string | null
  readonly merged_into: string | null
  /** A candidate's: whether its assembly has a result, and what became of it there. */
  readonly certified: boolean
  readonly project_status: ProjectStatus | null
}

/** What an account has brought in, the latest first. */
export async function listOwnProposals(tx: Tx, accountId: string, limit: number): Promise<OwnProposal[]> {
  const { rows } = await sql<OwnProposal>`
    select proposal.id, proposal.title, proposal.status, cycle.name as cycle_name,
      community.name as community_name, grid.name as grid_name,
      coalesce(proposal.submitted_at, proposal.created_at) as since,
      case when contact.proposal_id is null then null
        else jsonb_build_object('name', contact.name, 'phone', contact.phone) end as contact,
      case when proposal.status in ('rejected', 'merged') then decision.reason end as reason,
      case when proposal.status = 'merged' then target.title end as merged_into,
      exists (
        select from candidate join assembly on assembly.id = candidate.assembly_id
        where candidate.id = proposal.id and assembly.status = 'certified'
      ) as certified,
      project.status as project_status
    from proposal join cycle on cycle.id = proposal.cycle_id
      join area community on community.id = proposal.community_id
      left join area grid on grid.id = proposal.grid_id
      left join proposal_contact contact on contact.proposal_id = proposal.id
      left join lateral (
        select screening.reason, screening.merged_into from screening
        where screening.proposal_id = proposal.id order by screening.decided_at desc limit 1
      ) decision on true
      left join proposal target on target.id = decision.merged_into
      left join project on project.id = proposal.id
    where proposal.proposer_account_id = ${accountId}
    order by proposal.created_at desc, proposal.id limit ${limit}`.execute(tx)
  return rows
}
