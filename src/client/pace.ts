import type { DelegateScreen } from '../core/assembly/delegate-step.ts'

/** What decides when a page looks again. */
export interface Pace {
  readonly screen: DelegateScreen
  /** Attempts in a row that failed. */
  readonly failures: number
  /** Nobody looks at the page. */
  readonly hidden: boolean
}

const second = 1000
const longestRetry = 30 * second

/**
 * Milliseconds until a page looks again: soon where the hall waits for the next step, seldom where nothing is due, later each
 * time it fails, and never all phones of a hall at once. `chance` is uniform in 0 … 1.
 */
export function pauseBefore({ screen, failures, hidden }: Pace, chance: number): number {
  const jitter = 0.75 + chance / 2
  if (failures > 0) return Math.min(longestRetry, second * 2 ** Math.min(failures - 1, 10)) * jitter
  return usualPause(screen) * (hidden ? 5 : 1) * jitter
}

function usualPause(screen: DelegateScreen): number {
  switch (screen) {
    case 'void':
    case 'result':
      return 60 * second
    case 'scheduled':
      return 20 * second
    case 'starting':
    case 'absent':
    case 'gathering':
    case 'round_voided':
    case 'paper_to_fetch':
    case 'paper_held':
    case 'paper_to_fill':
    case 'paper_only':
    case 'unable':
    case 'obtaining':
    case 'blank':
    case 'choosing':
    case 'checking':
    case 'casting':
    case 'cast':
    case 'elsewhere':
    case 'late':
    case 'counting':
    case 'published':
    case 'between':
      return 4 * second
  }
}

/**
 * Milliseconds until a ballot that waits is sent: a moment nobody can foresee, so that it does not come together with anything
 * that says whose it is; later each time it fails.
 */
export function pauseBeforeCast(failures: number, chance: number): number {
  const retry = failures === 0 ? 0 : Math.min(longestRetry, second * 2 ** Math.min(failures - 1, 10))
  return retry + 0.3 * second + 2 * second * chance
}
