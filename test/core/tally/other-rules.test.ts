import { describe, expect, test } from 'vitest'
import type { VotingRules } from '../../../src/core/cycle/rules.ts'
import type { Ballot } from '../../../src/core/tally/ballot.ts'
import { countBallots } from '../../../src/core/tally/count.ts'
import { figuresOf } from '../../../src/core/tally/figures.ts'
import { compareRules, selectionRules } from '../../../src/core/tally/other-rules.ts'
import { type AssemblyTerms, type CountedRound, mainRound } from '../../../src/core/tally/rounds.ts'
import { counted, overHalfOfPresent, rulesWith, termsOf } from './play.ts'

/** The main round of ballots written as words: each letter is a choice. */
function mainOf(
  rules: VotingRules,
  terms: AssemblyTerms,
  words: readonly string[],
  order?: readonly string[],
): CountedRound {
  const due = mainRound(rules, terms)
  const ballots: Ballot[] = words.map(word => ({ choices: [...word] }))
  const count = countBallots(due.candidates, ballots)
  const people = { eligible: ballots.length, present: ballots.length, issued: ballots.length }
  return counted(due, count.votes, {
    figures: figuresOf(people, count),
    groups: count.groups,
    lots: order === undefined ? [] : [{ group: due.candidates, order }],
  })
}

describe('the same ballots under every rule', () => {
  const terms = termsOf({ a: 60_000, b: 50_000, c: 40_000, d: 30_000 }, { seats: 2, allocation: 100_000 })
  const rules = rulesWith({ max_choices: 3, selection: 'greedy_skip' })
  const main = mainOf(rules, terms, ['a', 'a', 'a', 'a', 'ab', 'bc', 'bcd', 'bcd'])

  test('give what each of them would have chosen, in a fixed order', () => {
    const outcomes = compareRules(rules, terms, main)
    expect(outcomes.map(({ selection, completion }) => ({ selection, completion }))).toEqual(selectionRules)
    expect(outcomes.map(({ selected }) => selected.join(''))).toEqual(['ab', 'ac', 'a', 'a', 'ac', 'ac'])
    expect(outcomes.map(({ next }) => next)).toEqual(selectionRules.map(() => 'result'))
  })

  test('say what each would cost, even more than there is', () => {
    const spent = compareRules(rules, terms, main).map(({ spent_fen }) => spent_fen)
    expect(spent).toEqual([110_000, 100_000, 60_000, 60_000, 100_000, 100_000])
  })

  test('say of every candidate why', () => {
    const [, skip, stop] = compareRules(rules, terms, main)
    expect(skip?.reasons.b).toEqual({ code: 'OVER_BUDGET', left: 40_000, cost: 50_000 })
    expect(stop?.reasons.c).toEqual({ code: 'OVER_BUDGET', left: 40_000, cost: 40_000 })
  })
})

describe('what another rule would have needed next', () => {
  const terms = termsOf({ a: 100, b: 100 }, { seats: 1, allocation: 100 })
  const twins = ['ab', 'ab']

  test('is a runoff of the tied group where the rule has runoffs; equal shares follows the lot that was drawn', () => {
    const rules = rulesWith({ max_choices: 2, selection: 'equal_shares', completion: 'none' })
    const outcomes = compareRules(rules, terms, mainOf(rules, terms, twins, ['b', 'a']))
    expect(outcomes.map(({ next }) => next)).toEqual([
      'runoff',
      'runoff',
      'runoff',
      ...Array(3).fill('result'),
    ])
    expect(outcomes.map(({ tied }) => tied.join(''))).toEqual(['ab', 'ab', 'ab', '', '', ''])
    expect(outcomes.map(({ selected }) => selected.join(''))).toEqual(['', '', '', 'b', 'b', 'b'])
  })

  test('equal shares takes the order of the ids where no lot was drawn', () => {
    const rules = rulesWith({ max_choices: 2 })
    const outcomes = compareRules(rules, terms, mainOf(rules, terms, twins))
    expect(outcomes.slice(3).map(({ selected }) => selected.join(''))).toEqual(['a', 'a', 'a'])
  })

  test('is a lot where the rules allow no runoff, and a revote where too few pass', () => {
    const noRunoffs = rulesWith({ max_choices: 2, max_runoffs: 0 })
    expect(compareRules(noRunoffs, terms, mainOf(noRunoffs, terms, twins))[0]?.next).toBe('lot')
    const half = rulesWith({ max_choices: 2, passing: overHalfOfPresent })
    expect(compareRules(half, terms, mainOf(half, terms, ['a', 'b']))[0]?.next).toBe('revote')
  })
})
