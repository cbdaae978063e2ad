import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sheetsAsPublished } from '../../../src/core/assembly/batch.ts'
import { specimenOf } from '../../../src/core/tally/ballot.ts'
import {
  classifySheet,
  countClasses,
  type EntryTerms,
  keyedSheet,
  readSheet,
  readSheets,
  sheetText,
  typedSheet,
} from '../../../src/core/tally/sheet-entry.ts'

const few: EntryTerms = { candidates: ['a', 'b', 'c', 'd', 'e'], max_choices: 3, exact_choices: false }
const many: EntryTerms = {
  candidates: Array.from({ length: 12 }, (_, at) => `c${String(at).padStart(2, '0')}`),
  max_choices: 3,
  exact_choices: false,
}
const exact: EntryTerms = { ...few, exact_choices: true }

function numbers(terms: EntryTerms, typed: string) {
  const read = readSheet(terms, typed)
  return read.ok && 'numbers' in read.value ? read.value.numbers : read
}

describe('a sheet as typed', () => {
  it.each(['1 3 5', '5,3，1', '１ ３　５', '1+3+5', '1.3.5', '1、3、5', ' 1/3-5 ', '135', '13 5', '①③⑤'])(
    '%s is marks at the candidates 1, 3 and 5',
    typed => {
      expect(numbers(few, typed)).toEqual([1, 3, 5])
    },
  )

  it('is of whole numbers from ten candidates on: 12 is the twelfth', () => {
    expect(numbers(many, '12 1')).toEqual([1, 12])
    expect(numbers(many, '01')).toEqual([1])
    expect(readSheet(many, '135')).toEqual({ ok: false, error: { fault: 'no_such_number', found: '135' } })
  })

  it('is blank with 0, and unreadable with x', () => {
    expect(numbers(few, '0')).toEqual([])
    expect(numbers(few, '０')).toEqual([])
    for (const typed of ['x', 'X', '×', 'ｘ', '*', ' x ']) {
      expect(readSheet(few, typed)).toEqual({ ok: true, value: { invalid: 'unreadable' } })
    }
  })

  it.each([
    ['', 'empty', ''],
    [' , ', 'empty', ''],
    ['1 甲', 'not_a_number', '甲'],
    ['1x', 'not_a_number', '1x'],
    ['1 6', 'no_such_number', '6'],
    ['1 1', 'repeated', '1'],
    ['313', 'repeated', '3'],
    ['0 1', 'blank_and_more', '0 1'],
    ['10', 'blank_and_more', '10'],
    ['00', 'blank_and_more', '00'],
  ])('%j is none: %s', (typed, fault, found) => {
    expect(readSheet(few, typed)).toEqual({ ok: false, error: { fault, found } })
  })

  it('may be over-voted without its marks where that is possible, and under-voted where exact choices are demanded', () => {
    expect(readSheet(few, 'o')).toEqual({ ok: true, value: { invalid: 'over_vote' } })
    expect(readSheet({ ...few, max_choices: 5 }, 'o')).toMatchObject({ error: { fault: 'no_over_vote' } })
    expect(readSheet(exact, 'U')).toEqual({ ok: true, value: { invalid: 'under_vote' } })
    expect(readSheet(few, 'u')).toMatchObject({ error: { fault: 'no_under_vote' } })
    expect(readSheet({ ...exact, max_choices: 1 }, 'u')).toMatchObject({ error: { fault: 'no_under_vote' } })
  })
})

describe('a batch as typed', () => {
  it('has one sheet a line; empty lines are passed over, and faults named by their line', () => {
    expect(readSheets(few, '1 3\n\n0\n7\nx\n')).toEqual({
      sheets: [{ numbers: [1, 3] }, { numbers: [] }, { invalid: 'unreadable' }],
      faults: [{ line: 4, fault: 'no_such_number', found: '7' }],
    })
  })

  it('is counted by what its sheets are', () => {
    const { sheets } = readSheets(exact, '1 2 3\n1 2 3 4\n1\n0\nx\no\nu')
    expect(sheets.map(sheet => classifySheet(exact, sheet))).toEqual([
      'valid',
      'over_vote',
      'under_vote',
      'blank',
      'unreadable',
      'over_vote',
      'under_vote',
    ])
    expect(countClasses(exact, sheets)).toEqual({
      valid: 1,
      blank: 1,
      over_vote: 2,
      under_vote: 2,
      unreadable: 1,
    })
    expect(countClasses(few, readSheets(few, '1').sheets)).toMatchObject({ valid: 1, under_vote: 0 })
  })

  it('is not classified when it is no sheet of the ballot', () => {
    expect(() => classifySheet({ ...few, candidates: ['a', 'a'] }, { numbers: [1, 2] })).toThrow(TypeError)
  })

  it('is published, typed again from what was published, and published the same', () => {
    const terms = fc.record({
      candidates: fc
        .integer({ min: 1, max: 14 })
        .map(count => many.candidates.concat('d', 'e').slice(0, count)),
      max_choices: fc.integer({ min: 1, max: 14 }),
      exact_choices: fc.boolean(),
    })
    const batches = terms.chain(ballot =>
      fc.record({
        ballot: fc.constant(ballot),
        sheets: fc.array(
          fc.oneof(
            fc.subarray(ballot.candidates.map((_, at) => at + 1)).map(marked => ({ numbers: marked })),
            fc.constant({ invalid: 'unreadable' as const }),
          ),
        ),
      }),
    )
    fc.assert(
      fc.property(batches, ({ ballot, sheets }) => {
        const specimen = specimenOf(ballot, ballot.exact_choices)
        const published = (typed: readonly Parameters<typeof sheetText>[0][]) =>
          sheetsAsPublished(
            specimen,
            typed.map(sheet => keyedSheet(ballot, sheet)),
          )
        const first = published(sheets)
        if (!first.ok) throw new Error(first.error.code)
        const text = first.value.map(sheet => sheetText(typedSheet(ballot, sheet))).join('\n')
        const again = readSheets(ballot, text)
        expect(again.faults).toEqual([])
        expect(published(again.sheets)).toEqual(first)
      }),
    )
  })
})
