import type { showCourse } from '../../app/assembly/show-course.ts'
import { momentOf } from '../format.ts'
import { Timeline } from '../parts/blocks.tsx'
import type { Visit } from '../visit.ts'
import { type Ground, type Seen, titlesOf } from './assembly-ground.ts'

type Course = Seen<typeof showCourse>['items']
type Step = Course[number]
type Round = Ground['assembly']['rounds'][number]

interface Told {
  readonly title: string
  readonly more?: readonly string[]
}

/** What happened at an assembly, step by step, each with its place in the public record. */
export function CourseTimeline({ visit, ground, course }: { visit: Visit; ground: Ground; course: Course }) {
  const { text, language } = visit
  const events = course.flatMap(step => {
    const told = tell(visit, ground, step)
    if (told === null) return []
    const record = `/api/v1/districts/${ground.district.id}/record/entries?after=${step.index - 1}&limit=1`
    const source = step.index === 0 ? record.replace('after=-1&', '') : record
    return [
      {
        when: momentOf(language, step.at),
        title: told.title,
        more: (
          <>
            {(told.more ?? []).map(line => (
              <p class="govuk-body-s">{line}</p>
            ))}
            <p class="govuk-body-s">
              <a class="govuk-link" href={source}>
                {text.results.courseRecord(step.index)}
              </a>
            </p>
          </>
        ),
      },
    ]
  })
  return <Timeline events={events} />
}

function tell(visit: Visit, ground: Ground, step: Step): Told | null {
  const { assembly } = ground
  const { text } = visit
  const { events, group } = text.results
  const title = titlesOf(ground)
  const round = assembly.rounds.find(({ id }) => id === step.subject)
  const number = round?.number ?? 0
  switch (step.type) {
    case 'candidates.published':
      return { title: events.candidates(assembly.candidates.length, assembly.seats) }
    case 'roster.frozen':
      return { title: events.roster(assembly.eligible) }
    case 'round.opened':
      return round === undefined ? null : { title: opened(visit, ground, round) }
    case 'issuing.closed':
      return {
        title: events.issuing(number, (round?.issued_paper ?? 0) + (round?.issued_electronic ?? 0)),
      }
    case 'ballots.published':
      return { title: events.ballots(number) }
    case 'lot.drawn':
      if (step.lot === null) return null
      return {
        title: events.lot(group(step.lot.group.map(title))),
        more: [events.lotDice(step.lot.dice), events.lotOrder(group(step.lot.order.map(title)))],
      }
    case 'tally.certified':
      return { title: events.certified(number) }
    case 'round.voided':
      return { title: events.roundVoid(number), more: reasonOf(visit, round?.void_reason ?? null) }
    case 'duty.replaced': {
      if (step.duty === null) return null
      const duty = text.words.duties[step.duty.duty]
      return { title: step.duty.successor ? events.dutyReplaced(duty) : events.dutyLeft(duty) }
    }
    case 'assembly.voided':
      return { title: events.assemblyVoid, more: reasonOf(visit, assembly.void_reason) }
  }
  return null
}

function reasonOf({ text }: Visit, reason: string | null): string[] {
  return reason === null ? [] : [text.results.voidBecause(reason)]
}

function opened({ text }: Visit, ground: Ground, round: Round): string {
  const { events, group } = text.results
  const { number, kind, candidates, max_choices, seats } = round
  switch (kind) {
    case 'main':
      return events.main(number, max_choices)
    case 'runoff':
      return events.runoff(number, group(candidates.map(titlesOf(ground))), max_choices)
    case 'revote':
      return events.revote(number, candidates.length, seats)
  }
}
