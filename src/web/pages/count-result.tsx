import type { Outcome } from '../../app/tally/show-outcome.ts'
import type { showTally } from '../../app/tally/views.ts'
import type { Result } from '../../core/result.ts'
import { momentOf } from '../format.ts'
import { SummaryList, Table } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import type { Text } from '../text/choose.ts'

type Tally = Awaited<ReturnType<typeof showTally.run>> extends Result<infer Output> ? Output : never
type Reason = Tally['tally']['reasons'][string]

/** Everything that a signature stands for: figures, votes in the order of the ballot, what follows, the hash. */
export function TallyInFull({ tally, outcome }: { tally: Tally; outcome: Outcome | null }) {
  const { text, language } = useVisit()
  const words = text.count.tally
  const { figures, votes, reasons, selected } = tally.tally
  const titles = new Map(outcome?.candidates.map(({ id, title }) => [id, title]))
  const titleOf = (id: string) => titles.get(id) ?? id
  const need = outcome?.rounds.at(-1)?.need ?? null
  const names = ['eligible', 'present', 'issued', 'returned', 'valid', 'blank', 'invalid'] as const
  return (
    <>
      <h2 class="govuk-heading-m">{words.figures}</h2>
      <SummaryList rows={names.map(name => ({ key: words[name], value: figures[name] }))} />
      <h2 class="govuk-heading-m">{words.votes}</h2>
      {need !== null && need > 0 && <p class="govuk-body">{words.need(need)}</p>}
      <Table
        caption={words.votes}
        hideCaption
        columns={[
          { text: text.count.page.number },
          { text: words.candidate },
          { text: words.got, numeric: true },
          { text: words.outcome },
        ]}
        rows={Object.keys(votes)
          .sort()
          .map((id, place) => [place + 1, titleOf(id), votes[id] ?? 0, sayReason(text, tally, reasons[id])])}
      />
      <h2 class="govuk-heading-m">{words.selected}</h2>
      {selected.length === 0 ? (
        <p class="govuk-body">{words.nobody}</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {selected.map(id => (
            <li>{titleOf(id)}</li>
          ))}
        </ul>
      )}
      <p class="govuk-body">{words.next[tally.next.step]}</p>
      <h2 class="govuk-heading-m">{words.signatures}</h2>
      {tally.signatures.length === 0 ? (
        <p class="govuk-body">{words.noSignatures}</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {tally.signatures.map(({ duty, signed_at }) => (
            <li>{words.signedAt(text.words.duties[duty], momentOf(language, signed_at))}</li>
          ))}
        </ul>
      )}
      <p class="govuk-body">
        {text.common.pair(words.hash, '')} <code class="pj-id">{tally.tally_hash}</code>
      </p>
      <p class="govuk-hint">{words.hashHint}</p>
    </>
  )
}

function sayReason(text: Text, { next }: Tally, reason: Reason | undefined): string {
  const { reasons } = text.count.tally
  if (reason === undefined) return ''
  switch (reason.code) {
    case 'SELECTED':
      return reasons.SELECTED
    case 'BELOW_THRESHOLD':
      return reasons.BELOW_THRESHOLD(reason.need)
    case 'SEATS_FULL':
      return reasons.SEATS_FULL(reason.rank)
    case 'OVER_BUDGET':
      return reasons.OVER_BUDGET
    case 'TIED_RUNOFF':
      return next.step === 'lot' ? reasons.TIED_LOT : reasons.TIED_RUNOFF
    case 'LOST_RUNOFF':
      return reasons.LOST_RUNOFF
    case 'UNSUPPORTED':
      return reasons.UNSUPPORTED
    case 'PENDING':
      return reasons.PENDING
  }
}
