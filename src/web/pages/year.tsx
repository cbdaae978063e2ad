import type { Child } from 'hono/jsx'
import { showWorkYear } from '../../app/cycle/work-year-view.ts'
import { money } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { InsetText, SummaryList, type Task, TaskList } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { look, type Visit } from '../visit.ts'
import { frameOf, isClerk, yearPath } from './work-frame.tsx'
import { assemblyTasks, meetingTasks, projectTasks, screeningTasks } from './year-tasks.tsx'

/** The year of a community as those see it who run it: a list of tasks by stage. */
export const yearPages: readonly Page[] = [
  { path: '/work/communities/:community_id', signedIn: 'staff', get: showYear },
]

async function showYear(visit: Visit): Promise<Answer> {
  const { text, params, url } = visit
  const cycle = url.searchParams.get('cycle')
  const { place, cycles, work } = await look(
    visit,
    showWorkYear,
    { community_id: params.community_id ?? '' },
    cycle === null ? {} : { cycle_id: cycle },
  )
  const frame = frameOf(visit, place, null)
  const title = work === null ? text.year.titleWithout : text.year.title(work.year.cycle.name)
  return shown({
    title: `${title} · ${place.community.name}`,
    ...frame,
    trail: (frame.trail ?? []).slice(0, -1),
    body: (
      <>
        <Heading caption={`${place.street.name} · ${place.community.name}`}>{title}</Heading>
        {!isClerk(visit, place) && <InsetText>{text.year.reading}</InsetText>}
        {work === null ? (
          <InsetText>{text.year.noCycle}</InsetText>
        ) : (
          <>
            <SummaryList rows={moneyRows(visit, work.year)} />
            <Stage
              title={text.year.stages.screening}
              id="screening"
              tasks={screeningTasks(visit, place, work)}
            />
            <Stage
              title={text.year.stages.preparation}
              id="preparation"
              tasks={assemblyTasks(visit, place, work)}
            />
            <Stage title={text.year.stages.assembly} id="meeting" tasks={meetingTasks(visit, place, work)} />
            <Stage
              title={text.year.stages.projects}
              id="projects"
              tasks={projectTasks(visit, place, work)}
              none={text.year.noProjects}
            />
          </>
        )}
        {cycles.length > 1 && (
          <>
            <h2 class="govuk-heading-m">{text.year.otherCycles}</h2>
            <ul class="govuk-list pj-links">
              {cycles
                .filter(({ id }) => id !== work?.year.cycle.id)
                .map(({ id, name }) => (
                  <li>
                    <a class="govuk-link" href={yearPath(place.community.id, id)}>
                      {name}
                    </a>
                  </li>
                ))}
            </ul>
          </>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={`/communities/${place.community.id}`}>
            {text.year.publicPage}
          </a>
        </p>
      </>
    ),
  })
}

function moneyRows({ text }: Visit, year: { allocation_fen: number; selected_fen: number }) {
  return [
    { key: text.words.fund, value: money(year.allocation_fen) },
    ...(year.selected_fen === 0
      ? []
      : [
          { key: text.year.selected, value: money(year.selected_fen) },
          { key: text.year.left, value: money(year.allocation_fen - year.selected_fen) },
        ]),
  ]
}

function Stage({
  title,
  id,
  tasks,
  none,
}: {
  title: string
  id: string
  tasks: readonly Task[]
  none?: Child
}) {
  return (
    <section aria-labelledby={id}>
      <h2 class="govuk-heading-m" id={id}>
        {title}
      </h2>
      {tasks.length === 0 ? <p class="govuk-body">{none}</p> : <TaskList id={`task-${id}`} tasks={tasks} />}
    </section>
  )
}
