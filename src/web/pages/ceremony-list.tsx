import { listPicksView } from '../../app/audit/inspection-views.ts'
import { openDraw } from '../../app/audit/open-draw.ts'
import { previewDraw, showAuditDesk } from '../../app/audit/overview-views.ts'
import { showCycle } from '../../app/cycle/views.ts'
import type { View } from '../../app/operation.ts'
import { blankForm, type Form, refusedForm } from '../form.ts'
import { dayOf } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Details, InsetText, Table, Tag } from '../parts/blocks.tsx'
import { Button, ButtonLink, CheckAnswers, ErrorSummary, isConfirmed, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, lookAll, may, PageRefused, type Visit } from '../visit.ts'
import { StatusTag } from './audit-parts.tsx'
import { auditFrame } from './inspection-ground.tsx'

/** Where everybody of the audit begins: the draws, what is under inspection, and opening a draw. */
export const auditDeskPages: readonly Page[] = [
  { path: '/work/draws', signedIn: 'staff', get: showDesk },
  { path: '/work/cycles/:cycle_id/draw', signedIn: 'staff', get: showOpening, post: takeOpening },
]

type Seen<V> = V extends View<infer _P, infer _I, infer Output> ? Output : never
type Desk = Seen<typeof showAuditDesk>
type Pick = Seen<typeof listPicksView>['items'][number]

async function showDesk(visit: Visit): Promise<Answer> {
  const { text, actor } = visit
  if (actor.kind !== 'staff') throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: {} })
  const { district_id } = actor
  const { cycles } = await look(visit, showAuditDesk, { district_id })
  const admin = actor.roles.some(({ role }) => role === 'district_admin')
  const picks = await lookAll(
    visit,
    listPicksView,
    { district_id },
    { open: 'true', ...(admin ? {} : { own: 'true' }) },
  )
  return shown({
    title: text.ceremony.title,
    layout: 'wide',
    ...(await auditFrame(visit)),
    trail: [{ href: '/work', text: text.common.nav.work }],
    body: (
      <>
        <Heading>{text.ceremony.title}</Heading>
        <p class="govuk-body">{text.ceremony.lead}</p>
        {cycles.map(cycle => (
          <Cycle visit={visit} cycle={cycle} admin={admin} />
        ))}
        <Picks visit={visit} picks={picks} admin={admin} />
      </>
    ),
  })
}

interface CycleProps {
  readonly visit: Visit
  readonly cycle: Desk['cycles'][number]
  readonly admin: boolean
}

function Cycle({ visit, cycle, admin }: CycleProps) {
  const { text, language } = visit
  const { id, name, waiting, draws } = cycle
  const open = draws.some(draw => draw.status !== 'drawn')
  return (
    <section aria-labelledby={`cycle-${id}`}>
      <h2 class="govuk-heading-m" id={`cycle-${id}`}>
        {name}
      </h2>
      <p class="govuk-body">
        {text.ceremony.waiting(waiting)}
        {waiting > 0 && open && ` ${text.ceremony.oneOpen}`}
        {waiting > 0 && !open && !admin && ` ${text.ceremony.openByAdmin}`}
      </p>
      {draws.length > 0 && (
        <Table
          caption={`${name} ${text.ceremony.draws}`}
          hideCaption
          rowHeaders
          stacks
          columns={[
            { text: text.ceremony.draws },
            { text: text.audit.date },
            { text: text.audit.state },
            { text: text.audit.framed, numeric: true },
            { text: text.audit.drawn, numeric: true },
            { text: text.audit.inspected, numeric: true },
          ]}
          rows={draws.map(draw => [
            <a class="govuk-link" href={`/work/draws/${draw.id}`}>
              {text.audit.number(draw.number)}
            </a>,
            dayOf(language, draw.opened_at),
            <Tag colour={draw.status === 'drawn' ? 'green' : 'orange'}>
              {text.audit.drawStates[draw.status]}
            </Tag>,
            String(draw.population),
            String(draw.drawn),
            String(draw.inspected),
          ])}
        />
      )}
      {admin && (
        <div class="govuk-button-group">
          {waiting > 0 && !open && (
            <ButtonLink href={`/work/cycles/${id}/draw`}>{text.ceremony.open}</ButtonLink>
          )}
          <ButtonLink href={`/work/extra-picks?cycle=${id}`} look="secondary">
            {text.ceremony.extra}
          </ButtonLink>
        </div>
      )}
    </section>
  )
}

