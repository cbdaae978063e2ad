import { showChangeRequest } from '../../app/project/change-views.ts'
import { decideChange } from '../../app/project/decide-change.ts'
import { blankForm, type Form, fieldValue } from '../form.ts'
import { dayOf, money } from '../format.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { InsetText, SummaryList, type SummaryRow } from '../parts/blocks.tsx'
import { Radios, Textarea } from '../parts/fields.tsx'
import { Button, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { act, look, type Visit } from '../visit.ts'
import { budgetChangeInWords } from './changes-terms.ts'
import { changeInWords, lookAtProject } from './project-ground.ts'
import { refusedWork } from './project-refusals.ts'
import { namesFor, type Workplace, workCheck, workPage, workPath } from './project-work-frame.tsx'
import { checkInput, Done, isOfficer } from './work-frame.tsx'

/** A change that was asked for: read by its clerk, decided by the officers of its street. */
export const decisionPages: readonly Page[] = [
  {
    path: '/work/change-requests/:change_request_id',
    signedIn: 'staff',
    get: showRequest,
    post: takeDecision,
  },
]

type Request = Awaited<ReturnType<typeof lookAtRequest>>['request']

async function lookAtRequest(visit: Visit) {
  const { params } = visit
  const request = await look(visit, showChangeRequest, { change_request_id: params.change_request_id ?? '' })
  const place = await lookAtProject({ ...visit, params: { project_id: request.project_id } })
  return { request, place }
}

async function showRequest(visit: Visit): Promise<Answer> {
  const { request, place } = await lookAtRequest(visit)
  return requestPage(visit, place, request, blankForm(visit.services))
}

async function takeDecision(visit: Visit, form: Form): Promise<Answer> {
  const { request, place } = await lookAtRequest(visit)
  if (isTakenBack(form)) return requestPage(visit, place, request, form)
  const { text } = visit
  const words = text.projectWork.change
  const choice = fieldValue(form, 'decision')
  const approve = choice === 'approve' ? true : choice === 'refuse' ? false : undefined
  const input = { approve, reason: fieldValue(form, 'reason') }
  const names = namesFor(visit, {
    approve: { name: 'decision', label: words.decision },
    reason: { name: 'reason', label: words.decisionReason },
  })
  const messages = { ...names.messages, decision: words.decisionMissing }
  const checked = checkInput(visit, form, decideChange, input, { ...names, messages })
  if (checked.errors.length > 0) return requestPage(visit, place, request, checked)
  if (!isConfirmed(form)) return checkPage(visit, place, request, form)
  const where = { change_request_id: request.id }
  const result = await act(visit, decideChange, where, input, form.id)
  if (result.ok) return redirect(`${workPath(place.project)}?done=${result.value.status}`)
  return requestPage(visit, place, request, refusedWork(visit, form, result.error, names))
}

function requestPage(visit: Visit, place: Workplace, request: Request, form: Form): Answer {
  const { text } = visit
  const words = text.projectWork.change
  const decides = isOfficer(visit, place.ground.place) && request.status === 'requested'
  return workPage(visit, place, {
    title: decides ? words.decideTitle : words.title,
    form,
    body: (
      <>
        <Done said={text.projectWork.done} />
        {decides && <p class="govuk-body">{words.decideLead}</p>}
        <SummaryList rows={rowsOf(visit, place, request)} />
        {decides && request.own && <InsetText>{words.own}</InsetText>}
        {decides && !request.own && (
          <PageForm form={form}>
            <Radios
              form={form}
              name="decision"
              label={words.decision}
              options={[
                { value: 'approve', text: words.approve, hint: words.approveHint },
                { value: 'refuse', text: words.refuse, hint: words.refuseHint },
              ]}
            />
            <Textarea
              form={form}
              name="reason"
              label={words.decisionReason}
              hint={words.decisionReasonHint}
              rows={3}
              most={2000}
            />
            <Button>{text.common.continue}</Button>
          </PageForm>
        )}
      </>
    ),
  })
}

function rowsOf(visit: Visit, { project }: Workplace, request: Request): SummaryRow[] {
  const { text, language } = visit
  const words = text.projectWork.change
  const { kind, cost_fen, reason, requested_at, status, needs_approval, decided_at, decision_reason } =
    request
  const open = status === 'requested'
  return [
    { key: words.asked, value: changeInWords(visit, request) },
    ...(kind === 'budget' && cost_fen !== null && open
      ? [
          { key: words.from, value: money(project.cost_fen) },
          { key: words.effect, value: budgetChangeInWords(visit, request.terms, cost_fen, needs_approval) },
        ]
      : []),
    ...(kind === 'cancel' && open
      ? [{ key: words.effect, value: words.cancelEffect(money(project.cost_fen)) }]
      : []),
    { key: words.why, value: <span class="pj-words">{reason}</span> },
    { key: words.askedOn, value: dayOf(language, requested_at) },
    {
      key: words.status,
      value: open
        ? words.waiting
        : needs_approval && decided_at !== null
          ? words.decided(status === 'approved', dayOf(language, decided_at))
          : words.effective,
    },
    ...(decision_reason === null
      ? []
      : [{ key: words.decisionReason, value: <span class="pj-words">{decision_reason}</span> }]),
  ]
}

function checkPage(visit: Visit, place: Workplace, request: Request, form: Form): Answer {
  const words = visit.text.projectWork.change
  const approve = fieldValue(form, 'decision') === 'approve'
  return workCheck(visit, place, {
    form,
    title: words.decideCheck,
    rows: [
      { key: words.asked, value: changeInWords(visit, request) },
      { key: words.decision, value: approve ? words.approve : words.refuse },
      { key: words.decisionReason, value: <span class="pj-words">{fieldValue(form, 'reason')}</span> },
    ],
    warning: words.decideWarning,
    button: words.decideButton,
  })
}
