import type { VotingRules } from '../cycle/rules.ts'
import type { Duty } from '../identity/access.ts'
import type { Proposer } from '../proposal/proposer.ts'
import { accept, type Result, refuse } from '../result.ts'
import { checkDistinct } from '../roster/roster.ts'
import { checkQuorum } from './opening.ts'
import type { AssemblyFacts, AssemblyStatus } from './status.ts'

export interface AssignedDuty {
  readonly delegate_id: string
  readonly duty: Duty
}

/** How many of each duty an assembly needs; of the chief scrutineer there is exactly one. */
const needed: Readonly<Record<Duty, number>> = { chief_scrutineer: 1, scrutineer: 1, teller: 2 }

interface DutiesOf {
  readonly status: AssemblyStatus
  readonly scrutineers_confirmed_at: string | null
}

/** Whether duties may be given: until the scrutineers are confirmed. Refusals: WRONG_STATUS, DUTIES_CONFIRMED. */
export function mayAssignDuties(assembly: DutiesOf): Result<null> {
  if (assembly.scrutineers_confirmed_at !== null) return refuse('DUTIES_CONFIRMED')
  const { status } = assembly
  return status === 'scheduled' || status === 'checking_in'
    ? accept(null)
    : refuse('WRONG_STATUS', { status })
}

/**
 * Whether a list of duties is complete and lawful: one chief scrutineer (总监票人), at least one more scrutineer (监票人), at
 * least two tellers (计票人), each a delegate of this assembly with one duty, none the proposer of a candidate (回避).
 * DOMAIN.md §2. Refusals: DELEGATE_REPEATED, DELEGATE_UNKNOWN, PROPOSER_HAS_DUTY, DUTIES_INCOMPLETE.
 */
export function checkDuties(
  duties: readonly AssignedDuty[],
  delegates: { readonly onRoster: ReadonlySet<string>; readonly proposers: ReadonlySet<string> },
): Result<null> {
  const distinct = checkDistinct(duties.map(({ delegate_id }) => delegate_id))
  if (!distinct.ok) return distinct
  for (const { delegate_id } of duties) {
    if (!delegates.onRoster.has(delegate_id)) return refuse('DELEGATE_UNKNOWN', { delegate_id })
    if (delegates.proposers.has(delegate_id)) return refuse('PROPOSER_HAS_DUTY', { delegate_id })
  }
  const counts = countDuties(duties)
  const complete = counts.scrutineer >= needed.scrutineer && counts.teller >= needed.teller
  return complete && counts.chief_scrutineer === needed.chief_scrutineer
    ? accept(null)
    : refuse('DUTIES_INCOMPLETE', { counts, needed })
}

/** How many hold each duty, zeros too. */
export function countDuties(duties: readonly { readonly duty: Duty }[]): Record<Duty, number> {
  const counts: Record<Duty, number> = { chief_scrutineer: 0, scrutineer: 0, teller: 0 }
  for (const { duty } of duties) counts[duty]++
  return counts
}

/**
 * Whether the scrutineers may be confirmed: once, during check-in, with a quorum, and enough of those with a duty present.
 * DOMAIN.md §5.1. Refusals: DUTIES_CONFIRMED, WRONG_STATUS, QUORUM_NOT_REACHED, DUTY_HOLDERS_ABSENT.
 */
export function mayConfirmScrutineers(
  rules: Pick<VotingRules, 'quorum'>,
  assembly: AssemblyFacts & DutiesOf,
  duties: readonly { readonly duty: Duty; readonly present: boolean }[],
): Result<null> {
  const open = mayAssignDuties(assembly)
  if (!open.ok) return open
  if (assembly.status === 'scheduled') return refuse('WRONG_STATUS', { status: assembly.status })
  const quorum = checkQuorum(rules, assembly)
  if (!quorum.ok) return quorum
  const present = countDuties(duties.filter(duty => duty.present))
  const enough =
    present.chief_scrutineer >= needed.chief_scrutineer &&
    present.scrutineer >= needed.scrutineer &&
    present.teller >= needed.teller
  return enough ? accept(null) : refuse('DUTY_HOLDERS_ABSENT', { present, needed })
}

/**
 * Whether somebody with a duty may be replaced: from the confirmation of the scrutineers until the assembly is over.
 * Refusals: WRONG_STATUS, SCRUTINEERS_NOT_CONFIRMED.
 */
export function mayReplaceDuties({ status, scrutineers_confirmed_at }: DutiesOf): Result<null> {
  if (status === 'certified' || status === 'void') return refuse('WRONG_STATUS', { status })
  return scrutineers_confirmed_at === null ? refuse('SCRUTINEERS_NOT_CONFIRMED') : accept(null)
}

