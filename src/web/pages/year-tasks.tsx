import type { showWorkYear } from '../../app/cycle/work-year-view.ts'
import { dayOf, momentOf } from '../format.ts'
import { Tag, type TagColour, type Task } from '../parts/blocks.tsx'
import type { Visit } from '../visit.ts'
import { isClerk, type Place, type Seen } from './work-frame.tsx'

type Work = NonNullable<Seen<typeof showWorkYear>['work']>
type Assembly = NonNullable<Work['assembly']>

/** 征集与初审: the list of proposals and its confirmation. */
export function screeningTasks(visit: Visit, { community }: Place, { year, proposals }: Work): Task[] {
  const { tasks, states } = visit.text.year
  const { submitted, screened, rejected, merged, candidate } = proposals
  const all = submitted + screened + rejected + merged + candidate
  const below = `/work/communities/${community.id}`
  const query = `?cycle=${year.cycle.id}`
  const confirmed = year.confirmed_at !== null
  return [
    {
      title: tasks.proposals,
      href: `${below}/proposals${query}`,
      hint: tasks.proposalsHint({ all, submitted, screened: screened + candidate, rejected, merged }),
      status: confirmed
        ? states.done
        : submitted > 0
          ? tag('blue', states.todo(submitted))
          : tag('teal', states.collecting),
    },
    {
      title: tasks.confirmation,
      href: `${below}/confirmation${query}`,
      hint:
        year.confirmed_at === null
          ? tasks.confirmationHint
          : tasks.confirmedOn(dayOf(visit.language, year.confirmed_at)),
      status:
        year.confirmed_at !== null
          ? states.confirmed
          : submitted === 0 && screened > 0
            ? tag('yellow', states.street)
            : states.notYet,
    },
  ]
}

/** From the schedule of the assembly to the slips of its delegates. */
export function assemblyTasks(visit: Visit, place: Place, work: Work): Task[] {
  const { tasks, states } = visit.text.year
  const { assembly, year } = work
  if (assembly === null) {
    const path = `/work/communities/${place.community.id}/assembly?cycle=${year.cycle.id}`
    const mine = isClerk(visit, place) && year.archived_at === null
    return [
      {
        title: tasks.schedule,
        href: mine ? path : null,
        hint: tasks.scheduleHint,
        status: year.confirmed_at === null ? states.notYet : tag('blue', states.due),
      },
    ]
  }
  const path = `/work/assemblies/${assembly.id}`
  return [
    {
      title: tasks.schedule,
      href: path,
      hint: tasks.scheduled(momentOf(visit.language, assembly.scheduled_for), assembly.seats),
      status: states.done,
    },
    candidatesTask(visit, assembly, year.confirmed_at !== null),
    objectionsTask(visit, assembly),
    ...(isClerk(visit, place) ? rosterTasks(visit, assembly) : []),
  ]
}

function candidatesTask(visit: Visit, assembly: Assembly, confirmed: boolean): Task {
  const { text, language, now } = visit
  const { tasks, states } = text.year
  const { candidates_published_at, notice_ends_at, candidates, id } = assembly
  const published = candidates_published_at !== null
  const running = notice_ends_at !== null && now < new Date(notice_ends_at)
  return {
    title: tasks.candidates,
    href: `/work/assemblies/${id}/candidates`,
    hint:
      published && notice_ends_at !== null
        ? tasks.published(candidates, dayOf(language, notice_ends_at))
        : tasks.candidatesHint,
    status: published
      ? running
        ? tag('teal', states.onNotice)
        : states.done
      : confirmed
        ? tag('blue', states.due)
        : states.notYet,
  }
}

function objectionsTask({ text }: Visit, { id, objections, unanswered }: Assembly): Task {
  const { tasks, states } = text.year
  return {
    title: tasks.objections,
    href: `/work/assemblies/${id}#objections`,
    hint: objections === 0 ? tasks.noObjections : tasks.objectionsHint(objections, unanswered),
    status:
      unanswered > 0 ? tag('blue', states.todo(unanswered)) : objections > 0 ? states.done : states.none,
  }
}

function rosterTasks({ text }: Visit, assembly: Assembly): Task[] {
  const { tasks, states } = text.year
  const { id, delegates, duties, without_slip, roster_frozen_at } = assembly
  const frozen = roster_frozen_at !== null
  const path = `/work/assemblies/${id}`
  return [
    {
      title: tasks.roster,
      href: `${path}/roster`,
      hint: tasks.delegates(delegates),
      status: frozen ? states.frozen : tag('blue', delegates === 0 ? states.due : states.open),
    },
    {
      title: tasks.duties,
      href: `${path}/duties`,
      hint: tasks.dutiesHint,
      status: duties > 0 ? states.done : delegates === 0 ? states.notYet : tag('blue', states.due),
    },
    {
      title: tasks.slips,
      href: `${path}/slips`,
      hint: tasks.slipsHint,
      status: !frozen
        ? states.notYet
        : without_slip > 0
          ? tag('blue', states.todo(without_slip))
          : states.done,
    },
  ]
}

/** The meeting itself and its result; both have their own pages. */
export function meetingTasks(visit: Visit, place: Place, { assembly }: Work): Task[] {
  const { text } = visit
  const { tasks, states } = text.year
  const ready = assembly !== null && assembly.roster_frozen_at !== null
  const certified = assembly?.status === 'certified'
  return [
    {
      title: tasks.hall,
      href: ready && isClerk(visit, place) ? `/desk/${assembly.id}` : null,
      hint: tasks.hallHint,
      status: !ready
        ? states.notYet
        : certified
          ? states.done
          : tag('blue', text.words.assemblyStatuses[assembly.status]),
    },
    {
      title: tasks.report,
      href: certified ? `/assemblies/${assembly.id}/report` : null,
      hint: tasks.reportHint,
      status: certified ? states.done : states.notYet,
    },
  ]
}

/** Each project with where it stands; the last line is the archive of the year. */
export function projectTasks(visit: Visit, { community }: Place, { projects, year }: Work): Task[] {
  const { text, language } = visit
  const { tasks, states } = text.year
  if (projects.length === 0) return []
  return [
    ...projects.map(({ id, title, status, satisfaction_published_at }) => ({
      title,
      href: `/work/projects/${id}`,
      ...(satisfaction_published_at === null ? {} : { hint: tasks.rated }),
      status: tag(status === 'cancelled' ? 'grey' : 'teal', text.words.projectStatuses[status]),
    })),
    {
      title: tasks.archive,
      href: `/work/communities/${community.id}/archive?cycle=${year.cycle.id}`,
      hint:
        year.archived_at === null ? tasks.archiveHint : tasks.archivedOn(dayOf(language, year.archived_at)),
      status: year.archived_at === null ? states.notYet : states.done,
    },
  ]
}

function tag(colour: TagColour, word: string) {
  return <Tag colour={colour}>{word}</Tag>
}
