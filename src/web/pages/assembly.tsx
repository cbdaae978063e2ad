import { showCourse } from '../../app/assembly/show-course.ts'
import { showReport, showTally } from '../../app/tally/views.ts'
import { momentOf, money } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { InsetText, SummaryList, Table, Tag } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { ask, look, type Visit } from '../visit.ts'
import { CourseTimeline } from './assembly-course.tsx'
import {
  frameOf,
  type Ground,
  lookGround,
  type Report,
  type Seen,
  titlesOf,
  whereOf,
} from './assembly-ground.ts'
import { AssemblyResult } from './assembly-result.tsx'
import { KeyFingerprints, RoundTable, roundFigures } from './assembly-rounds.tsx'

export const assemblyPages: readonly Page[] = [{ path: '/assemblies/:assembly_id', get: showAssemblyPage }]

type Draft = Seen<typeof showTally>

async function showAssemblyPage(visit: Visit): Promise<Answer> {
  const ground = await lookGround(visit)
  const { assembly, cycle } = ground
  const of = { assembly_id: assembly.id }
  const { items: course } = await look(visit, showCourse, of)
  const found = await ask(visit, showReport, of)
  const report = found.ok ? found.value : null
  const last = assembly.rounds.at(-1)
  const draft = last?.status === 'published' ? await look(visit, showTally, { round_id: last.id }) : null
  const { results } = visit.text
  const title = results.heading(cycle.name)
  return shown({
    title,
    layout: 'wide',
    ...frameOf(visit, ground, true),
    body: (
      <>
        <Heading caption={whereOf(ground)}>{title}</Heading>
        <AssemblyFacts visit={visit} ground={ground} report={report} />
        <StageNote visit={visit} ground={ground} report={report} />
        {draft !== null && (
          <DraftTally visit={visit} ground={ground} draft={draft} number={last?.number ?? 0} />
        )}
        {report === null ? (
          <CandidateTable visit={visit} ground={ground} />
        ) : (
          <AssemblyResult visit={visit} ground={ground} report={report} />
        )}
        <Onward visit={visit} ground={ground} report={report} />
        {course.length > 0 && (
          <section aria-labelledby="course">
            <h2 class="govuk-heading-m" id="course">
              {results.course}
            </h2>
            <CourseTimeline visit={visit} ground={ground} course={course} />
          </section>
        )}
        {assembly.rounds.length > 0 && (
          <RoundTable
            visit={visit}
            rounds={roundFigures(assembly.rounds, report?.rounds.map(({ figures }) => figures) ?? [])}
          />
        )}
        <KeyFingerprints visit={visit} rounds={assembly.rounds} />
      </>
    ),
  })
}

function AssemblyFacts(props: { visit: Visit; ground: Ground; report: Report | null }) {
  const { visit, ground, report } = props
  const { text, language } = visit
  const { results, rules: words } = text
  const { assembly, cycle } = ground
  const { rules } = cycle
  const rows = [
    { key: results.when, value: momentOf(language, assembly.scheduled_for) },
    { key: results.where, value: assembly.place },
    ...(report === null ? [] : [{ key: results.fund, value: money(report.allocation_fen) }]),
    {
      key: results.seats,
      value:
        assembly.candidates.length === 0
          ? String(assembly.seats)
          : results.seatsOf(assembly.seats, assembly.candidates.length),
    },
    {
      key: results.rule,
      value: (
        <>
          {words.sentences.passing[rules.passing.base](rules.passing)}{' '}
          {words.sentences.selection[rules.selection]}{' '}
          <a class="govuk-link" href={`/cycles/${cycle.id}/rules`}>
            {results.ruleLink}
          </a>
        </>
      ),
    },
  ]
  const turnout = {
    key: results.turnout,
    value: (
      <>
        {results.turnoutOf(assembly.present, assembly.eligible)}
        <span class="pj-source">{results.quorum(assembly.quorum.need, assembly.quorum.reached)}</span>
      </>
    ),
  }
  const status = { key: results.stage, value: <Tag>{text.words.assemblyStatuses[assembly.status]}</Tag> }
  return <SummaryList rows={[status, ...rows, ...(assembly.roster_frozen_at === null ? [] : [turnout])]} />
}

