import { money, percent } from '../format.ts'
import { SummaryList, Table, Tag } from '../parts/blocks.tsx'
import { VoteChart } from '../parts/vote-chart.tsx'
import type { Visit } from '../visit.ts'
import type { Ground, Report } from './assembly-ground.ts'
import { whyOf } from './assembly-why.ts'

type Candidate = Report['candidates'][number]

interface ResultProps {
  readonly visit: Visit
  readonly ground: Ground
  readonly report: Report
}

/** The result, or how far it has come: bars with the threshold, the same as a table, and why for each candidate. */
export function AssemblyResult({ visit, ground, report }: ResultProps) {
  const { results } = visit.text
  const { rules } = ground.cycle
  const placeOf = new Map(ground.assembly.candidates.map(({ id, place }) => [id, place]))
  return (
    <section aria-labelledby="result">
      <h2 class="govuk-heading-l" id="result">
        {results.result}
      </h2>
      <p class="govuk-body-l">
        {results.resultSum(
          report.candidates.filter(({ selected }) => selected).length,
          money(report.spent_fen),
          money(report.left_fen),
        )}
      </p>
      <div class="pj-beside">
        <ResultChart visit={visit} ground={ground} report={report} />
        <Table
          caption={results.chartTable}
          columns={[
            { text: results.columns.rank, numeric: true },
            { text: results.columns.project },
            { text: results.columns.votes, numeric: true },
            { text: results.columns.share[rules.passing.base], numeric: true },
            { text: results.columns.cost, numeric: true },
            { text: results.columns.outcome },
          ]}
          rows={report.candidates.map(candidate => [
            candidate.rank ?? '—',
            <a class="govuk-link" href={`/proposals/${candidate.id}`}>
              {candidate.title}
            </a>,
            candidate.votes,
            candidate.share === null ? '—' : percent(candidate.share.num, candidate.share.den),
            money(candidate.cost_fen),
            results.short[candidate.reason.code],
          ])}
        />
      </div>
      <h3 class="govuk-heading-m">{results.why}</h3>
      <SummaryList
        rows={report.candidates.map(candidate => ({
          key: (
            <>
              {candidate.title}
              <span class="pj-source">{placeOf.get(candidate.id)}</span>
            </>
          ),
          value: (
            <>
              <OutcomeTag visit={visit} candidate={candidate} />{' '}
              {whyOf({ text: visit.text, report, rules }, candidate)}
            </>
          ),
        }))}
      />
    </section>
  )
}

function ResultChart({ visit, ground, report }: Pick<ResultProps, 'visit' | 'ground' | 'report'>) {
  const { results } = visit.text
  const [main] = report.rounds
  const need = main?.need ?? null
  const hasLine = need !== null && need > 1
  const most = Math.max(1, ...report.candidates.map(({ votes }) => votes))
  const present = main?.figures.present ?? 0
  const ofPresent = ground.cycle.rules.passing.base !== 'none' && present >= most
  return (
    <VoteChart
      caption={results.chart}
      whole={ofPresent ? present : most}
      line={hasLine ? need : null}
      legend={[
        hasLine ? results.threshold(need) : results.noThreshold,
        ofPresent ? results.scale.present : results.scale.most,
      ]}
      bars={report.candidates.map(({ title, votes, selected, reason }) => ({
        title,
        votes,
        said: results.votes(votes),
        strong: selected,
        mark: results.short[reason.code],
      }))}
    />
  )
}

export function OutcomeTag({ visit, candidate }: { visit: Visit; candidate: Candidate }) {
  const { results } = visit.text
  const { code } = candidate.reason
  if (code === 'SELECTED') return <Tag colour="green">{results.selected}</Tag>
  if (code === 'TIED_RUNOFF' || code === 'PENDING') return <Tag colour="yellow">{results.undecided}</Tag>
  return <Tag colour="grey">{results.notSelected}</Tag>
}
