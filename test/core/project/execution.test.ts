import { describe, expect, test } from 'vitest'
import { defaultRules } from '../../../src/core/cycle/rules.ts'
import { fen } from '../../../src/core/money.ts'
import { checkNotable, complete, contract, start } from '../../../src/core/project/execution.ts'
import { projectStatuses } from '../../../src/core/project/project.ts'

const over = { notice_ends: 1000, unanswered: 0 }

function project(status: (typeof projectStatuses)[number], paid = 0) {
  return { status, cost_fen: fen(10_000), paid_fen: fen(paid), contract_fen: fen(9_000) }
}

describe('a contract', () => {
  test('is recorded from the very end of the notice of the result on', () => {
    expect(contract(project('selected'), defaultRules, over, 1000, fen(10_000))).toEqual({
      ok: true,
      value: 'contracted',
    })
    expect(contract(project('selected'), defaultRules, over, 999, fen(1))).toEqual({
      ok: false,
      error: { code: 'NOTICE_RUNNING', detail: { ends_at: '1970-01-01T00:00:01.000Z' } },
    })
  })

  test('needs a result', () => {
    expect(
      contract(project('selected'), defaultRules, { notice_ends: null, unanswered: 0 }, 1000, fen(1)),
    ).toEqual({ ok: false, error: { code: 'RESULT_MISSING', detail: {} } })
  })

  test('waits until every objection to the result is answered', () => {
    expect(contract(project('selected'), defaultRules, { ...over, unanswered: 1 }, 1000, fen(1))).toEqual({
      ok: false,
      error: { code: 'OBJECTIONS_UNANSWERED', detail: { unanswered: 1 } },
    })
  })

  test('never exceeds the budget', () => {
    expect(contract(project('selected'), defaultRules, over, 1000, fen(10_001))).toEqual({
      ok: false,
      error: { code: 'CONTRACT_OVER_BUDGET', detail: { contract_fen: 10_001, budget_fen: 10_000 } },
    })
  })

  test('may replace an earlier one, as long as what is paid stays within its cap', () => {
    expect(contract(project('contracted', 4_000), defaultRules, over, 1000, fen(8_000)).ok).toBe(true)
    expect(contract(project('contracted', 4_000), defaultRules, over, 1000, fen(7_999))).toEqual({
      ok: false,
      error: {
        code: 'CONTRACT_BELOW_PAID',
        detail: { contract_fen: 7_999, cap_fen: 3_999, paid_fen: 4_000 },
      },
    })
  })

  test.each(projectStatuses.filter(status => status !== 'selected' && status !== 'contracted'))(
    'is not recorded for a project that is %s',
    status => {
      expect(contract(project(status), defaultRules, over, 1000, fen(1))).toEqual({
        ok: false,
        error: { code: 'WRONG_STATUS', detail: { status } },
      })
    },
  )
})

test('work begins on a contract, and only once', () => {
  expect(projectStatuses.filter(status => start(status).ok)).toEqual(['contracted'])
})

test('notes on progress are written from the contract to the acceptance', () => {
  expect(projectStatuses.filter(status => checkNotable(status).ok)).toEqual([
    'contracted',
    'in_progress',
    'completed',
    'rectifying',
  ])
})

describe('a completion', () => {
  test('follows the work or a rectification', () => {
    expect(projectStatuses.filter(status => complete(project(status), fen(9_000)).ok)).toEqual([
      'in_progress',
      'rectifying',
    ])
  })

  test('settles at no more than the contract', () => {
    expect(complete(project('in_progress'), fen(9_001))).toEqual({
      ok: false,
      error: {
        code: 'SETTLEMENT_OVER_CONTRACT',
        detail: { settlement_fen: 9_001, contract_fen: 9_000, over_fen: 1 },
      },
    })
  })

  test('settles at no less than what is paid', () => {
    expect(complete(project('in_progress', 500), fen(500)).ok).toBe(true)
    expect(complete(project('in_progress', 500), fen(499))).toEqual({
      ok: false,
      error: { code: 'SETTLEMENT_BELOW_PAID', detail: { settlement_fen: 499, paid_fen: 500 } },
    })
  })
})
