import { describe, expect, it } from 'vitest'
import { routes } from '../../src/http/routes.ts'
import { readDay, readMoment, readWhole, readYuan } from '../../src/web/fields.ts'
import { dayOf, isoDayOf, momentOf, money, percent, yuanValue } from '../../src/web/format.ts'
import { deeds as english } from '../../src/web/text/en/deeds.ts'
import { deeds as chinese } from '../../src/web/text/zh/deeds.ts'

describe('what people type', () => {
  it.each([
    ['12000', 1_200_000],
    ['12,000.5', 1_200_050],
    ['¥ 12,000.05 元', 1_200_005],
    ['１２０００', 1_200_000],
    ['0', 0],
    ['1.234', null],
    ['-5', null],
    ['1万', null],
    ['', null],
    ['99999999999999999', null],
  ])('is an amount or none: %s', (typed, fen) => expect(readYuan(typed)).toBe(fen))

  it('is a whole number or none', () => {
    expect(['7', '０7', '7.5', '', '1e3'].map(readWhole)).toEqual([7, 7, null, null, null])
  })

  it('is a day from three fields, and a moment in the time of China', () => {
    expect(readDay('2027', '3', '5')).toBe('2027-03-05')
    expect(readDay('2027', '', '5')).toBe('')
    expect(readMoment('2027-03-05', '9:30')).toBe('2027-03-05T01:30:00.000Z')
    expect(readMoment('2027-03-05', '24:00')).toBe('')
    expect(readMoment('2027-02-30', '09:30')).toBe('')
    expect(readMoment('2027-13-01', '09:30')).toBe('')
    expect(readMoment('', '09:30')).toBe('')
  })
})

describe('what pages show', () => {
  it('is money in yuan, with fen only where there are some', () => {
    expect([20_000_000, 1_200_050, 5, 0, -100].map(money)).toEqual([
      '¥200,000',
      '¥12,000.50',
      '¥0.05',
      '¥0',
      '−¥1',
    ])
    expect([1_200_000, 1_200_005].map(yuanValue)).toEqual(['12000', '12000.05'])
  })

  it('is the day it is in China', () => {
    expect(dayOf('zh-CN', '2027-03-04T16:30:00Z')).toBe('2027年3月5日')
    expect(dayOf('en', '2027-03-05')).toBe('5 March 2027')
    expect(momentOf('zh-CN', '2027-03-04T16:30:00Z')).toBe('2027年3月5日 00:30')
    expect(isoDayOf('2027-03-04T16:30:00Z')).toBe('2027-03-05')
  })

  it('is a share that is whole only when all is there', () => {
    expect([percent(9999, 10_000), percent(1, 1), percent(0, 0)]).toEqual(['99.9%', '100%', '0%'])
    expect([percent(27, 37), percent(1, 2), percent(19, 37)]).toEqual(['73.0%', '50%', '51.4%'])
  })
})

describe('the trail', () => {
  it('has a name for everything that can be done, in both languages', () => {
    const verbs = routes.flatMap(({ operation }) => (operation.kind === 'verb' ? [operation.name] : []))
    expect(verbs.filter(name => chinese[name] === undefined)).toEqual([])
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort())
  })
})
