import { Table } from '../parts/blocks.tsx'
import type { Visit } from '../visit.ts'
import type { Ground, Report } from './assembly-ground.ts'
import { groupsOf } from './vote-ground.ts'

type Round = Ground['assembly']['rounds'][number]
type Figures = Report['rounds'][number]['figures']

/** A round with its counted figures, as far as it has them. */
export interface RoundFigures {
  readonly round: Round
  readonly figures: Figures | null
}

/** The rounds of an assembly in order, each with the figures of its certified tally. */
export function roundFigures(rounds: readonly Round[], counted: readonly Figures[]): RoundFigures[] {
  const rest = [...counted]
  return rounds.map(round => ({
    round,
    figures: round.status === 'certified' ? (rest.shift() ?? null) : null,
  }))
}

/** 应到 实到 发出 收回 有效 无效 弃权, a column for each round. What is not known yet stays open. */
export function RoundTable({ visit, rounds }: { visit: Visit; rounds: readonly RoundFigures[] }) {
  const { results } = visit.text
  const { figures: names } = results
  const row = (name: string, figure: (one: RoundFigures) => string | number | null | undefined) => [
    name,
    ...rounds.map(one => figure(one) ?? '—'),
  ]
  return (
    <Table
      caption={results.rounds}
      rowHeaders
      columns={[
        { text: results.figure },
        ...rounds.map(({ round: { number, kind } }) => ({
          text: `${results.round(number)} ${results.kinds[kind]}`,
          numeric: true,
        })),
      ]}
      rows={[
        row(names.status, ({ round }) => results.roundStatuses[round.status]),
        row(names.seats, ({ round }) => round.seats),
        row(names.maxChoices, ({ round }) => round.max_choices),
        row(names.eligible, ({ round }) => round.eligible),
        row(names.present, ({ round }) => round.present),
        row(names.issued, ({ round }) => round.issued_paper + round.issued_electronic),
        row(names.issuedPaper, ({ round }) => round.issued_paper),
        row(names.issuedElectronic, ({ round }) => round.issued_electronic),
        row(names.returned, ({ round }) => returnedIn(round)),
        row(names.valid, ({ figures }) => figures?.valid),
        row(names.invalid, ({ figures }) => figures?.invalid),
        row(names.blank, ({ figures }) => figures?.blank),
      ]}
    />
  )
}

function returnedIn({ returned_paper, returned_electronic }: Round): number | null {
  return returned_paper === null || returned_electronic === null ? null : returned_paper + returned_electronic
}

/** The fingerprints of the keys of electronic rounds, in groups of four for reading aloud. */
export function KeyFingerprints({ visit, rounds }: { visit: Visit; rounds: readonly Round[] }) {
  const { results } = visit.text
  const keyed = rounds.filter(({ token_key_fingerprint }) => token_key_fingerprint !== null)
  if (keyed.length === 0) return null
  return (
    <section aria-labelledby="fingerprints">
      <h2 class="govuk-heading-m" id="fingerprints">
        {results.fingerprint}
      </h2>
      <p class="govuk-body pj-prose">{results.fingerprintHow}</p>
      <dl class="govuk-summary-list">
        {keyed.map(({ number, token_key_fingerprint }) => (
          <div class="govuk-summary-list__row govuk-summary-list__row--no-actions">
            <dt class="govuk-summary-list__key">{results.round(number)}</dt>
            <dd class="govuk-summary-list__value">
              <Groups fingerprint={token_key_fingerprint ?? ''} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** As phones show it: in groups of four, what they show first in bold. */
function Groups({ fingerprint }: { fingerprint: string }) {
  const groups = groupsOf(fingerprint)
  return (
    <code class="pj-key-groups" translate="no">
      <strong>{groups.slice(0, 4).join(' ')}</strong> {groups.slice(4).join(' ')}
    </code>
  )
}
