import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assignInspectors } from '../../../src/core/audit/inspectors.ts'
import {
  nextInspector,
  replaceByHand,
  stayingInspector,
  type TicketReplacement,
} from '../../../src/core/audit/replacement.ts'
import { ticket } from '../../../src/core/audit/ticket.ts'
import { departments } from '../../../src/core/identity/access.ts'
import type { AuditFrame } from '../../../src/core/record/entries.ts'
import { codeOf } from '../outcome.ts'

const inspectors: AuditFrame['inspectors'] = Array.from({ length: 8 }, (_, at) => ({
  id: `i-${at}`,
  department: departments[at % 4] ?? 'audit',
  excluded: at === 7 ? ['p-1'] : [],
}))

const byTicket = (seed: string, project = 'p-1') =>
  [...inspectors].sort((a, b) =>
    ticket(seed, `inspector|${project}|${a.id}`) < ticket(seed, `inspector|${project}|${b.id}`) ? -1 : 1,
  )

function leaving(changes: Partial<TicketReplacement> = {}): TicketReplacement {
  return { seed: 's', project: 'p-1', inspectors, stays: 'i-0', left: ['i-1'], unfit: [], ...changes }
}

describe('who stays', () => {
  const inspection = { status: 'recorded', inspectors: ['a', 'b'], leaves: 'a' } as const
  test('is the other of the two, until the inspection is closed', () => {
    expect(stayingInspector(inspection)).toEqual({ ok: true, value: 'b' })
    expect(stayingInspector({ ...inspection, leaves: 'b', status: null })).toEqual({ ok: true, value: 'a' })
    expect(codeOf(stayingInspector({ ...inspection, status: 'closed' }))).toBe('WRONG_STATUS')
    expect(codeOf(stayingInspector({ ...inspection, leaves: 'c' }))).toBe('NOT_FOUND')
  })
})

describe('the next inspector by ticket', () => {
  test('is the first of another department who is not excluded, has not left and is fit', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...inspectors.map(({ id }) => id)),
        fc.subarray(inspectors.map(({ id }) => id)),
        fc.subarray(inspectors.map(({ id }) => id)),
        (seed, stays, left, unfit) => {
          const department = inspectors.find(({ id }) => id === stays)?.department
          const order = byTicket(seed).filter(
            one => one.department !== department && one.id !== 'i-7' && !left.includes(one.id),
          )
          const at = order.findIndex(({ id }) => !unfit.includes(id))
          const found = nextInspector(leaving({ seed, stays, left, unfit }))
          if (at === -1) expect(codeOf(found)).toBe('NO_INSPECTOR_LEFT')
          else {
            const passed = order.slice(0, at).map(({ id }) => id)
            expect(found).toEqual({ ok: true, value: { inspector: order[at]?.id, passed } })
          }
        },
      ),
    )
  })

  test('follows the order in which the draw itself found the first two', () => {
    const drawn = assignInspectors('s', [{ stratum: 'street', projects: ['p-2'] }], inspectors)
    const [first = '', second = ''] = drawn.ok ? (drawn.value[0]?.inspectors ?? []) : []
    // Had the second not been there, the draw would have taken whoever is found now.
    const without = inspectors.filter(({ id }) => id !== second)
    const redrawn = assignInspectors('s', [{ stratum: 'street', projects: ['p-2'] }], without)
    const found = nextInspector(leaving({ project: 'p-2', stays: first, left: [second] }))
    expect(found).toMatchObject({
      value: { inspector: redrawn.ok ? redrawn.value[0]?.inspectors[1] : '', passed: [] },
    })
  })

  test('says how many were passed over when nobody is left', () => {
    const all = inspectors.map(({ id }) => id)
    expect(nextInspector(leaving({ unfit: all }))).toEqual({
      ok: false,
      error: { code: 'NO_INSPECTOR_LEFT', detail: { passed: 4 } },
    })
  })
})

describe('the next inspector of an extra pick', () => {
  const stays = { id: 'a', department: 'audit', involved: false } as const
  const next = { id: 'b', department: 'finance', involved: false } as const
  test('is an auditor of another department without a part in the project', () => {
    expect(replaceByHand('c', stays, next)).toEqual({ ok: true, value: 'b' })
    expect(replaceByHand('c', stays, { ...next, department: 'audit' })).toMatchObject({
      error: { code: 'INSPECTORS_DO_NOT_FIT', detail: { unfit: [] } },
    })
    for (const unfit of [
      { ...next, department: null },
      { ...next, involved: true },
      { ...next, id: 'a' },
      { ...next, id: 'c' },
    ]) {
      expect(replaceByHand('c', stays, unfit)).toMatchObject({
        error: { code: 'INSPECTORS_DO_NOT_FIT', detail: { unfit: [unfit.id] } },
      })
    }
  })
})
