import { expect, test } from 'vitest'
import { checkInflow, mostPerHour } from '../../../src/core/identity/inflow.ts'

test('a full hall may write within an hour; what goes beyond it waits until the first of them is an hour old', () => {
  const earliest = Date.parse('2026-05-01T08:00:00.000Z')
  expect(checkInflow('TOO_MANY_PROPOSALS', { count: 0, earliest: null }).ok).toBe(true)
  expect(checkInflow('TOO_MANY_PROPOSALS', { count: mostPerHour - 1, earliest }).ok).toBe(true)
  expect(checkInflow('TOO_MANY_OBJECTIONS', { count: mostPerHour, earliest })).toEqual({
    ok: false,
    error: {
      code: 'TOO_MANY_OBJECTIONS',
      detail: { most: mostPerHour, again_at: '2026-05-01T09:00:00.000Z' },
    },
  })
})
