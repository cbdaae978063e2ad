import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareKeyings,
  countUnreadable,
  mayRemoveBatch,
  placeToKey,
  rule,
  sameSheets,
  sheetsAsPublished,
  statusOfKeyings,
} from '../../../src/core/assembly/batch.ts'
import { canonicalJson } from '../../../src/core/record/canonical-json.ts'
import { type Ballot, specimenOf } from '../../../src/core/tally/ballot.ts'
import { codeOf } from '../outcome.ts'

const specimen = specimenOf({ candidates: ['a', 'b', 'c'], max_choices: 2 }, false)
const A: Ballot = { choices: ['a'] }
const AB: Ballot = { choices: ['a', 'b'] }
const blank: Ballot = { choices: [] }
const overVote: Ballot = { invalid: 'over_vote' }
const unreadable: Ballot = { invalid: 'unreadable' }

const sheet = fc.constantFrom(A, AB, blank, overVote, unreadable)
const keying = fc.array(sheet, { maxLength: 30 })

describe('keyed sheets', () => {
  test('are kept as they are published: choices ascending, over-votes without their marks, in the order of their JCS', () => {
    const keyed = [
      { invalid: 'unreadable' as const },
      { choices: ['c', 'b', 'a'] },
      { choices: ['b', 'a'] },
      { choices: [] },
      { choices: ['b'] },
    ]
    expect(sheetsAsPublished(specimen, keyed)).toEqual({
      ok: true,
      value: [AB, { choices: ['b'] }, blank, overVote, unreadable],
    })
  })

  test('with exact choices, fewer marks but some make a sheet invalid', () => {
    const exact = specimenOf({ candidates: ['a', 'b', 'c'], max_choices: 2 }, true)
    expect(sheetsAsPublished(exact, [{ choices: ['a'] }, { choices: [] }])).toEqual({
      ok: true,
      value: [blank, { invalid: 'under_vote' }],
    })
  })

  test('come out the same in whatever order they were keyed', () => {
    const keyed = fc.array(
      fc.subarray(['a', 'b', 'c']).map(choices => ({ choices })),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(keyed, keyed => {
        expect(sheetsAsPublished(specimen, keyed.toReversed())).toEqual(sheetsAsPublished(specimen, keyed))
      }),
    )
  })

  test.each([
    [['a', 'z'], 'CHOICE_UNKNOWN', 'z'],
    [['a', 'b', 'a'], 'CHOICE_REPEATED', 'a'],
  ])('%j is refused as %s, saying which sheet', (choices, code, choice) => {
    expect(sheetsAsPublished(specimen, [{ choices: ['a'] }, { choices }])).toEqual({
      ok: false,
      error: { code, detail: { choice, sheet: 1 } },
    })
  })
})

describe('two keyings', () => {
  test('differ by what each has more of, with how often, and by nothing else', () => {
    const first = [A, A, A, AB, blank, overVote]
    const second = [A, AB, AB, blank, unreadable]
    expect(compareKeyings(first, second)).toEqual({
      first: [
        { sheet: A, count: 2 },
        { sheet: overVote, count: 1 },
      ],
      second: [
        { sheet: AB, count: 1 },
        { sheet: unreadable, count: 1 },
      ],
    })
    expect(sameSheets(first, second)).toBe(false)
  })

  test('with a sheet more in one of them differ by that sheet', () => {
    expect(compareKeyings([A], [A, blank])).toEqual({ first: [], second: [{ sheet: blank, count: 1 }] })
    expect(sameSheets([A], [A, blank])).toBe(false)
    expect(sameSheets([A, blank], [A])).toBe(false)
  })

  test('agree exactly when one is the other in another order', () => {
    fc.assert(
      fc.property(keying, keying, (left, right) => {
        const text = (sheets: readonly Ballot[]) => canonicalJson(sheets.map(canonicalJson).sort())
        expect(sameSheets(left, right)).toBe(text(left) === text(right))
        expect(sameSheets(left, left.toReversed())).toBe(true)
      }),
    )
  })

  test('become equal when each gives the other what it has more', () => {
    const spread = (side: readonly { sheet: Ballot; count: number }[]) =>
      side.flatMap(({ sheet, count }) => Array.from({ length: count }, () => sheet))
    fc.assert(
      fc.property(keying, keying, (left, right) => {
        const { first, second } = compareKeyings(left, right)
        expect(sameSheets([...left, ...spread(second)], [...right, ...spread(first)])).toBe(true)
      }),
    )
  })
})

