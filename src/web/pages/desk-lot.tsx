import type { Desk } from '../../app/assembly/desk-schema.ts'
import { drawLot } from '../../app/tally/draw-lot.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Input } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'
import { assemblyOf, deskPage, lookAtDesk } from './desk-frame.tsx'
import { NotNow } from './desk-not-now.tsx'
import { sayGate } from './desk-words.ts'

/** The lot, with dice thrown in the hall. Whom it puts in order follows from the rules. */
export const lotPages: readonly Page[] = [
  { path: '/desk/:assembly_id/lot', signedIn: 'staff', get: showForm, post: takeForm },
]

async function showForm(visit: Visit): Promise<Answer> {
  const desk = await lookAtDesk(visit)
  return formPage(visit, desk, blankForm(visit.services, { round_id: desk.round?.id ?? '' }))
}

async function takeForm(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const assembly_id = assemblyOf(visit)
  if (isTakenBack(form)) return formPage(visit, await lookAtDesk(visit), form)
  const dice = readDice(fieldValue(form, 'dice'))
  if (!/^[0-9]{20}$/.test(dice)) {
    const wrong = { name: 'dice', label: text.desk.rows.dice, text: text.desk.dice.wrong }
    return formPage(visit, await lookAtDesk(visit), withErrors(form, [wrong]))
  }
  if (!isConfirmed(form)) return checkPage(visit, await lookAtDesk(visit), form, dice)
  const result = await act(visit, drawLot, { round_id: fieldValue(form, 'round_id') }, { dice }, form.id)
  if (result.ok) return redirect(`/desk/${assembly_id}?done=lot`)
  const said = sayGate(visit, result.error)
  return formPage(visit, await lookAtDesk(visit), withErrors(form, [{ name: null, text: said }]))
}

/** Digits of any width, however they are grouped. */
function readDice(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s,、-]/g, '')
}

/** In fives, as they are read aloud. */
function inFives(dice: string): string {
  return dice.replaceAll(/(.{5})(?=.)/g, '$1 ')
}

function formPage(visit: Visit, desk: Desk, form: Form): Answer {
  const { text } = visit
  const { title } = text.desk.steps.drawLot
  const gate = desk.gates.draw_lot
  return shown({
    ...deskPage(visit, desk, { title, ...(form.errors.length > 0 ? { status: 422 as const } : {}) }),
    body:
      gate !== null ? (
        <NotNow desk={desk} title={title} gate={gate} form={form} />
      ) : (
        <>
          <Heading caption={text.desk.titleOf(desk.community.name)}>{title}</Heading>
          <h2 class="govuk-heading-s">{text.desk.rows.group}</h2>
          <Group desk={desk} />
          <PageForm form={form}>
            <input type="hidden" name="round_id" value={fieldValue(form, 'round_id')} />
            <Input
              form={form}
              name="dice"
              label={text.desk.dice.label}
              hint={text.desk.dice.hint}
              inputmode="numeric"
              autocomplete="off"
              spellcheck={false}
            />
            <Button>{text.common.continue}</Button>
          </PageForm>
        </>
      ),
  })
}

function Group({ desk }: { desk: Desk }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {desk.round?.lot_group?.map(({ title }) => (
        <li>{title}</li>
      ))}
    </ul>
  )
}

function checkPage(visit: Visit, desk: Desk, form: Form, dice: string): Answer {
  const { rows, steps } = visit.text.desk
  return shown({
    ...deskPage(visit, desk, { title: steps.drawLot.title }),
    body: (
      <CheckAnswers
        form={form}
        rows={[
          { key: rows.group, value: <Group desk={desk} /> },
          { key: rows.dice, value: <span class="pj-dice">{inFives(dice)}</span> },
        ]}
        warning={steps.drawLot.follows}
        button={steps.drawLot.button}
      />
    ),
  })
}
