import type { ScreeningDecision } from '../core/proposal/screening.ts'
import { json, type Tx } from './tx.ts'

export interface Screening extends ScreeningDecision {
  readonly decided_at: string
}

/** A decision of a screening; `number` counts those of the proposal from 1. */
export async function addScreening(
  tx: Tx,
  screening: Screening & {
    readonly proposal_id: string
    readonly number: number
    readonly district_id: string
    readonly decided_by: string
  },
): Promise<void> {
  await tx
    .insertInto('screening')
    .values({ ...screening, checklist: json(screening.checklist) as never })
    .execute()
}

const screeningFields = ['checklist', 'outcome', 'reason', 'merged_into', 'decided_at'] as const

/** All decisions of a proposal's screening, oldest first. While the proposal is `submitted` none of them stands. */
export async function listScreenings(tx: Tx, proposalId: string): Promise<Screening[]> {
  const rows = await tx
    .selectFrom('screening')
    .select(screeningFields)
    .where('proposal_id', '=', proposalId)
    .orderBy('number')
    .execute()
  return rows as Screening[]
}

/** The proposals that are merged into another one at this moment, by id. */
export async function findMergedInto(tx: Tx, proposalId: string): Promise<{ id: string; title: string }[]> {
  return tx
    .selectFrom('screening')
    .innerJoin('proposal', 'proposal.id', 'screening.proposal_id')
    .select(['proposal.id', 'proposal.title'])
    .where('screening.merged_into', '=', proposalId)
    .where('proposal.status', '=', 'merged')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('screening as later')
            .select('later.number')
            .whereRef('later.proposal_id', '=', 'screening.proposal_id')
            .whereRef('later.number', '>', 'screening.number'),
        ),
      ),
    )
    .orderBy('proposal.id')
    .execute()
}

export interface ScreeningConfirmation {
  readonly cycle_id: string
  readonly community_id: string
  readonly district_id: string
  readonly confirmed_by: string
  readonly confirmed_at: string
}

export async function addScreeningConfirmation(tx: Tx, confirmation: ScreeningConfirmation): Promise<void> {
  await tx.insertInto('screening_confirmation').values(confirmation).execute()
}
