import { draftInspection } from '../../app/audit/draft-inspection.ts'
import { listPicksView } from '../../app/audit/inspection-views.ts'
import { showProject } from '../../app/project/views.ts'
import { inspectionItems } from '../../core/audit/inspection.ts'
import type { Refusal } from '../../core/refusal.ts'
import { readDay, readYuan } from '../fields.ts'
import { blankForm, type FieldError, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { dayOf, isoDayOf, money } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { DateInput, dayValues, Input, MoneyInput, Radios, Textarea } from '../parts/fields.tsx'
import { Button, ButtonLink, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'
import { auditFrame, Facts, type Project } from './inspection-ground.tsx'
import {
  MeasuredFields,
  measuredField,
  measuredMessages,
  measuredName,
  readMeasured,
} from './inspection-measured.tsx'

/** Where one of the two inspectors writes down what they found on site, and signs. */
export const draftPage: Page = {
  path: '/work/projects/:project_id/inspection',
  signedIn: 'staff',
  get: showDraft,
  post: takeDraft,
}

async function showDraft(visit: Visit): Promise<Answer> {
  const today = dayValues('inspected_on', isoDayOf(visit.now))
  return draftFor(visit, blankForm(visit.services, today))
}

async function draftFor(visit: Visit, form: Form): Promise<Answer> {
  const { text, actor, params } = visit
  if (actor.kind !== 'staff') throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: {} })
  const project_id = params.project_id ?? ''
  const { district_id, account_id } = actor
  const { items: picks } = await look(visit, listPicksView, { district_id }, { project_id })
  const project = await look(visit, showProject, { project_id })
  const own = picks.filter(pick => pick.inspectors.some(one => one.id === account_id))
  const due = own.find(pick => pick.inspection === null)
  const title = text.inspection.draftTitle
  const caption = picks[0] === undefined ? '' : text.inspection.where(picks[0].street, picks[0].community)
  if (due === undefined) {
    const written = [...own, ...picks].find(pick => pick.inspection !== null)?.inspection
    return shown({
      title,
      status: 409,
      ...(await auditFrame(visit)),
      body: (
        <>
          <Heading caption={caption}>{project.title}</Heading>
          <p class="govuk-body">
            {own.length === 0 ? text.inspection.notYours : text.inspection.alreadyInspected}
          </p>
          {written != null && (
            <ButtonLink href={`/work/inspections/${written.id}`}>{text.inspection.open}</ButtonLink>
          )}
        </>
      ),
    })
  }
  const other = due.inspectors.find(one => one.id !== account_id)
  const said = text.inspection
  return shown({
    title,
    ...(await auditFrame(visit)),
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <Heading caption={caption}>{said.heading(project.title)}</Heading>
        <p class="govuk-body">{said.draftLead}</p>
        <InsetText>
          {said.with}
          <br />
          <strong>
            {other?.name}
            {other?.department != null && ` · ${text.words.departments[other.department]}`}
          </strong>
        </InsetText>
        <Facts project={project} open />
        <PageForm form={form}>
          <DateInput form={form} name="inspected_on" label={said.inspectedOn} />
          <Input form={form} name="place" label={said.place} hint={said.placeHint} />
          <MeasuredFields project={project} form={form} />
          <h2 class="govuk-heading-m">{said.checklist}</h2>
          {inspectionItems.map(item => (
            <Radios
              form={form}
              name={item}
              label={said.items[item]}
              hint={said.itemHints[item]}
              inline
              options={[
                { value: 'yes', text: said.good },
                { value: 'no', text: said.bad },
              ]}
            />
          ))}
          <Radios
            form={form}
            name="finding"
            label={said.finding}
            options={(['pass', 'minor', 'major'] as const).map(finding => ({
              value: finding,
              text: text.audit.findingNames[finding],
              hint: said.findingHints[finding],
            }))}
          />
          <MoneyInput
            form={form}
            name="questioned_fen"
            label={said.questioned}
            hint={said.questionedHint(money(project.settlement_fen ?? 0))}
            optional
          />
          <DateInput form={form} name="deadline" label={said.deadline} hint={said.deadlineHint} optional />
          <Textarea form={form} name="note" label={said.note} hint={said.noteHint} most={5000} optional />
          <Button>{said.draftButton}</Button>
        </PageForm>
      </>
    ),
  })
}

