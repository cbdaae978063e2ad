import { describe, expect, test } from 'vitest'
import type { Actor, Role } from '../../../src/core/identity/access.ts'
import { decideProposer, isDrafter, type ProposerClaim } from '../../../src/core/proposal/proposer.ts'
import { codeOf } from '../outcome.ts'

const place = { district_id: 'd', area_ids: ['community', 'street', 'd'], assembly_id: null }
const claim: ProposerClaim = {
  proposer: undefined,
  delegate_id: null,
  grid_id: null,
  contact: true,
  draft: false,
}
const anybody: Actor = { kind: 'public' }
const delegate: Actor = {
  kind: 'delegate',
  delegate_id: 'delegate',
  session_id: 's',
  district_id: 'd',
  assembly_id: 'assembly',
  duty: null,
}

function staff(role: Role, area_id: string, must_change_password = false): Actor {
  return {
    kind: 'staff',
    account_id: 'account',
    session_id: 's',
    district_id: 'd',
    must_change_password,
    roles: [{ role, area_id, department: null }],
  }
}

function decide(actor: Actor, changes: Partial<ProposerClaim> = {}, own = true) {
  return decideProposer(actor, place, own, { ...claim, ...changes })
}

describe('a resident', () => {
  test('needs no account but a contact', () => {
    expect(decide(anybody)).toEqual({
      ok: true,
      value: { proposer: 'resident', account_id: null, delegate_id: null },
    })
    expect(codeOf(decide(anybody, { contact: false }))).toBe('CONTACT_REQUIRED')
  })

  test('speaks for nobody else and keeps no drafts', () => {
    expect(codeOf(decide(anybody, { proposer: 'resident' }))).toBe('ok')
    expect(codeOf(decide(anybody, { proposer: 'delegate' }))).toBe('SIGN_IN_REQUIRED')
    expect(codeOf(decide(anybody, { delegate_id: 'delegate' }))).toBe('SIGN_IN_REQUIRED')
    expect(codeOf(decide(anybody, { draft: true }))).toBe('SIGN_IN_REQUIRED')
  })
})

describe('a delegate', () => {
  test('proposes in the own name, in the own community and cycle', () => {
    expect(decide(delegate, { contact: false, draft: true })).toEqual({
      ok: true,
      value: { proposer: 'delegate', account_id: null, delegate_id: 'delegate' },
    })
    expect(codeOf(decide(delegate, {}, false))).toBe('NOT_YOUR_AREA')
    expect(codeOf(decide(delegate, { proposer: 'resident' }))).toBe('PROPOSER_UNFIT')
    expect(codeOf(decide(delegate, { delegate_id: 'another' }))).toBe('PROPOSER_UNFIT')
  })
})

describe('a grid officer', () => {
  const officer = staff('grid_officer', 'grid')

  test('brings proposals in from an own grid', () => {
    expect(decide(officer, { grid_id: 'grid', contact: false })).toEqual({
      ok: true,
      value: { proposer: 'grid_officer', account_id: 'account', delegate_id: null },
    })
    expect(codeOf(decide(officer, { grid_id: 'another' }))).toBe('NOT_YOUR_AREA')
    expect(codeOf(decide(officer))).toBe('AREA_DOES_NOT_FIT')
  })

  test('speaks for residents of the grid with their contact, and for nobody else', () => {
    expect(decide(officer, { grid_id: 'grid', proposer: 'resident' })).toEqual({
      ok: true,
      value: { proposer: 'resident', account_id: 'account', delegate_id: null },
    })
    const unknown = { grid_id: 'grid', proposer: 'resident', contact: false } as const
    expect(codeOf(decide(officer, unknown))).toBe('CONTACT_REQUIRED')
    expect(codeOf(decide(officer, { grid_id: 'grid', proposer: 'community_clerk' }))).toBe('PROPOSER_UNFIT')
    expect(codeOf(decide(officer, { grid_id: 'grid', delegate_id: 'delegate' }))).toBe('PROPOSER_UNFIT')
  })
})

describe('the clerk', () => {
  const clerk = staff('community_clerk', 'community')

  test('speaks for anybody; for residents only with their contact', () => {
    expect(decide(clerk, { contact: false })).toEqual({
      ok: true,
      value: { proposer: 'community_clerk', account_id: 'account', delegate_id: null },
    })
    expect(decide(clerk, { proposer: 'delegate', delegate_id: 'delegate' })).toEqual({
      ok: true,
      value: { proposer: 'delegate', account_id: 'account', delegate_id: 'delegate' },
    })
    expect(codeOf(decide(clerk, { proposer: 'grid_officer', contact: false }))).toBe('ok')
    expect(codeOf(decide(clerk, { proposer: 'resident' }))).toBe('ok')
    expect(codeOf(decide(clerk, { proposer: 'resident', contact: false }))).toBe('CONTACT_REQUIRED')
  })

  test('names a delegate only behind a delegate’s proposal', () => {
    expect(codeOf(decide(clerk, { proposer: 'resident', delegate_id: 'delegate' }))).toBe('PROPOSER_UNFIT')
  })

  test('acts in the own community and with an own password', () => {
    expect(codeOf(decide(staff('community_clerk', 'another')))).toBe('NOT_YOUR_AREA')
    expect(codeOf(decide(staff('community_clerk', 'community', true)))).toBe('PASSWORD_CHANGE_REQUIRED')
  })
})

test('nobody else of the staff proposes, nor the operator', () => {
  expect(codeOf(decide(staff('street_officer', 'street')))).toBe('NOT_YOUR_ROLE')
  expect(codeOf(decide({ kind: 'operator' }))).toBe('NOT_YOUR_ROLE')
})

test('a draft belongs to the account that entered it, or else to the delegate', () => {
  const clerk = staff('community_clerk', 'community')
  const byClerk = { proposer_account_id: 'account', proposer_delegate_id: 'delegate' }
  const byDelegate = { proposer_account_id: null, proposer_delegate_id: 'delegate' }
  expect(isDrafter(clerk, byClerk)).toBe(true)
  expect(isDrafter(clerk, byDelegate)).toBe(false)
  expect(isDrafter(delegate, byClerk)).toBe(false)
  expect(isDrafter(delegate, byDelegate)).toBe(true)
  expect(isDrafter(delegate, { ...byDelegate, proposer_delegate_id: 'another' })).toBe(false)
  expect(isDrafter(anybody, { proposer_account_id: null, proposer_delegate_id: null })).toBe(false)
})
