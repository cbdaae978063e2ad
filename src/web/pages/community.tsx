import { showCommunityYear } from '../../app/cycle/show-community-year.ts'
import type { View } from '../../app/operation.ts'
import { listProposalsView } from '../../app/proposal/views.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { ButtonLink } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { YearMoneyBars } from '../parts/money-bars.tsx'
import { YearChoice } from '../parts/year-choice.tsx'
import { look, lookAll, type Visit } from '../visit.ts'
import { Assemblies, Candidates, Projects, Proposals, Stages } from './community-sections.tsx'

/** A community and its year. */
export const communityPages: readonly Page[] = [{ path: '/communities/:community_id', get: showCommunity }]

type Output<V> = V extends View<infer _P, infer _I, infer O> ? O : never
export type CommunityYear = NonNullable<Output<typeof showCommunityYear>['year']>
export type ListedProposal = Output<typeof listProposalsView>['items'][number]

async function showCommunity(visit: Visit): Promise<Answer> {
  const { text, url, params } = visit
  const words = text.community
  const cycleId = url.searchParams.get('cycle') ?? ''
  const found = await look(
    visit,
    showCommunityYear,
    { community_id: params.community_id ?? '' },
    cycleId === '' ? {} : { cycle_id: cycleId },
  )
  const { district, street, community, cycles, year } = found
  const here = `/communities/${community.id}`
  const place = {
    title: community.name,
    district,
    trail: [{ href: `/d/${district.slug}`, text: district.name }],
  }
  if (year === null) {
    return shown({
      ...place,
      body: (
        <>
          <Heading caption={`${district.name} · ${street.name}`}>{community.name}</Heading>
          <p class="govuk-body">{words.noYear}</p>
        </>
      ),
    })
  }
  const list = { community_id: community.id, cycle_id: year.cycle.id }
  const proposals = await lookAll(visit, listProposalsView, list)
  return shown({
    ...place,
    layout: 'wide',
    body: (
      <>
        <Heading caption={`${district.name} · ${street.name}`}>
          {community.name} {text.overview.heading(year.cycle.year)}
        </Heading>
        <YearChoice years={cycles} shown={year.cycle.id} hrefOf={({ id }) => `${here}?cycle=${id}`} />
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-one-third pj-aside-column">
            <Aside visit={visit} year={year} here={here} slug={district.slug} />
          </div>
          <div class="govuk-grid-column-two-thirds">
            <section aria-labelledby="fund">
              <h2 class="govuk-heading-m" id="fund">
                {words.fund}
              </h2>
              <YearMoneyBars money={year.money} />
            </section>
            <Stages visit={visit} year={year} />
            <Assemblies visit={visit} year={year} />
            <Candidates visit={visit} year={year} />
            <Projects visit={visit} year={year} />
            <Proposals visit={visit} proposals={proposals} />
          </div>
        </div>
      </>
    ),
  })
}

interface AsideProps {
  readonly visit: Visit
  readonly year: CommunityYear
  readonly here: string
  readonly slug: string
}

/** What a resident may want to do or read from here. */
function Aside({ visit, year, here, slug }: AsideProps) {
  const words = visit.text.community
  const archive = `/api/v1${here}/cycles/${year.cycle.id}/archive`
  const links = [
    { href: `/cycles/${year.cycle.id}/rules`, text: words.rules },
    { href: `/d/${slug}/notices`, text: words.notices },
    { href: archive, text: words.archive },
  ]
  return (
    <nav class="pj-aside pj-no-print" aria-label={words.links}>
      {year.collecting ? (
        <>
          <ButtonLink href={`${here}/propose`} look="start">
            {words.propose}
          </ButtonLink>
          <p class="govuk-hint">{words.proposeHint}</p>
        </>
      ) : (
        <p class="govuk-body">{words.closed}</p>
      )}
      <ul class="govuk-list">
        {links.map(({ href, text }) => (
          <li>
            <a class="govuk-link pj-aside__link" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
