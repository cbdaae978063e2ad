import { showCourse } from '../../app/assembly/show-course.ts'
import { showLog } from '../../app/record/show-log.ts'
import { showReport } from '../../app/tally/views.ts'
import { momentOf, money, percent } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Table } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { ask, look, type Visit } from '../visit.ts'
import { frameOf, type Ground, lookGround, type Report } from './assembly-ground.ts'
import { OutcomeTag } from './assembly-result.tsx'
import { ReportCheck, ReportSignatures, ReportTies } from './report-parts.tsx'

export const reportPages: readonly Page[] = [{ path: '/assemblies/:assembly_id/report', get: showReportPage }]

/** 票决结果报告单 (DOMAIN.md §5.4): for the screen, and for A4 in the manner of an official document. */
async function showReportPage(visit: Visit): Promise<Answer> {
  const ground = await lookGround(visit)
  const { assembly, cycle, community, district } = ground
  const { text, language } = visit
  const found = await ask(visit, showReport, { assembly_id: assembly.id })
  if (!found.ok) return missingPage(visit, ground)
  const report = found.value
  const { items: course } = await look(visit, showCourse, { assembly_id: assembly.id })
  const log = await look(visit, showLog, { district_id: district.id })
  const selected = report.candidates.filter(candidate => candidate.selected)
  const words = text.report
  return shown({
    title: words.title,
    ...frameOf(visit, ground),
    layout: 'wide',
    body: (
      <>
        <p class="govuk-body pj-no-print">
          <button type="button" class="govuk-button govuk-button--secondary" data-print>
            {text.common.print}
          </button>{' '}
          {words.printHint}
        </p>
        <article class="pj-sheet">
          <h1 class="pj-sheet__title">
            {words.of(community.name, cycle.name)}
            <br />
            {words.title}
          </h1>
          {report.next.step !== 'result' && <p class="pj-sheet__interim">{words.interim}</p>}
          <p>
            {words.held(momentOf(language, assembly.scheduled_for), assembly.place)}
            {words.gap}
            {words.terms(report.candidates.length, report.seats, money(report.allocation_fen))}
          </p>
          <h2>{words.figures}</h2>
          <FigureTable visit={visit} report={report} />
          <h2>{words.candidates}</h2>
          <CandidateTable visit={visit} ground={ground} report={report} />
          <h2>{words.ties}</h2>
          <ReportTies visit={visit} report={report} course={course} />
          <h2>{words.result}</h2>
          <p>
            {selected.length === 0
              ? words.selectedNone
              : words.selected(selected.length, text.results.group(selected.map(({ title }) => title)))}
            {words.gap}
            {words.money(money(report.spent_fen), money(report.left_fen))}
          </p>
          <ReportSignatures visit={visit} report={report} />
          <h2>{words.check}</h2>
          <ReportCheck visit={visit} report={report} log={log} />
        </article>
      </>
    ),
  })
}

function missingPage(visit: Visit, ground: Ground): Answer {
  const { report } = visit.text
  return shown({
    title: report.missing,
    status: 404,
    ...frameOf(visit, ground),
    body: (
      <>
        <Heading>{report.missing}</Heading>
        <p class="govuk-body">{report.missingHow}</p>
      </>
    ),
  })
}

function FigureTable({ visit, report }: { visit: Visit; report: Report }) {
  const { results, report: words } = visit.text
  const names = results.figures
  const { rounds } = report
  return (
    <Table
      caption={words.unit}
      columns={[
        { text: results.figure },
        ...rounds.map(({ kind }, place) => ({
          text: `${results.round(report.ballots[place]?.number ?? place + 1)} ${results.kinds[kind]}`,
          numeric: true,
        })),
      ]}
      rowHeaders
      rows={[
        ...(['eligible', 'present', 'issued', 'returned', 'valid', 'invalid', 'blank'] as const).map(name => [
          names[name],
          ...rounds.map(({ figures }) => figures[name]),
        ]),
        [names.seats, ...rounds.map(({ seats }) => seats)],
        [words.surplus, ...rounds.map(({ candidates, seats }) => candidates.length - seats)],
      ]}
    />
  )
}

function CandidateTable({ visit, ground, report }: { visit: Visit; ground: Ground; report: Report }) {
  const { results, report: words } = visit.text
  const { base } = ground.cycle.rules.passing
  return (
    <Table
      caption={results.chartTable}
      hideCaption
      columns={[
        { text: words.number, numeric: true },
        { text: results.columns.project },
        { text: results.columns.cost, numeric: true },
        { text: results.columns.votes, numeric: true },
        { text: results.columns.share[base], numeric: true },
        { text: words.passed },
        { text: results.columns.rank, numeric: true },
        { text: results.columns.outcome },
      ]}
      rows={report.candidates.map((candidate, place) => [
        place + 1,
        candidate.title,
        money(candidate.cost_fen),
        candidate.votes,
        candidate.share === null ? '—' : percent(candidate.share.num, candidate.share.den),
        candidate.passed ? words.yes : words.no,
        candidate.rank ?? '—',
        candidate.selected ? (
          <OutcomeTag visit={visit} candidate={candidate} />
        ) : (
          results.short[candidate.reason.code]
        ),
      ])}
    />
  )
}
