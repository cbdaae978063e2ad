import { listFindings } from '../../app/audit/inspection-views.ts'
import { showAudit } from '../../app/audit/overview-views.ts'
import { listCyclesView } from '../../app/cycle/views.ts'
import { showDistrict } from '../../app/identity/views.ts'
import type { View } from '../../app/operation.ts'
import { dayOf, money, percent } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Details, InsetText, SummaryList, Table } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { YearChoice } from '../parts/year-choice.tsx'
import { look, lookAll, type Visit } from '../visit.ts'
import { ExtraPicks, FindingList } from './audit-findings.tsx'
import { BarChart, shareOf } from './audit-parts.tsx'

/** The audit of a district's year, for everybody. */
export const auditPage: Page = { path: '/d/:slug/audit', get: showAuditPage }

type Seen<V> = V extends View<infer _P, infer _I, infer Output> ? Output : never
export type Audit = Seen<typeof showAudit>
export type Findings = Seen<typeof listFindings>

async function showAuditPage(visit: Visit): Promise<Answer> {
  const { text, url, params } = visit
  const district = await look(visit, showDistrict, { slug: params.slug ?? '' })
  const cycles = (await lookAll(visit, listCyclesView, { district_id: district.id }))
    .filter(({ status }) => status !== 'draft')
    .sort((a, b) => b.year - a.year)
  const wanted = url.searchParams.get('cycle')
  const cycle = cycles.find(({ id }) => id === wanted) ?? cycles[0]
  const frame = {
    title: text.audit.heading(district.name),
    district: { slug: district.slug, name: district.name },
    trail: [{ href: `/d/${district.slug}`, text: district.name }],
    layout: 'wide',
  } as const
  if (cycle === undefined) {
    return shown({
      ...frame,
      body: (
        <>
          <Heading>{text.audit.heading(district.name)}</Heading>
          <InsetText>{text.audit.noCycle}</InsetText>
        </>
      ),
    })
  }
  const audit = await look(visit, showAudit, { cycle_id: cycle.id })
  const after = url.searchParams.get('after')
  const findings = await look(
    visit,
    listFindings,
    { district_id: district.id },
    { cycle_id: cycle.id, limit: '50', ...(after === null ? {} : { after }) },
  )
  const here = `/d/${district.slug}/audit?cycle=${cycle.id}`
  return shown({
    ...frame,
    body: (
      <>
        <Heading caption={cycle.name}>{text.audit.heading(district.name)}</Heading>
        <YearChoice
          years={cycles}
          shown={cycle.id}
          hrefOf={year => `/d/${district.slug}/audit?cycle=${year.id}`}
        />
        <Explanation visit={visit} audit={audit} />
        <Glance visit={visit} audit={audit} />
        <Draws visit={visit} audit={audit} />
        <Coverage visit={visit} audit={audit} />
        <FindingList visit={visit} findings={findings} here={here} paged={after !== null} />
        <ExtraPicks visit={visit} audit={audit} />
        {visit.actor.kind === 'staff' && (
          <p class="govuk-body">
            <a class="govuk-link" href="/work/draws">
              {text.audit.staffLink}
            </a>
          </p>
        )}
      </>
    ),
  })
}

function Explanation({ visit: { text }, audit }: { visit: Visit; audit: Audit }) {
  return (
    <div class="pj-reading">
      <p class="govuk-body-l">{text.audit.lead}</p>
      <Details summary={text.audit.howTitle} open={audit.draws.length === 0}>
        <ol class="govuk-list govuk-list--number govuk-list--spaced">
          {text.audit.how(shareOf(audit.ratio)).map(sentence => (
            <li>{sentence}</li>
          ))}
        </ol>
      </Details>
    </div>
  )
}

function sum<T>(rows: readonly T[], part: (row: T) => number): number {
  return rows.reduce((all, row) => all + part(row), 0)
}

function Glance({ visit: { text }, audit }: { visit: Visit; audit: Audit }) {
  const { streets, money: sums } = audit
  const questioned = sum(sums, row => row.questioned_fen)
  const recovered = sum(sums, row => row.recovered_fen)
  const drawn = sum(streets, row => row.drawn)
  const inspected = sum(streets, row => row.inspected)
  const waiting = sum(streets, row => row.accepted) - sum(audit.draws, row => row.population)
  const apart = (all: number, part: 'questioned_fen' | 'recovered_fen') =>
    text.audit.moneyOf(money(all), money(sums[0]?.[part] ?? 0), money(sums[1]?.[part] ?? 0))
  return (
    <section aria-labelledby="glance">
      <h2 class="govuk-heading-m" id="glance">
        {text.audit.glance}
      </h2>
      <SummaryList
        rows={[
          { key: text.audit.accepted, value: String(sum(streets, row => row.accepted)) },
          { key: text.audit.drawnOf, value: String(drawn) },
          { key: text.audit.inspectedOf, value: drawn === 0 ? '0' : `${inspected} / ${drawn}` },
          {
            key: text.audit.faulty,
            value:
              inspected === 0
                ? text.audit.notYet
                : text.audit.faultyOf(
                    sum(streets, row => row.faulty),
                    sum(streets, row => row.major),
                  ),
          },
          { key: text.audit.questioned, value: apart(questioned, 'questioned_fen') },
          { key: text.audit.recovered, value: apart(recovered, 'recovered_fen') },
          { key: text.audit.outstanding, value: money(questioned - recovered) },
        ]}
      />
      {waiting > 0 && <InsetText>{text.audit.waiting(waiting)}</InsetText>}
    </section>
  )
}

