import { listAuditors, listPicksView } from '../../app/audit/inspection-views.ts'
import { pickExtra } from '../../app/audit/pick-extra.ts'
import { listAreasView } from '../../app/identity/views.ts'
import { listProjectsView } from '../../app/project/views.ts'
import { blankForm, type FieldError, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Banner, InsetText } from '../parts/blocks.tsx'
import { Select, Textarea } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, lookAll, may, PageRefused, type Visit } from '../visit.ts'
import { auditFrame } from './inspection-ground.tsx'
import { colleagueName } from './inspection-replace.tsx'

/** Where the admin adds a project to the inspections by hand, with the reason. */
export const extraPickPage: Page = {
  path: '/work/extra-picks',
  signedIn: 'staff',
  get: async visit => {
    const project = visit.url.searchParams.get('project')
    return extraPage(visit, await lookChoice(visit), blankForm(visit.services, { project_id: project }))
  },
  post: takeExtra,
}

interface Choice {
  readonly cycle_id: string
  readonly projects: readonly { readonly id: string; readonly name: string }[]
  readonly auditors: readonly { readonly id: string; readonly name: string }[]
}

/** Accepted projects that are in no list of inspections yet, and who could inspect them. */
async function lookChoice(visit: Visit): Promise<Choice> {
  const { actor, text, url } = visit
  if (actor.kind !== 'staff') throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: {} })
  const { district_id } = actor
  const cycle_id = url.searchParams.get('cycle') ?? ''
  const { items: auditors } = await look(visit, listAuditors, { district_id })
  if (!(await may(visit, pickExtra, { cycle_id })))
    throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  const accepted = await lookAll(visit, listProjectsView, { district_id }, { cycle_id, status: 'accepted' })
  const picks = await lookAll(visit, listPicksView, { district_id })
  const communities = await lookAll(visit, listAreasView, { district_id }, { kind: 'community' })
  const names = new Map(communities.map(({ id, name }) => [id, name]))
  const picked = new Set(picks.map(({ project_id }) => project_id))
  return {
    cycle_id,
    projects: accepted
      .filter(({ id }) => !picked.has(id))
      .map(({ id, title, community_id }) => ({ id, name: `${names.get(community_id) ?? ''} · ${title}` })),
    auditors: auditors.map(one => ({ id: one.id, name: colleagueName(text, one) })),
  }
}

async function extraPage(visit: Visit, choice: Choice, form: Form): Promise<Answer> {
  const { text, url } = visit
  const said = text.inspection
  const optionsOf = (some: readonly { id: string; name: string }[]) => [
    { value: '', text: said.choose },
    ...some.map(({ id, name }) => ({ value: id, text: name })),
  ]
  return shown({
    title: said.extraTitle,
    ...(await auditFrame(visit)),
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        {url.searchParams.get('done') === 'extra' && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{said.done.extra}</p>
          </Banner>
        )}
        <Heading>{said.extraTitle}</Heading>
        <p class="govuk-body">{said.extraLead}</p>
        {choice.projects.length === 0 && form.errors.length === 0 ? (
          <InsetText>{said.extraNone}</InsetText>
        ) : (
          <PageForm form={form}>
            <Select
              form={form}
              name="project_id"
              label={said.extraProject}
              options={optionsOf(choice.projects)}
            />
            <Textarea
              form={form}
              name="reason"
              label={said.extraReason}
              hint={said.extraReasonHint}
              most={2000}
            />
            <Select form={form} name="first" label={said.extraFirst} options={optionsOf(choice.auditors)} />
            <Select form={form} name="second" label={said.extraSecond} options={optionsOf(choice.auditors)} />
            <Button>{said.extraButton}</Button>
          </PageForm>
        )}
      </>
    ),
  })
}

async function takeExtra(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const said = text.inspection
  const choice = await lookChoice(visit)
  if (isTakenBack(form)) return extraPage(visit, choice, form)
  const value = (name: string) => fieldValue(form, name)
  const project = choice.projects.find(({ id }) => id === value('project_id'))
  const nameOf = (id: string) => choice.auditors.find(one => one.id === id)?.name
  const [first, second] = [nameOf(value('first')), nameOf(value('second'))]
  if (!isConfirmed(form)) {
    const missing = (name: string, there: boolean, sentence: string): FieldError[] =>
      there ? [] : [{ name, text: sentence }]
    const errors = [
      ...missing('project_id', project !== undefined, said.extraMissing),
      ...missing('reason', value('reason') !== '', text.common.fields.required),
      ...missing('first', first !== undefined, said.inspectorMissing),
      ...missing('second', second !== undefined, said.inspectorMissing),
    ]
    if (errors.length > 0) return extraPage(visit, choice, withErrors(form, errors))
    return shown({
      title: said.extraCheck,
      ...(await auditFrame(visit)),
      body: (
        <CheckAnswers
          form={form}
          title={said.extraCheck}
          rows={[
            { key: said.extraProject, value: project?.name },
            { key: said.extraReason, value: <span class="pj-written">{value('reason')}</span> },
            { key: said.extraFirst, value: first },
            { key: said.extraSecond, value: second },
          ]}
          warning={text.common.cannotUndo}
          button={said.extraConfirm}
        />
      ),
    })
  }
  const { cycle_id } = choice
  const input = {
    id: form.id,
    project_id: value('project_id'),
    reason: value('reason'),
    inspectors: [value('first'), value('second')],
  }
  const result = await act(visit, pickExtra, { cycle_id }, input)
  if (result.ok) return redirect(`/work/extra-picks?cycle=${cycle_id}&done=extra`)
  if (result.error.code === 'INSPECTORS_DO_NOT_FIT') {
    const { unfit } = result.error.detail
    const errors = ['first', 'second'].flatMap(name =>
      Array.isArray(unfit) && unfit.includes(value(name)) ? [{ name, text: said.unfit }] : [],
    )
    const all = errors.length > 0 ? errors : [{ name: 'second', text: said.sameDepartment }]
    return extraPage(visit, choice, withErrors(form, all))
  }
  const again = refusedForm(text, form, result.error, {
    labels: { reason: said.extraReason },
    fields: { PROJECT_ALREADY_PICKED: 'project_id', WRONG_STATUS: 'project_id' },
  })
  return extraPage(visit, choice, again)
}
