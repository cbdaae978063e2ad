import { completeProject } from '../../app/project/complete-project.ts'
import { checkHappened } from '../../core/day.ts'
import { fen } from '../../core/money.ts'
import { complete } from '../../core/project/execution.ts'
import type { Result } from '../../core/result.ts'
import { readYuan } from '../fields.ts'
import { blankForm, type FieldError, type Form, fieldValue, withErrors } from '../form.ts'
import { dayOf, isoDayOf, money } from '../format.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { DateInput, Fieldset, Input, MoneyInput, Textarea } from '../parts/fields.tsx'
import { Button, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { act, type Visit } from '../visit.ts'
import type { Project } from './project-ground.ts'
import { refusedWork } from './project-refusals.ts'
import {
  dayField,
  lookAtWork,
  namesFor,
  notNow,
  signedOn,
  type Workplace,
  workCheck,
  workPage,
  workPath,
} from './project-work-frame.tsx'
import { isQuantity, readQuantity } from './project-work-quantities.tsx'
import { checkInput } from './work-frame.tsx'

/** The work is done: the settlement, the day, and what was really done of what was contracted. */
export const completionPages: readonly Page[] = [
  {
    path: '/work/projects/:project_id/completion',
    signedIn: 'staff',
    get: showCompletion,
    post: takeCompletion,
  },
]

async function showCompletion(visit: Visit): Promise<Answer> {
  const place = await lookAtWork(visit, completeProject)
  const refusal = notNow(visit, place, visit.text.projectWork.complete.title, ['in_progress', 'rectifying'])
  return refusal ?? formPage(visit, place, blankForm(visit.services))
}

async function takeCompletion(visit: Visit, form: Form): Promise<Answer> {
  const place = await lookAtWork(visit, completeProject)
  const { project } = place
  if (isTakenBack(form)) return formPage(visit, place, form)
  const { lines, errors } = readDone(visit, project, form)
  const input = inputOf(form, lines)
  const names = namesOf(visit)
  const checked = withErrors(checkInput(visit, form, completeProject, input, names), errors)
  if (checked.errors.length > 0) return formPage(visit, place, checked)
  if (!isConfirmed(form)) {
    const possible = mayComplete(visit, project, input)
    if (!possible.ok) return formPage(visit, place, refusedWork(visit, form, possible.error, names))
    return checkPage(visit, place, form, input)
  }
  const where = { project_id: project.id }
  const result = await act(visit, completeProject, where, input, form.id)
  if (result.ok) return redirect(`${workPath(project)}?done=completed`)
  return formPage(visit, place, refusedWork(visit, form, result.error, names))
}

/** As the operation will ask, before the answers are checked. */
function mayComplete(visit: Visit, project: Project, input: ReturnType<typeof inputOf>): Result<unknown> {
  const { status, contract_fen, paid_fen } = project
  const money = { status, contract_fen: fen(contract_fen), paid_fen: fen(paid_fen) }
  const possible = complete(money, fen(input.settlement_fen ?? 0))
  if (!possible.ok) return possible
  return checkHappened(input.completed_on, isoDayOf(visit.now), signedOn(project.contracts.at(-1)))
}

function inputOf(form: Form, lines: readonly string[]) {
  return {
    settlement_fen: readYuan(fieldValue(form, 'settlement')),
    completed_on: dayField(form, 'completed_on'),
    note: [...lines, fieldValue(form, 'note')].filter(line => line !== '').join('\n'),
  }
}

/** What was done of each contracted item, as lines of the note: the acceptance measures it again. */
function readDone({ text }: Visit, project: Project, form: Form): { lines: string[]; errors: FieldError[] } {
  const words = text.projectWork.complete
  const lines: string[] = []
  const errors: FieldError[] = []
  for (const [place, { item, unit, quantity }] of contracted(project).entries()) {
    const name = `done-${place + 1}`
    const done = readQuantity(fieldValue(form, name))
    if (isQuantity(done)) lines.push(words.noteLine(item, unit, done, quantity))
    else errors.push({ name, text: words.quantityMissing(item) })
  }
  return { lines, errors }
}

function contracted(project: Project) {
  return project.contracts.at(-1)?.quantities ?? []
}

function namesOf(visit: Visit) {
  const words = visit.text.projectWork.complete
  return namesFor(
    visit,
    {
      settlement_fen: { name: 'settlement', label: words.settlement, as: 'money' },
      completed_on: { name: 'completed_on', label: words.completedOn, as: 'date' },
      note: { name: 'note', label: words.note },
    },
    {
      SETTLEMENT_OVER_CONTRACT: 'settlement',
      SETTLEMENT_BELOW_PAID: 'settlement',
      DAY_IN_FUTURE: 'completed_on',
      DAY_TOO_EARLY: 'completed_on',
    },
  )
}

function formPage(visit: Visit, place: Workplace, form: Form): Answer {
  const { text, language } = visit
  const words = text.projectWork.complete
  const { project } = place
  const last = project.acceptances.findLast(({ status }) => status === 'decided')
  return workPage(visit, place, {
    title: words.title,
    form,
    body: (
      <>
        {last !== undefined && (
          <InsetText>
            {words.rectifying(
              dayOf(language, project.rectify_by ?? last.held_on),
              text.project.acceptance.conclusions[last.conclusion],
            )}
            {last.note !== '' && <p class="govuk-body pj-words">{last.note}</p>}
          </InsetText>
        )}
        <PageForm form={form}>
          <MoneyInput
            form={form}
            name="settlement"
            label={words.settlement}
            hint={words.settlementHint(money(project.contract_fen), money(project.paid_fen))}
          />
          <DateInput form={form} name="completed_on" label={words.completedOn} />
          <Fieldset form={form} name="done" label={words.quantities} hint={words.quantitiesHint}>
            {contracted(project).map(({ item, unit, quantity }, row) => (
              <Input
                form={form}
                name={`done-${row + 1}`}
                label={words.quantityOf(item, unit, quantity)}
                width={5}
                inputmode="decimal"
                suffix={unit}
              />
            ))}
          </Fieldset>
          <Textarea form={form} name="note" label={words.note} hint={words.noteHint} rows={3} optional />
          <Button>{text.common.continue}</Button>
        </PageForm>
      </>
    ),
  })
}

function checkPage(visit: Visit, place: Workplace, form: Form, input: ReturnType<typeof inputOf>): Answer {
  const { text, language } = visit
  const words = text.projectWork.complete
  const settlement = input.settlement_fen ?? 0
  return workCheck(visit, place, {
    form,
    title: words.check,
    rows: [
      { key: words.settlement, value: money(settlement) },
      { key: words.underContract, value: money(place.project.contract_fen - settlement) },
      { key: words.completedOn, value: dayOf(language, input.completed_on) },
      { key: words.quantities, value: <span class="pj-words">{input.note}</span> },
    ],
    warning: words.checkWarning,
    button: words.button,
  })
}
