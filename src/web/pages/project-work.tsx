import { showChangeTerms } from '../../app/project/change-views.ts'
import { dayOf, money } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { SummaryList, Tag, type TagColour, type Task, TaskList } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { PhotoGallery } from '../parts/photos.tsx'
import { look, type Visit } from '../visit.ts'
import {
  lookAtPhotos,
  lookAtProject,
  lookAtSatisfaction,
  type Photo,
  type Satisfaction,
  statusColours,
} from './project-ground.ts'
import { type Workplace, workFrame, workPath } from './project-work-frame.tsx'
import { Done, isClerk, isOfficer } from './work-frame.tsx'

/** The steps of a project, each with where it stands: for its clerk, and for the officers of its street. */
export const projectWorkPages: readonly Page[] = [
  { path: '/work/projects/:project_id', signedIn: 'staff', get: showWork },
]

async function showWork(visit: Visit): Promise<Answer> {
  const { text, params } = visit
  // Who may see the terms of a change works on the project.
  await look(visit, showChangeTerms, { project_id: params.project_id ?? '' })
  const { project, ground } = await lookAtProject(visit)
  const photos = await lookAtPhotos(visit, project.id)
  const satisfaction = await lookAtSatisfaction(visit, project.id)
  const words = text.projectWork
  const own = photos.filter(({ subject }) => subject === 'project')
  const { money: names } = text.project
  return shown({
    title: project.title,
    ...workFrame(visit, { project, ground }),
    trail: workFrame(visit, { project, ground }).trail?.slice(0, -1) ?? [],
    body: (
      <>
        <Done said={words.done} />
        <Heading caption={ground.place.community.name}>{project.title}</Heading>
        <SummaryList
          rows={[
            {
              key: text.project.about.status,
              value: (
                <Tag colour={statusColours[project.status]}>{text.words.projectStatuses[project.status]}</Tag>
              ),
            },
            { key: names.budget, value: money(project.cost_fen) },
            ...(project.contract_fen === 0
              ? []
              : [
                  { key: names.contract, value: money(project.contract_fen) },
                  { key: names.paid, value: money(project.paid_fen) },
                ]),
            ...(project.settlement_fen === null
              ? []
              : [{ key: names.settlement, value: money(project.settlement_fen) }]),
          ]}
        />
        <p class="govuk-body">
          <a class="govuk-link" href={`/projects/${project.id}`}>
            {words.publicPage}
          </a>
        </p>
        <h2 class="govuk-heading-m">{words.steps}</h2>
        <TaskList
          id="steps"
          tasks={[
            ...executionTasks(visit, { project, ground }, photos),
            ...closingTasks(visit, { project, ground }, satisfaction),
          ]}
        />
        {own.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{text.photos.title}</h2>
            <PhotoGallery photos={own} removable={isClerk(visit, ground.place)} />
          </>
        )}
      </>
    ),
  })
}

function tag(colour: TagColour, word: string) {
  return <Tag colour={colour}>{word}</Tag>
}