describe('a batch', () => {
  test('is keyed as long as only one teller has', () => {
    expect(statusOfKeyings([])).toBe('keying')
    expect(statusOfKeyings([[A]])).toBe('keying')
  })

  test('is agreed when both keyed the same sheets', () => {
    expect(
      statusOfKeyings([
        [A, AB],
        [AB, A],
      ]),
    ).toBe('agreed')
  })

  test('differs when they did not', () => {
    expect(
      statusOfKeyings([
        [A, A],
        [A, AB],
      ]),
    ).toBe('differing')
  })

  test('waits for a ruling when both found a sheet unreadable', () => {
    expect(
      statusOfKeyings([
        [A, unreadable],
        [unreadable, A],
      ]),
    ).toBe('ruling')
    expect(countUnreadable([unreadable, A, overVote, unreadable])).toBe(2)
  })

  const wu = { delegate_id: 'wu', place: 1 }
  const xu = { delegate_id: 'xu', place: 2 }
  const all = ['wu', 'xu', 'ye']

  test.each(['keying', 'differing', 'ruling'] as const)(
    'that is %s may be keyed by two tellers, again and again',
    status => {
      const at = (place: number) => ({ ok: true, value: { place, replaces: null } })
      expect(placeToKey({ status }, [], all, 'wu')).toEqual(at(1))
      expect(placeToKey({ status }, [wu], all, 'xu')).toEqual(at(2))
      expect(placeToKey({ status }, [wu, xu], all, 'wu')).toEqual(at(1))
      expect(codeOf(placeToKey({ status }, [wu, xu], all, 'ye'))).toBe('BATCH_HAS_TWO_TELLERS')
    },
  )

  test.each(['keying', 'differing'] as const)(
    'that is %s may be keyed by a third in the place of one who is no teller any more',
    status => {
      const of = (place: number, replaces: string | null) => ({ ok: true, value: { place, replaces } })
      expect(placeToKey({ status }, [wu, xu], ['wu', 'ye'], 'ye')).toEqual(of(2, 'xu'))
      expect(placeToKey({ status }, [wu, xu], ['xu', 'ye'], 'ye')).toEqual(of(1, 'wu'))
      expect(placeToKey({ status }, [wu, xu], ['ye', 'zu'], 'ye')).toEqual(of(1, 'wu'))
      // As long as a place is empty, what is keyed stands: the two may still agree.
      expect(placeToKey({ status }, [wu], ['xu', 'ye'], 'ye')).toEqual(of(2, null))
    },
  )

  test('whose two keyings agree keeps both while a ruling is asked for, whoever has left', () => {
    expect(codeOf(placeToKey({ status: 'ruling' }, [wu, xu], ['xu', 'ye'], 'ye'))).toBe(
      'BATCH_HAS_TWO_TELLERS',
    )
  })

  test('that is agreed is keyed by nobody', () => {
    expect(codeOf(placeToKey({ status: 'agreed' }, [wu, xu], all, 'wu'))).toBe('WRONG_STATUS')
    expect(codeOf(placeToKey({ status: 'agreed' }, [wu, xu], ['xu', 'ye'], 'ye'))).toBe('WRONG_STATUS')
  })
})

describe('a batch begun by mistake', () => {
  test('may be taken away as long as nobody has keyed it', () => {
    expect(mayRemoveBatch(0)).toEqual({ ok: true, value: null })
    expect(mayRemoveBatch(1)).toMatchObject({ error: { code: 'BATCH_KEYED' } })
  })
})

describe('a ruling', () => {
  const batch = { status: 'ruling', unreadable: 2 } as const

  test('that is upheld makes the batch agreed', () => {
    expect(rule(batch, { unreadable: 2, upheld: true })).toEqual({ ok: true, value: 'agreed' })
  })

  test('that is not upheld gives it back to the tellers', () => {
    expect(rule(batch, { unreadable: 2, upheld: false })).toEqual({ ok: true, value: 'keying' })
  })

  test('speaks of exactly the sheets that were keyed as unreadable', () => {
    expect(rule(batch, { unreadable: 1, upheld: true })).toEqual({
      ok: false,
      error: { code: 'RULING_DIFFERS', detail: { unreadable: 2 } },
    })
  })

  test.each(['keying', 'differing', 'agreed'] as const)('is not asked for while a batch is %s', status => {
    expect(rule({ status, unreadable: 0 }, { unreadable: 0, upheld: true })).toMatchObject({
      error: { code: 'WRONG_STATUS' },
    })
  })
})
