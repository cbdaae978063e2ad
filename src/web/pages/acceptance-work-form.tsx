import { conclusions } from '../../core/acceptance/acceptance.ts'
import type { Actor } from '../../core/identity/access.ts'
import { type FieldError, type Form, fieldValue } from '../form.ts'
import { InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { DateInput, Fieldset, Input, Radios, Textarea } from '../parts/fields.tsx'
import { Button, PageForm } from '../parts/form.tsx'
import { PhotoFields } from '../parts/photos.tsx'
import { textIn } from '../text/choose.ts'
import type { Visit } from '../visit.ts'
import type { Project } from './project-ground.ts'
import { dayField, hasDay } from './project-work-frame.tsx'
import { isQuantity, readQuantity } from './project-work-quantities.tsx'

/** What is looked at on site, in this order. */
const items = ['contract', 'quality', 'safety', 'papers', 'notice', 'residents'] as const

/** The checklist is kept in the words of the country, whatever language the officer reads. */
const kept = textIn('zh-CN').acceptance.items

/** A checklist's item in the visitor's language, where it is one of ours. */
export function itemInWords({ text }: Visit, item: string): string {
  const known = items.find(name => kept[name] === item)
  return known === undefined ? item : text.acceptance.items[known]
}

/** What was contracted, which is measured one by one. */
export function contractedOf(project: Project) {
  return project.contracts.at(-1)?.quantities ?? []
}

/** What the officer wrote, as the operation takes it, and what is missing. */
export function readAcceptance(visit: Visit, project: Project, form: Form) {
  const words = visit.text.acceptance
  const errors: FieldError[] = []
  const checklist = items.map(name => {
    const choice = fieldValue(form, name)
    if (choice !== 'passed' && choice !== 'failed')
      errors.push({ name, text: words.itemMissing(words.items[name]) })
    const failed = choice === 'failed'
    return { item: kept[name], passed: !failed, remark: failed ? fieldValue(form, `${name}-remark`) : '' }
  })
  const measurements = contractedOf(project).map(({ item, unit, quantity }, place) => {
    const name = `measured-${place + 1}`
    const measured = readQuantity(fieldValue(form, name))
    if (!isQuantity(measured)) errors.push({ name, text: words.measuredMissing(item) })
    return { item, unit, contracted: quantity, measured: isQuantity(measured) ? measured : '0' }
  })
  const input = {
    id: form.id,
    held_on: dayField(form, 'held_on'),
    checklist,
    measurements,
    conclusion: fieldValue(form, 'conclusion'),
    note: fieldValue(form, 'note'),
    rectify_by: hasDay(form, 'rectify_by') ? dayField(form, 'rectify_by') : null,
  }
  return { input, errors }
}

/** The name under which an officer's device keeps the form until it is sent. */
export function keptAs(projectId: string, actor: Actor): string {
  return `acceptance ${projectId} ${actor.kind === 'staff' ? actor.account_id : ''}`
}

/** The form an officer fills in on site, on a phone, from top to bottom. */
export function AcceptanceForm({ project, form }: { project: Project; form: Form }) {
  const { text, actor } = useVisit()
  const words = text.acceptance
  const reported = project.completions.at(-1)?.note ?? ''
  return (
    <PageForm form={form} files keep={keptAs(project.id, actor)}>
      <DateInput form={form} name="held_on" label={words.heldOn} />
      <h2 class="govuk-heading-m">{words.checklist}</h2>
      <p class="govuk-body">{words.checklistHint}</p>
      {items.map(name => (
        <Radios
          form={form}
          name={name}
          label={words.items[name]}
          options={[
            { value: 'passed', text: words.passed },
            {
              value: 'failed',
              text: words.failed,
              more: <Textarea form={form} name={`${name}-remark`} label={words.remark} rows={2} />,
            },
          ]}
        />
      ))}
      <Fieldset form={form} name="measured" label={words.measured} hint={words.measuredHint}>
        {reported !== '' && (
          <InsetText>
            <span class="pj-words">{words.reportedOf(reported)}</span>
          </InsetText>
        )}
        {contractedOf(project).map(({ item, unit, quantity }, place) => (
          <Input
            form={form}
            name={`measured-${place + 1}`}
            label={words.measuredOf(item, unit)}
            hint={words.contractedOf(quantity, unit)}
            width={5}
            inputmode="decimal"
            suffix={unit}
          />
        ))}
      </Fieldset>
      <Radios
        form={form}
        name="conclusion"
        label={words.conclusion}
        options={conclusions.map(value => ({
          value,
          text: text.project.acceptance.conclusions[value],
          hint: words.conclusionHints[value],
        }))}
      />
      <Textarea
        form={form}
        name="note"
        label={words.note}
        hint={words.noteHint}
        rows={4}
        most={5000}
        optional
      />
      <DateInput form={form} name="rectify_by" label={words.rectifyBy} hint={words.rectifyByHint} optional />
      <h2 class="govuk-heading-m">{words.photos}</h2>
      <p class="govuk-body">{words.photosHint}</p>
      <PhotoFields form={form} camera optional />
      <Button>{words.button}</Button>
    </PageForm>
  )
}
