import { describe, expect, test } from 'vitest'
import {
  type AssignedDuty,
  checkDuties,
  isDelegatesOwn,
  mayAssignDuties,
  mayConfirmScrutineers,
  mayLinkProposer,
  mayReplaceDutyHolder,
  mayUnlinkProposer,
} from '../../../src/core/assembly/duties.ts'
import { type AssemblyFacts, assemblyStatuses } from '../../../src/core/assembly/status.ts'
import { defaultRules } from '../../../src/core/cycle/rules.ts'
import { codeOf } from '../outcome.ts'

const complete: readonly AssignedDuty[] = [
  { delegate_id: 'a', duty: 'chief_scrutineer' },
  { delegate_id: 'b', duty: 'scrutineer' },
  { delegate_id: 'c', duty: 'teller' },
  { delegate_id: 'd', duty: 'teller' },
]
const onRoster = new Set(['a', 'b', 'c', 'd', 'e'])
const nobody: ReadonlySet<string> = new Set()

describe('duties are given', () => {
  test('until the scrutineers are confirmed', () => {
    const allowed = assemblyStatuses.filter(
      status => mayAssignDuties({ status, scrutineers_confirmed_at: null }).ok,
    )
    expect(allowed).toEqual(['scheduled', 'checking_in'])
    const confirmed = { status: 'checking_in', scrutineers_confirmed_at: '2026-06-01T00:00:00.000Z' } as const
    expect(codeOf(mayAssignDuties(confirmed))).toBe('DUTIES_CONFIRMED')
  })

  test('to one chief scrutineer, a scrutineer and two tellers at least', () => {
    expect(codeOf(checkDuties(complete, { onRoster, proposers: nobody }))).toBe('ok')
    for (const missing of complete) {
      const duties = complete.filter(duty => duty !== missing)
      expect(codeOf(checkDuties(duties, { onRoster, proposers: nobody }))).toBe('DUTIES_INCOMPLETE')
    }
    expect(codeOf(checkDuties([], { onRoster, proposers: nobody }))).toBe('DUTIES_INCOMPLETE')
  })

  test('to one chief scrutineer only', () => {
    const two = [...complete, { delegate_id: 'e', duty: 'chief_scrutineer' } as const]
    expect(checkDuties(two, { onRoster, proposers: nobody })).toEqual({
      ok: false,
      error: {
        code: 'DUTIES_INCOMPLETE',
        detail: {
          counts: { chief_scrutineer: 2, scrutineer: 1, teller: 2 },
          needed: { chief_scrutineer: 1, scrutineer: 1, teller: 2 },
        },
      },
    })
  })

  test('to each delegate once, and to delegates of this assembly', () => {
    const twice = [...complete, { delegate_id: 'a', duty: 'teller' } as const]
    expect(codeOf(checkDuties(twice, { onRoster, proposers: nobody }))).toBe('DELEGATE_REPEATED')
    const stranger = [...complete, { delegate_id: 'z', duty: 'teller' } as const]
    expect(codeOf(checkDuties(stranger, { onRoster, proposers: nobody }))).toBe('DELEGATE_UNKNOWN')
  })

  test('to nobody who proposed a candidate', () => {
    expect(checkDuties(complete, { onRoster, proposers: new Set(['c']) })).toEqual({
      ok: false,
      error: { code: 'PROPOSER_HAS_DUTY', detail: { delegate_id: 'c' } },
    })
  })
})

describe('the scrutineers are confirmed', () => {
  const assembly: AssemblyFacts & { scrutineers_confirmed_at: string | null } = {
    status: 'checking_in',
    candidates_published_at: null,
    roster_frozen_at: null,
    eligible: 6,
    present: 4,
    scrutineers_confirmed_at: null,
  }
  const present = complete.map(({ duty }) => ({ duty, present: true }))

  test('when there is a quorum and enough of them are present', () => {
    expect(codeOf(mayConfirmScrutineers(defaultRules, assembly, present))).toBe('ok')
    const few = { ...assembly, present: 3 }
    expect(codeOf(mayConfirmScrutineers(defaultRules, few, present))).toBe('QUORUM_NOT_REACHED')
  })

  test('never without the chief, a scrutineer and two tellers in the hall', () => {
    for (const absent of present) {
      const duties = present.map(duty => (duty === absent ? { ...duty, present: false } : duty))
      expect(codeOf(mayConfirmScrutineers(defaultRules, assembly, duties))).toBe('DUTY_HOLDERS_ABSENT')
    }
  })

  test('once, during check-in', () => {
    const allowed = assemblyStatuses.filter(
      status => mayConfirmScrutineers(defaultRules, { ...assembly, status }, present).ok,
    )
    expect(allowed).toEqual(['checking_in'])
    const confirmed = { ...assembly, scrutineers_confirmed_at: '2026-06-01T00:00:00.000Z' }
    expect(codeOf(mayConfirmScrutineers(defaultRules, confirmed, present))).toBe('DUTIES_CONFIRMED')
  })
})

