import { money, percent } from '../format.ts'
import { useVisit } from './context.ts'

export interface MoneyRow {
  readonly label: string
  /** Fen. */
  readonly amount: number
}

/** Fen. */
interface YearMoney {
  readonly allocation_fen: number
  readonly selected_fen: number
  readonly contracted_fen: number
  readonly paid_fen: number
  readonly settled_fen: number
}

/** Amounts (fen) as bars against a whole, and in the same table as figures: nobody has to read the bars. */
export function MoneyBars({
  caption,
  rows,
  whole,
}: {
  caption: string
  rows: readonly MoneyRow[]
  whole: number
}) {
  const { text } = useVisit()
  const words = text.overview.money
  return (
    <table class="govuk-table pj-money">
      <caption class="govuk-table__caption govuk-visually-hidden">{caption}</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            {words.what}
          </th>
          <th scope="col" class="govuk-table__header govuk-table__header--numeric">
            {words.amount}
          </th>
          <th scope="col" class="govuk-table__header govuk-table__header--numeric">
            {words.share}
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {rows.map(({ label, amount }) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header pj-money__label">
              {label}
              <Bar part={amount} whole={whole} />
            </th>
            <td class="govuk-table__cell govuk-table__cell--numeric">{money(amount)}</td>
            <td class="govuk-table__cell govuk-table__cell--numeric">{percent(amount, whole)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The money of a year, of one community or of all: what there is, and what has become of it. */
export function YearMoneyBars({ money: year }: { money: YearMoney }) {
  const { text } = useVisit()
  const words = text.overview.money
  return (
    <MoneyBars
      caption={words.caption}
      whole={year.allocation_fen}
      rows={[
        { label: words.allocation, amount: year.allocation_fen },
        { label: words.selected, amount: year.selected_fen },
        { label: words.contracted, amount: year.contracted_fen },
        { label: words.paid, amount: year.paid_fen },
        { label: words.settled, amount: year.settled_fen },
      ]}
    />
  )
}

/** A part of a whole as a bar; the figure stands beside it. */
export function Bar({ part, whole }: { part: number; whole: number }) {
  const share = whole === 0 ? 0 : Math.min(100, (part * 100) / whole)
  return (
    <svg class="pj-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect x="0" y="0" width="100" height="4" fill="#e9e2d8" />
      <rect x="0" y="0" width={share.toFixed(2)} height="4" fill="#9e1b1b" />
    </svg>
  )
}
