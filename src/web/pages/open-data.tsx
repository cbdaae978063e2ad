import { listCyclesView } from '../../app/cycle/views.ts'
import { listAreasView, showDistrict } from '../../app/identity/views.ts'
import { showLog } from '../../app/record/show-log.ts'
import { listResultsView } from '../../app/tally/list-results.ts'
import { dayOf } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Table } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { look, lookAll, type Visit } from '../visit.ts'
import type { Seen } from './assembly-ground.ts'
import { downloadProjects, downloadProposals, downloadResults } from './open-data-csv.ts'
import { HandSteps } from './verify.tsx'

export const openDataPages: readonly Page[] = [
  { path: '/d/:slug/data', get: showOpenData },
  { path: '/d/:slug/data/projects.csv', get: downloadProjects },
  { path: '/d/:slug/data/proposals.csv', get: downloadProposals },
  { path: '/d/:slug/data/results.csv', get: downloadResults },
]

type District = Seen<typeof showDistrict>

/** Everything public as data: the record, tables, the ballots of each assembly, addresses for programs. */
async function showOpenData(visit: Visit): Promise<Answer> {
  const district = await look(visit, showDistrict, { slug: visit.params.slug ?? '' })
  const of = { district_id: district.id }
  const log = await look(visit, showLog, of)
  const { openData } = visit.text
  return shown({
    title: openData.title,
    district,
    trail: [{ href: `/d/${district.slug}`, text: district.name }],
    layout: 'wide',
    body: (
      <>
        <Heading>{openData.title}</Heading>
        <p class="govuk-body pj-prose">{openData.intro}</p>
        <TableFiles visit={visit} district={district} />
        {await electionTable(visit, district)}
        <section aria-labelledby="record">
          <h2 class="govuk-heading-m" id="record">
            {openData.record}
          </h2>
          <HandSteps visit={visit} district={district} log={log} />
        </section>
        <Addresses visit={visit} district={district} />
      </>
    ),
  })
}

function TableFiles({ visit, district }: { visit: Visit; district: District }) {
  const { openData } = visit.text
  const files = [
    { name: 'projects', text: openData.projects, what: openData.projectsWhat },
    { name: 'proposals', text: openData.proposals, what: openData.proposalsWhat },
    { name: 'results', text: openData.results, what: openData.resultsWhat },
  ]
  return (
    <section aria-labelledby="tables">
      <h2 class="govuk-heading-m" id="tables">
        {openData.tables}
      </h2>
      <p class="govuk-body pj-prose">{openData.tablesHow}</p>
      <ul class="govuk-list pj-links">
        {files.map(({ name, text, what }) => (
          <li>
            <a class="govuk-link" href={`/d/${district.slug}/data/${name}.csv`}>
              {`${text} (CSV)`}
            </a>
            <span class="pj-source">{what}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function electionTable(visit: Visit, district: District) {
  const { language, text } = visit
  const { openData } = text
  const of = { district_id: district.id }
  const communities = await lookAll(visit, listAreasView, of, { kind: 'community' })
  const cycles = await lookAll(visit, listCyclesView, of)
  const nameOf = new Map([...communities, ...cycles].map(({ id, name }) => [id, name]))
  const inOrder = new Intl.Collator(language, { numeric: true })
  const results = (await lookAll(visit, listResultsView, of)).sort(
    (a, b) =>
      b.scheduled_for.slice(0, 4).localeCompare(a.scheduled_for.slice(0, 4)) ||
      inOrder.compare(nameOf.get(a.community_id) ?? '', nameOf.get(b.community_id) ?? ''),
  )
  return (
    <section aria-labelledby="elections">
      <h2 class="govuk-heading-m" id="elections">
        {openData.elections}
      </h2>
      <p class="govuk-body pj-prose">{openData.electionsHow}</p>
      {results.length === 0 ? (
        <p class="govuk-body">{openData.noElections}</p>
      ) : (
        <Table
          caption={openData.elections}
          hideCaption
          rowHeaders
          stacks
          columns={[
            { text: openData.columns.assembly },
            { text: openData.columns.selected, numeric: true },
            { text: openData.columns.files },
          ]}
          rows={results.map(({ assembly_id, community_id, cycle_id, scheduled_for, candidates }) => {
            const community = nameOf.get(community_id) ?? ''
            const base = `/assemblies/${assembly_id}`
            const links = [
              { href: base, text: openData.page },
              { href: `${base}/ballots.csv`, text: openData.ballots },
              { href: `/api/v1${base}/election.pb`, text: openData.election },
            ]
            return [
              <>
                {community}
                <span class="pj-source">
                  {[nameOf.get(cycle_id) ?? '', dayOf(language, scheduled_for)].join(' · ')}
                </span>
              </>,
              candidates.filter(({ selected }) => selected).length,
              links.map(link => (
                <>
                  <a class="govuk-link pj-file" href={link.href}>
                    {link.text}
                    <span class="govuk-visually-hidden"> {community}</span>
                  </a>{' '}
                </>
              )),
            ]
          })}
        />
      )}
    </section>
  )
}

function Addresses({ visit, district }: { visit: Visit; district: District }) {
  const { openData } = visit.text
  const { addresses } = openData
  const base = '/api/v1'
  const here = `${base}/districts/${district.id}`
  const asked = [
    { path: `${here}/areas`, what: addresses.areas },
    { path: `${here}/cycles`, what: addresses.cycles },
    { path: `${here}/projects`, what: addresses.projects },
    { path: `${here}/proposals`, what: addresses.proposals },
    { path: `${here}/results`, what: addresses.results },
    { path: `${here}/notices`, what: addresses.notices },
    { path: `${here}/record/entries`, what: addresses.entries },
  ]
  const patterns = [
    { path: `${here}/record/inclusion?index=…&size=…`, what: addresses.inclusion },
    { path: `${base}/cycles/…/funds`, what: addresses.funds },
    { path: `${base}/cycles/…/draws`, what: addresses.draws },
    { path: `${base}/assemblies/…`, what: addresses.assembly },
    { path: `${base}/assemblies/…/report`, what: addresses.report },
    { path: `${base}/assemblies/…/ballots`, what: addresses.ballots },
    { path: `${base}/assemblies/…/other-rules`, what: addresses.rules },
    { path: `${base}/projects/…`, what: addresses.project },
  ]
  return (
    <section aria-labelledby="api">
      <h2 class="govuk-heading-m" id="api">
        {openData.api}
      </h2>
      <p class="govuk-body">
        {openData.apiHow}{' '}
        <a class="govuk-link" href="/api/openapi.json">
          {openData.apiLink}
        </a>
      </p>
      <Table
        caption={openData.api}
        hideCaption
        rowHeaders
        stacks
        columns={[{ text: openData.what }, { text: openData.address }]}
        rows={[
          ...asked.map(({ path, what }) => [
            what,
            <a class="govuk-link pj-id" href={path}>
              {path}
            </a>,
          ]),
          ...patterns.map(({ path, what }) => [what, <code class="pj-id">{path}</code>]),
        ]}
      />
    </section>
  )
}