/** Where the assembly stands, in a sentence. */
function StageNote({ visit, ground, report }: { visit: Visit; ground: Ground; report: Report | null }) {
  const { results } = visit.text
  const { assembly } = ground
  return (
    <InsetText>
      <p class="govuk-body">{stageOf(visit, ground, report)}</p>
      {assembly.void_reason !== null && <p class="govuk-body">{results.voidBecause(assembly.void_reason)}</p>}
    </InsetText>
  )
}

function stageOf({ text }: Visit, { assembly }: Ground, report: Report | null): string {
  const { results } = text
  const last = assembly.rounds.at(-1)
  if (assembly.status !== 'counting') return results.status[assembly.status]
  if (last?.status === 'published') return results.awaitsSigning
  if (report === null || last?.status === 'counting') return results.status.counting
  return report.next.step === 'lot' ? results.lotDue : results.furtherRound
}

/** The tally of published ballots that is not signed yet. */
function DraftTally(props: { visit: Visit; ground: Ground; draft: Draft; number: number }) {
  const { visit, ground, draft, number } = props
  const { results } = visit.text
  const title = titlesOf(ground)
  const { votes, reasons } = draft.tally
  const rows = Object.entries(votes).sort(([, left], [, right]) => right - left)
  return (
    <Table
      caption={results.draft(number)}
      columns={[
        { text: results.columns.project },
        { text: results.columns.votes, numeric: true },
        { text: results.columns.outcome },
      ]}
      rows={rows.map(([id, got]) => [
        title(id),
        got,
        reasons[id] === undefined ? '—' : results.short[reasons[id].code],
      ])}
    />
  )
}

function CandidateTable({ visit, ground }: { visit: Visit; ground: Ground }) {
  const { results } = visit.text
  const { candidates } = ground.assembly
  if (candidates.length === 0) return <p class="govuk-body">{results.candidatesMissing}</p>
  return (
    <Table
      caption={results.candidates}
      rowHeaders
      stacks
      columns={[
        { text: results.columns.project },
        { text: results.columns.cost, numeric: true },
        { text: results.columns.place },
        { text: results.columns.topic },
      ]}
      rows={candidates.map(({ id, title, cost_fen, place, topic }) => [
        <a class="govuk-link" href={`/proposals/${id}`}>
          {title}
        </a>,
        money(cost_fen),
        place,
        topic,
      ])}
    />
  )
}

/** Where to go from here: only what is there. */
function Onward({ visit, ground, report }: { visit: Visit; ground: Ground; report: Report | null }) {
  const { links, more } = visit.text.results
  const { assembly, district } = ground
  const base = `/assemblies/${assembly.id}`
  const isPublic = assembly.rounds.some(({ returned_paper }) => returned_paper !== null)
  const isCounted = assembly.rounds.some(
    ({ kind, status }) => kind === 'main' && (status === 'published' || status === 'certified'),
  )
  const all = [
    { there: report !== null, href: `${base}/report`, text: links.report },
    { there: isPublic, href: `${base}/ballots`, text: links.ballots },
    { there: assembly.status === 'certified', href: `${base}/rules`, text: links.rules },
    { there: isCounted, href: `/api/v1${base}/election.pb`, text: links.election },
    {
      there: assembly.candidates_published_at !== null,
      href: `${base}/objections`,
      text: links.objections,
    },
    { there: true, href: `/d/${district.slug}/verify`, text: links.verify },
  ]
  return (
    <nav aria-labelledby="onward">
      <h2 class="govuk-heading-m" id="onward">
        {more}
      </h2>
      <ul class="govuk-list pj-links">
        {all
          .filter(({ there }) => there)
          .map(({ href, text }) => (
            <li>
              <a class="govuk-link" href={href}>
                {text}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}
