import type { listBallotsView } from '../../app/tally/list-ballots.ts'
import type { Visit } from '../visit.ts'
import type { Seen } from './assembly-ground.ts'

type Ballots = Seen<typeof listBallotsView>
type Ballot = Ballots['items'][number]
type Counted = Ballots['total']

interface MatrixProps {
  readonly visit: Visit
  readonly ballots: Ballots
  readonly titles: (id: string) => string
  /** Whether the rows are a page of all ballots, so that they can be added up. */
  readonly sums: boolean
  /** The votes of the tally; null when there is none. */
  readonly certified: Readonly<Record<string, number>> | null
}

/** A row for each ballot, a column for each candidate, and at the foot what bookkeepers write there. */
export function BallotMatrix({ visit, ballots, titles, sums, certified }: MatrixProps) {
  const words = visit.text.ballots
  const caption = words.matrix(ballots.number)
  return (
    <section class="pj-scroll" tabindex={0} aria-label={caption}>
      <table class="govuk-table pj-matrix">
        <caption class="govuk-table__caption govuk-table__caption--m">{caption}</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">
              {words.head.number}
            </th>
            {ballots.candidates.map((id, place) => (
              <th scope="col" class="govuk-table__header pj-matrix__mark" title={titles(id)}>
                {place + 1}
                <span class="govuk-visually-hidden"> {titles(id)}</span>
              </th>
            ))}
            <th scope="col" class="govuk-table__header">
              {words.head.ballot}
            </th>
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {ballots.items.map(ballot => (
            <BallotRow visit={visit} ballot={ballot} candidates={ballots.candidates} />
          ))}
        </tbody>
        {sums && <Sums visit={visit} ballots={ballots} certified={certified} />}
      </table>
    </section>
  )
}

function BallotRow(props: { visit: Visit; ballot: Ballot; candidates: readonly string[] }) {
  const { visit, ballot, candidates } = props
  const words = visit.text.ballots
  const { number, electronic, choices, invalid } = ballot
  const instead = invalid !== null ? words.invalid[invalid] : choices?.length === 0 ? words.blank : null
  return (
    <tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header">
        {number}
      </th>
      {instead === null ? (
        candidates.map(id => (
          <td class="govuk-table__cell pj-matrix__mark">{choices?.includes(id) ? words.chosen : ''}</td>
        ))
      ) : (
        <td class="govuk-table__cell" colspan={candidates.length}>
          {instead}
        </td>
      )}
      <td class="govuk-table__cell">
        {electronic === null ? (
          words.paper
        ) : (
          <>
            {words.electronic} <code class="pj-matrix__hash">{electronic.hash.slice(0, 12)}…</code>
          </>
        )}
      </td>
    </tr>
  )
}

function Sums({ visit, ballots, certified }: Pick<MatrixProps, 'visit' | 'ballots' | 'certified'>) {
  const words = visit.text.ballots
  const { candidates, carried, total, items, next } = ballots
  const page = countPage(candidates, items)
  const running = add(candidates, carried, page)
  const isFirst = carried.valid + carried.invalid === 0
  const rows = [
    ...(isFirst ? [] : [{ name: words.carried, counted: carried }]),
    { name: words.page, counted: page },
    ...(isFirst ? [] : [{ name: words.running, counted: running }]),
    ...(next === null && isFirst ? [] : [{ name: words.total, counted: total }]),
  ]
  return (
    <tfoot class="pj-matrix__foot">
      {rows.map(({ name, counted: { votes, valid, blank, invalid } }) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            {name}
          </th>
          {candidates.map(id => (
            <td class="govuk-table__cell pj-matrix__mark">{votes[id]}</td>
          ))}
          <td class="govuk-table__cell">{words.kinds(valid, blank, invalid)}</td>
        </tr>
      ))}
      {certified !== null && (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            {words.certified}
          </th>
          {candidates.map(id => (
            <td class="govuk-table__cell pj-matrix__mark">{certified[id]}</td>
          ))}
          <td class="govuk-table__cell">
            {candidates.every(id => certified[id] === total.votes[id]) ? words.same : words.differs}
          </td>
        </tr>
      )}
    </tfoot>
  )
}

function countPage(candidates: readonly string[], items: readonly Ballot[]): Counted {
  const chosen = items.flatMap(({ choices }) => choices ?? [])
  return {
    votes: Object.fromEntries(candidates.map(id => [id, chosen.filter(one => one === id).length])),
    valid: items.filter(({ invalid }) => invalid === null).length,
    blank: items.filter(({ choices }) => choices?.length === 0).length,
    invalid: items.filter(({ invalid }) => invalid !== null).length,
  }
}

function add(candidates: readonly string[], left: Counted, right: Counted): Counted {
  return {
    votes: Object.fromEntries(candidates.map(id => [id, (left.votes[id] ?? 0) + (right.votes[id] ?? 0)])),
    valid: left.valid + right.valid,
    blank: left.blank + right.blank,
    invalid: left.invalid + right.invalid,
  }
}
