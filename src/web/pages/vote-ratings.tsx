import { listOwnRatings } from '../../app/project/list-own-ratings.ts'
import { rateProject } from '../../app/project/rate-project.ts'
import { ratings } from '../../core/project/satisfaction.ts'
import { blankForm, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Banner, Tag, type Task, TaskList } from '../parts/blocks.tsx'
import { Radios } from '../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'

/** Where a delegate rates the finished projects of the assembly (满意度), one at a time. */
export const ratingPages: readonly Page[] = [
  { path: '/vote/ratings', signedIn: 'delegate', get: showRatings },
  { path: '/vote/ratings/:project_id', signedIn: 'delegate', get: showRating, post: takeRating },
]

async function projectsOf(visit: Visit) {
  const { actor } = visit
  if (actor.kind !== 'delegate') throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: {} })
  return (await look(visit, listOwnRatings, { assembly_id: actor.assembly_id })).items
}

type RatedProject = Awaited<ReturnType<typeof projectsOf>>[number]

function trailOf({ text }: Visit) {
  return [{ href: '/vote', text: text.vote.title }]
}

async function showRatings(visit: Visit): Promise<Answer> {
  const { text, url } = visit
  const words = text.vote.ratings
  const projects = await projectsOf(visit)
  return shown({
    title: words.title,
    trail: trailOf(visit),
    body: (
      <>
        {url.searchParams.get('done') === 'rating' && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{words.thanks}</p>
          </Banner>
        )}
        <Heading>{words.title}</Heading>
        <p class="govuk-body">{words.lead}</p>
        {projects.length === 0 ? (
          <p class="govuk-body">{words.none}</p>
        ) : (
          <TaskList id="ratings" tasks={projects.map(project => taskOf(visit, project))} />
        )}
      </>
    ),
  })
}

function taskOf({ text }: Visit, { id, title, status, rating, open }: RatedProject): Task {
  const words = text.vote.ratings
  if (open) return { title, href: `/vote/ratings/${id}`, status: <Tag colour="blue">{words.open}</Tag> }
  const said =
    rating !== null ? words.done(words.options[rating]) : isFinished(status) ? words.closed : words.notYet
  return { title, href: null, status: said, hint: text.words.projectStatuses[status] }
}

function isFinished(status: RatedProject['status']): boolean {
  return status === 'accepted' || status === 'audited'
}

async function projectOf(visit: Visit): Promise<RatedProject> {
  const found = (await projectsOf(visit)).find(({ id }) => id === visit.params.project_id)
  if (found === undefined) throw new PageRefused({ code: 'NOT_FOUND', detail: {} })
  return found
}

async function showRating(visit: Visit): Promise<Answer> {
  const project = await projectOf(visit)
  return project.open ? ratingPage(visit, project, blankForm(visit.services)) : redirect('/vote/ratings')
}

async function takeRating(visit: Visit, form: Form): Promise<Answer> {
  const project = await projectOf(visit)
  if (!project.open && project.rating === null) return redirect('/vote/ratings')
  const words = visit.text.vote.ratings
  const rating = ratings.find(one => one === fieldValue(form, 'rating'))
  if (isTakenBack(form)) return ratingPage(visit, project, form)
  if (rating === undefined)
    return ratingPage(visit, project, withErrors(form, [{ name: 'rating', text: words.choose }]))
  if (!isConfirmed(form)) return checkPage(visit, project, form, words.options[rating])
  const result = await act(visit, rateProject, { project_id: project.id }, { rating }, form.id)
  if (result.ok) return redirect('/vote/ratings?done=rating')
  return ratingPage(visit, project, refusedForm(visit.text, form, result.error, { labels: {} }))
}

function ratingPage(visit: Visit, project: RatedProject, form: Form): Answer {
  const words = visit.text.vote.ratings
  const { options } = words
  return shown({
    title: words.title,
    trail: [...trailOf(visit), { href: '/vote/ratings', text: words.title }],
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <Heading caption={project.title}>{words.question}</Heading>
        <PageForm form={form}>
          <Radios
            form={form}
            name="rating"
            label={<span class="govuk-visually-hidden">{words.question}</span>}
            options={ratings.map(value => ({ value, text: options[value] }))}
          />
          <Button>{words.submit}</Button>
        </PageForm>
      </>
    ),
  })
}

function checkPage(visit: Visit, project: RatedProject, form: Form, said: string): Answer {
  const words = visit.text.vote.ratings
  return shown({
    title: words.check,
    body: (
      <CheckAnswers
        form={form}
        title={words.check}
        rows={[
          { key: words.project, value: project.title },
          { key: words.rating, value: said },
        ]}
        warning={words.final}
        button={words.confirm}
      />
    ),
  })
}
