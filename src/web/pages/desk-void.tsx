import type { Desk } from '../../app/assembly/desk-schema.ts'
import { voidAssembly } from '../../app/assembly/void-assembly.ts'
import { voidRound } from '../../app/assembly/void-round.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { Result } from '../../core/result.ts'
import { readWhole } from '../fields.ts'
import { blankForm, type FieldError, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Input, Textarea } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'
import { assemblyOf, deskPage, lookAtDesk } from './desk-frame.tsx'
import { stepPage } from './desk-not-now.tsx'
import { sayGate } from './desk-words.ts'

/** Voiding a round, or the assembly as a whole: with a reason that is published. */
export const voidPages: readonly Page[] = [pageOf('void-round'), pageOf('void-assembly')]

type What = 'void-round' | 'void-assembly'

function pageOf(what: What): Page {
  return {
    path: `/desk/:assembly_id/${what}`,
    signedIn: 'staff',
    get: async visit => {
      const desk = await lookAtDesk(visit)
      return formPage(visit, what, desk, blankForm(visit.services, { round_id: desk.round?.id ?? '' }))
    },
    post: (visit, form) => takeForm(visit, what, form),
  }
}

async function takeForm(visit: Visit, what: What, form: Form): Promise<Answer> {
  const desk = await lookAtDesk(visit)
  if (isTakenBack(form)) return formPage(visit, what, desk, form)
  const errors = errorsIn(visit, what, desk, form)
  if (errors.length > 0) return formPage(visit, what, desk, withErrors(form, errors))
  if (!isConfirmed(form)) return checkPage(visit, what, desk, form)
  const result = await take(visit, what, form)
  if (result.ok) return redirect(`/desk/${desk.assembly_id}?done=${what}`)
  return formPage(visit, what, await lookAtDesk(visit), refused(visit, form, result.error))
}

function refused(visit: Visit, form: Form, refusal: Refusal): Form {
  const { text } = visit
  if (refusal.code === 'INPUT_INVALID') {
    return refusedForm(text, form, refusal, {
      labels: { reason: text.desk.reason, in_hall: text.desk.rows.inHall },
    })
  }
  const inHall = refusal.code === 'QUORUM_REACHED' || refusal.code === 'FIGURES_INCONSISTENT'
  return withErrors(form, [{ name: inHall ? 'in_hall' : null, text: sayGate(visit, refusal) }])
}

function take(visit: Visit, what: What, form: Form): Promise<Result<unknown>> {
  const reason = fieldValue(form, 'reason')
  if (what === 'void-round') {
    return act(visit, voidRound, { round_id: fieldValue(form, 'round_id') }, { reason }, form.id)
  }
  const inHall = readWhole(fieldValue(form, 'in_hall'))
  const input = inHall === null ? { reason } : { reason, in_hall: inHall }
  return act(visit, voidAssembly, { assembly_id: assemblyOf(visit) }, input, form.id)
}

function errorsIn({ text }: Visit, what: What, desk: Desk, form: Form): FieldError[] {
  const reason = fieldValue(form, 'reason')
  const missing = { name: 'reason', label: text.desk.reason, text: text.common.fields.required }
  const counted = readWhole(fieldValue(form, 'in_hall')) !== null || !asksForHall(what, desk)
  const uncounted = { name: 'in_hall', label: text.desk.rows.inHall, text: text.common.fields.number }
  return [...(reason === '' ? [missing] : []), ...(counted ? [] : [uncounted])]
}

/** Who checked in may have left: before a round with a quorum is given up, the hall is counted. */
function asksForHall(what: What, desk: Desk): boolean {
  return what === 'void-assembly' && desk.status !== 'scheduled' && desk.quorum.reached
}

function wordsOf({ text }: Visit, what: What) {
  return what === 'void-round' ? text.desk.steps.voidRound : text.desk.steps.voidAssembly
}

function formPage(visit: Visit, what: What, desk: Desk, form: Form): Answer {
  const { text } = visit
  const words = wordsOf(visit, what)
  const gate = what === 'void-round' ? desk.gates.void_round : desk.gates.void_assembly
  return stepPage(visit, {
    desk,
    title: words.title,
    gate,
    form,
    body: (
      <>
        <Heading caption={text.desk.titleOf(desk.community.name)}>{words.title}</Heading>
        <p class="govuk-body">{words.follows}</p>
        <PageForm form={form}>
          <input type="hidden" name="round_id" value={fieldValue(form, 'round_id')} />
          {asksForHall(what, desk) && (
            <Input
              form={form}
              name="in_hall"
              label={text.desk.inHall}
              hint={text.desk.inHallHint(desk.quorum.need)}
              inputmode="numeric"
              width={4}
            />
          )}
          <Textarea
            form={form}
            name="reason"
            label={text.desk.reason}
            hint={text.desk.reasonHint}
            most={500}
          />
          <Button>{text.common.continue}</Button>
        </PageForm>
      </>
    ),
  })
}

function checkPage(visit: Visit, what: What, desk: Desk, form: Form): Answer {
  const { text } = visit
  const words = wordsOf(visit, what)
  const inHall = asksForHall(what, desk)
    ? [{ key: text.desk.rows.inHall, value: fieldValue(form, 'in_hall') }]
    : []
  return shown({
    ...deskPage(visit, desk, { title: words.title }),
    body: (
      <CheckAnswers
        form={form}
        rows={[...inHall, { key: text.desk.rows.reason, value: fieldValue(form, 'reason') }]}
        warning={words.follows}
        button={words.button}
        look="warning"
      />
    ),
  })
}
