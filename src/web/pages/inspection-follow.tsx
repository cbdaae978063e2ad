import { recordRecovery } from '../../app/audit/record-recovery.ts'
import { reinspectProject } from '../../app/audit/reinspect-project.ts'
import { reportRectification } from '../../app/audit/report-rectification.ts'
import { checkHappened } from '../../core/day.ts'
import type { Refusal } from '../../core/refusal.ts'
import { readYuan } from '../fields.ts'
import { blankForm, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { dayOf, isoDayOf, money } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { DateInput, dayValues, MoneyInput, Radios, Textarea } from '../parts/fields.tsx'
import { Button, ButtonLink, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'
import { dayOfForm } from './inspection-draft.tsx'
import { auditFrame, type Inspection, lookInspection } from './inspection-ground.tsx'
import { offersOf } from './inspection-offers.ts'

/** What follows a finding: the community reports what it mended, an inspector looks again, money comes back. */
export const followPages: readonly Page[] = [
  {
    path: '/work/inspections/:inspection_id/rectification',
    signedIn: 'staff',
    get: visit => whenDue(visit, 'rectify', rectificationPage),
    post: takeRectification,
  },
  {
    path: '/work/inspections/:inspection_id/reinspection',
    signedIn: 'staff',
    get: visit => whenDue(visit, 'reinspect', reinspectionPage, 'inspected_on'),
    post: takeReinspection,
  },
  {
    path: '/work/inspections/:inspection_id/recovery',
    signedIn: 'staff',
    get: visit => whenDue(visit, 'recover', recoveryPage, 'received_on'),
    post: takeRecovery,
  },
]

/** A step's form, `today` naming the field that begins with this day; or why there is none: not the visitor's step, or not due. */
async function whenDue(
  visit: Visit,
  step: 'rectify' | 'reinspect' | 'recover',
  page: (visit: Visit, inspection: Inspection, form: Form) => Promise<Answer>,
  today?: string,
): Promise<Answer> {
  const inspection = await lookInspection(visit)
  const values = today === undefined ? {} : dayValues(today, isoDayOf(visit.now))
  if (offersOf(visit, inspection)[step]) return page(visit, inspection, blankForm(visit.services, values))
  const said = visit.text.inspection
  return shown({
    title: said[step],
    status: 409,
    ...(await auditFrame(visit, inspection)),
    body: (
      <>
        <Heading caption={inspection.project.title}>{said[step]}</Heading>
        <p class="govuk-body">{said.notDue}</p>
        <ButtonLink href={`/work/inspections/${inspection.id}`} look="secondary">
          {said.open}
        </ButtonLink>
      </>
    ),
  })
}

async function frameOf(visit: Visit, inspection: Inspection, title: string, form: Form) {
  return {
    title,
    ...(await auditFrame(visit, inspection)),
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
  }
}

async function rectificationPage(visit: Visit, inspection: Inspection, form: Form): Promise<Answer> {
  const said = visit.text.inspection
  return shown({
    ...(await frameOf(visit, inspection, said.rectifyTitle, form)),
    body: (
      <>
        <Heading caption={inspection.project.title}>{said.rectifyTitle}</Heading>
        <p class="govuk-body">{said.rectifyLead}</p>
        <InsetText>
          <span class="pj-written">{inspection.note === '' ? said.none : inspection.note}</span>
        </InsetText>
        <PageForm form={form}>
          <Textarea form={form} name="text" label={said.rectifyText} rows={8} most={5000} />
          <Button>{said.rectifyButton}</Button>
        </PageForm>
      </>
    ),
  })
}

async function takeRectification(visit: Visit, form: Form): Promise<Answer> {
  const inspection = await lookInspection(visit)
  const { id: inspection_id } = inspection
  const input = { id: form.id, text: fieldValue(form, 'text') }
  const result = await act(visit, reportRectification, { inspection_id }, input)
  if (result.ok) return redirect(`/work/inspections/${inspection_id}?done=rectification`)
  const labels = { text: visit.text.inspection.rectifyText }
  return rectificationPage(visit, inspection, refusedForm(visit.text, form, result.error, { labels }))
}

async function reinspectionPage(visit: Visit, inspection: Inspection, form: Form): Promise<Answer> {
  const said = visit.text.inspection
  const latest = inspection.rectifications.at(-1)
  return shown({
    ...(await frameOf(visit, inspection, said.reinspectTitle, form)),
    body: (
      <>
        <Heading caption={inspection.project.title}>{said.reinspectTitle}</Heading>
        <p class="govuk-body">{said.reinspectLead}</p>
        {latest !== undefined && (
          <InsetText>
            {said.events.rectified}
            <br />
            <span class="pj-written">{latest.text}</span>
          </InsetText>
        )}
        <PageForm form={form}>
          <DateInput form={form} name="inspected_on" label={said.reinspectedOn} />
          <Radios
            form={form}
            name="passed"
            label={said.passed}
            options={[
              { value: 'yes', text: said.passedYes },
              { value: 'no', text: said.passedNo },
            ]}
          />
          <DateInput
            form={form}
            name="deadline"
            label={said.newDeadline}
            hint={said.newDeadlineHint}
            optional
          />
          <Textarea form={form} name="note" label={said.reinspectNote} most={5000} optional />
          <Button>{said.reinspectButton}</Button>
        </PageForm>
      </>
    ),
  })
}

async function takeReinspection(visit: Visit, form: Form): Promise<Answer> {
  const inspection = await lookInspection(visit)
  const { id: inspection_id } = inspection
  const passed = fieldValue(form, 'passed')
  const input = {
    id: form.id,
    inspected_on: dayOfForm(form, 'inspected_on') ?? '',
    passed: passed === 'yes' ? true : passed === 'no' ? false : null,
    deadline: dayOfForm(form, 'deadline'),
    note: fieldValue(form, 'note'),
  }
  const result = await act(visit, reinspectProject, { inspection_id }, input)
  if (result.ok) return redirect(`/work/inspections/${inspection_id}?done=reinspection`)
  return reinspectionPage(visit, inspection, refusedReinspection(visit, form, result.error))
}

function refusedReinspection({ text, language }: Visit, form: Form, refusal: Refusal): Form {
  const said = text.inspection
  const { detail } = refusal
  if (refusal.code === 'RECOVERY_OUTSTANDING')
    return withErrors(form, [{ name: 'passed', text: said.notBack(money(Number(detail.left_fen))) }])
  if (refusal.code === 'DEADLINE_TOO_EARLY') {
    const earliest = dayOf(language, String(detail.earliest))
    return withErrors(form, [{ name: 'deadline', text: said.earliest(earliest) }])
  }
  return refusedForm(text, form, refusal, {
    labels: {
      inspected_on: said.reinspectedOn,
      passed: said.passed,
      deadline: said.newDeadline,
      note: said.reinspectNote,
    },
    messages: {
      inspected_on: text.common.fields.date,
      deadline: text.common.fields.date,
      passed: said.passedMissing,
    },
    fields: { DEADLINE_MISSING: 'deadline', FINDING_CONTRADICTS: 'deadline', DAY_IN_FUTURE: 'inspected_on' },
  })
}

async function recoveryPage(visit: Visit, inspection: Inspection, form: Form): Promise<Answer> {
  const said = visit.text.inspection
  const left = inspection.questioned_fen - inspection.recovered_fen
  return shown({
    ...(await frameOf(visit, inspection, said.recoverTitle, form)),
    body: (
      <>
        <Heading caption={inspection.project.title}>{said.recoverTitle}</Heading>
        <p class="govuk-body">{said.recoverLead(money(left))}</p>
        <PageForm form={form}>
          <MoneyInput form={form} name="amount_fen" label={said.amount} />
          <DateInput form={form} name="received_on" label={said.receivedOn} />
          <Button>{said.recoverButton}</Button>
        </PageForm>
      </>
    ),
  })
}

async function takeRecovery(visit: Visit, form: Form): Promise<Answer> {
  const { text, language } = visit
  const said = text.inspection
  const inspection = await lookInspection(visit)
  const { id: inspection_id, questioned_fen, recovered_fen } = inspection
  if (isTakenBack(form)) return recoveryPage(visit, inspection, form)
  const amount = readYuan(fieldValue(form, 'amount_fen'))
  const day = dayOfForm(form, 'received_on') ?? ''
  const left = questioned_fen - recovered_fen
  if (!isConfirmed(form) && amount !== null && amount > 0 && amount <= left && isDay(day, visit)) {
    return shown({
      ...(await frameOf(visit, inspection, said.recoverCheck, form)),
      body: (
        <CheckAnswers
          form={form}
          title={said.recoverCheck}
          rows={[
            { key: said.amount, value: money(amount) },
            { key: said.receivedOn, value: dayOf(language, day) },
            { key: said.leftAfter, value: money(left - amount) },
          ]}
          warning={text.common.cannotUndo}
          button={said.recoverConfirm}
        />
      ),
    })
  }
  const input = { id: form.id, amount_fen: amount, received_on: day }
  const result = await act(visit, recordRecovery, { inspection_id }, input)
  if (result.ok) return redirect(`/work/inspections/${inspection_id}?done=recovery`)
  const again =
    result.error.code === 'RECOVERY_OVER_QUESTIONED'
      ? withErrors(form, [
          { name: 'amount_fen', text: said.overLeft(money(Number(result.error.detail.left))) },
        ])
      : refusedForm(text, form, result.error, {
          labels: { amount_fen: said.amount, received_on: said.receivedOn },
          messages: { amount_fen: text.common.fields.money, received_on: text.common.fields.date },
          fields: { DAY_IN_FUTURE: 'received_on' },
        })
  return recoveryPage(visit, inspection, again)
}

/** Whether the check page has a day to show; what is wrong with one, the operation says. */
function isDay(day: string, { now }: Visit): boolean {
  const written = /^2[0-9]{3}-[0-9]{2}-[0-9]{2}$/.test(day) && !Number.isNaN(Date.parse(day))
  return written && checkHappened(day, isoDayOf(now)).ok
}