/** Who may take a duty over, as the roster knows them. */
export interface Successor {
  readonly delegate_id: string
  readonly on_roster: boolean
  readonly present: boolean
  /** Whether a candidate is the delegate's own proposal. */
  readonly proposer: boolean
}

/**
 * Whether somebody whose duty the hall confirmed, and who has left, may be relieved of it, and another take it over; without a
 * successor those who remain in the hall must be enough. The answer is the duty. It may be done until the assembly is over, so
 * that nobody's leaving stops the count; whoever takes over is present, has no duty and proposed no candidate (回避).
 *
 * Refusals: those of `mayReplaceDuties`, DUTY_NOT_HELD, DUTIES_INCOMPLETE, DELEGATE_UNKNOWN, DELEGATE_NOT_PRESENT,
 * DUTY_HELD, PROPOSER_HAS_DUTY.
 */
export function mayReplaceDutyHolder(
  assembly: DutiesOf,
  duties: readonly (AssignedDuty & { readonly present: boolean })[],
  leaving: string,
  successor: Successor | null,
): Result<Duty> {
  const open = mayReplaceDuties(assembly)
  if (!open.ok) return open
  const held = duties.find(({ delegate_id }) => delegate_id === leaving)
  if (held === undefined) return refuse('DUTY_NOT_HELD', { delegate_id: leaving })
  const fit = successor === null ? remainEnough(duties, held) : maySucceed(duties, successor)
  return fit.ok ? accept(held.duty) : fit
}

function remainEnough(
  duties: readonly (AssignedDuty & { readonly present: boolean })[],
  { delegate_id, duty }: AssignedDuty,
): Result<null> {
  const counts = countDuties(duties.filter(one => one.present && one.delegate_id !== delegate_id))
  return counts[duty] >= needed[duty] ? accept(null) : refuse('DUTIES_INCOMPLETE', { counts, needed })
}

function maySucceed(
  duties: readonly AssignedDuty[],
  { delegate_id, on_roster, present, proposer }: Successor,
): Result<null> {
  if (!on_roster) return refuse('DELEGATE_UNKNOWN', { delegate_id })
  if (!present) return refuse('DELEGATE_NOT_PRESENT', { delegate_ids: [delegate_id] })
  if (duties.some(duty => duty.delegate_id === delegate_id)) return refuse('DUTY_HELD', { delegate_id })
  return proposer ? refuse('PROPOSER_HAS_DUTY', { delegate_id }) : accept(null)
}

/**
 * Whether the delegate named as the one behind a proposal may be taken away again, because it is somebody else: before check-in
 * opens or after the delegate's assembly was voided, and never the delegate who brought it in.
 * Refusals: WRONG_STATUS, PROPOSER_UNFIT.
 */
export function mayUnlinkProposer(
  assembly: Pick<AssemblyFacts, 'status'>,
  proposal: { readonly proposer: Proposer; readonly proposer_account_id: string | null },
): Result<null> {
  const { status } = assembly
  if (status !== 'scheduled' && status !== 'void') return refuse('WRONG_STATUS', { status })
  return isDelegatesOwn(proposal) ? refuse('PROPOSER_UNFIT') : accept(null)
}

/** Whether a delegate brought the proposal in, and nobody for the delegate. */
export function isDelegatesOwn(proposal: {
  readonly proposer: Proposer
  readonly proposer_account_id: string | null
}): boolean {
  return proposal.proposer === 'delegate' && proposal.proposer_account_id === null
}

/**
 * Whether a delegate may be named as the one behind a proposal: before check-in opens, no delegate's own proposal is given to
 * another, and nobody with a duty proposed what has been or may become a candidate (回避).
 * Refusals: WRONG_STATUS, PROPOSER_UNFIT, PROPOSER_HAS_DUTY.
 */
export function mayLinkProposer(
  assembly: Pick<AssemblyFacts, 'status'>,
  proposal: {
    readonly proposer: Proposer
    readonly proposer_account_id: string | null
    readonly proposer_delegate_id: string | null
  },
  delegate: { readonly delegate_id: string; readonly has_duty: boolean },
): Result<null> {
  const { delegate_id } = delegate
  if (assembly.status !== 'scheduled') return refuse('WRONG_STATUS', { status: assembly.status })
  if (isDelegatesOwn(proposal) && proposal.proposer_delegate_id !== delegate_id) {
    return refuse('PROPOSER_UNFIT', { delegate_id })
  }
  return delegate.has_duty ? refuse('PROPOSER_HAS_DUTY', { delegate_id }) : accept(null)
}
