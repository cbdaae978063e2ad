import { accept, type Result, refuse } from '../core/result.ts'

/** How many works run at once, and how many more may wait for their turn. */
interface Room {
  readonly running: number
  readonly waiting: number
}

/**
 * Lets a few works run at once and the next ones wait, in the order they came. Refused when too many wait already:
 * BUSY_TRY_AGAIN.
 */
export function fewAtOnce(room: Room): <T>(work: () => Promise<T>) => Promise<Result<T>> {
  const queue: (() => void)[] = []
  let running = 0

  return async work => {
    if (running < room.running) running++
    else if (queue.length >= room.waiting) return refuse('BUSY_TRY_AGAIN')
    // Whoever ends hands the place on, so that nobody who comes later takes it first.
    else await new Promise<void>(resolve => queue.push(resolve))
    try {
      return accept(await work())
    } finally {
      const next = queue.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