function Picks({ visit, picks, admin }: { visit: Visit; picks: readonly Pick[]; admin: boolean }) {
  const { text, language } = visit
  const title = admin ? text.ceremony.all : text.ceremony.mine
  return (
    <section aria-labelledby="picks">
      <h2 class="govuk-heading-m" id="picks">
        {title}
      </h2>
      {picks.length === 0 ? (
        <p class="govuk-body">{admin ? text.ceremony.noneAll : text.ceremony.noneMine}</p>
      ) : (
        <Table
          caption={title}
          hideCaption
          rowHeaders
          stacks
          columns={[
            { text: text.audit.project },
            { text: text.audit.community },
            { text: text.audit.kind },
            { text: text.inspection.inspectors },
            { text: text.audit.progress },
            ...(admin ? [{ text: text.ceremony.replace }] : []),
          ]}
          rows={picks.map(pick => {
            const { project_id, title: name, inspection } = pick
            const href =
              inspection === null
                ? `/work/projects/${project_id}/inspection`
                : `/work/inspections/${inspection.id}`
            return [
              <a class="govuk-link" href={href}>
                {name}
              </a>,
              `${pick.street} · ${pick.community}`,
              pick.extra ? text.audit.fromExtra : text.audit.fromDraw,
              pick.inspectors.map(one => one.name).join(text.common.list),
              inspection === null ? (
                text.audit.notYet
              ) : (
                <>
                  <StatusTag status={inspection.status} />
                  {inspection.status === 'recorded' && inspection.deadline !== null && (
                    <span class="pj-source">
                      {text.audit.deadlineOf(dayOf(language, inspection.deadline))}
                    </span>
                  )}
                </>
              ),
              ...(admin
                ? [
                    <a
                      class="govuk-link"
                      href={`/work/projects/${project_id}/inspectors${pick.extra ? '?extra=yes' : ''}`}
                    >
                      {text.ceremony.replace}
                      <span class="govuk-visually-hidden"> {name}</span>
                    </a>,
                  ]
                : []),
            ]
          })}
        />
      )}
    </section>
  )
}

async function showOpening(visit: Visit): Promise<Answer> {
  return openingPage(visit, blankForm(visit.services))
}

async function openingPage(visit: Visit, form: Form): Promise<Answer> {
  const { text, params } = visit
  const cycle_id = params.cycle_id ?? ''
  const preview = await look(visit, previewDraw, { cycle_id })
  const cycle = await look(visit, showCycle, { cycle_id })
  const admin = await may(visit, openDraw, { cycle_id })
  const { problem, strata, inspectors } = preview
  const projects = strata.reduce((all, stratum) => all + stratum.projects.length, 0)
  return shown({
    title: text.ceremony.openTitle,
    ...(await auditFrame(visit)),
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <ErrorSummary form={form} />
        <Heading caption={cycle.name}>{text.ceremony.openTitle}</Heading>
        {problem === null ? (
          <>
            <p class="govuk-body">{text.ceremony.openLead}</p>
            <p class="govuk-body-l">{text.ceremony.frame(projects, strata.length)}</p>
            {strata.map(({ street, quota, projects: some }) => (
              <Details summary={text.ceremony.streetLine(street, some.length, quota)}>
                <ul class="govuk-list govuk-list--bullet">
                  {some.map(({ id, title, community }) => (
                    <li>
                      <a class="govuk-link" href={`/projects/${id}`}>
                        {title}
                      </a>{' '}
                      {community}
                    </li>
                  ))}
                </ul>
              </Details>
            ))}
          </>
        ) : (
          <InsetText>
            {problem === 'AUDIT_FRAME_EMPTY' ? text.ceremony.openEmpty : text.ceremony.openLacking}
          </InsetText>
        )}
        {inspectors.length > 0 && (
          <Table
            caption={text.ceremony.inspectors}
            rowHeaders
            columns={[
              { text: text.ceremony.name },
              { text: text.audit.department },
              { text: text.ceremony.excluded },
            ]}
            rows={inspectors.map(({ name, department, excluded }) => [
              name,
              department === null ? '' : text.words.departments[department],
              text.ceremony.excludedOf(excluded),
            ])}
          />
        )}
        {problem === null && admin && (
          <PageForm form={{ ...form, errors: [] }}>
            <Button>{text.ceremony.openButton}</Button>
          </PageForm>
        )}
      </>
    ),
  })
}

async function takeOpening(visit: Visit, form: Form): Promise<Answer> {
  const { text, params } = visit
  const cycle_id = params.cycle_id ?? ''
  if (!isConfirmed(form)) {
    const { strata, inspectors, problem } = await look(visit, previewDraw, { cycle_id })
    if (problem !== null || form.values.confirmed?.[0] === 'no') return openingPage(visit, form)
    const projects = strata.reduce((all, stratum) => all + stratum.projects.length, 0)
    return shown({
      title: text.ceremony.openCheck,
      ...(await auditFrame(visit)),
      body: (
        <CheckAnswers
          form={form}
          title={text.ceremony.openCheck}
          rows={[
            { key: text.audit.frame, value: text.ceremony.frame(projects, strata.length) },
            ...strata.map(({ street, projects: some, quota }) => ({
              key: street,
              value: text.ceremony.streetLine(street, some.length, quota),
            })),
            { key: text.audit.inspectorsCount, value: text.audit.persons(inspectors.length) },
          ]}
          warning={text.ceremony.openWarning}
          button={text.ceremony.openButton}
        />
      ),
    })
  }
  const result = await act(visit, openDraw, { cycle_id }, { id: form.id })
  if (result.ok) return redirect(`/work/draws/${result.value.id}?done=opened`)
  return openingPage(visit, refusedForm(text, form, result.error, { labels: {} }))
}
