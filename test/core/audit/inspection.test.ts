import { describe, expect, test } from 'vitest'
import {
  checkFinding,
  type InspectionFinding,
  type InspectionStatus,
  inspectionItems,
  recover,
  rectify,
  reinspect,
  signInspection,
} from '../../../src/core/audit/inspection.ts'
import { fen } from '../../../src/core/money.ts'

const clean: InspectionFinding = {
  inspected_on: '2026-11-21',
  checklist: {
    exists_as_contracted: true,
    quantities_match_bill: true,
    invoices_match_payments: true,
    notice_shown: true,
    residents_interviewed: true,
  },
  measurements: [{ item: '路灯', unit: '盏', billed: '8', measured: '8' }],
  note: '',
  finding: 'pass',
  questioned_fen: fen(0),
  deadline: null,
}
const billed = [{ item: '路灯', unit: '盏', quantity: '8' }]
const statuses: readonly InspectionStatus[] = ['drafted', 'recorded', 'rectified', 'closed']
const code = (result: { ok: boolean; error?: { code: string } }) => result.error?.code

describe('a finding', () => {
  test('of pass has nothing wrong, questions no money and sets no deadline', () => {
    expect(checkFinding(billed, clean)).toEqual({ ok: true, value: clean })
    const bad: InspectionFinding = {
      ...clean,
      checklist: { ...clean.checklist, notice_shown: false },
      questioned_fen: fen(1),
      deadline: '2026-12-01',
    }
    expect(checkFinding(billed, bad)).toEqual({
      ok: false,
      error: {
        code: 'FINDING_CONTRADICTS',
        detail: { contradicting: ['notice_shown', 'questioned_fen', 'deadline'] },
      },
    })
  })

  test.each(inspectionItems)('of pass has %s in order', item => {
    const checklist = { ...clean.checklist, [item]: false }
    expect(code(checkFinding(billed, { ...clean, checklist }))).toBe('FINDING_CONTRADICTS')
  })

  test.each(['minor', 'major'] as const)('of %s sets a deadline, not before the inspection', finding => {
    expect(code(checkFinding(billed, { ...clean, finding }))).toBe('DEADLINE_MISSING')
    expect(code(checkFinding(billed, { ...clean, finding, deadline: '2026-11-20' }))).toBe(
      'DEADLINE_TOO_EARLY',
    )
    for (const deadline of ['2026-11-21', '2026-12-01']) {
      expect(checkFinding(billed, { ...clean, finding, deadline, questioned_fen: fen(5) }).ok).toBe(true)
    }
  })
})

describe('quantities', () => {
  const short = [{ item: '路灯', unit: '盏', billed: '8', measured: '7.5' }]

  test('are measured of every billed item, and of nothing else', () => {
    expect(code(checkFinding(billed, { ...clean, measurements: [] }))).toBe('MEASUREMENTS_DO_NOT_FIT')
    expect(code(checkFinding([], clean))).toBe('MEASUREMENTS_DO_NOT_FIT')
    const other = [{ item: '路灯', unit: '盏', billed: '9', measured: '9' }]
    expect(code(checkFinding(billed, { ...clean, measurements: other }))).toBe('MEASUREMENTS_DO_NOT_FIT')
  })

  test('that are less than billed and still said to match need a word why', () => {
    expect(checkFinding(billed, { ...clean, measurements: short })).toEqual({
      ok: false,
      error: { code: 'SHORTFALL_UNEXPLAINED', detail: { items: ['路灯'] } },
    })
    expect(checkFinding(billed, { ...clean, measurements: short, note: '一盏送修' }).ok).toBe(true)
    const said = { ...clean.checklist, quantities_match_bill: false }
    const fault = { ...clean, checklist: said, measurements: short, finding: 'minor', deadline: '2026-12-01' }
    expect(checkFinding(billed, fault as InspectionFinding).ok).toBe(true)
  })
})

describe('signatures', () => {
  const drafted = {
    status: 'drafted',
    finding: 'minor',
    inspectors: ['i-1', 'i-2'],
    signed: [],
  } as const

  test('of both inspectors make a finding stand', () => {
    expect(signInspection(drafted, 'i-1')).toEqual({ ok: true, value: 'drafted' })
    expect(signInspection({ ...drafted, signed: ['i-1'] }, 'i-2')).toEqual({ ok: true, value: 'recorded' })
    expect(signInspection({ ...drafted, signed: ['i-2'] }, 'i-1')).toEqual({ ok: true, value: 'recorded' })
  })

  test('of both inspectors close an inspection that found nothing', () => {
    const signed = { ...drafted, finding: 'pass', signed: ['i-1'] } as const
    expect(signInspection(signed, 'i-2')).toEqual({ ok: true, value: 'closed' })
  })

  test('are given by the assigned inspectors only, once, while it is a draft', () => {
    expect(code(signInspection(drafted, 'i-3'))).toBe('NOT_THE_INSPECTOR')
    expect(code(signInspection({ ...drafted, signed: ['i-1'] }, 'i-1'))).toBe('INSPECTION_ALREADY_SIGNED')
    for (const status of statuses.slice(1)) {
      expect(code(signInspection({ ...drafted, status }, 'i-1'))).toBe('WRONG_STATUS')
    }
  })
})

describe('after a finding', () => {
  test('the community reports its rectification', () => {
    for (const status of statuses) {
      expect(rectify(status)).toMatchObject(
        status === 'recorded' ? { ok: true, value: 'rectified' } : { error: { code: 'WRONG_STATUS' } },
      )
    }
  })

  test('a re-inspection closes it or sets a new deadline', () => {
    const seen = { inspected_on: '2026-12-02', passed: true, deadline: null }
    expect(reinspect('rectified', seen)).toEqual({ ok: true, value: 'closed' })
    expect(reinspect('rectified', { ...seen, passed: false, deadline: '2026-12-09' })).toEqual({
      ok: true,
      value: 'recorded',
    })
    expect(code(reinspect('rectified', { ...seen, deadline: '2026-12-09' }))).toBe('FINDING_CONTRADICTS')
    expect(code(reinspect('rectified', { ...seen, passed: false }))).toBe('DEADLINE_MISSING')
    const early = { ...seen, passed: false, deadline: '2026-12-01' }
    expect(code(reinspect('rectified', early))).toBe('DEADLINE_TOO_EARLY')
    for (const status of ['drafted', 'recorded', 'closed'] as const) {
      expect(code(reinspect(status, seen))).toBe('WRONG_STATUS')
    }
  })

  test('no more money is recovered than was questioned', () => {
    const inspection = { status: 'recorded', questioned_fen: fen(100), recovered_fen: fen(30) } as const
    expect(recover(inspection, fen(70))).toEqual({ ok: true, value: 100 })
    expect(recover(inspection, fen(71))).toEqual({
      ok: false,
      error: { code: 'RECOVERY_OVER_QUESTIONED', detail: { left: 70 } },
    })
    expect(recover({ ...inspection, status: 'closed' }, fen(1))).toEqual({ ok: true, value: 31 })
    expect(code(recover({ ...inspection, status: 'drafted' }, fen(1)))).toBe('WRONG_STATUS')
  })
})
