import type { Completion, Selection, VotingRules } from '../cycle/rules.ts'
import { type Fen, fen } from '../money.ts'
import { tallyAssembly } from './assembly.ts'
import { ascending } from './order.ts'
import { type AssemblyTerms, type CountedRound, mainRound, type NextStep } from './rounds.ts'
import type { Reason } from './walk.ts'

/** A way of choosing among those that pass. */
export interface SelectionRule {
  readonly selection: Selection
  readonly completion: Completion | null
}

/** Every rule there is (DOMAIN.md §5.3), in the order in which they are compared. */
export const selectionRules = [
  { selection: 'top_seats', completion: null },
  { selection: 'greedy_skip', completion: null },
  { selection: 'greedy_stop', completion: null },
  { selection: 'equal_shares', completion: 'none' },
  { selection: 'equal_shares', completion: 'add1' },
  { selection: 'equal_shares', completion: 'add1u' },
] as const satisfies readonly SelectionRule[]

/** What a rule gives from the ballots of the main round alone. */
export interface RuleOutcome extends SelectionRule {
  /** Ascending. It is the result when `next` says so, else what stands before the ballots that are missing. */
  readonly selected: readonly string[]
  /** The tied group that this rule would have had voted again, ascending. */
  readonly tied: readonly string[]
  readonly reasons: Readonly<Record<string, Reason>>
  /** Fen of what is selected. `top_seats` may spend more than there is where it is not the frozen rule. */
  readonly spent_fen: Fen
  /** What it would have needed next: ballots that nobody cast, since another rule was in force. */
  readonly next: 'result' | 'runoff' | 'revote' | 'lot'
}

/**
 * What each selection rule gives from the same main round: the same ballots, the same threshold, the same money. Only the frozen
 * rule counts; this is for seeing what difference the choice of a rule makes. Ties inside equal shares follow the lot drawn in
 * the round or, where none was, the order of the ids.
 *
 * @throws as `tallyAssembly`.
 */
export function compareRules(rules: VotingRules, terms: AssemblyTerms, main: CountedRound): RuleOutcome[] {
  return selectionRules.map(rule => outcomeOf({ ...rules, ...rule }, terms, main))
}

function outcomeOf(rules: VotingRules, terms: AssemblyTerms, main: CountedRound): RuleOutcome {
  const { candidates } = mainRound(rules, terms)
  const order = lotOver(candidates, main)
  const lots = rules.selection === 'equal_shares' ? [{ group: candidates, order }] : []
  const { selected, runoff, reasons, next } = tallyAssembly(rules, terms, [{ ...main, lots }])
  const cost = new Map(terms.candidates.map(({ id, cost_fen }) => [id, cost_fen]))
  return {
    selection: rules.selection,
    completion: rules.completion,
    selected,
    tied: runoff,
    reasons,
    spent_fen: fen(selected.reduce((sum, id) => sum + Number(cost.get(id)), 0)),
    next: stepOf(next),
  }
}

/** The lot drawn over all candidates, or their order. */
function lotOver(candidates: readonly string[], main: CountedRound): readonly string[] {
  const drawn = main.lots.find(({ group }) => group.length === candidates.length)
  return drawn?.order ?? ascending(candidates)
}

function stepOf(next: NextStep): RuleOutcome['next'] {
  return next.step === 'round' ? next.kind : next.step
}
