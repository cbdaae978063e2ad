import { showDistrictYear } from '../../app/cycle/show-district-year.ts'
import { listDistrictsView } from '../../app/identity/list-districts.ts'
import type { View } from '../../app/operation.ts'
import { yearStages } from '../../core/cycle/year-stage.ts'
import { blankForm } from '../form.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Heading } from '../parts/layout.tsx'
import { YearMoneyBars } from '../parts/money-bars.tsx'
import { NoticeList } from '../parts/notices.tsx'
import { YearChoice } from '../parts/year-choice.tsx'
import { look, lookAll, type Visit } from '../visit.ts'
import { Progress } from './district-progress.tsx'

/** The front page, and every district's year at a glance. */
export const districtPages: readonly Page[] = [
  { path: '/', get: showFront },
  { path: '/d/:slug', get: visit => showDistrict(visit, visit.params.slug ?? '') },
]

type Output<V> = V extends View<infer _P, infer _I, infer O> ? O : never
export type DistrictYear = Output<typeof showDistrictYear>
export type Year = NonNullable<DistrictYear['year']>

/** As many notices as the front page has a place for. */
const noticesShown = 6

/** One district is shown itself; of several people choose theirs. */
async function showFront(visit: Visit): Promise<Answer> {
  const districts = await lookAll(visit, listDistrictsView)
  const [only] = districts
  if (only !== undefined && districts.length === 1) return showDistrict(visit, only.slug)
  const { front } = visit.text.overview
  return shown({
    title: front.title,
    body: (
      <>
        <Heading>{front.title}</Heading>
        <p class="govuk-body-l">{visit.text.common.motto}</p>
        <p class="govuk-body">{districts.length === 0 ? front.none : front.districts}</p>
        <ul class="govuk-list pj-big-links">
          {districts.map(({ slug, name }) => (
            <li>
              <a class="govuk-link" href={`/d/${slug}`}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </>
    ),
  })
}

async function showDistrict(visit: Visit, slug: string): Promise<Answer> {
  const wanted = wantedOf(visit.url.searchParams)
  const found = await look(visit, showDistrictYear, { slug }, wanted)
  const { district, cycles, year, notices } = found
  const { overview } = visit.text
  const title = year === null ? district.name : overview.heading(year.cycle.year)
  return shown({
    title: year === null ? title : `${district.name} · ${title}`,
    district,
    layout: 'wide',
    body: (
      <>
        <Heading caption={year === null ? undefined : district.name}>{title}</Heading>
        <p class="govuk-body-l pj-lead">{overview.intro}</p>
        {year === null ? (
          <p class="govuk-body">{overview.notPublished}</p>
        ) : (
          <YearChoice years={cycles} shown={year.cycle.id} hrefOf={({ id }) => `/d/${slug}?cycle=${id}`} />
        )}
        <div class="govuk-grid-row">
          {year !== null && (
            <section class="govuk-grid-column-one-half" aria-labelledby="money">
              <h2 class="govuk-heading-m" id="money">
                {overview.money.title}
              </h2>
              <YearMoneyBars money={year.money} />
              <p class="govuk-body-s">{overview.money.explained}</p>
            </section>
          )}
          <section class="govuk-grid-column-one-half" aria-labelledby="notices">
            <h2 class="govuk-heading-m" id="notices">
              {overview.notices.title}
            </h2>
            {notices.length === 0 ? (
              <p class="govuk-body">{overview.notices.none}</p>
            ) : (
              <NoticeList notices={notices.slice(0, noticesShown)} />
            )}
            <p class="govuk-body">
              <a class="govuk-link" href={`/d/${slug}/notices`}>
                {notices.length === 0 ? overview.notices.allPast : overview.notices.all(notices.length)}
              </a>
            </p>
          </section>
        </div>
        {year !== null && (
          <Progress found={found} year={year} form={blankForm(visit.services, formValues(wanted))} />
        )}
      </>
    ),
  })
}

/** What the address asks for, without what is left empty. */
function wantedOf(query: URLSearchParams): Record<string, string> {
  const names = { cycle: 'cycle_id', street: 'street_id', stage: 'stage', name: 'name' } as const
  const given = Object.entries(names).flatMap(([name, member]) => {
    const value = query.get(name)?.trim() ?? ''
    const unknown = name === 'stage' && !yearStages.some(stage => stage === value)
    return value === '' || unknown ? [] : [[member, value] as const]
  })
  return Object.fromEntries(given)
}

function formValues(wanted: Record<string, string>): Record<string, string> {
  const { street_id = '', stage = '', name = '' } = wanted
  return { street: street_id, stage, name }
}
