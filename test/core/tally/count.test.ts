import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ballot } from '../../../src/core/tally/ballot.ts'
import {
  type BallotGroup,
  countBallots,
  groupsAmong,
  type RoundCount,
  votesOf,
} from '../../../src/core/tally/count.ts'

const candidates = ['a', 'b', 'c', 'd', 'e']
const ballots = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .subarray(candidates)
        .chain(chosen => fc.shuffledSubarray(chosen, { minLength: chosen.length }))
        .map((choices): Ballot => ({ choices })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('over_vote', 'under_vote', 'unreadable')
        .map((invalid): Ballot => ({ invalid })),
    },
  ),
  { maxLength: 60 },
)

/** Groups have an order, that of first appearance, which says nothing. */
function unordered(count: RoundCount): object {
  return { ...count, groups: sorted(count.groups) }
}

function sorted(groups: readonly BallotGroup[]): string[] {
  return groups.map(({ choices, count }) => `${choices.join(' ')} × ${count}`).sort()
}

describe('counting', () => {
  test('every candidate appears, at zero too', () => {
    expect(countBallots(['a', 'b'], [])).toEqual({
      votes: { a: 0, b: 0 },
      valid: 0,
      invalid: 0,
      blank: 0,
      groups: [],
    })
  })

  test('blank ballots are valid and count for nobody; invalid ones count for nobody and are not valid', () => {
    const count = countBallots(
      ['a', 'b', 'c'],
      [
        { choices: ['a', 'c'] },
        { choices: [] },
        { invalid: 'over_vote' },
        { choices: ['c'] },
        { invalid: 'unreadable' },
        { choices: ['c', 'a'] },
      ],
    )
    expect(count).toEqual({
      votes: { a: 2, b: 0, c: 3 },
      valid: 4,
      invalid: 2,
      blank: 1,
      groups: [
        { choices: ['a', 'c'], count: 2 },
        { choices: ['c'], count: 1 },
      ],
    })
  })

  test('the ballots may be any iterable, read once', () => {
    function* sheets(): Generator<Ballot> {
      yield { choices: ['b'] }
      yield { choices: ['b'] }
    }
    expect(countBallots(['a', 'b'], sheets()).votes).toEqual({ a: 0, b: 2 })
  })

  test('the names that every object has are ordinary ids', () => {
    const ids = ['constructor', '__proto__', 'toString']
    const { votes } = countBallots(ids, [{ choices: ['__proto__', 'constructor'] }])
    expect(ids.map(id => votesOf(votes, id))).toEqual([1, 1, 0])
  })

  test('a choice that does not stand, or stands twice on a ballot, is a bug of the caller', () => {
    expect(() => countBallots(['a'], [{ choices: ['x'] }])).toThrow(RangeError)
    expect(() => countBallots(['a', 'b'], [{ choices: ['b', 'a', 'b'] }])).toThrow(RangeError)
    expect(() => countBallots(['a'], [{ choices: ['a', 'a'] }])).toThrow(RangeError)
  })

  test('votes of somebody who was not counted are a bug of the caller, not zero', () => {
    expect(() => votesOf({ a: 1 }, 'b')).toThrow(RangeError)
    expect(() => votesOf({ a: 1 }, 'constructor')).toThrow(RangeError)
  })

  test('a count agrees with looking at each candidate and each kind of ballot on its own', () => {
    fc.assert(
      fc.property(ballots, cast => {
        const valid = cast.flatMap(ballot => ('choices' in ballot ? [ballot.choices] : []))
        const count = countBallots(candidates, cast)
        const kinds = new Set(
          valid.filter(({ length }) => length > 0).map(choices => [...choices].sort().join()),
        )
        expect(count.votes).toEqual(
          Object.fromEntries(
            candidates.map(id => [id, valid.filter(choices => choices.includes(id)).length]),
          ),
        )
        expect(count.valid).toBe(valid.length)
        expect(count.invalid).toBe(cast.length - valid.length)
        expect(count.blank).toBe(valid.filter(({ length }) => length === 0).length)
        expect(count.groups.map(({ choices }) => choices.join())).toEqual([...kinds])
        for (const group of count.groups) {
          const equal = valid.filter(choices => [...choices].sort().join() === group.choices.join())
          expect(group.count).toBe(equal.length)
        }
      }),
    )
  })

  test('permuting the ballots or the candidates changes nothing', () => {
    fc.assert(
      fc.property(
        ballots.chain(cast =>
          fc.tuple(fc.constant(cast), fc.shuffledSubarray(cast, { minLength: cast.length })),
        ),
        fc.shuffledSubarray(candidates, { minLength: candidates.length }),
        ([cast, shuffled], others) => {
          const count = countBallots(candidates, cast)
          expect(unordered(countBallots(candidates, shuffled))).toEqual(unordered(count))
          const other = countBallots(others, cast)
          const ascending = other.groups.map(group => ({ ...group, choices: [...group.choices].sort() }))
          expect(unordered({ ...other, groups: ascending })).toEqual(unordered(count))
        },
      ),
    )
  })

  test('thousands of different ballots are kept apart, and met again', () => {
    const ids = Array.from({ length: 12 }, (_, at) => `p${at}`)
    const all = Array.from({ length: 4096 }, (_, bits) => ({
      choices: ids.filter((_, at) => (bits >> at) % 2 === 1),
    }))
    const count = countBallots(ids, [...all, ...all.toReversed(), ...all])
    expect(count.blank).toBe(3)
    expect(count.groups).toEqual(all.slice(1).map(({ choices }) => ({ choices, count: 3 })))
    expect(new Set(Object.values(count.votes))).toEqual(new Set([3 * 2048]))
  })

  test('ballots whose hashes are equal are kept apart', () => {
    const ids = Array.from({ length: 20 }, (_, at) => `p${at}`)
    const choosing = (...places: readonly number[]): Ballot => ({ choices: places.map(at => `p${at}`) })
    // Found by search, as the hash of grouping.ts has it: of different lengths, and of the same.
    const collisions = [
      choosing(0, 6, 7, 8, 12, 13, 14, 16),
      choosing(0, 2, 4, 6, 7, 8, 9, 10, 12, 15, 16),
      choosing(0, 1, 4, 5, 8, 9, 10, 11, 12, 14, 15, 17),
      choosing(2, 3, 4, 5, 7, 10, 11, 13, 14, 15, 16, 17),
    ]
    const { groups } = countBallots(ids, [...collisions, ...collisions])
    expect(groups).toEqual(collisions.map(ballot => ({ ...ballot, count: 2 })))
  })

  test('ballots with more choices than any before find room', () => {
    const ids = Array.from({ length: 3000 }, (_, at) => `p${at}`)
    const count = countBallots(ids, [
      { choices: ids },
      { choices: ids.toReversed() },
      { choices: ids.slice(1) },
    ])
    expect(count.groups).toEqual([
      { choices: ids, count: 2 },
      { choices: ids.slice(1), count: 1 },
    ])
  })
})

test('the groups among some candidates are those ballots without the others', () => {
  fc.assert(
    fc.property(ballots, fc.subarray(candidates), (cast, standing) => {
      const among = groupsAmong(new Set(standing), countBallots(candidates, cast).groups)
      const narrowed = cast.map(ballot =>
        'invalid' in ballot ? ballot : { choices: ballot.choices.filter(id => standing.includes(id)) },
      )
      const { groups } = countBallots(candidates, narrowed)
      const size = (all: readonly BallotGroup[], id: string) =>
        all.reduce((sum, { choices, count }) => sum + (choices.includes(id) ? count : 0), 0)
      for (const id of candidates) expect(size(among, id)).toBe(size(groups, id))
      expect(among.every(({ choices }) => choices.length > 0)).toBe(true)
    }),
  )
})
