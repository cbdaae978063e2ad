import type { Office, Staff } from './staff.ts'

/** The simulated year: its clock, and what every stage of it needs. */
export interface Year extends Office {
  readonly cycleId: string
  readonly admin: Staff
  /** The moment of the simulated clock, ms since 1970. */
  readonly now: () => number
  /** The moment that whole days from now will be. */
  readonly after: (days: number) => number
  /** Lets whole days pass. */
  readonly pass: (days: number) => Promise<void>
}

const oneDay = 24 * 60 * 60 * 1000

/** The simulated day in China, so many days from now, as YYYY-MM-DD. */
export function dayOf(year: Year, later = 0): string {
  return new Date(year.now() + later * oneDay + 8 * 60 * 60 * 1000).toISOString().slice(0, 10)
}
