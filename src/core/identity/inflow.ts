import { accept, type Result, refuse } from '../result.ts'

/**
 * How many proposals a community, and how many objections an assembly, takes in an hour from people without an account. Counted
 * where they arrive and not by network address, since a hall or a village shares one; more than a full hall could write.
 */
export const mostPerHour = 120
export const inflowMilliseconds = 60 * 60 * 1000

/** What came in during the last hour; `earliest` in milliseconds since 1970, null when nothing did. */
export interface Inflow {
  readonly count: number
  readonly earliest: number | null
}

/** Whether one more may come in. Refused with the code given, and when there is room again. */
export function checkInflow(
  code: 'TOO_MANY_PROPOSALS' | 'TOO_MANY_OBJECTIONS',
  { count, earliest }: Inflow,
): Result<null> {
  if (earliest === null || count < mostPerHour) return accept(null)
  return refuse(code, { most: mostPerHour, again_at: new Date(earliest + inflowMilliseconds).toISOString() })
}
