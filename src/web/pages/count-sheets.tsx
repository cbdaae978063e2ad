import type { SheetClass, TypedSheet } from '../../core/tally/sheet-entry.ts'
import { sheetText } from '../../core/tally/sheet-entry.ts'
import { useVisit } from '../parts/context.ts'
import type { Specimen } from './count-ground.ts'

/** How many sheets there are of each class; classes without any are left out. */
export function Classes({ counts }: { counts: Readonly<Record<SheetClass, number>> }) {
  const { text } = useVisit()
  const classes = ['valid', 'blank', 'over_vote', 'under_vote', 'unreadable'] as const
  return (
    <ul class="govuk-list">
      {classes
        .filter(name => counts[name] > 0)
        .map(name => (
          <li>{text.common.pair(text.count.page.classes[name], text.count.sheets(counts[name]))}</li>
        ))}
    </ul>
  )
}

/** A sheet by its numbers, with the titles for whoever looks for it in the stack. */
export function SheetMarks({ sheet, specimen }: { sheet: TypedSheet; specimen: Specimen }) {
  const { text } = useVisit()
  const { classes } = text.count.page
  if ('invalid' in sheet) return <strong>{classes[sheet.invalid]}</strong>
  if (sheet.numbers.length === 0) return <strong>{classes.blank}</strong>
  return (
    <>
      <strong class="pj-marks">{sheetText(sheet)}</strong>
      <span class="pj-marks__titles">
        {sheet.numbers.map(number => specimen.candidates[number - 1]?.title).join(text.common.list)}
      </span>
    </>
  )
}

/** The candidates with their numbers, as they stand on the ballot. */
export function Numbers({ specimen }: { specimen: Specimen }) {
  return (
    <ol class="pj-numbers">
      {specimen.candidates.map(({ title }, place) => (
        <li class="pj-numbers__item">
          <span class="pj-numbers__number">{place + 1}</span> {title}
        </li>
      ))}
    </ol>
  )
}