/** From the contract to the completion: the clerk's. Others read where it stands. */
function executionTasks(visit: Visit, place: Workplace, photos: readonly Photo[]): Task[] {
  const { text } = visit
  const { tasks, states } = text.projectWork
  const { project, ground } = place
  const { status } = project
  const clerk = isClerk(visit, ground.place) && ground.archived_at === null
  const link = (step: string, open: boolean) => (clerk && open ? workPath(project, step) : null)
  const contracted = project.contract_fen > 0
  const waits = contractWaits(visit, place)
  const contract = project.contracts.at(-1)
  const building = status === 'contracted' || status === 'in_progress'
  const worked = building || status === 'completed' || status === 'rectifying'
  const changes = project.changes.filter(change => change.status === 'requested')
  return [
    {
      title: tasks.contract,
      href: link('contract', (status === 'selected' && waits === null) || status === 'contracted'),
      hint:
        contract !== undefined
          ? tasks.contractDone(contract.contractor, money(contract.amount_fen))
          : (waits ?? tasks.contractHint),
      status: contracted ? states.done : waits === null ? tag('blue', states.todo) : states.waiting,
    },
    {
      title: tasks.start,
      href: link('start', status === 'contracted'),
      hint: tasks.startHint,
      status:
        status === 'contracted'
          ? tag('blue', states.todo)
          : status === 'selected'
            ? states.waiting
            : states.done,
    },
    {
      title: tasks.progress,
      href: link('progress', worked || status === 'selected'),
      hint: tasks.progressHint(
        project.notes.length,
        photos.filter(({ subject, removed_at }) => subject === 'project' && removed_at === null).length,
      ),
      status: worked || status === 'selected' ? tag('teal', states.open) : states.done,
    },
    {
      title: tasks.payments,
      // The retention is paid after the archive, too.
      href: isClerk(visit, ground.place) && contracted ? workPath(project, 'payments') : null,
      hint: contracted
        ? tasks.paymentsHint(money(project.paid_fen), money(project.contract_fen))
        : tasks.paymentsNone,
      status: !contracted
        ? states.waiting
        : project.money.left_fen === 0
          ? states.done
          : tag('teal', states.open),
    },
    {
      title: tasks.change,
      href:
        changes[0] !== undefined && isOfficer(visit, ground.place)
          ? `/work/change-requests/${changes[0].id}`
          : link('change', status === 'selected' || building || project.changes.length > 0),
      hint: changes.length > 0 ? tasks.changeOpen : tasks.changeHint,
      status: changes.length > 0 ? tag('yellow', states.street) : states.none,
    },
    {
      title: tasks.complete,
      href: link('completion', status === 'in_progress' || status === 'rectifying'),
      hint:
        status === 'rectifying'
          ? tasks.completeAgain(dayOf(visit.language, project.rectify_by ?? ''))
          : project.settlement_fen === null
            ? tasks.completeHint
            : tasks.completeDone(money(project.settlement_fen)),
      status:
        status === 'in_progress' || status === 'rectifying'
          ? tag(status === 'rectifying' ? 'orange' : 'blue', states.todo)
          : project.settlement_fen === null
            ? states.waiting
            : states.done,
    },
  ]
}

/** Why the contract cannot be recorded yet; null when it can. */
function contractWaits({ text, language, now }: Visit, { ground }: Workplace): string | null {
  const { ends_at, unanswered } = ground.result
  const { tasks } = text.projectWork
  if (ends_at !== null && now < new Date(ends_at)) return tasks.contractWaits(dayOf(language, ends_at))
  return unanswered > 0 ? tasks.contractObjections(unanswered) : null
}

/** Acceptance, audit and ratings. */
function closingTasks(visit: Visit, place: Workplace, satisfaction: Satisfaction): Task[] {
  const { text } = visit
  const { tasks, states } = text.projectWork
  const { project, ground } = place
  const { status, audit } = project
  const accepted = status === 'accepted' || status === 'audited'
  const officer = isOfficer(visit, ground.place)
  const draft = project.acceptances.find(one => one.status === 'drafted')
  const last = project.acceptances.findLast(one => one.status === 'decided')
  const decided = last === undefined ? null : text.project.acceptance.conclusions[last.conclusion]
  return [
    {
      title: tasks.acceptance,
      href:
        !officer || (status !== 'completed' && last === undefined)
          ? null
          : draft !== undefined
            ? `/work/acceptances/${draft.id}`
            : status === 'completed'
              ? workPath(project, 'acceptance')
              : `/work/acceptances/${last?.id}`,
      hint: draft === undefined ? (decided ?? tasks.acceptanceHint) : tasks.acceptanceDraft,
      status:
        status === 'completed'
          ? tag(officer ? 'blue' : 'yellow', officer ? states.todo : states.street)
          : accepted
            ? states.done
            : states.waiting,
    },
    {
      title: tasks.audit,
      href: accepted ? `/projects/${project.id}#audit` : null,
      hint: audit.state === null ? text.project.audit.notYet : text.project.audit.states[audit.state],
      status: audit.state === 'audited' || audit.state === 'spared' ? states.done : states.waiting,
    },
    {
      title: tasks.satisfaction,
      href:
        accepted &&
        satisfaction.published_at === null &&
        isClerk(visit, ground.place) &&
        ground.archived_at === null
          ? workPath(project, 'satisfaction')
          : null,
      hint:
        satisfaction.result === null
          ? tasks.satisfactionHint
          : text.project.satisfaction.result(text.project.satisfaction.ratings[satisfaction.result]),
      status:
        satisfaction.published_at !== null
          ? states.done
          : accepted
            ? tag('teal', states.open)
            : states.waiting,
    },
  ]
}
