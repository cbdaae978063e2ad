import { describe, expect, it } from 'vitest'
import { csvText } from '../../src/web/csv.ts'

const lineOf = (...cells: Parameters<typeof csvText>[0][number]) => csvText([cells]).slice(1, -2)

describe('a table for spreadsheets', () => {
  it('begins with the mark by which they know UTF-8, and ends each row as the format says', () => {
    expect(
      csvText([
        ['项目', 1],
        ['路灯', null],
      ]),
    ).toBe('\ufeff项目,1\r\n路灯,\r\n')
  })

  it('puts into quotes what would end a cell or a row', () => {
    expect(lineOf('a,b', 'a"b', 'a\nb')).toBe('"a,b","a""b","a\nb"')
  })

  it.each(['=1+1', '+1', '-1', '@a', '\t=1', ' =1', '\r=1', '＝1', '\u0000=1'])(
    'gives no text to be run as a formula: %j',
    text => expect(lineOf(text)).toMatch(/^"?'/),
  )

  it('leaves numbers as they are, negative ones too, and text that only has such a sign inside', () => {
    expect(lineOf(-1.5, true, '一巷-二巷', 'a=b')).toBe('-1.5,true,一巷-二巷,a=b')
  })
})
