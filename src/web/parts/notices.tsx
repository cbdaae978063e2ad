import type { listDisplayedNoticesView } from '../../app/cycle/list-displayed-notices.ts'
import type { View } from '../../app/operation.ts'
import { dayOf } from '../format.ts'
import type { Text } from '../text/choose.ts'
import { Tag } from './blocks.tsx'
import { useVisit } from './context.ts'

type Listed = typeof listDisplayedNoticesView extends View<infer _P, infer _I, infer Output> ? Output : never
export type ShownNotice = (Listed & { items: unknown[] })['items'][number]

const hour = 3_600_000

/** Notices with what they are about, until when they run, and where it can be read. */
export function NoticeList({ notices }: { notices: readonly ShownNotice[] }) {
  return (
    <ul class="pj-notices">
      {notices.map(notice => (
        <NoticeItem notice={notice} />
      ))}
    </ul>
  )
}

function NoticeItem({ notice }: { notice: ShownNotice }) {
  const { text, language, now } = useVisit()
  const words = text.notices
  const { starts_at, ends_at, kind } = notice
  const left = Date.parse(ends_at) - now.getTime()
  const hours = Math.floor(left / hour)
  return (
    <li class="pj-notices__item">
      <p class="pj-notices__title">
        <Tag colour="grey">{words.kinds[kind]}</Tag>{' '}
        <a class="govuk-link" href={placeOf(notice)}>
          {titleOf(text, notice)}
        </a>
      </p>
      {moreOf(text, notice).map(line => (
        <p class="pj-notices__more">{line}</p>
      ))}
      <p class="pj-notices__when">
        {words.period(dayOf(language, starts_at), dayOf(language, ends_at))}
        {' · '}
        <strong>{left > 0 ? words.left(Math.floor(hours / 24), hours % 24) : words.ended}</strong>
      </p>
      <NoticeLinks notice={notice} running={left > 0} />
    </li>
  )
}

function NoticeLinks({ notice, running }: { notice: ShownNotice; running: boolean }) {
  const { text } = useVisit()
  if (notice.assembly === null) return null
  return (
    <p class="pj-notices__links">
      <a class="govuk-link" href={`/assemblies/${notice.subject}/objections`}>
        {running ? text.notices.object : text.notices.objectionsLink}
        <span class="govuk-visually-hidden">
          {' '}
          {notice.community_name} {text.notices.kinds[notice.kind]}
        </span>
      </a>
    </p>
  )
}

/** Where a notice's matter is shown. */
function placeOf({ kind, subject, cycle_id }: ShownNotice): string {
  switch (kind) {
    case 'policy':
      return `/cycles/${cycle_id}/rules`
    case 'candidates':
      return `/assemblies/${subject}`
    case 'result':
      return `/assemblies/${subject}/report`
    case 'change':
    case 'acceptance':
      return `/projects/${subject}`
    case 'audit':
      return `/draws/${subject}`
  }
}

function titleOf({ notices }: Text, notice: ShownNotice): string {
  const { about, kinds } = notices
  const { kind, cycle_name, community_name: community, title, assembly, drawn } = notice
  switch (kind) {
    case 'policy':
      return about.policy(cycle_name)
    case 'candidates':
      return about.candidates(community ?? '', assembly?.candidates ?? 0)
    case 'result':
      return about.result(community ?? '', assembly?.selected ?? 0)
    case 'change':
    case 'acceptance':
      return `${community ?? ''} · ${title ?? kinds[kind]}`
    case 'audit':
      return about.audit(drawn ?? 0)
  }
}

function moreOf({ notices }: Text, { assembly, objections, conclusion, change }: ShownNotice): string[] {
  const lines: string[] = []
  if (assembly?.status === 'void') lines.push(notices.void)
  if (assembly?.status === 'certified') lines.push(notices.attendance(assembly.eligible, assembly.present))
  if (objections !== null) lines.push(notices.objections(objections.filed, objections.answered))
  if (conclusion !== null) lines.push(notices.about.acceptance[conclusion])
  if (change !== null) lines.push(notices.about.change[change])
  return lines
}
