import { listDisplayedNoticesView } from '../../app/cycle/list-displayed-notices.ts'
import { listCyclesView } from '../../app/cycle/views.ts'
import { showDistrict } from '../../app/identity/views.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Pagination } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { NoticeList, type ShownNotice } from '../parts/notices.tsx'
import { look, lookAll, type Visit } from '../visit.ts'

/** 三公示 [S]: policy, process and result, what runs and what has ended. */
export const noticePages: readonly Page[] = [{ path: '/d/:slug/notices', get: showNotices }]

const parts = ['policy', 'process', 'result'] as const
type Part = (typeof parts)[number]

const partOf: Readonly<Record<ShownNotice['kind'], Part>> = {
  policy: 'policy',
  candidates: 'process',
  result: 'result',
  change: 'result',
  acceptance: 'result',
  audit: 'result',
}

const perPage = '20'

async function showNotices(visit: Visit): Promise<Answer> {
  const { text, params, url } = visit
  const { notices: words } = text
  const district = await look(visit, showDistrict, { slug: params.slug ?? '' })
  const where = { district_id: district.id }
  const cycles = await lookAll(visit, listCyclesView, where)
  const running = await lookAll(visit, listDisplayedNoticesView, where, { running: 'true' })
  const part = parts.find(one => one === url.searchParams.get('part'))
  const after = url.searchParams.get('after')
  const past = await look(visit, listDisplayedNoticesView, where, {
    running: 'false',
    limit: perPage,
    ...(part === undefined ? {} : { part }),
    ...(after === null ? {} : { after }),
  })
  const [cycle] = cycles.filter(({ status }) => status !== 'draft').sort((a, b) => b.year - a.year)
  const here = `/d/${district.slug}/notices`
  const addressOf = (one: Part | undefined, from: string | null) => {
    const query = new URLSearchParams({ ...(one && { part: one }), ...(from !== null && { after: from }) })
    return `${here}${query.size === 0 ? '' : `?${query}`}#past`
  }
  return shown({
    title: words.title,
    district,
    trail: [{ href: `/d/${district.slug}`, text: district.name }],
    body: (
      <>
        <Heading caption={district.name}>{words.title}</Heading>
        <p class="govuk-body-l">{words.intro}</p>
        {parts.map(one => (
          <PartSection
            visit={visit}
            part={one}
            notices={running.filter(({ kind }) => partOf[kind] === one)}
            links={
              one === 'policy' && cycle !== undefined
                ? [{ href: `/cycles/${cycle.id}/rules`, text: words.rulesLink(cycle.name) }]
                : one === 'result'
                  ? [{ href: `/d/${district.slug}`, text: words.money }]
                  : []
            }
          />
        ))}
        <section aria-labelledby="past">
          <h2 class="govuk-heading-m" id="past">
            {part === undefined ? words.past : words.pastOf(words.parts[part].title)}
          </h2>
          <PartChoice visit={visit} chosen={part} hrefOf={one => addressOf(one, null)} />
          {past.items.length === 0 ? (
            <p class="govuk-body">{words.nonePast}</p>
          ) : (
            <NoticeList notices={past.items} />
          )}
          <Pagination
            first={after === null ? null : addressOf(part, null)}
            next={past.next === null ? null : addressOf(part, past.next)}
          />
        </section>
      </>
    ),
  })
}

interface PartProps {
  readonly visit: Visit
  readonly part: Part
  readonly notices: readonly ShownNotice[]
  readonly links: readonly { readonly href: string; readonly text: string }[]
}

/** One of the three with what runs of it now. */
function PartSection({ visit, part, notices, links }: PartProps) {
  const { notices: words } = visit.text
  const { title, what } = words.parts[part]
  return (
    <section aria-labelledby={part}>
      <h2 class="govuk-heading-m" id={part}>
        {title}
      </h2>
      <p class="govuk-body">{what}</p>
      {links.map(({ href, text }) => (
        <p class="govuk-body">
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </p>
      ))}
      <h3 class="govuk-heading-s">{words.running}</h3>
      {notices.length === 0 ? <p class="govuk-body">{words.none}</p> : <NoticeList notices={notices} />}
    </section>
  )
}

function PartChoice(props: {
  visit: Visit
  chosen: Part | undefined
  hrefOf: (part: Part | undefined) => string
}) {
  const { visit, chosen, hrefOf } = props
  const { notices: words } = visit.text
  const choices = [undefined, ...parts]
  return (
    <nav class="pj-years pj-no-print" aria-label={words.filter}>
      <ul class="pj-years__list">
        {choices.map(one => (
          <li>
            <a
              class="pj-years__link"
              href={hrefOf(one)}
              {...(one === chosen ? { 'aria-current': 'page' as const } : {})}
            >
              {one === undefined ? words.filterAll : words.parts[one].title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
