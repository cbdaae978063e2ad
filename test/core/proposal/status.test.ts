import { describe, expect, test } from 'vitest'
import {
  mayChangeDraft,
  mayCollect,
  mayConfirmScreening,
  mayScreen,
  type ProposalList,
  proposalStatuses,
} from '../../../src/core/proposal/status.ts'
import { codeOf } from '../outcome.ts'

const open: ProposalList = { cycle_status: 'published', archived: false, confirmed: false }

describe('a community takes proposals', () => {
  test('from the publication of the cycle until its list is confirmed', () => {
    expect(codeOf(mayCollect(open))).toBe('ok')
    expect(codeOf(mayCollect({ ...open, cycle_status: 'draft' }))).toBe('WRONG_STATUS')
    expect(codeOf(mayCollect({ ...open, cycle_status: 'closed' }))).toBe('WRONG_STATUS')
    expect(codeOf(mayCollect({ ...open, archived: true }))).toBe('WRONG_STATUS')
    expect(codeOf(mayCollect({ ...open, confirmed: true }))).toBe('LIST_CONFIRMED')
  })

  test('a draft is changed and submitted; whatever is submitted stays as people read it', () => {
    const allowed = proposalStatuses.filter(status => mayChangeDraft(status, open).ok)
    expect(allowed).toEqual(['draft'])
    expect(codeOf(mayChangeDraft('draft', { ...open, confirmed: true }))).toBe('LIST_CONFIRMED')
  })
})

describe('the screening', () => {
  test('is decided once, of what is submitted', () => {
    const allowed = proposalStatuses.filter(status => mayScreen(status, open).ok)
    expect(allowed).toEqual(['submitted'])
    expect(codeOf(mayScreen('screened', open))).toBe('WRONG_STATUS')
  })

  test('ends when the street confirms the list', () => {
    expect(codeOf(mayScreen('submitted', { ...open, confirmed: true }))).toBe('LIST_CONFIRMED')
  })
})

describe('the street confirms a list', () => {
  test('when everything submitted is decided and something was screened', () => {
    expect(codeOf(mayConfirmScreening(open, ['screened', 'rejected', 'merged']))).toBe('ok')
    expect(mayConfirmScreening(open, ['screened', 'submitted'])).toEqual({
      ok: false,
      error: { code: 'SCREENING_UNFINISHED', detail: { undecided: 1 } },
    })
    expect(codeOf(mayConfirmScreening(open, ['rejected']))).toBe('NOTHING_SCREENED')
    expect(codeOf(mayConfirmScreening(open, []))).toBe('NOTHING_SCREENED')
  })

  test('drafts do not hold it up', () => {
    expect(codeOf(mayConfirmScreening(open, ['draft', 'screened']))).toBe('ok')
  })

  test('only once', () => {
    expect(codeOf(mayConfirmScreening({ ...open, confirmed: true }, ['screened']))).toBe('LIST_CONFIRMED')
  })
})
