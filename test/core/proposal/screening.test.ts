import { describe, expect, test } from 'vitest'
import { fen } from '../../../src/core/money.ts'
import {
  type Checklist,
  checkScreening,
  exclusions,
  failingItems,
  givenBack,
  requirements,
  type ScreeningDecision,
  type ScreeningFacts,
  standingDecision,
} from '../../../src/core/proposal/screening.ts'
import { proposalStatuses } from '../../../src/core/proposal/status.ts'
import { codeOf } from '../outcome.ts'

const good: Checklist = {
  necessary: true,
  feasible_this_year: true,
  affordable: true,
  nobody_elses_duty: true,
  not_funded_elsewhere: true,
  negative_list: {
    official_hospitality: false,
    office_expenses: false,
    wages_and_benefits: false,
    debt_service: false,
    private_benefit: false,
    property_management_duty: false,
  },
}
const facts: ScreeningFacts = {
  proposal_id: 'p',
  estimated_cost_fen: fen(20_000_000),
  allocation_fen: fen(20_000_000),
  target: null,
}

function check(changes: Partial<ScreeningDecision>, given: Partial<ScreeningFacts> = {}) {
  const decision: ScreeningDecision = {
    checklist: good,
    outcome: 'screened',
    reason: null,
    merged_into: null,
    ...changes,
  }
  return checkScreening(decision, { ...facts, ...given })
}

describe('the checklist', () => {
  test('passes when every requirement is met and nothing of the negative list holds', () => {
    expect(failingItems(good)).toEqual([])
    expect(codeOf(check({}))).toBe('ok')
  })

  test.each(requirements)('%s must be met', item => {
    const checklist = { ...good, [item]: false }
    expect(check({ checklist })).toEqual({
      ok: false,
      error: { code: 'CHECKLIST_FAILS', detail: { failing: [item] } },
    })
  })

  test.each(exclusions)('%s must not hold', item => {
    const checklist = { ...good, negative_list: { ...good.negative_list, [item]: true } }
    expect(check({ checklist })).toEqual({
      ok: false,
      error: { code: 'CHECKLIST_FAILS', detail: { failing: [`negative_list.${item}`] } },
    })
  })

  test('nobody can tick as affordable what costs more than the fund', () => {
    const dear = { estimated_cost_fen: fen(20_000_001) }
    const detail = { estimated_cost_fen: 20_000_001, allocation_fen: 20_000_000 }
    expect(check({}, dear)).toEqual({ ok: false, error: { code: 'NOT_AFFORDABLE', detail } })
    const checklist = { ...good, affordable: false }
    expect(codeOf(check({ checklist, outcome: 'rejected', reason: '超出资金额度' }, dear))).toBe('ok')
  })
})

describe('a rejection', () => {
  test('needs a reason, and may pass the whole checklist', () => {
    expect(codeOf(check({ outcome: 'rejected' }))).toBe('REASON_REQUIRED')
    expect(codeOf(check({ outcome: 'rejected', reason: '与他项重复' }))).toBe('ok')
  })
})

describe('a merge', () => {
  const merge = { outcome: 'merged', merged_into: 'q' } as const

  test('goes into a submitted or screened proposal of the same list', () => {
    const allowed = proposalStatuses.filter(
      status => check(merge, { target: { same_list: true, status } }).ok,
    )
    expect(allowed).toEqual(['submitted', 'screened'])
    expect(codeOf(check(merge, { target: { same_list: false, status: 'screened' } }))).toBe(
      'MERGE_TARGET_UNFIT',
    )
    expect(codeOf(check(merge))).toBe('MERGE_TARGET_UNFIT')
  })

  test('goes somewhere, and never into itself', () => {
    const target = { same_list: true, status: 'submitted' } as const
    expect(codeOf(check({ ...merge, merged_into: 'p' }, { target }))).toBe('MERGE_TARGET_UNFIT')
    expect(codeOf(check({ ...merge, merged_into: null }, { target }))).toBe('MERGE_TARGET_UNFIT')
  })

  test('only a merge names a target', () => {
    const target = { same_list: true, status: 'submitted' } as const
    expect(codeOf(check({ merged_into: 'q' }, { target }))).toBe('MERGE_TARGET_UNFIT')
  })

  test('leaves out the checklist', () => {
    const checklist = { ...good, necessary: false }
    expect(codeOf(check({ ...merge, checklist }, { target: { same_list: true, status: 'submitted' } }))).toBe(
      'ok',
    )
  })
})

describe('a rejected proposal', () => {
  test('gives back what had gone into it; every other decision keeps it', () => {
    expect(givenBack('rejected', ['a', 'b'])).toEqual(['a', 'b'])
    expect(givenBack('rejected', [])).toEqual([])
    expect(givenBack('screened', ['a'])).toEqual([])
    expect(givenBack('merged', ['a'])).toEqual([])
  })
})

describe('of several decisions', () => {
  test('the last one counts, none while the proposal waits for the next', () => {
    expect(standingDecision('rejected', ['merged', 'rejected'])).toBe('rejected')
    expect(standingDecision('submitted', ['merged'])).toBeNull()
    expect(standingDecision('draft', [])).toBeNull()
    expect(proposalStatuses.map(status => standingDecision(status, [1]))).toEqual([1, null, 1, 1, 1, 1])
  })
})
