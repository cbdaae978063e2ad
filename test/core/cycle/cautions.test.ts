import { expect, test } from 'vitest'
import { cautionsOf } from '../../../src/core/cycle/cautions.ts'
import { defaultRules } from '../../../src/core/cycle/rules.ts'

test('the usual rules need no caution', () => {
  expect(cautionsOf(defaultRules)).toEqual([])
})

test('rules that hardly anybody can mean are named before they are frozen', () => {
  const whole = { num: 1, den: 1, strict: true }
  expect(
    cautionsOf({
      ...defaultRules,
      quorum: whole,
      surplus: { num: 0, den: 1, min: 0 },
      passing: { ...whole, base: 'present' },
      notice_days: 0,
      audit_ratio: { num: 0, den: 1 },
    }),
  ).toEqual(['quorum_unreachable', 'no_surplus', 'passing_unreachable', 'no_notice', 'no_audit'])
  const quorum = { num: 0, den: 1, strict: false }
  const passing = { ...whole, base: 'none' } as const
  expect(cautionsOf({ ...defaultRules, quorum, passing, notice_days: 61 })).toEqual([
    'no_quorum',
    'long_notice',
  ])
})

test('all that can be reached, and sixty days, are not unusual', () => {
  const all = { num: 1, den: 1, strict: false }
  const passing = { ...all, base: 'eligible' } as const
  const surplus = { num: 0, den: 1, min: 1 }
  expect(cautionsOf({ ...defaultRules, quorum: all, passing, surplus, notice_days: 60 })).toEqual([])
})
