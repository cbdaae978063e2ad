import { archiveYear } from '../../app/project/archive-year.ts'
import { publishSatisfaction } from '../../app/project/publish-satisfaction.ts'
import { showArchiveState } from '../../app/project/show-archive-state.ts'
import { blankForm, type Form } from '../form.ts'
import { dayOf } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText, SummaryList, Table, Tag } from '../parts/blocks.tsx'
import { Button, ButtonGroup, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'
import { lookAtSatisfaction } from './project-ground.ts'
import { refusedWork } from './project-refusals.ts'
import { lookAtWork, notNow, type Workplace, workPage, workPath } from './project-work-frame.tsx'
import { Done, frameOf, isClerk, type Seen, statusOf } from './work-frame.tsx'

/** What ends a project and a year: the delegates' ratings made public, and the archive. */
export const yearEndPages: readonly Page[] = [
  {
    path: '/work/projects/:project_id/satisfaction',
    signedIn: 'staff',
    get: showSatisfactionForm,
    post: takeSatisfaction,
  },
  {
    path: '/work/communities/:community_id/archive',
    signedIn: 'staff',
    get: showArchive,
    post: takeArchive,
  },
]

async function showSatisfactionForm(visit: Visit): Promise<Answer> {
  const place = await lookAtWork(visit, publishSatisfaction)
  const { title } = visit.text.projectWork.satisfaction
  const refusal = notNow(visit, place, title, ['accepted', 'audited'])
  return refusal ?? satisfactionPage(visit, place, blankForm(visit.services))
}

async function takeSatisfaction(visit: Visit, form: Form): Promise<Answer> {
  const place = await lookAtWork(visit, publishSatisfaction)
  const { project } = place
  const result = await act(visit, publishSatisfaction, { project_id: project.id }, {}, form.id)
  if (result.ok) return redirect(`${workPath(project)}?done=satisfaction`)
  return satisfactionPage(visit, place, refusedWork(visit, form, result.error, { labels: {} }))
}

async function satisfactionPage(visit: Visit, place: Workplace, form: Form): Promise<Answer> {
  const { text } = visit
  const words = text.projectWork.satisfaction
  const { published_at } = await lookAtSatisfaction(visit, place.project.id)
  return workPage(visit, place, {
    title: words.title,
    form,
    body:
      published_at !== null && form.errors.length === 0 ? (
        <InsetText>{words.published}</InsetText>
      ) : (
        <PageForm form={form}>
          <p class="govuk-body">{words.text}</p>
          <ButtonGroup>
            <Button>{words.button}</Button>
            <a class="govuk-link" href={workPath(place.project)}>
              {text.common.cancel}
            </a>
          </ButtonGroup>
        </PageForm>
      ),
  })
}

type State = Seen<typeof showArchiveState>

function whereOf({ params, url }: Visit) {
  return { community_id: params.community_id ?? '', cycle_id: url.searchParams.get('cycle') ?? '' }
}

async function showArchive(visit: Visit): Promise<Answer> {
  const state = await look(visit, showArchiveState, whereOf(visit))
  return archivePage(visit, state, blankForm(visit.services))
}

async function takeArchive(visit: Visit, form: Form): Promise<Answer> {
  const state = await look(visit, showArchiveState, whereOf(visit))
  if (isTakenBack(form)) return archivePage(visit, state, form)
  if (!isConfirmed(form)) return checkPage(visit, state, form)
  const result = await act(visit, archiveYear, whereOf(visit), {}, form.id)
  if (result.ok) return redirect(`${archivePath(state)}&done=archived`)
  return archivePage(visit, state, refusedWork(visit, form, result.error, { labels: {} }))
}

function archivePath({ place, year }: State): string {
  return `/work/communities/${place.community.id}/archive?cycle=${year.cycle.id}`
}

function archivePage(visit: Visit, state: State, form: Form): Answer {
  const { text, language } = visit
  const words = text.projectWork.archive
  const { place, year, projects, ready, bundle, certified } = state
  if (!isClerk(visit, place) && form.errors.length > 0)
    throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  const file = `/api/v1/communities/${place.community.id}/cycles/${year.cycle.id}/archive`
  return shown({
    title: words.title,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id),
    body: (
      <>
        <Done said={text.projectWork.done} />
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{words.title}</Heading>
        <p class="govuk-body">{words.lead}</p>
        {year.archived_at !== null ? (
          <>
            <InsetText>{words.archivedOn(dayOf(language, year.archived_at))}</InsetText>
            <SummaryList rows={[{ key: words.hash, value: <span class="pj-id">{bundle}</span> }]} />
          </>
        ) : (
          <InsetText>
            <strong>{ready ? words.ready : words.notReady}</strong>
            {!certified && <p class="govuk-body">{words.noResult}</p>}
          </InsetText>
        )}
        <Projects visit={visit} projects={projects} />
        <p class="govuk-body">
          <a class="govuk-link" href={file} download="archive.json">
            {year.archived_at === null ? words.preview : words.download}
          </a>
        </p>
        {ready && isClerk(visit, place) && (
          <PageForm form={form}>
            <Button>{words.button}</Button>
          </PageForm>
        )}
      </>
    ),
  })
}

function Projects({ visit, projects }: { visit: Visit; projects: State['projects'] }) {
  const words = visit.text.projectWork.archive
  if (projects.length === 0) return <p class="govuk-body">{words.noProjects}</p>
  return (
    <Table
      caption={words.projects}
      rowHeaders
      columns={[{ text: words.project }, { text: words.status }]}
      rows={projects.map(({ id, title, status, finished }) => [
        <a class="govuk-link" href={workPath({ id })}>
          {title}
        </a>,
        <>
          <Tag colour={finished ? 'green' : 'yellow'}>{finished ? words.over : words.unfinished}</Tag>
          {!finished && <span class="pj-source">{words.why[status]}</span>}
        </>,
      ])}
    />
  )
}

function checkPage(visit: Visit, state: State, form: Form): Answer {
  const words = visit.text.projectWork.archive
  const { place, year, projects } = state
  return shown({
    title: words.check,
    ...frameOf(visit, place, year.cycle.id),
    body: (
      <CheckAnswers
        form={form}
        title={words.check}
        rows={[
          { key: words.community, value: place.community.name },
          { key: words.year, value: year.cycle.name },
          { key: words.projects, value: String(projects.length) },
        ]}
        warning={words.warning}
        button={words.button}
      />
    ),
  })
}
