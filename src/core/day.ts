import { accept, type Result, refuse } from './result.ts'

/** The day in China (UTC+8, no summer time) at a moment in ms since 1970, as YYYY-MM-DD. */
export function chinaDay(moment: number): string {
  return new Date(moment + 8 * 60 * 60 * 1000).toISOString().slice(0, 10)
}

/** What had to be there before: the result of the assembly, the contract, the completed work. */
export type Earlier = 'result' | 'contract' | 'completion'

/**
 * Decides whether what is reported can have happened on a day: not after today, and not before what it follows. Days are
 * YYYY-MM-DD in China.
 *
 * Refused: `DAY_IN_FUTURE` with `today`, `DAY_TOO_EARLY` with the `earliest` day and what was `before`.
 */
export function checkHappened(
  day: string,
  today: string,
  after: { readonly what: Earlier; readonly on: string } | null = null,
): Result<string> {
  if (day > today) return refuse('DAY_IN_FUTURE', { today })
  if (after !== null && day < after.on)
    return refuse('DAY_TOO_EARLY', { earliest: after.on, before: after.what })
  return accept(day)
}

/**
 * Decides whether something may be announced for a moment: today in China, or later. Both in ms since 1970.
 *
 * Refused: `DAY_PASSED` with `today`.
 */
export function checkAhead(moment: number, now: number): Result<null> {
  const today = chinaDay(now)
  return chinaDay(moment) < today ? refuse('DAY_PASSED', { today }) : accept(null)
}
