import type { Fen } from '../money.ts'
import { accept, type Result, refuse } from '../result.ts'
import type { ProposalStatus } from './status.ts'

/** What has to be true of a proposal. DOMAIN.md §3.3. */
export const requirements = [
  'necessary',
  'feasible_this_year',
  'affordable',
  'nobody_elses_duty',
  'not_funded_elsewhere',
] as const
export type Requirement = (typeof requirements)[number]

/** The negative list: 公务接待, 办公经费, 工资福利, 偿债, 私人受益, 物业责任. None may be true. */
export const exclusions = [
  'official_hospitality',
  'office_expenses',
  'wages_and_benefits',
  'debt_service',
  'private_benefit',
  'property_management_duty',
] as const
export type Exclusion = (typeof exclusions)[number]

/** The screening checklist: a requirement is met, or the proposal falls under an exclusion. */
export type Checklist = Readonly<Record<Requirement, boolean>> & {
  readonly negative_list: Readonly<Record<Exclusion, boolean>>
}

export type ScreeningOutcome = 'screened' | 'rejected' | 'merged'

export interface ScreeningDecision {
  readonly checklist: Checklist
  readonly outcome: ScreeningOutcome
  readonly reason: string | null
  readonly merged_into: string | null
}

/** What the decision is measured against. `target` is the proposal that `merged_into` names, null when there is none. */
export interface ScreeningFacts {
  readonly proposal_id: string
  readonly estimated_cost_fen: Fen
  readonly allocation_fen: Fen
  readonly target: { readonly same_list: boolean; readonly status: ProposalStatus } | null
}

/** The items of a checklist that a proposal does not pass, by name. */
export function failingItems(checklist: Checklist): string[] {
  return [
    ...requirements.filter(item => !checklist[item]),
    ...exclusions.filter(item => checklist.negative_list[item]).map(item => `negative_list.${item}`),
  ]
}

/**
 * Decides whether a screening decision holds together: `screened` passes every item, a rejection has a reason, a merge goes
 * into another living proposal of the same list. Affordable means at most the fund's allocation (fen), whatever the clerk
 * ticks. As a merged proposal takes no others in, merges never run in a circle.
 *
 * Refusals: NOT_AFFORDABLE, CHECKLIST_FAILS, REASON_REQUIRED, MERGE_TARGET_UNFIT.
 */
export function checkScreening(decision: ScreeningDecision, facts: ScreeningFacts): Result<null> {
  const { estimated_cost_fen, allocation_fen } = facts
  if (decision.checklist.affordable && estimated_cost_fen > allocation_fen) {
    return refuse('NOT_AFFORDABLE', { estimated_cost_fen, allocation_fen })
  }
  if (decision.outcome !== 'merged' && decision.merged_into !== null) {
    return refuse('MERGE_TARGET_UNFIT', { outcome: decision.outcome })
  }
  switch (decision.outcome) {
    case 'screened': {
      const failing = failingItems(decision.checklist)
      return failing.length === 0 ? accept(null) : refuse('CHECKLIST_FAILS', { failing })
    }
    case 'rejected':
      return decision.reason === null ? refuse('REASON_REQUIRED') : accept(null)
    case 'merged':
      return checkMerge(decision.merged_into, facts)
  }
}

/** The decision that counts of those of a proposal, oldest first: the last one, unless the proposal waits for the next. */
export function standingDecision<Decision>(
  status: ProposalStatus,
  decisions: readonly Decision[],
): Decision | null {
  return status === 'submitted' ? null : (decisions.at(-1) ?? null)
}

/**
 * The proposals that a decision gives back to the screening: whatever went into a proposal would be lost with its rejection, so
 * that it is `submitted` again and decided anew. `merged` are those whose standing decision names the proposal; those that went
 * into one of them stay with it. Never refused.
 */
export function givenBack(outcome: ScreeningOutcome, merged: readonly string[]): readonly string[] {
  return outcome === 'rejected' ? merged : []
}

function checkMerge(into: string | null, { proposal_id, target }: ScreeningFacts): Result<null> {
  const living = target?.status === 'submitted' || target?.status === 'screened'
  if (into !== null && into !== proposal_id && target?.same_list && living) return accept(null)
  return refuse('MERGE_TARGET_UNFIT', { merged_into: into })
}
