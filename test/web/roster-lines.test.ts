import { describe, expect, it } from 'vitest'
import { readRoster } from '../../src/web/pages/roster-lines.ts'
import { words as english } from '../../src/web/text/en/words.ts'
import { words as chinese } from '../../src/web/text/zh/words.ts'

function read(pasted: string, words = chinese.delegateCategories) {
  return readRoster(pasted, words).map(line =>
    'wrong' in line
      ? `${line.line} ${line.wrong} ${line.word}`
      : `${line.line} ${line.name} ${line.category} ${line.ignored}`,
  )
}

describe('a pasted roster', () => {
  it.each([
    ['张三\t党代表', '张三 party_deputy 0'],
    ['张三，人大代表', '张三 congress_deputy 0'],
    ['张三、政协委员', '张三 cppcc_member 0'],
    ['张三 网格员', '张三 grid_officer 0'],
    ['张三　企业代表', '张三 enterprise 0'],
    ['张三;居民', '张三 resident 0'],
    ['党代表 张三', '张三 party_deputy 0'],
    ['居民代表,张三,13800000000', '张三 resident 1'],
    ['张三\t居民代表\t一网格\t13800000000', '张三 resident 2'],
    ['1 张三 居民', '张三 resident 0'],
    ['１２、张三 居民', '张三 resident 0'],
    ['3.张三，居民', '张三 resident 0'],
    ['阿依古丽·买买提 居民代表', '阿依古丽·买买提 resident 0'],
    ['Mary Ann Smith 居民代表', 'Mary Ann Smith resident 0'],
    ['3号楼张三 居民', '3号楼张三 resident 0'],
  ])('takes %s', (pasted, delegate) => {
    expect(read(pasted)).toEqual([`1 ${delegate}`])
  })

  it('takes the words of either language, those of several parts too', () => {
    const words = english.delegateCategories
    expect(
      read('Zhang San, grid officer\nLi Si People’s Congress deputy\nWang Wu enterprise\nZhao 居民', words),
    ).toEqual([
      '1 Zhang San grid_officer 0',
      '2 Li Si congress_deputy 0',
      '3 Wang Wu enterprise 0',
      '4 Zhao resident 0',
    ])
  })

  it('skips empty lines and the line of headings, and keeps the numbers of the lines', () => {
    expect(read('姓名\t类别\n\n张三\t居民\n   \n李四\t居民')).toEqual([
      '3 张三 resident 0',
      '5 李四 resident 0',
    ])
    expect(read('序号,姓名,类别\n1,张三,居民')).toEqual(['2 张三 resident 0'])
    expect(read('')).toEqual([])
  })

  it('says of each other line what is wrong with it', () => {
    const long = '张'.repeat(101)
    expect(read(`李四\n王五 书记\n居民\n居民,网格员\n${long},居民\n12`)).toEqual([
      '1 no_category 李四',
      '2 unknown_category 书记',
      '3 no_name 居民',
      '4 no_name 居民',
      `5 long_name ${long}`,
      '6 no_category 12',
    ])
  })
})
