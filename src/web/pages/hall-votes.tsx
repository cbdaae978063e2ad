import { money } from '../format.ts'
import type { HallGround } from './hall.tsx'
import { outcomeWord, votesOfLastRound } from './vote-outcome.tsx'

/** The votes as bars, most votes first, with what became of each candidate. */
export function HallVotes({ ground }: { ground: HallGround }) {
  const { visit, hall, outcome, candidates, state } = ground
  const { text } = visit
  const words = text.hall
  const last = outcome?.rounds.at(-1)
  if (outcome === null || last === undefined) return null
  const { figures, need } = last
  const further = outcome.rounds.length > 1
  // The last round's votes; at the end every candidate, with the votes of the round that put it where it stands.
  const whole = state === 'result' && further
  const rows = whole
    ? outcome.candidates.map(candidate => ({ ...candidate, got: candidate.votes }))
    : votesOfLastRound(outcome)
  const onBallot = whole ? candidates.map(({ id }) => id) : last.candidates
  const numbers = new Map(onBallot.map((id, place) => [id, place + 1]))
  const most = Math.max(1, figures.issued, ...rows.map(({ got }) => got))
  return (
    <>
      <p class="pj-hall__medium">
        {words.returned(figures.issued, figures.returned)} ·{' '}
        {words.figures(figures.valid, figures.invalid, figures.blank)}
        {need !== null && ` · ${words.need(need)}`}
        {!outcome.certified && (
          <>
            {' '}
            <strong class="pj-hall__provisional">{words.provisional}</strong>
          </>
        )}
      </p>
      <ol class={`pj-hall__votes pj-hall__votes--${sizeFor(rows.length)}`} aria-label={words.table}>
        {rows.map(candidate => (
          <li class={candidate.selected ? 'pj-hall__vote pj-hall__vote--selected' : 'pj-hall__vote'}>
            <span class="pj-hall__number">{words.numbered(numbers.get(candidate.id) ?? 0)}</span>
            <span class="pj-hall__candidate">{candidate.title}</span>
            <svg class="pj-hall__vote-bar" width="100%" height="100%" aria-hidden="true" focusable="false">
              <rect class="pj-hall__meter-whole" width="100%" height="100%" />
              <rect
                class={candidate.selected ? 'pj-hall__meter-part' : 'pj-hall__meter-rest'}
                width={`${Math.round((candidate.got * 1000) / most) / 10}%`}
                height="100%"
              />
            </svg>
            <strong class="pj-hall__got">{words.votes(candidate.got)}</strong>
            <span class="pj-hall__why">
              {candidate.selected && <span aria-hidden="true">✓ </span>}
              {outcomeWord(text, candidate)}
              {whole && last.votes[candidate.id] !== undefined && (
                <span class="pj-hall__runoff">
                  {' '}
                  {words.kinds[last.kind]} {words.votes(last.votes[candidate.id] ?? 0)}
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {hall.status === 'certified' && (
        <p class="pj-hall__medium">{words.spent(money(outcome.spent_fen), money(outcome.left_fen))}</p>
      )}
    </>
  )
}

/** As large as so many rows allow; from `columns` on they stand in two. */
export function sizeFor(rows: number): 'few' | 'some' | 'many' | 'columns' | 'crowd' {
  if (rows <= 4) return 'few'
  if (rows <= 8) return 'some'
  if (rows <= 12) return 'many'
  return rows <= 20 ? 'columns' : 'crowd'
}
