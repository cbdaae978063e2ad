import { Details, Table } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { candidatesNeeded, mostSeats, type Preparation } from './schedule-ground.ts'

/** As many lines as help to choose: the most that is possible is the last but one. */
const lines = 6

/** The rule of 差额 in words, and what it means for the seats that come into question. */
export function SeatsTable({ rules, candidates }: { rules: Preparation['rules']; candidates: number }) {
  const { text } = useVisit()
  const words = text.preparation.seats
  const last = mostSeats(rules, candidates) + 1
  const first = Math.max(1, last - lines + 1)
  const seats = Array.from({ length: last - first + 1 }, (_, place) => first + place)
  return (
    <Details summary={words.rule}>
      <p class="govuk-body">{text.rules.sentences.surplus(rules.surplus)}</p>
      <Table
        caption={words.table(candidates)}
        columns={[
          { text: words.seats, numeric: true },
          { text: words.needed, numeric: true },
          { text: words.enough },
        ]}
        rows={seats.map(count => {
          const need = candidatesNeeded(rules, count)
          return [
            String(count),
            String(need),
            need <= candidates ? words.yes : words.missing(need - candidates),
          ]
        })}
      />
    </Details>
  )
}
