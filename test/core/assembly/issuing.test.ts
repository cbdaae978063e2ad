import { describe, expect, test } from 'vitest'
import { checkIssuing, mayIssueToken, paperBallotsToIssue } from '../../../src/core/assembly/issuing.ts'
import { defaultRules } from '../../../src/core/cycle/rules.ts'

describe('paper ballots', () => {
  const present = new Set(['ada', 'ben', 'cai'])
  const none = new Map<string, 'paper' | 'electronic'>()

  test('go to everybody asked for who is present, once however often they are named', () => {
    expect(paperBallotsToIssue(['ben', 'ada', 'ben'], present, none)).toEqual({
      ok: true,
      value: ['ben', 'ada'],
    })
  })

  test('do not go to whoever holds one already, and asking again is no error', () => {
    const held = new Map([['ada', 'paper' as const]])
    expect(paperBallotsToIssue(['ada', 'cai'], present, held)).toEqual({ ok: true, value: ['cai'] })
  })

  test('go to nobody when one of the list is absent', () => {
    for (const absent of [['dan'], ['dan', 'eva']]) {
      expect(paperBallotsToIssue(['ada', ...absent], present, none)).toEqual({
        ok: false,
        error: { code: 'DELEGATE_NOT_PRESENT', detail: { delegate_ids: absent } },
      })
    }
  })

  test('go to nobody when one of the list holds an electronic ballot', () => {
    const held = new Map([['ben', 'electronic' as const]])
    expect(paperBallotsToIssue(['ada', 'ben'], present, held)).toEqual({
      ok: false,
      error: { code: 'BALLOT_ALREADY_ISSUED', detail: { delegate_ids: ['ben'] } },
    })
  })
})

describe('closing issuing', () => {
  const close = (eligible: number, present: number, issued: number) =>
    checkIssuing(defaultRules, { eligible, present, issued })

  test('holds when a quorum is present and nobody got a ballot who is not', () => {
    expect(close(9, 6, 6)).toEqual({ ok: true, value: null })
    expect(close(9, 9, 0)).toEqual({ ok: true, value: null })
  })

  test('needs the quorum', () => {
    expect(close(9, 5, 5)).toMatchObject({ error: { code: 'QUORUM_NOT_REACHED' } })
  })

  test('does not hold with more ballots than people present', () => {
    expect(close(9, 6, 7)).toMatchObject({
      error: { code: 'FIGURES_INCONSISTENT', detail: { broken: ['issued_over_present'] } },
    })
  })

  test('does not hold with more people present than eligible', () => {
    expect(close(9, 10, 7)).toMatchObject({
      error: { code: 'FIGURES_INCONSISTENT', detail: { broken: ['present_over_eligible'] } },
    })
  })
})

describe('an electronic ballot', () => {
  const round = { status: 'issuing', token_key: 'key' } as const
  const delegate = { mode: 'electronic', holds: null } as const
  const codeOf = (result: ReturnType<typeof mayIssueToken>) => (result.ok ? null : result.error.code)

  test('goes to whoever is present for one and holds none', () => {
    expect(codeOf(mayIssueToken(round, delegate))).toBe(null)
  })

  test('goes to nobody once issuing is closed, or in a round without a key', () => {
    expect(codeOf(mayIssueToken({ ...round, status: 'voting' }, delegate))).toBe('WRONG_STATUS')
    expect(codeOf(mayIssueToken({ ...round, token_key: null }, delegate))).toBe('NO_ELECTRONIC_BALLOTS')
  })

  test('does not go to the absent, to those on paper, or to who holds a ballot', () => {
    expect(codeOf(mayIssueToken(round, { ...delegate, mode: null }))).toBe('DELEGATE_NOT_PRESENT')
    expect(codeOf(mayIssueToken(round, { ...delegate, mode: 'paper' }))).toBe('CHECKED_IN_OTHERWISE')
    for (const holds of ['paper', 'electronic'] as const) {
      expect(codeOf(mayIssueToken(round, { ...delegate, holds }))).toBe('BALLOT_ALREADY_ISSUED')
    }
  })
})
