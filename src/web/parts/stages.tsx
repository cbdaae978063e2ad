import type { Stage, StageState } from '../../core/cycle/year-stage.ts'
import { useVisit } from './context.ts'

/** What tells the states apart without colour. */
const marks: Readonly<Record<StageState, string>> = {
  done: '✓',
  current: '▶',
  begun: '◐',
  ahead: '·',
  without: '–',
}

const states = ['done', 'current', 'begun', 'ahead', 'without'] as const

/** The mark of a state; its word is for those who cannot see it. */
export function StageMark({ state, word = false }: { state: StageState; word?: boolean }) {
  const { text } = useVisit()
  const name = text.words.stageStates[state]
  return (
    <>
      <span class={`pj-mark pj-mark--${state}`} aria-hidden="true">
        {marks[state]}
      </span>
      <span class={word ? 'pj-mark__word' : 'govuk-visually-hidden'}>{name}</span>
    </>
  )
}

/** What the marks mean. */
export function StageLegend() {
  const { text } = useVisit()
  return (
    <ul class="pj-legend" aria-label={text.overview.progress.legend}>
      {states.map(state => (
        <li class="pj-legend__item">
          <StageMark state={state} word />
        </li>
      ))}
    </ul>
  )
}

/** A stage of one community as a cell of the district's grid. */
export function StageCell({ stage }: { stage: Stage }) {
  const { text } = useVisit()
  const { state, count, of } = stage
  const figure =
    count === null || of === 0 || state === 'ahead' ? null : text.overview.progress.count(count, of)
  return (
    <td class={`govuk-table__cell pj-grid__stage pj-grid__stage--${state}`}>
      <StageMark state={state} />
      {figure !== null && state !== 'without' && <span class="pj-grid__figure"> {figure}</span>}
    </td>
  )
}
