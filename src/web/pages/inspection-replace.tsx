import { listAuditors, listPicksView } from '../../app/audit/inspection-views.ts'
import { replaceInspector } from '../../app/audit/replace-inspector.ts'
import type { View } from '../../app/operation.ts'
import { type ReplacementReason, replacementReasons } from '../../core/audit/replacement.ts'
import { blankForm, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Banner, InsetText } from '../parts/blocks.tsx'
import { Radios, Select } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import type { Text } from '../text/choose.ts'
import { act, look, may, PageRefused, type Visit } from '../visit.ts'
import { auditFrame } from './inspection-ground.tsx'

/** Where the admin replaces an inspector who cannot go on. */
export const replacePage: Page = {
  path: '/work/projects/:project_id/inspectors',
  signedIn: 'staff',
  get: visit => showReplacing(visit, blankForm(visit.services)),
  post: takeReplacement,
}

type Seen<V> = V extends View<infer _P, infer _I, infer Output> ? Output : never
type Pick = Seen<typeof listPicksView>['items'][number]
type Colleague = Pick['inspectors'][number]

async function lookPick(visit: Visit): Promise<Pick> {
  const { actor, params, url } = visit
  if (actor.kind !== 'staff') throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: {} })
  const project_id = params.project_id ?? ''
  const { district_id } = actor
  const { items } = await look(visit, listPicksView, { district_id }, { project_id })
  if (!(await may(visit, replaceInspector, { project_id })))
    throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  const extra = url.searchParams.get('extra') === 'yes'
  const pick = items.find(one => one.extra === extra)
  if (pick === undefined) throw new PageRefused({ code: 'NOT_FOUND', detail: { what: 'pick' } })
  return pick
}

/** "张三 · 审计": a colleague with the department. */
export function colleagueName(text: Text, { name, department }: Colleague): string {
  return department === null ? name : `${name} · ${text.words.departments[department]}`
}

async function auditorsOf({ actor, ...visit }: Visit): Promise<readonly Colleague[]> {
  const district_id = actor.kind === 'staff' ? actor.district_id : ''
  return (await look({ ...visit, actor }, listAuditors, { district_id })).items
}

async function showReplacing(visit: Visit, form: Form): Promise<Answer> {
  const { text, url } = visit
  const pick = await lookPick(visit)
  const said = text.inspection
  const closed = pick.inspection?.status === 'closed'
  const successors = pick.extra ? await auditorsOf(visit) : []
  const came = pick.inspectors.find(one => one.id === url.searchParams.get('came'))
  return shown({
    title: said.replaceTitle,
    ...(await auditFrame(visit)),
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        {came !== undefined && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{said.done.replace(colleagueName(text, came))}</p>
          </Banner>
        )}
        <Heading caption={`${said.where(pick.street, pick.community)} · ${pick.title}`}>
          {said.replaceTitle}
        </Heading>
        <p class="govuk-body">{pick.extra ? said.replaceLeadExtra : said.replaceLead}</p>
        {closed && <InsetText>{said.replaceClosed}</InsetText>}
        {pick.inspection?.status === 'drafted' && <InsetText>{said.replaceDraft}</InsetText>}
        {!closed && (
          <PageForm form={form}>
            <Radios
              form={form}
              name="leaves"
              label={said.leaves}
              options={pick.inspectors.map(one => ({ value: one.id, text: colleagueName(text, one) }))}
            />
            <Radios
              form={form}
              name="reason"
              label={said.reason}
              options={replacementReasons.map(reason => ({
                value: reason,
                text: text.audit.replacementReasons[reason],
              }))}
            />
            {pick.extra && (
              <Select
                form={form}
                name="inspector"
                label={said.successor}
                options={[
                  { value: '', text: said.choose },
                  ...successors.map(one => ({ value: one.id, text: colleagueName(text, one) })),
                ]}
              />
            )}
            <Button>{said.replaceButton}</Button>
          </PageForm>
        )}
      </>
    ),
  })
}

async function takeReplacement(visit: Visit, form: Form): Promise<Answer> {
  const { text, params } = visit
  const said = text.inspection
  const pick = await lookPick(visit)
  if (isTakenBack(form)) return showReplacing(visit, form)
  const leaves = fieldValue(form, 'leaves')
  const reason = fieldValue(form, 'reason')
  const inspector = fieldValue(form, 'inspector')
  const known = replacementReasons.find((one): one is ReplacementReason => one === reason)
  const leaving = pick.inspectors.find(one => one.id === leaves)
  if (!isConfirmed(form)) {
    const errors = [
      ...(leaving === undefined ? [{ name: 'leaves', text: said.leavesMissing }] : []),
      ...(known === undefined ? [{ name: 'reason', text: said.reasonMissing }] : []),
      ...(pick.extra && inspector === '' ? [{ name: 'inspector', text: said.inspectorMissing }] : []),
    ]
    if (errors.length > 0 || leaving === undefined || known === undefined)
      return showReplacing(visit, withErrors(form, errors))
    const named = pick.extra ? (await auditorsOf(visit)).find(one => one.id === inspector) : undefined
    return shown({
      title: said.replaceCheck,
      ...(await auditFrame(visit)),
      body: (
        <CheckAnswers
          form={form}
          title={said.replaceCheck}
          rows={[
            { key: text.audit.project, value: pick.title },
            { key: said.leaves, value: colleagueName(text, leaving) },
            { key: said.reason, value: text.audit.replacementReasons[known] },
            { key: said.successor, value: named === undefined ? said.byTicket : colleagueName(text, named) },
          ]}
          warning={pick.inspection?.status === 'drafted' ? said.replaceDraft : text.common.cannotUndo}
          button={said.replaceConfirm}
        />
      ),
    })
  }
  const input = {
    id: form.id,
    extra: pick.extra,
    leaves,
    reason,
    inspector: pick.extra && inspector !== '' ? inspector : null,
  }
  const project_id = params.project_id ?? ''
  const result = await act(visit, replaceInspector, { project_id }, input)
  if (result.ok) {
    const query = `came=${result.value.inspector}${pick.extra ? '&extra=yes' : ''}`
    return redirect(`/work/projects/${project_id}/inspectors?${query}`)
  }
  const unfit = result.error.detail.unfit
  const again =
    result.error.code === 'INSPECTORS_DO_NOT_FIT'
      ? withErrors(form, [
          {
            name: 'inspector',
            text: Array.isArray(unfit) && unfit.length > 0 ? said.unfit : said.sameDepartment,
          },
        ])
      : refusedForm(text, form, result.error, {
          labels: { leaves: said.leaves, reason: said.reason },
          fields: { NO_INSPECTOR_LEFT: 'leaves', NOT_FOUND: 'leaves' },
        })
  return showReplacing(visit, again)
}
