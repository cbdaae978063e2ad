import { type Form, fieldValue } from '../form.ts'
import { useVisit } from '../parts/context.ts'
import { Fieldset, Input } from '../parts/fields.tsx'
import type { Text } from '../text/choose.ts'
import type { Project } from './inspection-ground.tsx'
import { readQuantity } from './project-work-quantities.tsx'

/** What is measured anew: what the acceptance that holds had measured, and the settlement billed. */
function billedOf(project: Project) {
  const accepted = project.acceptances.findLast(({ status }) => status === 'decided')
  return accepted?.measurements ?? []
}

export function measuredName(place: number): string {
  return `measured-${place + 1}`
}

/** The field that a pointer into the operation's input is about; null for what is no measurement. */
export function measuredField(pointer: string): string | null {
  const place = /^\/measurements\/([0-9]+)\//.exec(pointer)?.[1]
  return place === undefined ? null : measuredName(Number(place))
}

/** What the inspectors measured, as the operation takes it. */
export function readMeasured(project: Project, form: Form) {
  return billedOf(project).map(({ item, unit, measured }, place) => ({
    item,
    unit,
    billed: measured,
    measured: readQuantity(fieldValue(form, measuredName(place))),
  }))
}

/** What is said beside a field that is empty or no quantity. */
export function measuredMessages(text: Text, project: Project): Record<string, string> {
  return Object.fromEntries(
    billedOf(project).map(({ item }, place) => [measuredName(place), text.acceptance.measuredMissing(item)]),
  )
}

/** A field for each item; nothing where the acceptance measured nothing. */
export function MeasuredFields({ project, form }: { project: Project; form: Form }) {
  const { text } = useVisit()
  const billed = billedOf(project)
  if (billed.length === 0) return null
  const { measured: label, measuredHint, measuredOf } = text.acceptance
  return (
    <Fieldset form={form} name="measurements" label={label} hint={measuredHint}>
      {billed.map(({ item, unit, measured }, place) => (
        <Input
          form={form}
          name={measuredName(place)}
          label={measuredOf(item, unit)}
          hint={text.inspection.billedOf(measured, unit)}
          width={5}
          inputmode="decimal"
          suffix={unit}
        />
      ))}
    </Fieldset>
  )
}