function Draws({ visit: { text, language }, audit }: { visit: Visit; audit: Audit }) {
  return (
    <section aria-labelledby="draws">
      <h2 class="govuk-heading-m" id="draws">
        {text.audit.draws}
      </h2>
      {audit.draws.length === 0 ? (
        <p class="govuk-body">{text.audit.noDraws}</p>
      ) : (
        <>
          <Table
            caption={text.audit.draws}
            hideCaption
            rowHeaders
            stacks
            columns={[
              { text: text.ceremony.draws },
              { text: text.audit.date },
              { text: text.audit.state },
              { text: text.audit.framed, numeric: true },
              { text: text.audit.drawn, numeric: true },
              { text: text.audit.inspected, numeric: true },
              { text: text.audit.faulty, numeric: true },
            ]}
            rows={audit.draws.map(draw => [
              <a class="govuk-link" href={`/draws/${draw.id}`}>
                {text.audit.number(draw.number)}
              </a>,
              dayOf(language, draw.opened_at),
              text.audit.drawStates[draw.status],
              String(draw.population),
              String(draw.drawn),
              String(draw.inspected),
              String(draw.faulty),
            ])}
          />
          <Meaning audit={audit} text={text} />
        </>
      )}
    </section>
  )
}

/** What the latest draw whose inspections are done says; its page has the rest. */
function Meaning({ audit, text }: { audit: Audit; text: Visit['text'] }) {
  const draw = audit.draws.findLast(one => one.drawn > 0 && one.inspected === one.drawn)
  if (draw === undefined) return null
  const { population, inspected, faulty, most_faulty } = draw
  const said =
    faulty === 0
      ? text.audit.evidence.clean(population, inspected, most_faulty)
      : text.audit.evidence.found(population, inspected, faulty, most_faulty)
  return (
    <InsetText>
      <p class="govuk-body">
        <strong>{text.audit.number(draw.number)}</strong> {said}
      </p>
      <a class="govuk-link" href={`/draws/${draw.id}#meaning`}>
        {text.audit.meaning}
      </a>
    </InsetText>
  )
}

function Coverage({ visit: { text }, audit }: { visit: Visit; audit: Audit }) {
  const { streets, ratio } = audit
  const drawnFrom = streets.filter(row => row.framed > 0)
  if (drawnFrom.length === 0) return null
  const cells = (row: Omit<(typeof streets)[number], 'street_id'>) => [
    row.street,
    String(row.accepted),
    String(row.framed),
    String(row.drawn),
    percent(row.drawn, row.framed),
    String(row.inspected),
    String(row.inspected - row.faulty),
    String(row.faulty - row.major),
    String(row.major),
  ]
  const total = {
    street: text.audit.total,
    accepted: sum(streets, row => row.accepted),
    framed: sum(streets, row => row.framed),
    drawn: sum(streets, row => row.drawn),
    inspected: sum(streets, row => row.inspected),
    faulty: sum(streets, row => row.faulty),
    major: sum(streets, row => row.major),
  }
  return (
    <section aria-labelledby="coverage">
      <h2 class="govuk-heading-m" id="coverage">
        {text.audit.coverage}
      </h2>
      <BarChart
        title={text.audit.coverageChart(shareOf(ratio))}
        mark={ratio.num / ratio.den}
        bars={drawnFrom.map(row => ({
          label: row.street,
          value: `${row.drawn} / ${row.framed}`,
          part: row.drawn / row.framed,
        }))}
      />
      <Table
        caption={text.audit.coverage}
        hideCaption
        rowHeaders
        stacks
        columns={[
          { text: text.audit.street },
          ...[
            text.audit.accepted,
            text.audit.framed,
            text.audit.drawn,
            text.audit.share,
            text.audit.inspected,
            text.audit.pass,
            text.audit.minor,
            text.audit.major,
          ].map(name => ({ text: name, numeric: true })),
        ]}
        rows={[...streets.map(cells), cells(total)]}
      />
    </section>
  )
}
