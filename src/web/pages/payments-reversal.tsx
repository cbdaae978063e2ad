import { reversePayment } from '../../app/project/reverse-payment.ts'
import { blankForm, type Form, fieldValue } from '../form.ts'
import { dayOf, money } from '../format.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { Textarea } from '../parts/fields.tsx'
import { Button, ButtonGroup, PageForm, WarningText } from '../parts/form.tsx'
import { act, PageRefused, type Visit } from '../visit.ts'
import type { Project } from './project-ground.ts'
import { refusedWork } from './project-refusals.ts'
import { lookAtWork, namesFor, type Workplace, workPage, workPath } from './project-work-frame.tsx'

/** A payment taken back by a line of its own: the payment is shown, so that one page is enough to check it. */
export const reversalPages: readonly Page[] = [
  {
    path: '/work/projects/:project_id/payments/:payment_id/reversal',
    signedIn: 'staff',
    get: showReversal,
    post: takeReversal,
  },
]

type Payment = Project['payments'][number]

async function lookAtPayment(visit: Visit): Promise<{ place: Workplace; payment: Payment }> {
  const place = await lookAtWork(visit, reversePayment)
  const payment = place.project.payments.find(({ id }) => id === visit.params.payment_id)
  if (payment === undefined) throw new PageRefused({ code: 'NOT_FOUND', detail: { what: 'payment' } })
  return { place, payment }
}

async function showReversal(visit: Visit): Promise<Answer> {
  const { place, payment } = await lookAtPayment(visit)
  return reversalPage(visit, place, payment, blankForm(visit.services))
}

async function takeReversal(visit: Visit, form: Form): Promise<Answer> {
  const { place, payment } = await lookAtPayment(visit)
  const { project } = place
  const input = { id: form.id, reverses: payment.id, reason: fieldValue(form, 'reason') }
  const result = await act(visit, reversePayment, { project_id: project.id }, input)
  if (result.ok) return redirect(`${workPath(project, 'payments')}?done=reversal`)
  const { reverseReason } = visit.text.projectWork.payments
  const names = namesFor(visit, { reason: { name: 'reason', label: reverseReason } })
  return reversalPage(visit, place, payment, refusedWork(visit, form, result.error, names))
}

function reversalPage(visit: Visit, place: Workplace, payment: Payment, form: Form): Answer {
  const { text, language } = visit
  const words = text.projectWork.payments
  const { project } = place
  const { kind, amount_fen, purpose, paid_on } = payment
  const gone = kind === 'reversal' || project.payments.some(({ reverses }) => reverses === payment.id)
  const said = words.reverseText(text.project.money.kinds[kind], money(amount_fen), dayOf(language, paid_on))
  const back = (
    <a class="govuk-link" href={workPath(project, 'payments')}>
      {text.common.back}
    </a>
  )
  return workPage(visit, place, {
    title: words.reverseTitle,
    form,
    body: (
      <>
        <InsetText>
          {said}
          <br />
          {purpose}
        </InsetText>
        {gone && form.errors.length === 0 ? (
          <p class="govuk-body">
            {words.reverseGone} {back}
          </p>
        ) : (
          <PageForm form={form}>
            <Textarea
              form={form}
              name="reason"
              label={words.reverseReason}
              hint={words.reverseReasonHint}
              rows={3}
            />
            <WarningText>{words.reverseWarning}</WarningText>
            <ButtonGroup>
              <Button look="warning">{words.reverseButton}</Button>
              {back}
            </ButtonGroup>
          </PageForm>
        )}
      </>
    ),
  })
}
