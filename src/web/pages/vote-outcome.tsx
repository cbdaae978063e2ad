import { money } from '../format.ts'
import { Table } from '../parts/blocks.tsx'
import { VoteChart } from '../parts/vote-chart.tsx'
import type { Text } from '../text/choose.ts'
import type { Outcome, VoteGround } from './vote-ground.ts'

type Counted = Outcome['candidates'][number]

/**
 * What the counted rounds have decided: the last round's votes, who is selected, and what comes next. Named by its round and
 * status, so that the page's script fetches it anew when the hall has gone on.
 */
export function OutcomePart({ ground }: { ground: VoteGround }) {
  const { visit, outcome, attendance, step } = ground
  const { round } = attendance
  const shown = outcome !== null && ['published', 'between', 'result'].includes(step.screen)
  return (
    <div id="outcome" data-outcome={shown && round !== null ? `${round.id} ${round.status}` : ''}>
      {shown && <Votes text={visit.text} outcome={outcome} number={round?.number ?? 1} />}
      {shown && <Selected text={visit.text} outcome={outcome} />}
      {shown && <Next text={visit.text} outcome={outcome} />}
    </div>
  )
}

/** The candidates of the last counted round with their votes there, most votes first. */
export function votesOfLastRound({ candidates, rounds }: Outcome): readonly (Counted & { got: number })[] {
  const votes = rounds.at(-1)?.votes ?? {}
  return candidates
    .filter(({ id }) => votes[id] !== undefined)
    .map(candidate => ({ ...candidate, got: votes[candidate.id] ?? 0 }))
    .sort((left, right) => right.got - left.got)
}

/** A candidate's outcome in a word. */
export function outcomeWord(text: Text, { reason }: Counted): string {
  return text.results.short[reason.code]
}

function Votes({ text, outcome, number }: { text: Text; outcome: Outcome; number: number }) {
  const { outcome: words } = text.vote
  const last = outcome.rounds.at(-1)
  const issued = last?.figures.issued ?? 0
  const need = last?.need ?? null
  const bars = votesOfLastRound(outcome)
  const caption = outcome.rounds.length === 1 ? words.chart : words.round(number)
  return (
    <VoteChart
      caption={caption}
      bars={bars.map(candidate => ({
        title: candidate.title,
        votes: candidate.got,
        said: words.votes(candidate.got),
        strong: candidate.selected,
        mark: outcomeWord(text, candidate),
      }))}
      whole={issued}
      line={need}
      legend={[words.whole(issued), ...(need === null ? [] : [words.line(need)])]}
    />
  )
}

function Selected({ text, outcome }: { text: Text; outcome: Outcome }) {
  const { outcome: words, screens } = text.vote
  const selected = outcome.candidates.filter(candidate => candidate.selected)
  if (selected.length === 0) return <p class="govuk-body">{words.nobody}</p>
  return (
    <>
      <Table
        caption={words.selected}
        columns={[{ text: text.vote.ratings.project }, { text: screens.choosing.cost, numeric: true }]}
        rows={selected.map(({ title, cost_fen }) => [title, money(cost_fen)])}
      />
      <p class="govuk-body">{words.spent(money(outcome.spent_fen), money(outcome.left_fen))}</p>
    </>
  )
}

function Next({ text, outcome }: { text: Text; outcome: Outcome }) {
  const { outcome: words } = text.vote
  const { next } = outcome
  switch (next.step) {
    case 'result':
      return null
    case 'lot':
      return (
        <>
          <Group title={words.lot} ids={next.group} outcome={outcome} />
          <p class="govuk-body">{words.lotWait}</p>
        </>
      )
    case 'round':
      return (
        <Group
          title={next.kind === 'runoff' ? words.again : words.revote}
          ids={next.candidates}
          outcome={outcome}
        />
      )
  }
}

function Group({ title, ids, outcome }: { title: string; ids: readonly string[]; outcome: Outcome }) {
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {outcome.candidates
          .filter(({ id }) => ids.includes(id))
          .map(candidate => (
            <li>{candidate.title}</li>
          ))}
      </ul>
    </>
  )
}
