import type { showEvidence } from '../../app/audit/views.ts'
import type { View } from '../../app/operation.ts'
import { Details, InsetText, Table } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { WarningText } from '../parts/form.tsx'
import { BarChart } from './audit-parts.tsx'

type Evidence = typeof showEvidence extends View<infer _P, infer _I, infer Output> ? Output : never

interface MeaningProps {
  readonly evidence: Evidence
  readonly drawn: number
  readonly streetOf: (id: string) => string
}

/** What a sample says about all projects, and what it does not (DOMAIN.md §6.4). */
export function Meaning({ evidence, drawn, streetOf }: MeaningProps) {
  const { text } = useVisit()
  const { population, inspected, faulty, most_faulty, catching, strata } = evidence
  const said = text.audit.evidence
  const wrong = said.wrong(population, inspected, faulty)
  return (
    <section aria-labelledby="meaning">
      <h2 class="govuk-heading-m" id="meaning">
        {text.audit.meaning}
      </h2>
      {inspected < drawn && <p class="govuk-body">{said.partly(inspected, drawn)}</p>}
      {inspected === 0 ? (
        <InsetText>{said.none}</InsetText>
      ) : (
        <>
          <InsetText>
            {faulty === 0
              ? said.clean(population, inspected, most_faulty)
              : said.found(population, inspected, faulty, most_faulty)}
          </InsetText>
          {wrong !== null && <WarningText>{wrong}</WarningText>}
          <h3 class="govuk-heading-s">{said.chartTitle}</h3>
          <BarChart
            title={said.chart}
            bars={catching.map(({ bad, millionths }) => ({
              label: said.badOf(bad),
              value: chance(millionths),
              part: millionths / 1_000_000,
            }))}
          />
          <div class="pj-reading">
            <Table
              caption={said.chartTitle}
              hideCaption
              rowHeaders
              columns={[{ text: said.bad }, { text: said.chance, numeric: true }]}
              rows={catching.map(({ bad, millionths }) => [said.badOf(bad), chance(millionths)])}
            />
          </div>
          <h3 class="govuk-heading-s">{said.byStreet}</h3>
          <Table
            caption={said.byStreet}
            hideCaption
            rowHeaders
            columns={[
              { text: text.audit.street },
              ...[
                text.audit.framed,
                text.audit.inspected,
                text.audit.faulty,
                text.audit.major,
                said.most,
              ].map(name => ({ text: name, numeric: true })),
            ]}
            rows={[
              ...strata.map(row => [streetOf(row.street_id), ...figures(row)]),
              [text.audit.total, ...figures(evidence)],
            ]}
          />
          <Details summary={said.howTitle}>
            <p class="govuk-body">{said.how}</p>
          </Details>
        </>
      )}
    </section>
  )
}

function figures(row: Omit<Evidence, 'strata'>): string[] {
  return [row.population, row.inspected, row.faulty, row.major, row.most_faulty].map(String)
}

/** Millionths as a percentage with one digit, rounded down: 100% only when none can slip through. */
export function chance(millionths: number): string {
  return `${(Math.floor(millionths / 1000) / 10).toFixed(millionths === 1_000_000 ? 0 : 1)}%`
}
