import { describe, expect, test } from 'vitest'
import {
  type AssemblyFacts,
  assemblyStatuses,
  type CheckInGates,
  checkTerms,
  mayChangeAssembly,
  mayOpenCheckIn,
  mayScheduleAssembly,
  mayVoidAssembly,
} from '../../../src/core/assembly/status.ts'
import { defaultRules } from '../../../src/core/cycle/rules.ts'
import { codeOf } from '../outcome.ts'
import { termsOf } from '../tally/play.ts'

const moment = '2026-05-01T00:00:00.000Z'
const ready: AssemblyFacts = {
  status: 'scheduled',
  candidates_published_at: moment,
  roster_frozen_at: moment,
  eligible: 60,
  present: 0,
}
const terms = termsOf({ a: 100, b: 100, c: 100 }, { seats: 2 })

describe('an assembly is scheduled', () => {
  test('in a published cycle that the community has not archived', () => {
    expect(codeOf(mayScheduleAssembly({ cycle_status: 'published', archived: false }))).toBe('ok')
    expect(codeOf(mayScheduleAssembly({ cycle_status: 'draft', archived: false }))).toBe('WRONG_STATUS')
    expect(codeOf(mayScheduleAssembly({ cycle_status: 'closed', archived: false }))).toBe('WRONG_STATUS')
    expect(codeOf(mayScheduleAssembly({ cycle_status: 'published', archived: true }))).toBe('WRONG_STATUS')
  })
})

describe('an assembly is changed', () => {
  test('before check-in, its seats before the candidates are published', () => {
    expect(codeOf(mayChangeAssembly(ready, false))).toBe('ok')
    expect(codeOf(mayChangeAssembly(ready, true))).toBe('CANDIDATES_PUBLISHED')
    expect(codeOf(mayChangeAssembly({ ...ready, candidates_published_at: null }, true))).toBe('ok')
    const allowed = assemblyStatuses.filter(status => mayChangeAssembly({ ...ready, status }, false).ok)
    expect(allowed).toEqual(['scheduled'])
  })
})

describe('check-in opens', () => {
  const gates: CheckInGates = { notice_ends: 1000, at: 1000, unanswered: 0, terms }
  const open = (assembly: Partial<AssemblyFacts>, changes: Partial<CheckInGates> = {}) =>
    mayOpenCheckIn(defaultRules, { ...ready, ...assembly }, { ...gates, ...changes })

  test('when the notice is over, to the millisecond', () => {
    expect(codeOf(open({}))).toBe('ok')
    expect(open({}, { at: 999 })).toEqual({
      ok: false,
      error: { code: 'NOTICE_RUNNING', detail: { ends_at: '1970-01-01T00:00:01.000Z' } },
    })
  })

  test('with a frozen roster and published candidates', () => {
    expect(codeOf(open({ roster_frozen_at: null }))).toBe('ROSTER_NOT_FROZEN')
    expect(codeOf(open({ candidates_published_at: null }))).toBe('CANDIDATES_NOT_PUBLISHED')
    expect(codeOf(open({}, { notice_ends: null }))).toBe('CANDIDATES_NOT_PUBLISHED')
  })

  test('when every objection to the candidates has its answer', () => {
    expect(open({}, { unanswered: 1 })).toEqual({
      ok: false,
      error: { code: 'OBJECTIONS_UNANSWERED', detail: { unanswered: 1 } },
    })
  })

  test('for a vote that is competitive and cannot overspend', () => {
    const few = termsOf({ a: 100, b: 100 }, { seats: 2 })
    expect(codeOf(open({}, { terms: few }))).toBe('SURPLUS_MISSING')
    const dear = termsOf({ a: 15_000_000, b: 15_000_000, c: 100 }, { seats: 2 })
    expect(codeOf(open({}, { terms: dear }))).toBe('SEATS_OVER_BUDGET')
    expect(codeOf(checkTerms(defaultRules, dear))).toBe('SEATS_OVER_BUDGET')
    expect(codeOf(checkTerms({ ...defaultRules, selection: 'greedy_skip' }, dear))).toBe('ok')
  })

  test('once, from scheduled', () => {
    expect(assemblyStatuses.filter(status => open({ status }).ok)).toEqual(['scheduled'])
  })
})

describe('an assembly is voided as a whole', () => {
  const hall = { in_hall: 39, ballots_published: false }
  const checkingIn: AssemblyFacts = { ...ready, status: 'checking_in', present: 39 }

  test('without a quorum', () => {
    expect(codeOf(mayVoidAssembly(defaultRules, checkingIn, hall))).toBe('ok')
    const enough = { ...checkingIn, present: 40 }
    expect(mayVoidAssembly(defaultRules, enough, { ...hall, in_hall: 40 })).toEqual({
      ok: false,
      error: { code: 'QUORUM_REACHED', detail: { eligible: 60, present: 40, in_hall: 40, need: 40 } },
    })
  })

  test('also when it was lost because people left', () => {
    const voting = { ...checkingIn, status: 'voting', present: 60 } as const
    expect(codeOf(mayVoidAssembly(defaultRules, voting, hall))).toBe('ok')
    expect(codeOf(mayVoidAssembly(defaultRules, voting, { ...hall, in_hall: 61 }))).toBe(
      'FIGURES_INCONSISTENT',
    )
  })

  test('before any ballot is published', () => {
    const counting = { ...checkingIn, status: 'counting' } as const
    expect(codeOf(mayVoidAssembly(defaultRules, counting, hall))).toBe('ok')
    expect(codeOf(mayVoidAssembly(defaultRules, counting, { ...hall, ballots_published: true }))).toBe(
      'BALLOTS_PUBLISHED',
    )
  })

  test('also before check-in, whatever the roster', () => {
    const empty = { ...ready, eligible: 0, roster_frozen_at: null }
    expect(codeOf(mayVoidAssembly(defaultRules, empty, { ...hall, in_hall: 0 }))).toBe('ok')
  })

  test('never when it is certified or void', () => {
    for (const status of ['certified', 'void'] as const) {
      expect(codeOf(mayVoidAssembly(defaultRules, { ...checkingIn, status }, hall))).toBe('WRONG_STATUS')
    }
  })
})
