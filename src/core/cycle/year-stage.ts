import type { AssemblyStatus } from '../assembly/status.ts'

/** The stages of a community's year (DOMAIN.md §3), in order. The cycle's publication comes before all of them. */
export const yearStages = [
  'proposals',
  'screening',
  'candidates',
  'assembly',
  'result',
  'execution',
  'acceptance',
  'audit',
  'satisfaction',
  'archive',
] as const
export type YearStage = (typeof yearStages)[number]

/**
 * - `done`: over
 * - `current`: what the year waits for
 * - `begun`: not its turn, but something of it is done: projects do not wait for each other
 * - `ahead`: not begun
 * - `without`: passed without anything to do: no project was selected, none was drawn, nobody was asked
 */
export type StageState = 'done' | 'current' | 'begun' | 'ahead' | 'without'

/** What is known of a community's year. Moments are RFC 3339, null when it has not happened. */
export interface YearFacts {
  /** All but drafts. */
  readonly proposals: number
  /** Of these, those whose screening is decided. */
  readonly decided: number
  readonly confirmed_at: string | null
  /** The assembly that is not void; null when there is none. */
  readonly assembly_status: AssemblyStatus | null
  readonly candidates: number
  /** Until when the candidates are on display. */
  readonly candidates_until: string | null
  readonly eligible: number
  readonly present: number
  /** Until when the result is on display. */
  readonly result_until: string | null
  /** Selected and not cancelled. */
  readonly projects: number
  /** Completed at least once. */
  readonly completed: number
  readonly accepted: number
  /** How often projects were picked for inspection, and how many of these inspections are closed. */
  readonly picked: number
  readonly inspected: number
  /** Accepted ones whose audit is over: spared or audited. */
  readonly audited: number
  /** Those whose satisfaction is published. */
  readonly rated: number
  readonly archived_at: string | null
}

export interface Stage {
  readonly stage: YearStage
  readonly state: StageState
  /** How many; null where nothing is counted. */
  readonly count: number | null
  /** Of how many; null where there is no whole. */
  readonly of: number | null
}

/**
 * What a community's year waits for at `at` (ms since 1970): the first stage that is not over. Proposals come in until the list
 * is confirmed; they are screening from the first decision on. The year of an archived community is over as a whole.
 */
export function currentStage(facts: YearFacts, at: number): YearStage {
  if (facts.archived_at !== null) return 'archive'
  if (facts.confirmed_at === null) return facts.decided === 0 ? 'proposals' : 'screening'
  if (facts.assembly_status === null) return 'candidates'
  if (facts.assembly_status !== 'certified') {
    const published = facts.candidates_until !== null && Date.parse(facts.candidates_until) <= at
    return facts.assembly_status === 'scheduled' && !published ? 'candidates' : 'assembly'
  }
  if (facts.result_until !== null && at < Date.parse(facts.result_until)) return 'result'
  if (facts.completed < facts.projects) return 'execution'
  if (facts.accepted < facts.projects) return 'acceptance'
  if (facts.audited < facts.projects) return 'audit'
  return facts.rated < facts.projects ? 'satisfaction' : 'archive'
}

/** Every stage of a community's year with where it stands at `at` (ms since 1970), in order. */
export function stagesOf(facts: YearFacts, at: number): Stage[] {
  const current = yearStages.indexOf(currentStage(facts, at))
  return yearStages.map((stage, place) => {
    const { count, of } = figureOf(stage, facts)
    return { stage, state: stateOf(place - current, facts.archived_at !== null, { count, of }), count, of }
  })
}

function stateOf(
  behindCurrent: number,
  archived: boolean,
  { count, of }: Pick<Stage, 'count' | 'of'>,
): StageState {
  if (behindCurrent < 0) return of !== null && (of === 0 || count === 0) ? 'without' : 'done'
  if (behindCurrent === 0) return archived ? 'done' : 'current'
  return of !== null && count !== 0 ? 'begun' : 'ahead'
}

function figureOf(stage: YearStage, facts: YearFacts): Pick<Stage, 'count' | 'of'> {
  switch (stage) {
    case 'proposals':
      return { count: facts.proposals, of: null }
    case 'screening':
      return { count: facts.decided, of: facts.proposals }
    case 'candidates':
      return { count: facts.candidates, of: null }
    case 'assembly':
      return { count: facts.present, of: facts.eligible }
    case 'result':
      return { count: facts.projects, of: null }
    case 'execution':
      return { count: facts.completed, of: facts.projects }
    case 'acceptance':
      return { count: facts.accepted, of: facts.projects }
    case 'audit':
      return { count: facts.inspected, of: facts.picked }
    case 'satisfaction':
      return { count: facts.rated, of: facts.projects }
    case 'archive':
      return { count: null, of: null }
  }
}