describe('somebody with a duty who has left', () => {
  const confirmed = { status: 'counting', scrutineers_confirmed_at: '2026-06-01T00:00:00.000Z' } as const
  const here = complete.map(duty => ({ ...duty, present: true }))
  const e = { delegate_id: 'e', on_roster: true, present: true, proposer: false }

  test('is replaced from the confirmation of the duties until the assembly is over', () => {
    const allowed = assemblyStatuses.filter(
      status => mayReplaceDutyHolder({ ...confirmed, status }, here, 'd', e).ok,
    )
    expect(allowed).toEqual(['scheduled', 'checking_in', 'voting', 'counting'])
    const early = { ...confirmed, scrutineers_confirmed_at: null }
    expect(codeOf(mayReplaceDutyHolder(early, here, 'd', e))).toBe('SCRUTINEERS_NOT_CONFIRMED')
    expect(codeOf(mayReplaceDutyHolder(confirmed, here, 'e', e))).toBe('DUTY_NOT_HELD')
  })

  test('is replaced in whatever duty it was, that of the chief too', () => {
    for (const { delegate_id, duty } of complete)
      expect(mayReplaceDutyHolder(confirmed, here, delegate_id, e)).toEqual({ ok: true, value: duty })
  })

  test('is replaced by somebody who is present, has no duty and proposed no candidate', () => {
    const by = (successor: typeof e) => codeOf(mayReplaceDutyHolder(confirmed, here, 'd', successor))
    expect(by({ ...e, on_roster: false })).toBe('DELEGATE_UNKNOWN')
    expect(by({ ...e, present: false })).toBe('DELEGATE_NOT_PRESENT')
    expect(by({ ...e, delegate_id: 'b' })).toBe('DUTY_HELD')
    expect(by({ ...e, delegate_id: 'd' })).toBe('DUTY_HELD')
    expect(by({ ...e, proposer: true })).toBe('PROPOSER_HAS_DUTY')
  })

  test('needs no successor when enough of the same duty remain in the hall', () => {
    for (const { delegate_id } of complete)
      expect(codeOf(mayReplaceDutyHolder(confirmed, here, delegate_id, null))).toBe('DUTIES_INCOMPLETE')
    const third = { delegate_id: 'e', duty: 'teller', present: true } as const
    expect(mayReplaceDutyHolder(confirmed, [...here, third], 'd', null)).toEqual({
      ok: true,
      value: 'teller',
    })
    const absent = [...here, { ...third, present: false }]
    expect(codeOf(mayReplaceDutyHolder(confirmed, absent, 'd', null))).toBe('DUTIES_INCOMPLETE')
  })
})

describe('a delegate is named as the one behind a proposal', () => {
  const proposal = {
    proposer: 'resident',
    proposer_account_id: null,
    proposer_delegate_id: 'before',
  } as const
  const link = (changes: object, has_duty = false, status: AssemblyFacts['status'] = 'scheduled') =>
    mayLinkProposer({ status }, { ...proposal, ...changes }, { delegate_id: 'd', has_duty })

  test('before check-in, again if the first was wrong', () => {
    expect(codeOf(link({}))).toBe('ok')
    expect(assemblyStatuses.filter(status => link({}, false, status).ok)).toEqual(['scheduled'])
  })

  test('never in the place of the delegate who brought it in', () => {
    expect(codeOf(link({ proposer: 'delegate' }))).toBe('PROPOSER_UNFIT')
    expect(codeOf(link({ proposer: 'delegate', proposer_delegate_id: 'd' }))).toBe('ok')
    expect(codeOf(link({ proposer: 'delegate', proposer_account_id: 'clerk' }))).toBe('ok')
  })

  test('never with a duty', () => {
    expect(codeOf(link({}, true))).toBe('PROPOSER_HAS_DUTY')
  })
})

describe('a delegate wrongly named as the one behind a proposal', () => {
  const resident = { proposer: 'resident', proposer_account_id: null } as const
  const own = { proposer: 'delegate', proposer_account_id: null } as const
  const entered = { proposer: 'delegate', proposer_account_id: 'clerk' } as const

  test('is taken away before check-in, or after the delegate’s assembly was voided', () => {
    const allowed = assemblyStatuses.filter(status => mayUnlinkProposer({ status }, resident).ok)
    expect(allowed).toEqual(['scheduled', 'void'])
    expect(codeOf(mayUnlinkProposer({ status: 'voting' }, resident))).toBe('WRONG_STATUS')
  })

  test('stays when it is the delegate’s own proposal, unless the clerk entered it', () => {
    expect(codeOf(mayUnlinkProposer({ status: 'scheduled' }, own))).toBe('PROPOSER_UNFIT')
    expect(codeOf(mayUnlinkProposer({ status: 'scheduled' }, entered))).toBe('ok')
    expect([resident, own, entered].map(isDelegatesOwn)).toEqual([false, true, false])
  })
})
