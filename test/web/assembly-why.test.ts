import { describe, expect, test } from 'vitest'
import type { VotingRules } from '../../src/core/cycle/rules.ts'
import { tallyReport } from '../../src/core/tally/report.ts'
import type { AssemblyTerms } from '../../src/core/tally/rounds.ts'
import { whyOf } from '../../src/web/pages/assembly-why.ts'
import { type Language, textIn } from '../../src/web/text/choose.ts'
import { type Event, fullHall, overHalfOfPresent, play, rulesWith, termsOf } from '../core/tally/play.ts'

/** What the page says of each candidate after these events. */
function whys(
  rules: VotingRules,
  terms: AssemblyTerms,
  events: readonly Event[],
  language: Language = 'zh-CN',
): Record<string, string> {
  const { rounds } = play(rules, terms, events)
  const report = tallyReport(rules, terms, rounds, { rules_hash: '', record_index: null })
  const context = { text: textIn(language), report, rules }
  return Object.fromEntries(report.candidates.map(candidate => [candidate.id, whyOf(context, candidate)]))
}

describe('why a candidate was selected or not, in words', () => {
  const terms = termsOf({ a: 100, b: 100, c: 100, d: 100, e: 100 }, { seats: 2 })
  const rules = rulesWith({ passing: overHalfOfPresent })

  test('within the seats, beyond them, below the threshold, without a vote', () => {
    const said = whys(rules, terms, [{ votes: { a: 9, b: 8, c: 7, d: 5, e: 0 } }])
    expect(said).toEqual({
      a: '得 9 票，通过需 6 票。排第 1 位，在应选的 2 项之内，选定。',
      b: '得 8 票，通过需 6 票。排第 2 位，在应选的 2 项之内，选定。',
      c: '得 7 票，通过需 6 票。已经通过，排第 3 位；应选的 2 项由排在前面的项目占满，未选定。',
      d: '得 5 票，通过需 6 票。差 1 票，没有通过，未选定。',
      e: '得 0 票，通过需 6 票。没有代表选它，未选定。',
    })
  })

  test('a tie that is open names with whom', () => {
    const said = whys(rules, terms, [{ votes: { a: 9, b: 7, c: 7, d: 0, e: 0 } }])
    expect(said.b).toBe(
      '得 7 票，通过需 6 票。与“Project c”得票相同，剩下的名额或资金不够全部选定，要在它们之间再分先后。',
    )
  })

  test('a runoff tells how each came out of it, and a lot after it too', () => {
    const tie = { votes: { a: 9, b: 7, c: 7, d: 0, e: 0 } }
    const said = whys(rules, terms, [tie, { votes: { b: 6, c: 4 } }])
    expect(said.b).toContain('与“Project c”得票相同，第 2 轮再次票决得 6 票。排第 2 位')
    expect(said.c).toContain('第 2 轮再次票决得 4 票。没有胜出，未选定。')
    const once = rulesWith({ passing: overHalfOfPresent, max_runoffs: 1 })
    const drawn = whys(once, terms, [tie, { votes: { b: 5, c: 5 } }, { lot: ['c', 'b'] }])
    expect(drawn.c).toContain('第 2 轮再次票决得 5 票。与“Project b”得票相同，抽签排在第 1 位。排第 2 位')
    expect(drawn.b).toContain('抽签排在第 2 位。没有胜出，未选定。')
  })

  test('a revote speaks of its own round and its own threshold', () => {
    const said = whys(rules, terms, [
      { votes: { a: 9, b: 5, c: 4, d: 0, e: 0 } },
      { votes: { b: 7, c: 3, d: 0, e: 0 }, hall: fullHall(12) },
    ])
    expect(said.b).toBe('第 2 轮补充票决中，得 7 票，通过需 7 票。排第 2 位，在应选的 2 项之内，选定。')
    expect(said.c).toBe('第 2 轮补充票决中，得 3 票，通过需 7 票。差 4 票，没有通过，未选定。')
  })

  test('where any vote passes, no threshold is named', () => {
    const said = whys(rulesWith(), terms, [{ votes: { a: 9, b: 8, c: 1, d: 0, e: 0 } }])
    expect(said.a).toBe('得 9 票。排第 1 位，在应选的 2 项之内，选定。')
  })
})

describe('under a budget', () => {
  const terms = termsOf({ a: 60_000, b: 50_000, c: 40_000, d: 30_000 }, { seats: 2, allocation: 100_000 })
  const votes = { a: 9, b: 8, c: 7, d: 0 }

  test('skipping tells what was left and what was missing', () => {
    const said = whys(rulesWith({ selection: 'greedy_skip' }), terms, [{ votes }])
    expect(said.a).toBe('得 9 票。排第 1 位，轮到它时剩余资金够付 ¥600，选定。')
    expect(said.b).toBe('得 8 票。已经通过；轮到它时资金还剩 ¥400，不够它的 ¥500（差 ¥100），未选定。')
  })

  test('stopping tells of the one that did not fit to those that would have', () => {
    const said = whys(rulesWith({ selection: 'greedy_stop' }), terms, [{ votes }])
    expect(said.c).toBe(
      '得 7 票。已经通过；但排在它前面的项目资金不够，按规则到那里为止（当时还剩 ¥400），未选定。',
    )
  })

  test('below an undecided tie nothing is certain', () => {
    const tied = whys(rulesWith({ selection: 'greedy_skip' }), terms, [{ votes: { a: 9, b: 9, c: 7, d: 0 } }])
    expect(tied.c).toBe('得 7 票。排在它前面的项目得票相同、先后未定，因此还不能确定。')
  })
})

describe('under equal shares', () => {
  const terms = termsOf({ a: 500, b: 400, c: 300 }, { seats: 1, allocation: 1000 })
  const votes = { a: 5, b: 4, c: 2 }
  const shares = (changes: Partial<VotingRules> = {}) =>
    rulesWith({ selection: 'equal_shares', completion: 'none', ...changes })

  test('everybody waits for the lot', () => {
    expect(whys(shares(), terms, [{ votes }]).a).toBe(
      '得 5 票。要先抽签定下得票相同时的顺序，因此还不能确定。',
    )
  })

  test('what is not bought had supporters that could not pay; below the threshold it did not pass', () => {
    const said = whys(shares(), terms, [{ votes }, { lot: ['a', 'b', 'c'] }])
    expect(said.c).toBe('得 2 票。支持它的代表分到的钱合起来不够付 ¥3，未选定。')
    const strict = shares({ passing: overHalfOfPresent })
    expect(whys(strict, terms, [{ votes }, { lot: ['a', 'b', 'c'] }]).c).toContain('没有通过，未选定。')
  })
})

test('the same sentences stand in English', () => {
  const terms = termsOf({ a: 100, b: 100 }, { seats: 1 })
  const said = whys(rulesWith(), terms, [{ votes: { a: 2, b: 1 } }], 'en')
  expect(said).toEqual({
    a: '2 votes. Rank 1, within the one seat: selected.',
    b: '1 vote. It passed with rank 2, but the one seat went to those before it: not selected.',
  })
})
