import { describe, expect, test } from 'vitest'
import { currentStage, stagesOf, type YearFacts, yearStages } from '../../../src/core/cycle/year-stage.ts'

const at = Date.parse('2026-06-01T00:00:00Z')
const before = '2026-05-31T00:00:00.000Z'
const after = '2026-06-02T00:00:00.000Z'

const nothing: YearFacts = {
  proposals: 0,
  decided: 0,
  confirmed_at: null,
  assembly_status: null,
  candidates: 0,
  candidates_until: null,
  eligible: 0,
  present: 0,
  result_until: null,
  projects: 0,
  completed: 0,
  accepted: 0,
  picked: 0,
  inspected: 0,
  audited: 0,
  rated: 0,
  archived_at: null,
}
const confirmed: YearFacts = { ...nothing, proposals: 8, decided: 8, confirmed_at: before }
const certified: YearFacts = {
  ...confirmed,
  assembly_status: 'certified',
  candidates: 6,
  candidates_until: before,
  eligible: 40,
  present: 37,
  result_until: before,
  projects: 4,
}

function statesOf(facts: YearFacts): Record<string, string> {
  return Object.fromEntries(stagesOf(facts, at).map(({ stage, state }) => [stage, state]))
}

describe('the year of a community waits for', () => {
  test('proposals until the first is screened, then for the screening until the street confirms', () => {
    expect(currentStage(nothing, at)).toBe('proposals')
    expect(currentStage({ ...nothing, proposals: 8 }, at)).toBe('proposals')
    expect(currentStage({ ...nothing, proposals: 8, decided: 1 }, at)).toBe('screening')
    expect(currentStage({ ...nothing, proposals: 8, decided: 8 }, at)).toBe('screening')
  })

  test('the candidates until their display is over', () => {
    expect(currentStage(confirmed, at)).toBe('candidates')
    const scheduled = { ...confirmed, assembly_status: 'scheduled' } as const
    expect(currentStage(scheduled, at)).toBe('candidates')
    expect(currentStage({ ...scheduled, candidates_until: after }, at)).toBe('candidates')
    expect(currentStage({ ...scheduled, candidates_until: new Date(at).toISOString() }, at)).toBe('assembly')
  })

  test('the assembly until its result is certified', () => {
    for (const assembly_status of ['checking_in', 'voting', 'counting'] as const) {
      expect(currentStage({ ...confirmed, assembly_status, candidates_until: before }, at)).toBe('assembly')
    }
  })

  test('the end of the result’s display, then for the projects, one stage after the other', () => {
    expect(currentStage({ ...certified, result_until: after }, at)).toBe('result')
    expect(currentStage({ ...certified, result_until: null }, at)).toBe('execution')
    expect(currentStage(certified, at)).toBe('execution')
    expect(currentStage({ ...certified, completed: 3, accepted: 3 }, at)).toBe('execution')
    expect(currentStage({ ...certified, completed: 4, accepted: 3 }, at)).toBe('acceptance')
    expect(currentStage({ ...certified, completed: 4, accepted: 4, audited: 3 }, at)).toBe('audit')
    const audited = { ...certified, completed: 4, accepted: 4, audited: 4 }
    expect(currentStage({ ...audited, rated: 3 }, at)).toBe('satisfaction')
    expect(currentStage({ ...audited, rated: 4 }, at)).toBe('archive')
  })

  test('its archiving when no project was selected', () => {
    expect(currentStage({ ...certified, projects: 0 }, at)).toBe('archive')
  })
})

describe('the stages', () => {
  test('before the current one are done, those behind it ahead', () => {
    expect(statesOf({ ...nothing, proposals: 8, decided: 2 })).toEqual({
      ...Object.fromEntries(yearStages.map(stage => [stage, 'ahead'])),
      proposals: 'done',
      screening: 'current',
    })
  })

  test('have the figures of what is counted in them', () => {
    const facts = { ...certified, completed: 3, accepted: 2, picked: 2, inspected: 1, audited: 1, rated: 1 }
    const figures = stagesOf(facts, at).map(({ count, of }) => [count, of])
    expect(figures).toEqual([
      [8, null],
      [8, 8],
      [6, null],
      [37, 40],
      [4, null],
      [3, 4],
      [2, 4],
      [1, 2],
      [1, 4],
      [null, null],
    ])
  })

  test('of projects that went ahead of the others are begun', () => {
    const facts = { ...certified, completed: 2, accepted: 1, rated: 0 }
    expect(statesOf(facts)).toMatchObject({
      execution: 'current',
      acceptance: 'begun',
      audit: 'ahead',
      satisfaction: 'ahead',
      archive: 'ahead',
    })
  })

  test('in which there was nothing to do are passed without: none drawn, nobody asked', () => {
    const over = { ...certified, completed: 4, accepted: 4, audited: 4, archived_at: before }
    expect(statesOf(over)).toMatchObject({
      execution: 'done',
      acceptance: 'done',
      audit: 'without',
      satisfaction: 'without',
      archive: 'done',
    })
    const none = statesOf({ ...certified, projects: 0 })
    expect(none).toMatchObject({ result: 'done', execution: 'without', archive: 'current' })
  })

  test('of an archived year are all over', () => {
    const year = { ...certified, completed: 4, accepted: 4, picked: 1, inspected: 1, audited: 4, rated: 4 }
    expect(new Set(Object.values(statesOf({ ...year, archived_at: before })))).toEqual(new Set(['done']))
  })
})
