import { inspectionItems } from '../../core/audit/inspection.ts'
import { ratings } from '../../core/project/satisfaction.ts'
import { dayOf, money } from '../format.ts'
import { SummaryList, Table } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Bar } from '../parts/money-bars.tsx'
import { PhotoGallery } from '../parts/photos.tsx'
import { FindingTag, StatusTag } from './audit-parts.tsx'
import { Inspected, Passed } from './project-acceptance.tsx'
import type { Photo, Project, Satisfaction } from './project-ground.ts'

type Inspection = Project['audit']['inspections'][number]

/** Where the project stands in the audit, and what was found. */
export function ProjectAudit(props: { project: Project; photos: readonly Photo[]; slug: string }) {
  const { text } = useVisit()
  const words = text.project.audit
  const { project, photos, slug } = props
  const { state, inspections } = project.audit
  return (
    <section aria-labelledby="audit">
      <h2 class="govuk-heading-m" id="audit">
        {words.title}
      </h2>
      <p class="govuk-body">
        {state === null ? words.notYet : words.states[state]}{' '}
        <a class="govuk-link" href={`/d/${slug}/audit`}>
          {words.overview}
        </a>
      </p>
      {inspections
        .filter(({ status }) => status !== 'withdrawn' && status !== 'drafted')
        .map(inspection => (
          <>
            <Finding inspection={inspection} />
            <PhotoGallery photos={photos.filter(({ subject_id }) => subject_id === inspection.id)} />
          </>
        ))}
    </section>
  )
}

function Finding({ inspection }: { inspection: Inspection }) {
  const { text, language } = useVisit()
  const words = text.project.audit
  const { finding, status, inspected_on, questioned_fen, recovered_fen, deadline, extra } = inspection
  const { checklist, measurements } = inspection
  return (
    <>
      {extra && <p class="govuk-body">{words.extra}</p>}
      <SummaryList
        rows={[
          {
            key: words.finding,
            value: (
              <>
                <FindingTag finding={finding} /> <StatusTag status={status} />
              </>
            ),
          },
          { key: words.day, value: dayOf(language, inspected_on) },
          ...(questioned_fen === 0
            ? []
            : [
                { key: words.questioned, value: money(questioned_fen) },
                { key: words.recovered, value: money(recovered_fen) },
              ]),
          ...(deadline === null ? [] : [{ key: words.deadline, value: dayOf(language, deadline) }]),
        ]}
      />
      <Table
        caption={words.checklist}
        rowHeaders
        columns={[{ text: text.project.acceptance.item }, { text: text.project.acceptance.result }]}
        rows={inspectionItems
          .filter(item => checklist[item] !== undefined)
          .map(item => [
            text.inspection.items[item],
            <Passed passed={checklist[item]} yes={words.good} no={words.bad} />,
          ])}
      />
      <Inspected measurements={measurements} />
    </>
  )
}

/** How the delegates rated the project, once that is published. */
export function ProjectSatisfaction({ satisfaction }: { satisfaction: Satisfaction }) {
  const { text } = useVisit()
  const words = text.project.satisfaction
  const { counts, result } = satisfaction
  const all = counts === null ? 0 : ratings.reduce((sum, rating) => sum + counts[rating], 0)
  return (
    <section aria-labelledby="satisfaction">
      <h2 class="govuk-heading-m" id="satisfaction">
        {words.title}
      </h2>
      {counts === null || result === null ? (
        <p class="govuk-body">{words.none}</p>
      ) : (
        <>
          <p class="govuk-body govuk-!-font-weight-bold">{words.result(words.ratings[result])}</p>
          <table class="govuk-table pj-money">
            <caption class="govuk-table__caption govuk-visually-hidden">{words.title}</caption>
            <thead class="govuk-table__head">
              <tr class="govuk-table__row">
                <th scope="col" class="govuk-table__header">
                  {words.column}
                </th>
                <th scope="col" class="govuk-table__header govuk-table__header--numeric">
                  {words.people}
                </th>
              </tr>
            </thead>
            <tbody class="govuk-table__body">
              {ratings.map(rating => (
                <tr class="govuk-table__row">
                  <th scope="row" class="govuk-table__header">
                    {words.ratings[rating]}
                    <Bar part={counts[rating]} whole={all} />
                  </th>
                  <td class="govuk-table__cell govuk-table__cell--numeric">{counts[rating]}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="govuk-body">{words.rule}</p>
        </>
      )}
    </section>
  )
}
