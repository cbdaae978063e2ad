import type { Child } from 'hono/jsx'
import { dayOf, isoDayOf, money } from '../format.ts'
import { Timeline } from '../parts/blocks.tsx'
import { PhotoGallery } from '../parts/photos.tsx'
import type { Visit } from '../visit.ts'
import { changeInWords, type Ground, type Photo, type Project, type Satisfaction } from './project-ground.ts'

interface Happening {
  /** A moment, by which it is put in order. */
  readonly at: string
  /** Of what happened in one moment, what comes first in the course of a project. */
  readonly step: number
  readonly title: Child
  readonly more?: Child
}

const steps = {
  selected: 0,
  contract: 1,
  progress: 2,
  payment: 3,
  change: 4,
  completion: 5,
  acceptance: 6,
  finalPayment: 7,
  audit: 8,
  satisfaction: 9,
  archive: 10,
} as const

interface Story {
  readonly visit: Visit
  readonly project: Project
  readonly ground: Ground
  readonly photos: readonly Photo[]
  readonly satisfaction: Satisfaction
}

/** Everything that happened to a project, from the vote to the archive, the oldest first. */
export function ProjectTimeline(story: Story) {
  const { visit } = story
  const events = [
    ...beginnings(story),
    ...progress(story),
    ...payments(story),
    ...changes(story),
    ...endings(story),
    ...audits(story),
  ].sort((a, b) => a.at.localeCompare(b.at) || a.step - b.step)
  return (
    <section aria-labelledby="timeline">
      <h2 class="govuk-heading-m" id="timeline">
        {visit.text.project.timeline.title}
      </h2>
      <Timeline
        events={events.map(({ at, step: _, ...event }) => ({ when: dayOf(visit.language, at), ...event }))}
      />
    </section>
  )
}

function beginnings({ visit, project, ground }: Story): Happening[] {
  const { timeline: words, methods } = visit.text.project
  const selected =
    ground.result.starts_at === null
      ? []
      : [
          {
            at: ground.result.starts_at,
            step: steps.selected,
            title: words.selected(money(ground.voted_fen)),
          },
        ]
  const contracts = project.contracts.map(contract => ({
    at: contract.recorded_at,
    step: steps.contract,
    title: words.contracted(contract.contractor, money(contract.amount_fen)),
    more: (
      <p class="govuk-body">
        {words.contractMore(methods[contract.method], dayOf(visit.language, contract.signed_on))}
      </p>
    ),
  }))
  return [...selected, ...contracts]
}

/** Notes with the photos of their day; photos of a day without a note stand by themselves. */
function progress({ visit, project, photos }: Story): Happening[] {
  const words = visit.text.project.timeline
  const own = photos.filter(({ subject }) => subject === 'project')
  const loose = new Map<string, Photo[]>()
  const beside = new Map<string, Photo[]>()
  for (const photo of own) {
    const day = isoDayOf(photo.added_at)
    const note = project.notes.findLast(({ written_at }) => isoDayOf(written_at) === day)
    const [list, key] = note === undefined ? [loose, day] : [beside, note.id]
    list.set(key, [...(list.get(key) ?? []), photo])
  }
  const notes = project.notes.map(note => ({
    at: note.written_at,
    step: steps.progress,
    title: words.note,
    more: (
      <>
        <p class="govuk-body pj-words">{note.text}</p>
        <PhotoGallery photos={beside.get(note.id) ?? []} />
      </>
    ),
  }))
  const pictures = [...loose.values()].map(day => ({
    at: day[0]?.added_at ?? '',
    step: steps.progress,
    title: words.photos,
    more: <PhotoGallery photos={day} />,
  }))
  return [...notes, ...pictures]
}

function payments({ visit, project }: Story): Happening[] {
  const { timeline: words, money: names } = visit.text.project
  return project.payments.map(({ kind, amount_fen, purpose, recorded_at }) => ({
    at: recorded_at,
    step: kind === 'final' || kind === 'retention' ? steps.finalPayment : steps.payment,
    title:
      kind === 'reversal'
        ? words.reversal(money(amount_fen))
        : words.payment(names.kinds[kind], money(amount_fen)),
    more: <p class="govuk-body">{purpose}</p>,
  }))
}

function changes({ visit, project }: Story): Happening[] {
  const words = visit.text.project.timeline
  return project.changes.flatMap(change => {
    const what = changeInWords(visit, change)
    const asked = <p class="govuk-body pj-words">{change.reason}</p>
    if (!change.needs_approval)
      return [{ at: change.requested_at, step: steps.change, title: words.changeMade(what), more: asked }]
    const request = {
      at: change.requested_at,
      step: steps.change,
      title: words.changeAsked(what),
      more: asked,
    }
    if (change.decided_at === null) return [request]
    const decided = change.status === 'approved' ? words.changeApproved(what) : words.changeRefused(what)
    const why = <p class="govuk-body pj-words">{change.decision_reason}</p>
    return [request, { at: change.decided_at, step: steps.change, title: decided, more: why }]
  })
}

function endings({ visit, project, ground, satisfaction }: Story): Happening[] {
  const { timeline: words, acceptance, satisfaction: rated } = visit.text.project
  const completions = project.completions.map(({ reported_at, settlement_fen, completed_on, note }) => ({
    at: reported_at,
    step: steps.completion,
    title: words.completed(money(settlement_fen)),
    more: (
      <>
        <p class="govuk-body">{words.completedOn(dayOf(visit.language, completed_on))}</p>
        {note !== '' && <p class="govuk-body pj-words">{note}</p>}
      </>
    ),
  }))
  const acceptances = project.acceptances.flatMap(({ decided_at, conclusion, number }) =>
    decided_at === null
      ? []
      : [
          {
            at: decided_at,
            step: steps.acceptance,
            title: words.acceptance(acceptance.conclusions[conclusion]),
            more: (
              <p class="govuk-body">
                <a class="govuk-link" href={`#acceptance-${number}`}>
                  {words.acceptanceMore}
                </a>
              </p>
            ),
          },
        ],
  )
  const { published_at, result } = satisfaction
  return [
    ...completions,
    ...acceptances,
    ...(published_at === null || result === null
      ? []
      : [{ at: published_at, step: steps.satisfaction, title: words.satisfaction(rated.ratings[result]) }]),
    ...(ground.archived_at === null
      ? []
      : [{ at: ground.archived_at, step: steps.archive, title: words.archived }]),
  ]
}

function audits({ visit, project }: Story): Happening[] {
  const { timeline: words, audit } = visit.text.project
  return project.audit.inspections.flatMap(inspection => [
    {
      at: `${inspection.inspected_on}T12:00:00.000Z`,
      step: steps.audit,
      title: words.inspection(audit.findings[inspection.finding]),
    },
    ...inspection.rectifications.map(({ text, reported_at }) => ({
      at: reported_at,
      step: steps.audit,
      title: words.rectification,
      more: <p class="govuk-body pj-words">{text}</p>,
    })),
    ...inspection.reinspections.map(({ passed, recorded_at }) => ({
      at: recorded_at,
      step: steps.audit,
      title: words.reinspection(passed),
    })),
    ...inspection.recoveries.map(({ amount_fen, recorded_at }) => ({
      at: recorded_at,
      step: steps.audit,
      title: words.recovery(money(amount_fen)),
    })),
  ])
}
