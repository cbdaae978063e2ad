import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditSeed, drawSample, lotOrder, quota } from '../../../src/core/audit/draw.ts'
import { ticketOrder } from '../../../src/core/audit/ticket-order.ts'
import { canonicalJson } from '../../../src/core/record/canonical-json.ts'
import type { AuditFrame } from '../../../src/core/record/entries.ts'

const frame: AuditFrame = {
  cycle: 'cycle-1',
  ratio: { num: 30, den: 100 },
  strata: [
    { id: 'street-1', projects: ['p-1', 'p-2', 'p-3', 'p-4'], quota: 2 },
    { id: 'street-2', projects: ['p-5'], quota: 1 },
  ],
  inspectors: [],
}

test('a quota is the ratio rounded up, so every street with a project has one drawn', () => {
  const ratio = { num: 30, den: 100 }
  expect([0, 1, 3, 4, 10, 11, 100].map(n => quota(ratio, n))).toEqual([0, 1, 1, 2, 3, 4, 30])
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), fc.nat(100_000), (num, den, n) => {
      expect(quota({ num, den }, n)).toBe(Math.floor((num * n + den - 1) / den))
    }),
  )
})

describe('the seed of a draw', () => {
  const dice = '31415926535897932384'

  test('is the hash of the frame, the dice and the reveals of the departments in their order', () => {
    const hash = createHash('sha256').update(canonicalJson(frame)).digest('hex')
    const reveals = { urban_management: 'u', finance: 'f', construction: 'c', audit: 'a' }
    expect(auditSeed(frame, dice, reveals)).toBe(`${hash}|${dice}|f|a|c|u`)
  })

  test('names a department that did not reveal "-"', () => {
    expect(auditSeed(frame, dice, { audit: 'a' }).slice(65)).toBe(`${dice}|-|a|-|-`)
  })

  test('changes with anything in the frame', () => {
    const other = { ...frame, strata: frame.strata.slice(0, 1) }
    expect(auditSeed(other, dice, {})).not.toBe(auditSeed(frame, dice, {}))
  })
})

describe('a draw', () => {
  test('takes the smallest tickets of each stratum up to its quota, in ticket order', () => {
    fc.assert(
      fc.property(fc.string(), seed => {
        expect(drawSample(seed, frame.strata)).toEqual([
          { stratum: 'street-1', projects: ticketOrder(seed, ['p-1', 'p-2', 'p-3', 'p-4']).slice(0, 2) },
          { stratum: 'street-2', projects: ['p-5'] },
        ])
      }),
    )
  })

  test('draws nobody else when a project that was not drawn goes away', () => {
    const drawn = drawSample('s', frame.strata)[0]?.projects ?? []
    const strata = frame.strata.map(stratum => ({
      ...stratum,
      projects: stratum.projects.filter(id => drawn.includes(id) || stratum.id !== 'street-1'),
    }))
    expect(drawSample('s', strata)).toEqual(drawSample('s', frame.strata))
  })
})

test('a lot orders the group by tickets of the round and the dice', () => {
  const group = ['p-1', 'p-2', 'p-3']
  const throws = Array.from({ length: 100 }, (_, at) => String(at).padStart(20, '0'))
  const orders = throws.map(dice => lotOrder('round-1', dice, group))
  expect(orders).toEqual(throws.map(dice => ticketOrder(`round-1|${dice}`, group)))
  expect(new Set(orders.map(order => order.join())).size).toBe(6)
})
