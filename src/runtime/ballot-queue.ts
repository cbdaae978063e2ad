import type { CastBallot, Dropped } from '../db/ballot.ts'

type Drop = (ballots: readonly CastBallot[]) => Promise<readonly Dropped[]>

interface Waiting {
  readonly ballot: CastBallot
  readonly resolve: (dropped: Dropped) => void
  readonly reject: (error: unknown) => void
}

/** More would make one statement long; the others wait for the next. */
const largestBatch = 256
/**
 * A statement costs as much as the ballots of its batch together, so one writer at a time makes the best of the machine. Another one
 * goes beside it when so many wait for each that writes: the first is held up then, by a lock or the disk.
 */
const waitingForAnother = 32
const largestWriters = 3

/**
 * Lets ballots that come while others are being written wait, and writes them together: one commit for all of them. One
 * that comes alone is written at once. Each is answered when its own batch is on disk.
 */
export function ballotQueue(drop: Drop): (ballot: CastBallot) => Promise<Dropped> {
  let waiting: Waiting[] = []
  let writers = 0

  async function write(): Promise<void> {
    writers++
    while (waiting.length > 0) {
      const batch = waiting.slice(0, largestBatch)
      waiting = waiting.slice(largestBatch)
      try {
        const dropped = await drop(batch.map(({ ballot }) => ballot))
        for (const [place, { resolve, reject }] of batch.entries()) {
          const own = dropped[place]
          if (own === undefined) reject(new Error('a ballot was written without an answer'))
          else resolve(own)
        }
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    writers--
  }

  return ballot =>
    new Promise((resolve, reject) => {
      waiting.push({ ballot, resolve, reject })
      if (writers < largestWriters && waiting.length > waitingForAnother * writers) void write()
    })
}
