import type { View } from '../../app/operation.ts'
import { listDistrictProjects } from '../../app/project/list-district-projects.ts'
import { projectStatuses } from '../../core/project/project.ts'
import { blankForm } from '../form.ts'
import { money } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Table, Tag } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Input, Select } from '../parts/fields.tsx'
import { Button } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { Bar, MoneyBars } from '../parts/money-bars.tsx'
import { YearChoice } from '../parts/year-choice.tsx'
import { look, type Visit } from '../visit.ts'
import { statusColours } from './project-ground.ts'

/** The projects of a district's year, with filters. */
export const projectsPages: readonly Page[] = [{ path: '/d/:slug/projects', get: showProjects }]

type Listed = typeof listDistrictProjects extends View<infer _P, infer _I, infer O> ? O : never

const filters = ['cycle', 'street', 'community', 'status', 'title', 'page'] as const
type Wanted = Readonly<Partial<Record<(typeof filters)[number], string>>>

/** What the address asks for; an empty or unknown choice is none. */
function wantedOf(search: URLSearchParams): Wanted {
  const given = filters.flatMap(name => {
    const value = search.get(name)?.trim() ?? ''
    return value === '' ? [] : [[name, value] as const]
  })
  const { status, page, ...wanted }: Wanted = Object.fromEntries(given)
  const known = projectStatuses.some(one => one === status)
  return {
    ...wanted,
    ...(known && status !== undefined ? { status } : {}),
    ...(page !== undefined && /^[1-9][0-9]{0,2}$/.test(page) ? { page } : {}),
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function queryOf({ cycle, street, community, status, title, page }: Wanted): Record<string, string> {
  const ids = { cycle_id: cycle, street_id: street, community_id: community }
  const asked = Object.entries(ids).filter(([, id]) => id !== undefined && uuid.test(id))
  const rest = Object.entries({ status, title, page }).filter(([, value]) => value !== undefined)
  return Object.fromEntries([...asked, ...rest]) as Record<string, string>
}

async function showProjects(visit: Visit): Promise<Answer> {
  const { text, params, url } = visit
  const wanted = wantedOf(url.searchParams)
  const slug = params.slug ?? ''
  const list = await look(visit, listDistrictProjects, { slug }, queryOf(wanted))
  const cycle = list.cycles.find(({ id }) => id === list.cycle_id)
  const words = text.project.list
  return shown({
    title: `${list.district.name} · ${words.title}`,
    district: list.district,
    layout: 'wide',
    trail: [{ href: `/d/${slug}`, text: list.district.name }],
    body: (
      <>
        <Heading caption={list.district.name}>
          {words.heading(cycle?.year ?? visit.now.getFullYear())}
        </Heading>
        <p class="govuk-body-l pj-lead">{words.lead}</p>
        {list.cycle_id !== null && (
          <YearChoice
            years={list.cycles}
            shown={list.cycle_id}
            hrefOf={({ id }) => `/d/${slug}/projects?cycle=${id}`}
          />
        )}
        {list.streets.length === 0 ? (
          <p class="govuk-body">{words.noneYet}</p>
        ) : (
          <>
            <Filter list={list} wanted={wanted} />
            <Figures list={list} />
            <Found list={list} wanted={wanted} />
          </>
        )}
      </>
    ),
  })
}

function Filter({ list, wanted }: { list: Listed; wanted: Wanted }) {
  const visit = useVisit()
  const words = visit.text.project.list
  const form = blankForm(visit.services, wanted)
  const all = (text: string) => ({ value: '', text })
  const communities = list.communities.filter(
    ({ street_id }) => wanted.street === undefined || street_id === wanted.street,
  )
  return (
    <form method="get" class="pj-filter pj-no-print">
      {wanted.cycle !== undefined && <input type="hidden" name="cycle" value={wanted.cycle} />}
      <Select
        form={form}
        name="street"
        label={words.street}
        options={[all(words.allStreets), ...list.streets.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <Select
        form={form}
        name="community"
        label={words.community}
        options={[
          all(words.allCommunities),
          ...communities.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <Select
        form={form}
        name="status"
        label={words.status}
        options={[
          all(words.allStatuses),
          ...projectStatuses.map(status => ({
            value: status,
            text: visit.text.words.projectStatuses[status],
          })),
        ]}
      />
      <Input form={form} name="title" label={words.name} type="search" />
      <Button look="secondary">{words.filter}</Button>
    </form>
  )
}

function Figures({ list }: { list: Listed }) {
  const { text } = useVisit()
  const words = text.project.list
  const { projects, cost_fen, contract_fen, paid_fen, settlement_fen } = list.money
  if (list.found === 0) return null
  const names = text.project.money
  return (
    <div class="govuk-grid-row">
      <section class="govuk-grid-column-two-thirds" aria-labelledby="money">
        <h2 class="govuk-heading-m" id="money">
          {words.money}
        </h2>
        <MoneyBars
          caption={words.moneyCaption(projects)}
          whole={cost_fen}
          rows={[
            { label: names.budget, amount: cost_fen },
            { label: names.contract, amount: contract_fen },
            { label: names.paid, amount: paid_fen },
            { label: names.settlement, amount: settlement_fen },
          ]}
        />
      </section>
      <section class="govuk-grid-column-one-third" aria-labelledby="by-status">
        <h2 class="govuk-heading-m" id="by-status">
          {words.byStatus}
        </h2>
        <table class="govuk-table pj-money">
          <caption class="govuk-table__caption govuk-visually-hidden">{words.byStatus}</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <th scope="col" class="govuk-table__header">
                {words.statusColumn}
              </th>
              <th scope="col" class="govuk-table__header govuk-table__header--numeric">
                {words.countColumn}
              </th>
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {list.by_status
              .filter(one => one.projects > 0)
              .map(one => (
                <tr class="govuk-table__row">
                  <th scope="row" class="govuk-table__header">
                    {text.words.projectStatuses[one.status]}
                    <Bar part={one.projects} whole={list.found} />
                  </th>
                  <td class="govuk-table__cell govuk-table__cell--numeric">{one.projects}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function Found({ list, wanted }: { list: Listed; wanted: Wanted }) {
  const { text } = useVisit()
  const words = text.project.list
  const { district, items, found, pages } = list
  const base = `/d/${district.slug}/projects`
  const page = Number(wanted.page ?? 1)
  if (found === 0) {
    return (
      <p class="govuk-body">
        {words.none}{' '}
        <a class="govuk-link" href={base}>
          {words.showAll}
        </a>
      </p>
    )
  }
  const names = text.project.money
  const amount = (fen: number | null) => (fen === null || fen === 0 ? '–' : money(fen))
  const hrefOf = (to: number) => `${base}?${new URLSearchParams({ ...wanted, page: String(to) })}`
  return (
    <>
      <Table
        caption={words.found(found)}
        rowHeaders
        stacks
        columns={[
          { text: words.name },
          { text: words.status },
          { text: names.budget, numeric: true },
          { text: names.contract, numeric: true },
          { text: names.paid, numeric: true },
          { text: names.settlement, numeric: true },
        ]}
        rows={items.map(project => [
          <>
            <a class="govuk-link" href={`/projects/${project.id}`}>
              {project.title}
            </a>
            <span class="pj-source">{words.place(project.street_name, project.community_name)}</span>
          </>,
          <Tag colour={statusColours[project.status]}>{text.words.projectStatuses[project.status]}</Tag>,
          money(project.cost_fen),
          amount(project.contract_fen),
          amount(project.paid_fen),
          amount(project.settlement_fen),
        ])}
      />
      {pages > 1 && (
        <nav class="govuk-pagination" aria-label={text.common.pages}>
          {page > 1 && (
            <a class="govuk-link govuk-pagination__link" href={hrefOf(page - 1)} rel="prev">
              {words.previous}
            </a>
          )}
          <span class="govuk-body govuk-!-margin-0">{words.page(page, pages)}</span>
          {page < pages && (
            <a class="govuk-link govuk-pagination__link" href={hrefOf(page + 1)} rel="next">
              {text.common.next}
            </a>
          )}
        </nav>
      )}
    </>
  )
}
