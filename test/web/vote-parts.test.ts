import { describe, expect, it } from 'vitest'
import { draftsOf, type Notes, notesOf } from '../../src/client/draft.ts'
import { entranceOf } from '../../src/client/entrance.ts'
import { fillIn } from '../../src/client/live.ts'
import { pauseBefore, pauseBeforeCast } from '../../src/client/pace.ts'
import { readReceipt, receiptText } from '../../src/client/receipt.ts'
import { blocks, meaningOf, passes, type Trouble } from '../../src/client/trouble.ts'
import { refusalCodes } from '../../src/core/refusal.ts'

function notes(): Notes {
  const kept = new Map<string, string>()
  return {
    getItem: name => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: name => void kept.delete(name),
  }
}

const broken: Notes = {
  getItem: () => {
    throw new DOMException('no', 'SecurityError')
  },
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError')
  },
  removeItem: () => undefined,
}

describe('the pace of a page', () => {
  const waiting = { screen: 'gathering', failures: 0, hidden: false } as const

  it('is three to five seconds where the hall waits, and longer where nobody looks or nothing is due', () => {
    expect(pauseBefore(waiting, 0)).toBe(3000)
    expect(pauseBefore(waiting, 1)).toBe(5000)
    expect(pauseBefore({ ...waiting, hidden: true }, 0)).toBe(15_000)
    expect(pauseBefore({ ...waiting, screen: 'result' }, 0)).toBe(45_000)
    expect(pauseBefore({ ...waiting, screen: 'scheduled' }, 0)).toBe(15_000)
  })

  it('slows down with every failure, to half a minute', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 50].map(failures => pauseBefore({ ...waiting, failures }, 0.5))
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })
})

describe('a ballot that waits', () => {
  it('is sent at a moment nobody can foresee, later with every failure', () => {
    expect([0, 1].map(chance => pauseBeforeCast(0, chance))).toEqual([300, 2300])
    expect([1, 2, 3, 50].map(failures => pauseBeforeCast(failures, 0))).toEqual([1300, 2300, 4300, 30_300])
  })
})

describe('a draft', () => {
  it('is kept by delegate and round, empty ones too, until it is removed', () => {
    const kept = notes()
    const drafts = draftsOf(kept, 'ada')
    expect(drafts.read('one')).toBe(null)
    drafts.keep('one', ['a', 'b'])
    drafts.keep('two', [])
    const reloaded = draftsOf(kept, 'ada')
    expect([reloaded.read('one'), reloaded.read('two')]).toEqual([['a', 'b'], []])
    expect(draftsOf(kept, 'ben').read('one')).toBe(null)
    reloaded.remove('one')
    expect(draftsOf(kept, 'ada').read('one')).toBe(null)
  })

  it('lasts as long as the page where the browser keeps nothing', () => {
    for (const nowhere of [null, broken]) {
      const drafts = draftsOf(nowhere, 'ada')
      drafts.keep('one', ['a'])
      expect(drafts.read('one')).toEqual(['a'])
    }
    expect(
      notesOf({
        get localStorage(): Notes {
          throw new DOMException('no', 'SecurityError')
        },
      }),
    ).toBe(null)
  })

  it('that is damaged is none', () => {
    const kept = notes()
    kept.setItem('piaojue-draft-ada-one', '{"a":')
    expect(draftsOf(kept, 'ada').read('one')).toBe(null)
  })
})

describe('the entrance', () => {
  const code = '7K2M-9QXP-3FTB-W8HD'
  const other = 'AAAA-AAAA-AAAA-AAAA'

  it('sends the same request for the same slip again, however it is typed', () => {
    const entrance = entranceOf(notes())
    expect(entrance.requestFor(code, 'first')).toBe('first')
    expect(entrance.requestFor(' 7k2m 9qxp3ftbw8hd', 'second')).toBe('first')
    expect(entrance.requestFor(other, 'third')).toBe('third')
    expect(entrance.requestFor('no code', 'fourth')).toBe('fourth')
  })

  it('keeps nothing of a code that is secret', () => {
    const kept: string[] = []
    const entrance = entranceOf({ ...notes(), setItem: (_, value) => void kept.push(value) })
    entrance.requestFor(code, 'first')
    expect(kept.join()).not.toContain('3FTB')
  })

  it('notices a slip that is not the one it came in with', () => {
    const entrance = entranceOf(notes())
    expect(entrance.isOther(other)).toBe(false)
    entrance.requestFor(code, 'first')
    expect([entrance.isOther(code), entrance.isOther(other), entrance.isOther('')]).toEqual([
      false,
      true,
      false,
    ])
  })

  it('does without memory', () => {
    for (const nowhere of [null, broken]) {
      const entrance = entranceOf(nowhere)
      expect([entrance.requestFor(code, 'a'), entrance.requestFor(code, 'b')]).toEqual(['a', 'b'])
    }
  })
})

describe('a receipt', () => {
  const receipt = { round: 'r', ballot: 'a'.repeat(64), receipt: 'B'.repeat(86) }

  it('is read as it was written, also out of a message', () => {
    expect(readReceipt(receiptText(receipt))).toEqual(receipt)
    expect(readReceipt(`您好：\n> ${receiptText(receipt)}\n谢谢`)).toEqual(receipt)
  })

  it.each(['', 'x', '{', '{}', '{"round":1}', receiptText({ ...receipt, ballot: 'A'.repeat(64) })])(
    'is not %j',
    text => {
      expect(readReceipt(text)).toBe(null)
    },
  )
})

describe('words with figures', () => {
  it('are filled in when all figures are known, and left as they are otherwise', () => {
    expect(fillIn('最多选 {max} 项，已选 {chosen} 项', { max: 3, chosen: 0 })).toBe('最多选 3 项，已选 0 项')
    expect(fillIn('{max} {time}', { max: 3 })).toBe(null)
    expect(fillIn('', {})).toBe('')
  })
})

describe('what a refusal means', () => {
  it('is settled for every code, and none of a ballot’s own faults is retried by itself', () => {
    const rejected = refusalCodes.filter(code => {
      const meaning = meaningOf(code)
      return meaning.kind === 'trouble' && meaning.trouble === 'rejected'
    })
    expect(rejected).toEqual(
      expect.arrayContaining(['TOKEN_INVALID', 'SIGNATURE_INVALID', 'BALLOT_DIFFERS', 'OVER_VOTE']),
    )
    expect(blocks('rejected')).toBe(true)
    expect(meaningOf('502')).toEqual({ kind: 'trouble', trouble: 'busy' })
  })

  it('either passes by itself or waits for the delegate', () => {
    const troubles: Trouble[] = ['connection', 'busy', 'signed_out', 'storage', 'unproven']
    expect(troubles.map(trouble => [passes(trouble), blocks(trouble)])).toEqual([
      [true, false],
      [true, false],
      [true, false],
      [false, true],
      [false, true],
    ])
  })
})
