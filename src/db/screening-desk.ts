import { sql } from 'kysely'
import { type Fen, fen } from '../core/money.ts'
import type { ScreeningOutcome } from '../core/proposal/screening.ts'
import type { ProposalStatus } from '../core/proposal/status.ts'
import type { ProposalCategory } from './proposal.ts'
import type { Tx } from './tx.ts'

/** A proposal of a community's list as those who screen it see it; `outcome` and what follows of the decision that counts. */
export interface ScreenedProposal {
  readonly id: string
  readonly status: Exclude<ProposalStatus, 'draft'>
  readonly title: string
  readonly category: ProposalCategory
  readonly place: string
  readonly estimated_cost_fen: Fen
  readonly submitted_at: string
  readonly outcome: ScreeningOutcome | null
  readonly reason: string | null
  readonly merged_into: string | null
}

/** Everything that was submitted to a community's list, the earliest first. */
export async function listScreened(
  tx: Tx,
  list: { readonly cycle_id: string; readonly community_id: string },
): Promise<ScreenedProposal[]> {
  const rows = await tx
    .selectFrom('proposal')
    .leftJoin('screening', join =>
      join.onRef('screening.proposal_id', '=', 'proposal.id').on(
        sql<boolean>`proposal.status <> 'submitted' and screening.number = (
          select max(number) from screening decision where decision.proposal_id = proposal.id)`,
      ),
    )
    .select(['id', 'status', 'title', 'category', 'place', 'estimated_cost_fen', 'submitted_at'])
    .select(['outcome', 'reason', 'merged_into'])
    .where('cycle_id', '=', list.cycle_id)
    .where('community_id', '=', list.community_id)
    .where('status', '<>', 'draft')
    .orderBy('submitted_at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({ ...(row as ScreenedProposal), estimated_cost_fen: fen(row.estimated_cost_fen) }))
}
