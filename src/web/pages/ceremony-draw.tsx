import { drawProjects } from '../../app/audit/draw-projects.ts'
import { throwDice } from '../../app/audit/throw-dice.ts'
import type { Department } from '../../core/identity/access.ts'
import { blankForm, type Form, fieldValue, fieldValues, refusedForm, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { useVisit } from '../parts/context.ts'
import { Checkboxes, Input } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'
import { nameDepartments } from './audit-parts.tsx'
import { inFives } from './ceremony.tsx'
import { type Ceremony, lookCeremony, missingOf } from './ceremony-ground.ts'
import { notNow, stepForm, stepFrame } from './ceremony-secrets.tsx'

/** The admin's steps of a draw: the dice thrown in public, and the draw itself. */
export const drawingPages: readonly Page[] = [
  { path: '/work/draws/:draw_id/dice', signedIn: 'staff', get: showDice, post: takeDice },
  { path: '/work/draws/:draw_id/drawing', signedIn: 'staff', get: showDrawing, post: takeDrawing },
]

async function showDice(visit: Visit): Promise<Answer> {
  return dicePage(visit, await lookCeremony(visit), blankForm(visit.services))
}

function dicePage(visit: Visit, ceremony: Ceremony, form: Form): Answer {
  const { text } = visit
  const { draw, admin } = ceremony
  const title = text.ceremony.diceTitle
  const { uncommitted } = missingOf(draw)
  if (!admin || draw.status !== 'framed') return notNow(visit, ceremony, title)
  if (uncommitted.length === draw.departments.length)
    return notNow(visit, ceremony, title, text.ceremony.diceNobody)
  return shown({
    ...stepForm(visit, ceremony, title, form),
    body: (
      <>
        <Heading>{title}</Heading>
        <p class="govuk-body">{text.ceremony.diceLead}</p>
        <PageForm form={form}>
          <Without
            form={form}
            missing={uncommitted}
            label={text.ceremony.diceMissing}
            hint={text.ceremony.diceMissingHint}
            each={text.ceremony.absentOf}
          />
          <Input
            form={form}
            name="dice"
            label={text.ceremony.dice}
            hint={text.ceremony.diceHint}
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

async function takeDice(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const ceremony = await lookCeremony(visit)
  const { draw } = ceremony
  const dice = fieldValue(form, 'dice').normalize('NFKC').replaceAll(/\s/g, '')
  const named = fieldValues(form, 'without')
  if (isTakenBack(form)) return dicePage(visit, ceremony, form)
  const { uncommitted } = missingOf(draw)
  const again = draw.status === 'framed' && !isConfirmed(form)
  if (again) {
    const errors = [
      ...unnamed(visit, uncommitted, named, text.ceremony.diceMissing),
      ...(/^[0-9]{20}$/.test(dice)
        ? []
        : [{ name: 'dice', label: text.ceremony.dice, text: text.ceremony.diceWrong }]),
    ]
    if (errors.length > 0) return dicePage(visit, ceremony, withErrors(form, errors))
    const absent = uncommitted.filter(one => named.includes(one))
    return shown({
      ...stepFrame(visit, ceremony),
      title: text.ceremony.diceCheck,
      body: (
        <CheckAnswers
          form={form}
          title={text.ceremony.diceCheck}
          rows={[
            { key: text.ceremony.dice, value: <span class="pj-digits">{inFives(dice)}</span> },
            ...(absent.length === 0
              ? []
              : [{ key: text.ceremony.absent, value: nameDepartments(text, absent) }]),
          ]}
          warning={text.ceremony.diceWarning}
          button={text.ceremony.diceConfirm}
        />
      ),
    })
  }
  const result = await act(visit, throwDice, { draw_id: draw.id }, { dice, without: named }, form.id)
  if (result.ok) return redirect(`/work/draws/${draw.id}?done=dice`)
  const labels = { dice: text.ceremony.dice }
  const fields = { AUDIT_COMMITMENTS_MISSING: 'without' }
  const messages = { dice: text.ceremony.diceWrong }
  return dicePage(visit, ceremony, refusedForm(text, form, result.error, { labels, fields, messages }))
}

/** The departments that are missing, to be named one by one; nothing when none is. */
function Without(props: {
  form: Form
  missing: readonly Department[]
  label: string
  hint: string
  each: (department: string) => string
}) {
  const { text } = useVisit()
  const { missing, each, ...rest } = props
  if (missing.length === 0) return null
  const options = missing.map(one => ({ value: one, text: each(text.words.departments[one]) }))
  return <Checkboxes {...rest} name="without" options={options} />
}

/** The departments that are missing and were not ticked: waiting for them, or naming them, is a decision. */
function unnamed(
  { text }: Visit,
  missing: readonly Department[],
  named: readonly string[],
  label: string,
): { name: string; label: string; text: string }[] {
  const left = missing.filter(one => !named.includes(one))
  return left.length === 0
    ? []
    : [{ name: 'without', label, text: text.ceremony.nameThem(nameDepartments(text, left)) }]
}

async function showDrawing(visit: Visit): Promise<Answer> {
  return drawingPage(visit, await lookCeremony(visit), blankForm(visit.services))
}

function drawingPage(visit: Visit, ceremony: Ceremony, form: Form): Answer {
  const { text } = visit
  const { draw, admin } = ceremony
  const title = text.ceremony.drawTitle
  if (!admin || draw.status !== 'thrown') return notNow(visit, ceremony, title)
  const { unrevealed } = missingOf(draw)
  return shown({
    ...stepForm(visit, ceremony, title, form),
    body: (
      <>
        <Heading>{title}</Heading>
        <p class="govuk-body">{text.ceremony.drawLead}</p>
        <PageForm form={form}>
          <Without
            form={form}
            missing={unrevealed}
            label={text.ceremony.drawMissing}
            hint={text.ceremony.drawMissingHint}
            each={text.ceremony.lostOf}
          />
          <Button>{text.common.continue}</Button>
        </PageForm>
      </>
    ),
  })
}

async function takeDrawing(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const ceremony = await lookCeremony(visit)
  const { draw } = ceremony
  const named = fieldValues(form, 'without')
  if (isTakenBack(form)) return drawingPage(visit, ceremony, form)
  const { unrevealed } = missingOf(draw)
  const again = draw.status === 'thrown' && !isConfirmed(form)
  if (again) {
    const errors = unnamed(visit, unrevealed, named, text.ceremony.drawMissing)
    if (errors.length > 0) return drawingPage(visit, ceremony, withErrors(form, errors))
    const { drawRows } = text.ceremony
    const revealed = draw.departments.filter(one => one.reveal !== null).map(one => one.department)
    const names = (some: readonly Department[]) =>
      some.length === 0 ? drawRows.none : nameDepartments(text, some)
    return shown({
      ...stepFrame(visit, ceremony),
      title: text.ceremony.drawCheck,
      body: (
        <CheckAnswers
          form={form}
          title={text.ceremony.drawCheck}
          rows={[
            { key: text.audit.dice, value: <span class="pj-digits">{inFives(draw.dice ?? '')}</span> },
            { key: drawRows.revealed, value: names(revealed) },
            { key: drawRows.lost, value: names(unrevealed) },
          ]}
          warning={text.ceremony.drawWarning}
          button={text.ceremony.drawConfirm}
        />
      ),
    })
  }
  const result = await act(visit, drawProjects, { draw_id: draw.id }, { without: named }, form.id)
  if (result.ok) return redirect(`/work/draws/${draw.id}?done=drawn`)
  const fields = { AUDIT_REVEALS_MISSING: 'without' }
  return drawingPage(visit, ceremony, refusedForm(text, form, result.error, { labels: {}, fields }))
}