async function takeDraft(visit: Visit, form: Form): Promise<Answer> {
  const value = (name: string) => fieldValue(form, name)
  const deadline = dayOfForm(form, 'deadline')
  const checklist = Object.fromEntries(
    inspectionItems.flatMap(item => (value(item) === '' ? [] : [[item, value(item) === 'yes']])),
  )
  const typed = value('questioned_fen')
  const project_id = visit.params.project_id ?? ''
  const project = await look(visit, showProject, { project_id })
  const input = {
    id: form.id,
    inspected_on: dayOfForm(form, 'inspected_on') ?? '',
    place: value('place'),
    measurements: readMeasured(project, form),
    checklist,
    finding: value('finding'),
    questioned_fen: typed === '' ? 0 : readYuan(typed),
    deadline,
    note: value('note'),
  }
  const result = await act(visit, draftInspection, { project_id }, input)
  if (result.ok) return redirect(`/work/inspections/${result.value.id}?done=draft`)
  return draftFor(visit, refusedDraft(visit, project, form, result.error))
}

/** What a form's three fields say; null when all are empty. */
export function dayOfForm(form: Form, name: string): string | null {
  const parts = ['year', 'month', 'day'].map(part => fieldValue(form, `${name}-${part}`))
  const [year = '', month = '', day = ''] = parts
  return parts.every(part => part === '') ? null : readDay(year, month, day)
}

function refusedDraft({ text, language }: Visit, project: Project, form: Form, refusal: Refusal): Form {
  const said = text.inspection
  const { detail } = refusal
  const at = (name: string, sentence: string): FieldError => ({ name, text: sentence })
  if (refusal.code === 'FINDING_CONTRADICTS' && Array.isArray(detail.contradicting)) {
    const names = detail.contradicting.map(one => contradictionName(text, String(one))).join(text.common.list)
    return withErrors(form, [at('finding', said.contradicts(names))])
  }
  if (refusal.code === 'QUESTIONED_OVER_SETTLEMENT')
    return withErrors(form, [at('questioned_fen', said.overSettlement(money(Number(detail.settlement_fen))))])
  if (refusal.code === 'DEADLINE_TOO_EARLY')
    return withErrors(form, [at('deadline', said.earliest(dayOf(language, String(detail.earliest))))])
  if (refusal.code === 'SHORTFALL_UNEXPLAINED' && Array.isArray(detail.items))
    return withErrors(form, [at('note', said.shortUnexplained(detail.items.join(text.common.list)))])
  return refusedForm(text, form, refusal, {
    labels: {
      ...said.labels,
      deadline: said.deadline,
      finding: said.finding,
      questioned_fen: said.questioned,
      ...said.items,
    },
    messages: {
      inspected_on: text.common.fields.date,
      deadline: text.common.fields.date,
      finding: said.findingMissing,
      questioned_fen: text.common.fields.money,
      ...Object.fromEntries(inspectionItems.map(item => [item, said.itemMissing])),
      ...measuredMessages(text, project),
    },
    nameOf: pointer => measuredField(pointer) ?? pointer.replace(/^\/checklist\//, '/').split('/')[1] ?? null,
    fields: {
      DEADLINE_MISSING: 'deadline',
      DAY_IN_FUTURE: 'inspected_on',
      MEASUREMENTS_DO_NOT_FIT: measuredName(0),
    },
  })
}

function contradictionName(text: Visit['text'], name: string): string {
  const said = text.inspection
  const item = inspectionItems.find(one => one === name)
  if (item !== undefined) return said.items[item]
  return name === 'deadline' ? said.deadline : said.questioned
}
