import { expect, test } from 'vitest'
import type { CastBallot, Dropped } from '../../src/db/ballot.ts'
import { ballotQueue } from '../../src/runtime/ballot-queue.ts'

function ballotOf(number: number): CastBallot {
  return { round_id: 'r', district_id: 'd', key: String(number), text: '' }
}

test('the first ballot is written at once, those that come while it is being written together', async () => {
  const batches: string[][] = []
  const queue = ballotQueue(async ballots => {
    batches.push(ballots.map(({ key }) => key))
    await new Promise(resolve => setTimeout(resolve, 5))
    return ballots.map((): Dropped => 'kept')
  })
  const answers = await Promise.all([1, 2, 3, 4, 5].map(number => queue(ballotOf(number))))
  expect(new Set(answers)).toEqual(new Set(['kept']))
  expect(batches).toEqual([['1'], ['2', '3', '4', '5']])
  await queue(ballotOf(6))
  expect(batches.at(-1)).toEqual(['6'])
})

test('a batch that is held up does not hold up the many that come after it, whom others write', async () => {
  const held = Promise.withResolvers<void>()
  const sizes: number[] = []
  const queue = ballotQueue(async ballots => {
    sizes.push(ballots.length)
    if (ballots.some(({ key }) => Number(key) === 0)) await held.promise
    return ballots.map((): Dropped => 'kept')
  })
  const first = queue(ballotOf(0))
  const few = Array.from({ length: 32 }, (_, number) => queue(ballotOf(number + 1)))
  await new Promise(resolve => setImmediate(resolve))
  expect(sizes).toEqual([1])
  await Promise.all([...few, queue(ballotOf(33))])
  expect(sizes).toEqual([1, 33])
  held.resolve()
  expect(await first).toBe('kept')
})

test('each is answered for itself, and no batch grows without end', async () => {
  let largest = 0
  const queue = ballotQueue(async ballots => {
    largest = Math.max(largest, ballots.length)
    return ballots.map(({ key }): Dropped => (Number(key) % 2 === 0 ? 'kept' : 'differs'))
  })
  const numbers = Array.from({ length: 1000 }, (_, number) => number)
  const answers = await Promise.all(numbers.map(number => queue(ballotOf(number))))
  expect(answers).toEqual(numbers.map(number => (number % 2 === 0 ? 'kept' : 'differs')))
  expect(largest).toBe(256)
})

test('a batch that fails fails for its own, and the next goes on', async () => {
  let failing = true
  const queue = ballotQueue(async ballots => {
    if (!failing) return ballots.map((): Dropped => 'kept')
    failing = false
    throw new Error('the database is gone')
  })
  const [first, ...others] = await Promise.allSettled([1, 2, 3, 4, 5].map(number => queue(ballotOf(number))))
  expect(first?.status).toBe('rejected')
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled'])
})
