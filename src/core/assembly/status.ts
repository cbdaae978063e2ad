import type { VotingRules } from '../cycle/rules.ts'
import type { ProposalList } from '../proposal/status.ts'
import { accept, type Result, refuse } from '../result.ts'
import type { AssemblyTerms } from '../tally/rounds.ts'
import { checkQuorum, checkSeatsFit, checkSurplus } from './opening.ts'

/** The life of an assembly (票决大会). DOMAIN.md §3.5. */
export const assemblyStatuses = [
  'scheduled',
  'checking_in',
  'voting',
  'counting',
  'certified',
  'void',
] as const
export type AssemblyStatus = (typeof assemblyStatuses)[number]

/** What has been fixed for an assembly so far. Moments are RFC 3339, null when it has not happened. */
export interface AssemblyFacts {
  readonly status: AssemblyStatus
  readonly candidates_published_at: string | null
  readonly roster_frozen_at: string | null
  readonly eligible: number
  readonly present: number
}

/** Whether a community may schedule an assembly: in a published cycle that it has not archived. Refused: WRONG_STATUS. */
export function mayScheduleAssembly(list: Pick<ProposalList, 'cycle_status' | 'archived'>): Result<null> {
  if (list.cycle_status !== 'published') return refuse('WRONG_STATUS', { cycle: list.cycle_status })
  return list.archived ? refuse('WRONG_STATUS', { fund: 'archived' }) : accept(null)
}

/**
 * Whether time, place or seats may be changed: before check-in, the seats only while the candidates are not published.
 * Refusals: WRONG_STATUS, CANDIDATES_PUBLISHED.
 */
export function mayChangeAssembly(assembly: AssemblyFacts, seatsChange: boolean): Result<null> {
  if (assembly.status !== 'scheduled') return refuse('WRONG_STATUS', { status: assembly.status })
  if (seatsChange && assembly.candidates_published_at !== null) return refuse('CANDIDATES_PUBLISHED')
  return accept(null)
}

/** Where an assembly stands before check-in opens. Moments in milliseconds since 1970, null when there is none. */
export interface CheckInGates {
  readonly notice_ends: number | null
  readonly at: number
  /** Objections to the candidates that have no answer. */
  readonly unanswered: number
  readonly terms: AssemblyTerms
}

/**
 * Whether check-in (签到) may open: the roster is frozen, the candidates were on display for the whole notice (公示), every
 * objection to them has its answer, the vote is competitive and, under `top_seats`, cannot overspend. DOMAIN.md §3.4, §4.
 *
 * Refusals: WRONG_STATUS, ROSTER_NOT_FROZEN, CANDIDATES_NOT_PUBLISHED, NOTICE_RUNNING, OBJECTIONS_UNANSWERED,
 * SURPLUS_MISSING, SEATS_OVER_BUDGET.
 */
export function mayOpenCheckIn(
  rules: Pick<VotingRules, 'surplus' | 'selection'>,
  assembly: AssemblyFacts,
  gates: CheckInGates,
): Result<null> {
  if (assembly.status !== 'scheduled') return refuse('WRONG_STATUS', { status: assembly.status })
  if (assembly.roster_frozen_at === null) return refuse('ROSTER_NOT_FROZEN')
  if (assembly.candidates_published_at === null || gates.notice_ends === null) {
    return refuse('CANDIDATES_NOT_PUBLISHED')
  }
  if (gates.at < gates.notice_ends) {
    return refuse('NOTICE_RUNNING', { ends_at: new Date(gates.notice_ends).toISOString() })
  }
  if (gates.unanswered > 0) return refuse('OBJECTIONS_UNANSWERED', { unanswered: gates.unanswered })
  return checkTerms(rules, gates.terms)
}

/** Whether candidates, seats and money fit together (DOMAIN.md §4, §5.3). Refusals: SURPLUS_MISSING, SEATS_OVER_BUDGET. */
export function checkTerms(
  rules: Pick<VotingRules, 'surplus' | 'selection'>,
  terms: AssemblyTerms,
): Result<null> {
  const surplus = checkSurplus(rules, terms)
  return surplus.ok ? checkSeatsFit(rules, terms) : surplus
}

/**
 * Whether the assembly may be voided as a whole: for lack of a quorum, before any of its ballots is published
 * (PUBLIC-RECORD.md §7.9). `in_hall` is the number of delegates counted in the hall; it may have fallen below those who checked
 * in. Before check-in opens there is no quorum to lose: then it is how a wrong list of candidates is taken back.
 *
 * Refusals: WRONG_STATUS, BALLOTS_PUBLISHED, FIGURES_INCONSISTENT, QUORUM_REACHED.
 */
export function mayVoidAssembly(
  rules: Pick<VotingRules, 'quorum'>,
  assembly: AssemblyFacts,
  hall: { readonly in_hall: number; readonly ballots_published: boolean },
): Result<null> {
  const { status, eligible, present } = assembly
  if (status === 'certified' || status === 'void') return refuse('WRONG_STATUS', { status })
  if (hall.ballots_published) return refuse('BALLOTS_PUBLISHED')
  const { in_hall } = hall
  if (in_hall > present) return refuse('FIGURES_INCONSISTENT', { in_hall, present })
  if (status === 'scheduled') return accept(null)
  const quorum = checkQuorum(rules, { eligible, present: in_hall })
  if (quorum.ok) return refuse('QUORUM_REACHED', { eligible, present, in_hall, need: quorum.value })
  return accept(null)
}
