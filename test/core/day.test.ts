import { expect, test } from 'vitest'
import { checkAhead, checkHappened, chinaDay } from '../../src/core/day.ts'

test('a day in China begins at 16:00 UTC the day before', () => {
  expect(chinaDay(Date.parse('2026-11-21T15:59:59.999Z'))).toBe('2026-11-21')
  expect(chinaDay(Date.parse('2026-11-21T16:00:00Z'))).toBe('2026-11-22')
})

test('what is reported happened today at the latest', () => {
  expect(checkHappened('2027-03-05', '2027-03-05')).toEqual({ ok: true, value: '2027-03-05' })
  expect(checkHappened('2027-03-06', '2027-03-05')).toEqual({
    ok: false,
    error: { code: 'DAY_IN_FUTURE', detail: { today: '2027-03-05' } },
  })
})

test('what is reported did not happen before what it follows', () => {
  const contract = { what: 'contract', on: '2027-02-01' } as const
  expect(checkHappened('2027-02-01', '2027-03-05', contract).ok).toBe(true)
  expect(checkHappened('2027-01-31', '2027-03-05', contract)).toEqual({
    ok: false,
    error: { code: 'DAY_TOO_EARLY', detail: { earliest: '2027-02-01', before: 'contract' } },
  })
})

test('what is announced is today at the earliest, though the hour may be over', () => {
  const noon = Date.parse('2027-03-05T04:00:00Z')
  expect(checkAhead(Date.parse('2027-03-04T16:00:00Z'), noon)).toEqual({ ok: true, value: null })
  expect(checkAhead(Date.parse('2027-03-04T15:59:59Z'), noon)).toEqual({
    ok: false,
    error: { code: 'DAY_PASSED', detail: { today: '2027-03-05' } },
  })
})
