import { sheetText, typedSheet } from '../../core/tally/sheet-entry.ts'
import { Table } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { type ShownBatch, type Specimen, termsOf } from './count-ground.ts'
import { SheetMarks } from './count-sheets.tsx'

/** Where two tellers differ, and nothing else: each sheet with how often the one and the other keyed it. */
export function Differences({ batch, specimen }: { batch: ShownBatch; specimen: Specimen }) {
  const { text } = useVisit()
  const { differences, own } = batch
  if (differences === null || own === null) return null
  const words = text.count.differences
  const terms = termsOf(specimen)
  const mine = new Map<string, number>()
  for (const sheet of own.sheets) {
    const name = sheetText(typedSheet(terms, sheet))
    mine.set(name, (mine.get(name) ?? 0) + 1)
  }
  const [more, fewer] =
    own.place === 1 ? [differences.first, differences.second] : [differences.second, differences.first]
  const rows = [...more.map(one => ({ ...one, sign: -1 })), ...fewer.map(one => ({ ...one, sign: 1 }))].map(
    ({ sheet, count, sign }) => {
      const typed = typedSheet(terms, sheet)
      const keyed = mine.get(sheetText(typed)) ?? 0
      return { typed, keyed, other: keyed + sign * count }
    },
  )
  const total = own.sheets.length
  const others = total + rows.reduce((sum, { keyed, other }) => sum + other - keyed, 0)
  return (
    <section aria-labelledby="differences">
      <h2 class="govuk-heading-m" id="differences">
        {words.title}
      </h2>
      <p class="govuk-body">{words.intro}</p>
      <Table
        caption={words.title}
        hideCaption
        columns={[
          { text: words.sheet },
          { text: words.mine, numeric: true },
          { text: words.theirs, numeric: true },
        ]}
        rows={[
          ...rows.map(({ typed, keyed, other }) => [
            <SheetMarks sheet={typed} specimen={specimen} />,
            keyed,
            other,
          ]),
          [<strong>{words.total}</strong>, total, others],
        ]}
      />
    </section>
  )
}
