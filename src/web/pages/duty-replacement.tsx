import type { Desk } from '../../app/assembly/desk-schema.ts'
import { replaceDutyHolder } from '../../app/assembly/replace-duty-holder.ts'
import { listDutyChoicesView } from '../../app/roster/preparation-views.ts'
import type { Refusal } from '../../core/refusal.ts'
import { blankForm, type FieldError, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { useVisit } from '../parts/context.ts'
import { Select } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, type Visit } from '../visit.ts'
import { assemblyOf, deskPage, lookAtDesk } from './desk-frame.tsx'
import { stepPage } from './desk-not-now.tsx'
import { sayGate } from './desk-words.ts'
import type { Seen } from './work-frame.tsx'

/** Somebody with a duty has left the hall: who takes it over. */
export const dutyReplacementPages: readonly Page[] = [
  {
    path: '/desk/:assembly_id/replace-duty',
    signedIn: 'staff',
    get: async visit => formPage(visit, await groundOf(visit), blankForm(visit.services)),
    post: takeForm,
  },
]

/** The choice that nobody takes the duty over. */
const nobody = 'nobody'

type Choice = Seen<typeof listDutyChoicesView>['items'][number]

interface Ground {
  readonly desk: Desk
  readonly holders: readonly (Choice & { readonly duty: NonNullable<Choice['duty']> })[]
  /** Who is in the hall, has no duty and proposed no candidate. */
  readonly fit: readonly Choice[]
}

async function groundOf(visit: Visit): Promise<Ground> {
  const desk = await lookAtDesk(visit)
  const { items } = await look(visit, listDutyChoicesView, { assembly_id: assemblyOf(visit) })
  const named = items.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
  return {
    desk,
    holders: named.flatMap(one => (one.duty === null ? [] : { ...one, duty: one.duty })),
    fit: named.filter(one => one.duty === null && one.present && one.proposed.length === 0),
  }
}

async function takeForm(visit: Visit, form: Form): Promise<Answer> {
  const ground = await groundOf(visit)
  const { assembly_id } = ground.desk
  if (isTakenBack(form)) return formPage(visit, ground, form)
  const errors = errorsIn(visit, form)
  if (errors.length > 0) return formPage(visit, ground, withErrors(form, errors))
  if (!isConfirmed(form)) return checkPage(visit, ground, form)
  const successor = fieldValue(form, 'successor_id')
  const result = await act(
    visit,
    replaceDutyHolder,
    { assembly_id },
    {
      id: form.id,
      delegate_id: fieldValue(form, 'delegate_id'),
      successor_id: successor === nobody ? null : successor,
    },
  )
  if (result.ok) return redirect(`/desk/${assembly_id}?done=replace-duty`)
  return formPage(visit, await groundOf(visit), withErrors(form, [faultOf(visit, result.error)]))
}

function errorsIn({ text }: Visit, form: Form): FieldError[] {
  const { fields } = text.roster.replaceDuty
  return (['delegate_id', 'successor_id'] as const).flatMap(name =>
    fieldValue(form, name) === '' ? [{ name, label: fields[name], text: text.common.fields.choose }] : [],
  )
}

function faultOf(visit: Visit, refusal: Refusal): FieldError {
  const { code } = refusal
  const said = code === 'DUTIES_INCOMPLETE' ? visit.text.roster.replaceDuty.needed : sayGate(visit, refusal)
  const about = code === 'DUTY_NOT_HELD' ? 'delegate_id' : 'successor_id'
  return { name: code === 'WRONG_STATUS' || code === 'ID_REUSED' ? null : about, text: said }
}

function formPage(visit: Visit, { desk, holders, fit }: Ground, form: Form): Answer {
  const { text } = visit
  const words = text.roster.replaceDuty
  const delegate = (name: string, about: string) => text.common.aside(name, about)
  const choose = { value: '', text: words.choose }
  return stepPage(visit, {
    desk,
    title: words.title,
    gate: desk.gates.replace_duty,
    form,
    body: (
      <>
        <Heading caption={text.desk.titleOf(desk.community.name)}>{words.title}</Heading>
        <p class="govuk-body">{words.intro}</p>
        <Follows />
        <PageForm form={form}>
          <Select
            form={form}
            name="delegate_id"
            label={words.fields.delegate_id}
            options={[
              choose,
              ...holders.map(({ id, name, duty }) => ({
                value: id,
                text: delegate(name, text.words.duties[duty]),
              })),
            ]}
          />
          <Select
            form={form}
            name="successor_id"
            label={words.fields.successor_id}
            hint={words.successorHint}
            options={[
              choose,
              ...fit.map(({ id, name, category }) => ({
                value: id,
                text: delegate(name, text.words.delegateCategories[category]),
              })),
              { value: nobody, text: words.nobody },
            ]}
          />
          <Button>{text.common.continue}</Button>
        </PageForm>
      </>
    ),
  })
}

function Follows() {
  const { text } = useVisit()
  return (
    <ul class="govuk-list govuk-list--bullet">
      {text.roster.replaceDuty.follows.map(line => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function checkPage(visit: Visit, { desk, holders, fit }: Ground, form: Form): Answer {
  const { text } = visit
  const words = text.roster.replaceDuty
  const leaving = holders.find(({ id }) => id === fieldValue(form, 'delegate_id'))
  const successor = fit.find(({ id }) => id === fieldValue(form, 'successor_id'))
  return shown({
    ...deskPage(visit, desk, { title: words.title }),
    body: (
      <CheckAnswers
        form={form}
        rows={[
          { key: words.duty, value: leaving === undefined ? '' : text.words.duties[leaving.duty] },
          { key: words.fields.delegate_id, value: leaving?.name ?? '' },
          { key: words.fields.successor_id, value: successor?.name ?? words.nobody },
        ]}
        warning={words.warning}
        button={words.button}
      />
    ),
  })
}
