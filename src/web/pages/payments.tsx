import { recordPayment } from '../../app/project/record-payment.ts'
import { checkHappened } from '../../core/day.ts'
import { fen } from '../../core/money.ts'
import { type PaymentKind, pay } from '../../core/project/payments.ts'
import { readYuan } from '../fields.ts'
import { blankForm, type Form, fieldValue } from '../form.ts'
import { dayOf, isoDayOf, money } from '../format.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { InsetText, Table } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { DateInput, dayValues, Input, MoneyInput, Radios } from '../parts/fields.tsx'
import { Button, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { act, type Visit } from '../visit.ts'
import { reversalPages } from './payments-reversal.tsx'
import { capInWords, payableOf, roomsOf } from './payments-room.ts'
import { Payments } from './project-money.tsx'
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
import { checkInput, Done, Taken } from './work-frame.tsx'

/** The payments of a project: what may still be paid, a new one, and those there are. */
export const paymentPages: readonly Page[] = [
  { path: '/work/projects/:project_id/payments', signedIn: 'staff', get: showPayments, post: takePayment },
  ...reversalPages,
]

const fitting = ['contracted', 'in_progress', 'completed', 'rectifying', 'accepted', 'audited'] as const

async function showPayments(visit: Visit): Promise<Answer> {
  const place = await lookAtWork(visit, recordPayment)
  const today = dayValues('paid_on', isoDayOf(visit.now))
  const refusal = notNow(visit, place, visit.text.projectWork.payments.title, fitting)
  return refusal ?? formPage(visit, place, blankForm(visit.services, today))
}

async function takePayment(visit: Visit, form: Form): Promise<Answer> {
  const place = await lookAtWork(visit, recordPayment)
  const { project, ground } = place
  if (isTakenBack(form)) return formPage(visit, place, form)
  const input = inputOf(form)
  const names = namesOf(visit)
  const checked = checkInput(visit, form, recordPayment, input, names)
  if (checked.errors.length > 0) return formPage(visit, place, checked)
  const payment = { kind: input.kind as PaymentKind, amount_fen: fen(input.amount_fen ?? 0) }
  if (!isConfirmed(form)) {
    const room = pay(payableOf(project), ground.rules, payment)
    if (!room.ok) return formPage(visit, place, refusedWork(visit, form, room.error, names))
    const paid = checkHappened(input.paid_on, isoDayOf(visit.now), signedOn(project.contracts[0]))
    if (!paid.ok) return formPage(visit, place, refusedWork(visit, form, paid.error, names))
    return checkPage(visit, place, form, room.value.left_fen - payment.amount_fen)
  }
  const result = await act(visit, recordPayment, { project_id: project.id }, input)
  if (result.ok) return redirect(`${workPath(project, 'payments')}?done=payment`)
  if (result.error.code === 'ID_REUSED') return formPage(visit, place, form, true)
  return formPage(visit, place, refusedWork(visit, form, result.error, names))
}

function inputOf(form: Form) {
  return {
    id: form.id,
    kind: fieldValue(form, 'kind'),
    amount_fen: readYuan(fieldValue(form, 'amount')),
    purpose: fieldValue(form, 'purpose'),
    paid_on: dayField(form, 'paid_on'),
  }
}

function namesOf(visit: Visit) {
  const words = visit.text.projectWork.payments
  return namesFor(
    visit,
    {
      kind: { name: 'kind', label: words.kind },
      amount_fen: { name: 'amount', label: words.amount, as: 'money' },
      purpose: { name: 'purpose', label: words.purpose },
      paid_on: { name: 'paid_on', label: words.paidOn, as: 'date' },
    },
    {
      PAYMENT_OVER_CAP: 'amount',
      PAYMENT_KIND_DOES_NOT_FIT: 'kind',
      AUDIT_NOT_FINISHED: 'kind',
      DAY_IN_FUTURE: 'paid_on',
      DAY_TOO_EARLY: 'paid_on',
    },
  )
}

function formPage(visit: Visit, place: Workplace, form: Form, taken = false): Answer {
  const { text } = visit
  const words = text.projectWork.payments
  const { project, ground } = place
  const rooms = roomsOf(project, ground)
  return workPage(visit, place, {
    title: words.title,
    form,
    taken,
    body: (
      <>
        <Done said={text.projectWork.done} />
        {taken && <Taken path={workPath(project, 'payments')} />}
        <Room place={place} />
        <h2 class="govuk-heading-m">{words.recordTitle}</h2>
        {rooms.length === 0 ? (
          <p class="govuk-body">{words.nothingNow}</p>
        ) : (
          <PageForm form={form}>
            <Radios
              form={form}
              name="kind"
              label={words.kind}
              options={rooms.map(({ kind, room }) => ({
                value: kind,
                text: text.project.money.kinds[kind],
                hint: words.kindLeft(money(room.left_fen)),
              }))}
            />
            <MoneyInput form={form} name="amount" label={words.amount} />
            <Input
              form={form}
              name="purpose"
              label={words.purpose}
              hint={words.purposeHint}
              maxlength={500}
            />
            <DateInput form={form} name="paid_on" label={words.paidOn} />
            <Button>{text.common.continue}</Button>
          </PageForm>
        )}
        <h2 class="govuk-heading-m">{words.list}</h2>
        <Payments
          payments={project.payments}
          reversalOf={({ id }) => workPath(project, `payments/${id}/reversal`)}
        />
      </>
    ),
  })
}

/** How much may still be paid, and the reckoning behind it. */
function Room({ place: { project, ground } }: { place: Workplace }) {
  const visit = useVisit()
  const { text } = visit
  const words = text.projectWork.payments
  const rooms = roomsOf(project, ground)
  return (
    <>
      <InsetText>
        {capInWords(visit, project, ground).map(line => (
          <p class="govuk-body">{line}</p>
        ))}
      </InsetText>
      {rooms.length > 0 && (
        <Table
          caption={words.room}
          rowHeaders
          columns={[
            { text: words.column },
            { text: words.left, numeric: true },
            { text: words.cap, numeric: true },
            { text: words.paid, numeric: true },
          ]}
          rows={rooms.map(({ kind, room }) => [
            text.project.money.kinds[kind],
            money(room.left_fen),
            money(room.cap_fen),
            money(room.paid_fen),
          ])}
        />
      )}
    </>
  )
}

function checkPage(visit: Visit, place: Workplace, form: Form, leftAfter: number): Answer {
  const { text, language } = visit
  const words = text.projectWork.payments
  const input = inputOf(form)
  return workCheck(visit, place, {
    form,
    title: words.check,
    rows: [
      { key: words.kind, value: text.project.money.kinds[input.kind as PaymentKind] },
      { key: words.amount, value: money(input.amount_fen ?? 0) },
      { key: words.purpose, value: input.purpose },
      { key: words.paidOn, value: dayOf(language, input.paid_on) },
      { key: words.after_, value: money(leftAfter) },
    ],
    warning: words.checkWarning,
    button: words.button,
  })
}
