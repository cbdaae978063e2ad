import { recordContract } from '../../app/project/record-contract.ts'
import { checkHappened } from '../../core/day.ts'
import { readYuan } from '../fields.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { dayOf, isoDayOf, money, yuanValue } from '../format.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { DateInput, dayValues, Input, MoneyInput, Radios } from '../parts/fields.tsx'
import { Button, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { act, type Visit } from '../visit.ts'
import { refusedWork } from './project-refusals.ts'
import {
  dayField,
  lookAtWork,
  namesFor,
  notNow,
  type Workplace,
  workCheck,
  workPage,
  workPath,
} from './project-work-frame.tsx'
import { QuantityRows, quantityValues, readQuantities, withMoreRows } from './project-work-quantities.tsx'
import { checkInput, Taken } from './work-frame.tsx'

/** The contract of a project, and another in its place until the work begins. */
export const contractPages: readonly Page[] = [
  { path: '/work/projects/:project_id/contract', signedIn: 'staff', get: showContract, post: takeContract },
]

const fitting = ['selected', 'contracted'] as const
const methods = ['direct', 'comparison', 'tender'] as const

async function showContract(visit: Visit): Promise<Answer> {
  const place = await lookAtWork(visit, recordContract)
  const { project } = place
  const before = project.contracts.at(-1)
  const values =
    before === undefined
      ? {}
      : {
          contractor: before.contractor,
          method: before.method,
          amount: yuanValue(before.amount_fen),
          ...dayValues('signed_on', before.signed_on),
          ...quantityValues(before.quantities),
        }
  const refusal = notNow(visit, place, titleOf(visit, place), fitting)
  return refusal ?? formPage(visit, place, blankForm(visit.services, values))
}

async function takeContract(visit: Visit, form: Form): Promise<Answer> {
  const place = await lookAtWork(visit, recordContract)
  if (isTakenBack(form)) return formPage(visit, place, form)
  if (fieldValue(form, 'more') !== '') return formPage(visit, place, withMoreRows(form))
  const { quantities, errors } = readQuantities(visit, form)
  const input = inputOf(form, quantities)
  const names = namesOf(visit)
  const shape = { ...input, quantities: quantities.length === 0 ? [emptyQuantity] : quantities }
  const checked = withErrors(checkInput(visit, form, recordContract, shape, names), errors)
  if (checked.errors.length > 0) return formPage(visit, place, checked)
  const tooMuch = Number(input.amount_fen) > place.project.cost_fen
  const signed = checkHappened(input.signed_on, isoDayOf(visit.now))
  if (!isConfirmed(form) && !tooMuch && signed.ok) return checkPage(visit, place, form, input)
  const result = await act(visit, recordContract, { project_id: place.project.id }, input)
  if (result.ok) return redirect(`${workPath(place.project)}?done=contract`)
  if (result.error.code === 'ID_REUSED') return formPage(visit, place, form, true)
  return formPage(visit, place, refusedWork(visit, form, result.error, names))
}

/** Stands in while nothing is typed, so that the other fields are judged by themselves. */
const emptyQuantity = { item: '-', unit: '-', quantity: '0' }

function inputOf(form: Form, quantities: readonly { item: string; unit: string; quantity: string }[]) {
  return {
    id: form.id,
    contractor: fieldValue(form, 'contractor'),
    method: fieldValue(form, 'method'),
    amount_fen: readYuan(fieldValue(form, 'amount')),
    quantities,
    signed_on: dayField(form, 'signed_on'),
  }
}

function namesOf(visit: Visit) {
  const words = visit.text.projectWork.contract
  return namesFor(
    visit,
    {
      contractor: { name: 'contractor', label: words.contractor },
      method: { name: 'method', label: words.method },
      amount_fen: { name: 'amount', label: words.amount, as: 'money' },
      signed_on: { name: 'signed_on', label: words.signedOn, as: 'date' },
      quantities: { name: 'item-1', label: words.quantities },
    },
    {
      CONTRACT_OVER_BUDGET: 'amount',
      CONTRACT_BELOW_PAID: 'amount',
      DAY_IN_FUTURE: 'signed_on',
      DAY_TOO_EARLY: 'signed_on',
    },
  )
}

function titleOf({ text }: Visit, { project }: Workplace): string {
  const words = text.projectWork.contract
  return project.contracts.length === 0 ? words.title : words.replaceTitle
}

function formPage(visit: Visit, place: Workplace, form: Form, taken = false): Answer {
  const { text } = visit
  const words = text.projectWork.contract
  const { project } = place
  return workPage(visit, place, {
    title: titleOf(visit, place),
    form,
    taken,
    body: (
      <>
        {taken && <Taken path={workPath(project)} />}
        <InsetText>
          {words.budget(money(project.cost_fen))} {project.contracts.length > 0 && words.replaceHint}
        </InsetText>
        <PageForm form={form}>
          <Input
            form={form}
            name="contractor"
            label={words.contractor}
            hint={words.contractorHint}
            autocomplete="off"
            maxlength={200}
          />
          <Radios
            form={form}
            name="method"
            label={words.method}
            options={methods.map(value => ({
              value,
              text: text.project.methods[value],
              hint: words.methodHints[value],
            }))}
          />
          <MoneyInput form={form} name="amount" label={words.amount} />
          <DateInput form={form} name="signed_on" label={words.signedOn} hint={words.signedOnHint} />
          <QuantityRows form={form} />
          <Button>{text.common.continue}</Button>
        </PageForm>
      </>
    ),
  })
}

function checkPage(visit: Visit, place: Workplace, form: Form, input: ReturnType<typeof inputOf>): Answer {
  const { text, language } = visit
  const words = text.projectWork.contract
  const amount = input.amount_fen ?? 0
  const method = methods.find(one => one === input.method)
  return workCheck(visit, place, {
    form,
    title: words.check,
    rows: [
      { key: words.contractor, value: input.contractor },
      { key: words.method, value: method === undefined ? '' : text.project.methods[method] },
      { key: words.amount, value: money(amount) },
      { key: words.budgetLeft, value: money(place.project.cost_fen - amount) },
      { key: words.signedOn, value: dayOf(language, input.signed_on) },
      {
        key: words.quantities,
        value: (
          <ul class="govuk-list">
            {input.quantities.map(({ item, unit, quantity }) => (
              <li>{text.common.pair(item, `${quantity} ${unit}`)}</li>
            ))}
          </ul>
        ),
      },
    ],
    warning: words.checkWarning,
    button: words.button,
  })
}
