import { showChangeTerms } from '../../app/project/change-views.ts'
import { requestChange } from '../../app/project/request-change.ts'
import { fen } from '../../core/money.ts'
import { type Change, changeKinds, checkChange, needsApproval } from '../../core/project/changes.ts'
import { readYuan } from '../fields.ts'
import { blankForm, type Form, fieldValue } from '../form.ts'
import { dayOf, money } from '../format.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { InsetText, SummaryList } from '../parts/blocks.tsx'
import { MoneyInput, Radios, Textarea } from '../parts/fields.tsx'
import { Button, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { act, look, type Visit } from '../visit.ts'
import { decisionPages } from './changes-decision.tsx'
import { budgetChangeInWords, floorTenth, type Terms } from './changes-terms.ts'
import { changeInWords, type Project } from './project-ground.ts'
import { refusedWork } from './project-refusals.ts'
import { lookAtWork, namesFor, type Workplace, workCheck, workPage, workPath } from './project-work-frame.tsx'
import { checkInput, Taken } from './work-frame.tsx'

/** A change of a project, asked for by its clerk, and decided by its street. */
export const changePages: readonly Page[] = [
  { path: '/work/projects/:project_id/change', signedIn: 'staff', get: showChange, post: takeChange },
  ...decisionPages,
]

const changeable = ['selected', 'contracted', 'in_progress'] as const

async function lookAtChange(visit: Visit): Promise<{ place: Workplace; terms: Terms }> {
  const place = await lookAtWork(visit, requestChange)
  return { place, terms: await look(visit, showChangeTerms, { project_id: place.project.id }) }
}

async function showChange(visit: Visit): Promise<Answer> {
  const { place, terms } = await lookAtChange(visit)
  return formPage(visit, place, terms, blankForm(visit.services))
}

async function takeChange(visit: Visit, form: Form): Promise<Answer> {
  const { place, terms } = await lookAtChange(visit)
  const { project } = place
  if (isTakenBack(form)) return formPage(visit, place, terms, form)
  const input = inputOf(form)
  const names = namesOf(visit)
  const checked = checkInput(visit, form, requestChange, input, names)
  if (checked.errors.length > 0) return formPage(visit, place, terms, checked)
  if (!isConfirmed(form)) {
    const possible = checkChange(changeableOf(project, terms), fundOf(terms), changeOf(input))
    return possible.ok
      ? checkPage(visit, place, terms, form)
      : formPage(visit, place, terms, refusedWork(visit, form, possible.error, names))
  }
  const result = await act(visit, requestChange, { project_id: project.id }, input)
  if (result.ok) {
    return redirect(`${workPath(project)}?done=${result.value.needs_approval ? 'change-asked' : 'change'}`)
  }
  if (result.error.code === 'ID_REUSED') return formPage(visit, place, terms, form, true)
  return formPage(visit, place, terms, refusedWork(visit, form, result.error, names))
}

function inputOf(form: Form) {
  const kind = fieldValue(form, 'kind')
  const reason = fieldValue(form, 'reason')
  // The new budget is left out where another change was chosen after it was typed.
  return kind === 'budget'
    ? { id: form.id, kind, cost_fen: readYuan(fieldValue(form, 'cost')), reason }
    : { id: form.id, kind, reason }
}

function changeOf(input: ReturnType<typeof inputOf>): Change {
  if (input.kind === 'budget') return { kind: 'budget', cost_fen: fen(input.cost_fen ?? 0) }
  return { kind: input.kind === 'cancel' ? 'cancel' : 'scope' }
}

function changeableOf({ status, cost_fen, contract_fen, paid_fen }: Project, { approved_fen }: Terms) {
  return {
    status,
    cost_fen: fen(cost_fen),
    contract_fen: fen(contract_fen),
    paid_fen: fen(paid_fen),
    approved_fen: fen(approved_fen),
  }
}

function fundOf({ allocation_fen, selected_fen }: Terms) {
  return { allocation_fen: fen(allocation_fen), selected_fen: fen(selected_fen) }
}

function namesOf(visit: Visit) {
  const words = visit.text.projectWork.change
  return namesFor(
    visit,
    {
      kind: { name: 'kind', label: words.kind },
      cost_fen: { name: 'cost', label: words.cost, as: 'money' },
      reason: { name: 'reason', label: words.reason },
    },
    {
      CHANGE_WITHOUT_EFFECT: 'cost',
      BUDGET_BELOW_CONTRACT: 'cost',
      BUDGET_OVER_ALLOCATION: 'cost',
      PAID_NOT_REVERSED: 'kind',
    },
  )
}

function formPage(visit: Visit, place: Workplace, terms: Terms, form: Form, taken = false): Answer {
  const { text } = visit
  const words = text.projectWork.change
  const { project } = place
  const open = project.changes.find(({ status }) => status === 'requested')
  const possible = changeable.some(status => status === project.status)
  return workPage(visit, place, {
    title: words.title,
    form,
    taken,
    body: (
      <>
        {taken && <Taken path={workPath(project)} />}
        {open !== undefined ? (
          <InsetText>
            {words.open}{' '}
            <a class="govuk-link" href={`/work/change-requests/${open.id}`}>
              {words.openLink}
            </a>
          </InsetText>
        ) : possible ? (
          <ChangeForm visit={visit} project={project} terms={terms} form={form} />
        ) : (
          <InsetText>{text.projectWork.notNowStatus(text.words.projectStatuses[project.status])}</InsetText>
        )}
        {project.changes.length > 0 && <Earlier visit={visit} project={project} />}
      </>
    ),
  })
}

function ChangeForm(props: { visit: Visit; project: Project; terms: Terms; form: Form }) {
  const { visit, project, terms, form } = props
  const { text } = visit
  const words = text.projectWork.change
  const { approved_fen, allocation_fen, selected_fen } = terms
  const tenth = floorTenth(approved_fen)
  const most = allocation_fen - (selected_fen - project.cost_fen)
  return (
    <>
      <InsetText>
        <p class="govuk-body">
          {words.rule(money(approved_fen), money(approved_fen - tenth), money(approved_fen + tenth))}
        </p>
        <p class="govuk-body">{words.fund(money(most))}</p>
        {project.contract_fen > 0 && (
          <p class="govuk-body">{words.contractFloor(money(project.contract_fen))}</p>
        )}
      </InsetText>
      <PageForm form={form}>
        <Radios
          form={form}
          name="kind"
          label={words.kind}
          options={changeKinds.map(kind => ({
            value: kind,
            text: text.project.changes.kinds[kind],
            hint: words.kindHints[kind],
            ...(kind === 'budget' ? { more: <MoneyInput form={form} name="cost" label={words.cost} /> } : {}),
          }))}
        />
        <Textarea
          form={form}
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          rows={4}
          most={2000}
        />
        <Button>{text.common.continue}</Button>
      </PageForm>
    </>
  )
}

function Earlier({ visit, project }: { visit: Visit; project: Project }) {
  const { text, language } = visit
  const words = text.projectWork.change
  return (
    <>
      <h2 class="govuk-heading-m">{words.earlier}</h2>
      <SummaryList
        rows={project.changes.map(change => ({
          key: dayOf(language, change.requested_at),
          value: (
            <>
              {changeInWords(visit, change)}
              <br />
              {change.status === 'requested'
                ? words.waiting
                : change.needs_approval && change.decided_at !== null
                  ? words.decided(change.status === 'approved', dayOf(language, change.decided_at))
                  : words.effective}
            </>
          ),
        }))}
      />
    </>
  )
}

function checkPage(visit: Visit, place: Workplace, terms: Terms, form: Form): Answer {
  const { text } = visit
  const words = text.projectWork.change
  const { project } = place
  const change = changeOf(inputOf(form))
  const waits = needsApproval(changeableOf(project, terms), change)
  return workCheck(visit, place, {
    form,
    title: words.check,
    rows: [
      { key: words.kind, value: text.project.changes.kinds[change.kind] },
      ...(change.kind === 'budget'
        ? [
            { key: words.from, value: money(project.cost_fen) },
            { key: words.to, value: money(change.cost_fen) },
          ]
        : []),
      { key: words.reason, value: <span class="pj-words">{fieldValue(form, 'reason')}</span> },
      {
        key: words.effect,
        value: (
          <>
            {change.kind === 'budget' && (
              <p class="govuk-body">{budgetChangeInWords(visit, terms, change.cost_fen, waits)}</p>
            )}
            {change.kind === 'scope' && <p class="govuk-body">{words.scopeEffect}</p>}
            {change.kind === 'cancel' && (
              <p class="govuk-body">{words.cancelEffect(money(project.cost_fen))}</p>
            )}
            <p class="govuk-body">{waits ? words.needsApproval : words.takesEffect}</p>
          </>
        ),
      },
    ],
    warning: words.checkWarning,
    button: words.button,
  })
}
