import type { VotingRules } from '../cycle/rules.ts'
import { floorOf } from '../fraction.ts'
import { groupsAmong } from './count.ts'
import { type Course, threshold } from './course.ts'
import { equalShares } from './equal-shares.ts'
import {
  type AssemblyTerms,
  type CountedRound,
  demandLot,
  demandRound,
  mainRound,
  TallyError,
} from './rounds.ts'
import type { Contender, Reason } from './walk.ts'

/** add1 in a cycle: every voter's money grows by ¥1 at a time, in fen. */
const stepFen = 100

/**
 * The one round of an assembly under `equal_shares` (PUBLIC-RECORD.md §4): no runoff, and one lot over all candidates,
 * which is always drawn. Voters are the valid ballots that are not blank, counted before the candidates below the
 * threshold are removed. Until the lot is there everybody is `PENDING`.
 *
 * @throws TallyError when there is not exactly one round, when it or its lot is not the one that is due, or when the rules name
 * no completion.
 */
export function followEqualShares(
  rules: VotingRules,
  terms: AssemblyTerms,
  rounds: readonly CountedRound[],
): Course {
  const [main, ...further] = rounds
  if (main === undefined) throw new TallyError('an assembly begins with its main round')
  if (further.length > 0) throw new TallyError('no further round is due under equal shares')
  const due = mainRound(rules, terms)
  demandRound(due, main)
  const { standings, parts } = threshold(rules, terms, main, 0)
  const ordering = { parts, standings, contested: new Set<string>(), settled: [] }
  const [lot, ...moreLots] = main.lots
  if (moreLots.length > 0) throw new TallyError('one lot is due under equal shares')
  if (lot === undefined) {
    const reasons = reasonsFor(due.candidates, () => ({ code: 'PENDING' }))
    return {
      ...ordering,
      outcome: { selected: [], tie: null, reasons },
      next: { step: 'lot', group: due.candidates },
    }
  }
  demandLot(due.candidates, lot)
  const bought = new Set(buy(rules, terms, main, parts.flat(), lot.order))
  const selected = parts.flat().filter(({ id }) => bought.has(id))
  const reasons = reasonsFor(due.candidates, id => ({ code: bought.has(id) ? 'SELECTED' : 'UNSUPPORTED' }))
  return { ...ordering, outcome: { selected, tie: null, reasons }, next: { step: 'result' } }
}

function reasonsFor(ids: readonly string[], reason: (id: string) => Reason): Map<string, Reason> {
  return new Map(ids.map(id => [id, reason(id)]))
}

function buy(
  rules: VotingRules,
  terms: AssemblyTerms,
  main: CountedRound,
  passing: readonly Contender[],
  lot: readonly string[],
): readonly string[] {
  if (rules.completion === null) throw new TallyError('equal shares needs a completion')
  // Nobody passes where nobody votes, and then there is no voter to share the money among.
  if (passing.length === 0) return []
  const voters = main.figures.valid - main.figures.blank
  const stands = new Set(passing.map(({ id }) => id))
  const { selected } = equalShares({
    budget: terms.allocation_fen,
    voters,
    candidates: passing.map(({ id, cost }) => ({ id, cost, votes: Number(main.votes[id]) })),
    groups: groupsAmong(stands, main.groups),
    lot,
    completion: rules.completion,
    start: floorOf({ num: 1, den: voters }, terms.allocation_fen),
    step: stepFen,
  })
  return selected
}
