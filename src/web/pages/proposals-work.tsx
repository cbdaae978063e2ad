import { listProposalsView } from '../../app/proposal/views.ts'
import { proposalStatuses } from '../../core/proposal/status.ts'
import { dayOf, money } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { InsetText, Pagination } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { ButtonLink } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { look, type Visit } from '../visit.ts'
import { lookAtCollection, type OwnCollection } from './proposals-work-collection.ts'
import { changeDraftPages } from './proposals-work-draft.tsx'
import { newProposalPages } from './proposals-work-new.tsx'
import { ownProposalPages } from './proposals-work-own.tsx'
import { ProposalStatusTag } from './screening-text.tsx'
import { Done, frameOf, type Seen } from './work-frame.tsx'

/** The proposals of a community for those who screen them or bring them in. */
export const proposalWorkPages: readonly Page[] = [
  { path: '/work/communities/:community_id/proposals', signedIn: 'staff', get: showProposals },
  ...ownProposalPages,
  ...newProposalPages,
  ...changeDraftPages,
]

async function showProposals(visit: Visit): Promise<Answer> {
  const { text, url } = visit
  const own = await lookAtCollection(visit)
  const { collection, year, clerk, ownGrids } = own
  const { place } = collection
  const status = proposalStatuses.find(one => one === url.searchParams.get('status'))
  const after = url.searchParams.get('after')
  const path = `/work/communities/${place.community.id}/proposals`
  const at = (query: Readonly<Record<string, string>>) =>
    `${path}?${new URLSearchParams({ ...(year && { cycle: year.cycle.id }), ...query })}`
  const page =
    year === undefined
      ? { items: [], next: null }
      : await look(
          visit,
          listProposalsView,
          { community_id: place.community.id, cycle_id: year.cycle.id },
          { ...(status && { status }), ...(after === null ? {} : { after }) },
        )
  const here = status === undefined ? {} : { status }
  return shown({
    title: `${text.screening.listTitle} · ${place.community.name}`,
    ...frameOf(visit, place, year?.cycle.id ?? null),
    body: (
      <>
        <Done said={text.screening.doneOnList} />
        <Heading caption={`${place.community.name}${year === undefined ? '' : ` · ${year.cycle.name}`}`}>
          {text.screening.listTitle}
        </Heading>
        {year === undefined ? (
          <InsetText>{text.year.noCycle}</InsetText>
        ) : year.open ? (
          (clerk || ownGrids.length > 0) && (
            <ButtonLink href={`${path}/new?cycle=${year.cycle.id}`}>{text.screening.propose}</ButtonLink>
          )
        ) : (
          <InsetText>{text.screening.listClosed}</InsetText>
        )}
        <nav aria-label={text.screening.filter}>
          <ul class="pj-filters">
            {[undefined, ...proposalStatuses].map(one => (
              <li>
                <a
                  class="govuk-link pj-filters__link"
                  href={at(one === undefined ? {} : { status: one })}
                  {...(one === status ? { 'aria-current': 'page' as const } : {})}
                >
                  {one === undefined
                    ? text.common.all
                    : one === 'draft'
                      ? text.screening.ownDrafts
                      : text.words.proposalStatuses[one]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {page.items.length === 0 ? (
          <p class="govuk-body">
            {status === 'draft' ? text.screening.noDrafts : text.screening.noProposals}
          </p>
        ) : (
          <ProposalList items={page.items} own={own} />
        )}
        <Pagination
          first={after === null ? null : at(here)}
          next={page.next === null ? null : at({ ...here, after: page.next })}
        />
      </>
    ),
  })
}

type Item = Seen<typeof listProposalsView>['items'][number]

/** Onto the desk of those who may see it there; a grid officer sees there what lies in an own grid, and all else in public. */
function hrefOf({ id, grid_id, status }: Item, { reads, ownGrids }: OwnCollection): string {
  const onDesk = reads || status === 'draft' || ownGrids.some(grid => grid.id === grid_id)
  return onDesk ? `/work/proposals/${id}` : `/proposals/${id}`
}

function ProposalList({ items, own }: { items: readonly Item[]; own: OwnCollection }) {
  const { text, language } = useVisit()
  return (
    <ul class="pj-work">
      {items.map(item => (
        <li class="pj-work__item">
          <div class="pj-work__what">
            <a class="govuk-link pj-work__link" href={hrefOf(item, own)}>
              {item.title}
            </a>
            <span class="pj-work__where">
              {text.screening.summary(
                text.words.categories[item.category],
                item.place,
                money(item.estimated_cost_fen),
                text.words.proposers[item.proposer],
                dayOf(language, item.submitted_at ?? item.created_at),
              )}
            </span>
          </div>
          <ProposalStatusTag status={item.status} />
        </li>
      ))}
    </ul>
  )
}
