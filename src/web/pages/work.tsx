import { showOwnAreas } from '../../app/identity/own-areas.ts'
import type { Role } from '../../core/identity/access.ts'
import { dayOf } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Details, InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Heading } from '../parts/layout.tsx'
import { look, PageRefused, type Visit } from '../visit.ts'
import { type WorkItem, workSources } from '../work/sources.ts'

/** What waits for a member of staff, and where the own areas are. */
export const workPages: readonly Page[] = [{ path: '/work', signedIn: 'staff', get: showWork }]

/** As many of a kind are shown at once; the others are one click away. */
const shownAtOnce = 5

type OwnRole = Awaited<ReturnType<typeof ownAreas>>['roles'][number]

async function showWork(visit: Visit): Promise<Answer> {
  const { actor, text } = visit
  if (actor.kind !== 'staff') throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: {} })
  if (actor.must_change_password) return redirect('/password?next=/work')
  const { district, roles } = await ownAreas(visit, actor.district_id)
  const work = (await Promise.all(workSources.map(source => source(visit)))).flat()
  const kinds = [...Map.groupBy(work, item => item.kind)]
  return shown({
    title: text.work.title,
    district: { slug: district.slug, name: district.name },
    body: (
      <>
        <Heading caption={district.name}>{text.work.title}</Heading>
        {roles.length === 0 ? (
          <NoRole />
        ) : (
          <>
            {work.length === 0 ? (
              <Nothing />
            ) : (
              <p class="govuk-body-l">{text.work.count(work.length, kinds.length)}</p>
            )}
            {kinds.map(([kind, items], place) => (
              <Kind kind={kind} items={oldestFirst(items)} id={`kind-${place + 1}`} />
            ))}
            <OwnAreas roles={roles} slug={district.slug} />
          </>
        )}
      </>
    ),
  })
}

function ownAreas(visit: Visit, districtId: string) {
  return look(visit, showOwnAreas, { district_id: districtId })
}

/** What has no day waits longest at the end: nobody set it a time. */
function oldestFirst(items: readonly WorkItem[]): WorkItem[] {
  return [...items].sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'))
}

function Nothing() {
  const { text } = useVisit()
  return (
    <InsetText>
      <p class="govuk-body govuk-!-font-weight-bold">{text.work.nothing}</p>
      <p class="govuk-body">{text.work.nothingHow}</p>
    </InsetText>
  )
}

function NoRole() {
  const { text } = useVisit()
  return (
    <InsetText>
      <p class="govuk-body govuk-!-font-weight-bold">{text.work.noRole}</p>
      <p class="govuk-body">{text.work.noRoleHow}</p>
    </InsetText>
  )
}

function Kind({ kind, items, id }: { kind: string; items: readonly WorkItem[]; id: string }) {
  const { text } = useVisit()
  const rest = items.slice(shownAtOnce)
  return (
    <section aria-labelledby={id}>
      <h2 class="govuk-heading-m" id={id}>
        {text.work.kind(kind, items.length)}
      </h2>
      <Items items={items.slice(0, shownAtOnce)} />
      {rest.length > 0 && (
        <Details summary={text.work.rest(rest.length)}>
          <Items items={rest} />
        </Details>
      )}
    </section>
  )
}

function Items({ items }: { items: readonly WorkItem[] }) {
  const { language } = useVisit()
  return (
    <ul class="pj-work">
      {items.map(({ title, where, href, due }) => (
        <li class="pj-work__item">
          <div class="pj-work__what">
            <a class="govuk-link pj-work__link" href={href}>
              {title}
            </a>
            <span class="pj-work__where">{where}</span>
          </div>
          {due !== undefined && (
            <time class="pj-work__when" datetime={due}>
              {dayOf(language, due)}
            </time>
          )}
        </li>
      ))}
    </ul>
  )
}

function OwnAreas({ roles, slug }: { roles: readonly OwnRole[]; slug: string }) {
  const { text } = useVisit()
  return (
    <section aria-labelledby="own-areas">
      <h2 class="govuk-heading-m" id="own-areas">
        {text.work.ownAreas}
      </h2>
      {roles.map(own => (
        <>
          <h3 class="govuk-heading-s">
            {text.work.roleIn(
              own.department === null
                ? text.words.roles[own.role]
                : `${text.words.roles[own.role]} · ${text.words.departments[own.department]}`,
              own.area.name,
            )}
          </h3>
          <ul class="govuk-list pj-links">
            {linksOf(text.work.links, own, slug).map(({ href, text: name }) => (
              <li>
                <a class="govuk-link" href={href}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </section>
  )
}

type Words = Visit['text']['work']['links']

const ofRole: Readonly<
  Record<Role, (words: Words, own: OwnRole, slug: string) => { href: string; text: string }[]>
> = {
  community_clerk: (words, { communities }) =>
    communities.flatMap(({ id, name }) => [
      { href: `/work/communities/${id}`, text: words.year(name) },
      { href: `/work/communities/${id}/proposals`, text: words.proposals },
      { href: `/work/communities/${id}/proposals/new`, text: words.propose },
      { href: `/communities/${id}`, text: words.publicPage },
    ]),
  street_officer: (words, { communities }) =>
    [...communities]
      .sort(byName)
      .map(({ id, name }) => ({ href: `/work/communities/${id}`, text: words.year(name) })),
  grid_officer: (words, { communities }) =>
    communities.flatMap(({ id, name }) => [
      { href: `/work/communities/${id}/proposals/new`, text: words.bringIn },
      { href: '/work/proposals', text: words.ownProposals },
      { href: `/work/communities/${id}/proposals`, text: words.proposalsOf(name) },
      { href: `/communities/${id}`, text: words.community(name) },
    ]),
  auditor: (words, _own, slug) => [
    { href: '/work/draws', text: words.draws },
    { href: `/d/${slug}/audit`, text: words.audit },
  ],
  district_admin: words => [
    { href: '/admin/cycles', text: words.cycles },
    { href: '/admin/accounts', text: words.accounts },
    { href: '/admin/areas', text: words.areas },
    { href: '/admin/trail', text: words.trail },
    { href: '/work/draws', text: words.draws },
  ],
}

/** As people count: the ninth community before the tenth. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name, 'zh-CN', { numeric: true })
}

function linksOf(words: Words, own: OwnRole, slug: string) {
  return ofRole[own.role](words, own, slug)
}
