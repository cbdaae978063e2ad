import type { Desk } from '../../app/assembly/desk-schema.ts'
import { openRound } from '../../app/assembly/open-round.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Radios } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'
import { assemblyOf, deskPage, lookAtDesk } from './desk-frame.tsx'
import { NotNow } from './desk-not-now.tsx'
import { sayGate } from './desk-words.ts'

/** Opening the round that is due: with electronic ballots or on paper only. Everything else follows from the rules. */
export const openRoundPages: readonly Page[] = [
  { path: '/desk/:assembly_id/open-round', signedIn: 'staff', get: showForm, post: takeForm },
]

async function showForm(visit: Visit): Promise<Answer> {
  const desk = await lookAtDesk(visit)
  return formPage(
    visit,
    desk,
    blankForm(visit.services, { electronic: desk.modes.electronic > 0 ? 'yes' : 'no' }),
  )
}

async function takeForm(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const assembly_id = assemblyOf(visit)
  const electronic = fieldValue(form, 'electronic')
  if (isTakenBack(form)) return formPage(visit, await lookAtDesk(visit), form)
  if (electronic !== 'yes' && electronic !== 'no') {
    const missing = { name: 'electronic', label: text.desk.electronic.label, text: text.common.fields.choose }
    return formPage(visit, await lookAtDesk(visit), withErrors(form, [missing]))
  }
  if (!isConfirmed(form)) return checkPage(visit, await lookAtDesk(visit), form)
  const result = await act(
    visit,
    openRound,
    { assembly_id },
    { id: form.id, electronic: electronic === 'yes' },
  )
  if (result.ok) return redirect(`/desk/${assembly_id}?done=open-round`)
  const said = sayGate(visit, result.error)
  return formPage(visit, await lookAtDesk(visit), withErrors(form, [{ name: null, text: said }]))
}

function formPage(visit: Visit, desk: Desk, form: Form): Answer {
  const { text } = visit
  const { title } = text.desk.steps.openRound
  const gate = desk.gates.open_round
  const words = text.desk.electronic
  return shown({
    ...deskPage(visit, desk, { title, ...(form.errors.length > 0 ? { status: 422 as const } : {}) }),
    body:
      gate !== null ? (
        <NotNow desk={desk} step="open_round" title={title} gate={gate} form={form} />
      ) : (
        <>
          <Heading caption={captionOf(visit, desk)}>{title}</Heading>
          <PageForm form={form}>
            <Radios
              form={form}
              name="electronic"
              label={words.label}
              hint={words.hint}
              options={[
                { value: 'yes', text: words.yes },
                { value: 'no', text: words.no },
              ]}
            />
            <Button>{text.common.continue}</Button>
          </PageForm>
        </>
      ),
  })
}

function checkPage(visit: Visit, desk: Desk, form: Form): Answer {
  const { text } = visit
  const { rows, electronic, kinds, steps } = text.desk
  const { due } = desk
  if (due === null) return formPage(visit, desk, form)
  const chosen = fieldValue(form, 'electronic') === 'yes' ? electronic.yes : electronic.no
  return shown({
    ...deskPage(visit, desk, { title: steps.openRound.title }),
    body: (
      <CheckAnswers
        form={form}
        title={steps.openRound.title}
        rows={[
          { key: rows.kind, value: kinds[due.kind] },
          { key: rows.candidates, value: due.candidates },
          { key: rows.seats, value: due.seats },
          { key: rows.maxChoices, value: due.max_choices },
          { key: rows.present, value: steps.checkIn.count(desk.present, desk.eligible) },
          { key: electronic.label, value: chosen },
        ]}
        warning={steps.openRound.follows}
        button={steps.openRound.button}
      />
    ),
  })
}

function captionOf({ text }: Visit, { due, rounds }: Desk): string {
  const kind = text.desk.kinds[due?.kind ?? 'main']
  return text.desk.sections.round(rounds.length + 1, kind)
}
