import { inspectionItems } from '../../core/audit/inspection.ts'
import { dayOf, momentOf, money } from '../format.ts'
import { SummaryList, Table, Tag, Timeline } from '../parts/blocks.tsx'
import type { Visit } from '../visit.ts'
import { FindingTag, StatusTag } from './audit-parts.tsx'
import type { Inspection } from './inspection-ground.tsx'
import { Inspected } from './project-acceptance.tsx'

/** What was written down on site, as names and values. */
export function rowsOf({ text, language }: Visit, inspection: Inspection) {
  const said = text.inspection
  const { deadline, questioned_fen, recovered_fen, note } = inspection
  return [
    { key: said.inspectedOn, value: dayOf(language, inspection.inspected_on) },
    { key: said.place, value: inspection.place },
    { key: said.finding, value: <FindingTag finding={inspection.finding} /> },
    { key: text.audit.questioned, value: money(questioned_fen) },
    ...(questioned_fen === 0 || inspection.recorded_at === null
      ? []
      : [
          { key: said.recovered, value: money(recovered_fen) },
          { key: said.left, value: money(questioned_fen - recovered_fen) },
        ]),
    ...(deadline === null ? [] : [{ key: said.deadline, value: dayOf(language, deadline) }]),
    { key: said.note, value: note === '' ? said.none : <span class="pj-written">{note}</span> },
  ]
}

/** The whole inspection as it stands, with its signatures. */
export function Written({ visit, inspection }: { visit: Visit; inspection: Inspection }) {
  const { text, language } = visit
  const said = text.inspection
  return (
    <>
      <SummaryList
        rows={[
          { key: said.status, value: <StatusTag status={inspection.status} /> },
          { key: said.source, value: inspection.extra ? said.fromExtra : said.fromDraw },
          ...rowsOf(visit, inspection),
          {
            key: said.inspectors,
            value: (
              <ul class="govuk-list">
                {inspection.inspectors.map(({ id, name, department }) => {
                  const signed = inspection.signatures.find(one => one.account_id === id)
                  return (
                    <li>
                      {name}
                      {department !== null && ` · ${text.words.departments[department]}`}{' '}
                      <span class="pj-source">
                        {signed === undefined ? said.notSigned : momentOf(language, signed.signed_at)}
                      </span>
                    </li>
                  )
                })}
              </ul>
            ),
          },
        ]}
      />
      <Checklist visit={visit} inspection={inspection} />
    </>
  )
}

export function Checklist({ visit: { text }, inspection }: { visit: Visit; inspection: Inspection }) {
  const said = text.inspection
  return (
    <>
      <Table
        caption={said.checklist}
        rowHeaders
        columns={[{ text: said.item }, { text: said.result }]}
        rows={inspectionItems.map(item => [
          said.items[item],
          inspection.checklist[item] === true ? (
            <Tag colour="green">{said.good}</Tag>
          ) : (
            <Tag colour="red">{said.bad}</Tag>
          ),
        ])}
      />
      <Inspected measurements={inspection.measurements} />
    </>
  )
}

/** What happened since, in order. */
export function History({ visit, inspection }: { visit: Visit; inspection: Inspection }) {
  const { text, language } = visit
  const { events, history } = text.inspection
  const all = [
    ...inspection.signatures.map(({ name, signed_at }) => ({
      at: signed_at,
      title: events.signed(name),
      more: '',
    })),
    ...inspection.rectifications.map(one => ({
      at: one.reported_at,
      title: events.rectified,
      more: one.text,
    })),
    ...inspection.reinspections.map(one => ({
      at: one.recorded_at,
      title: one.passed ? events.passed : events.failed,
      more: [one.deadline === null ? '' : events.failedUntil(dayOf(language, one.deadline)), one.note]
        .filter(part => part !== '')
        .join('\n'),
    })),
    ...inspection.recoveries.map(one => ({
      at: one.recorded_at,
      title: events.recovered(money(one.amount_fen)),
      more: '',
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
  return (
    <section aria-labelledby="history">
      <h2 class="govuk-heading-m" id="history">
        {history}
      </h2>
      <Timeline
        events={all.map(({ at, title, more }) => ({
          when: momentOf(language, at),
          title,
          ...(more === '' ? {} : { more: <p class="govuk-body pj-written">{more}</p> }),
        }))}
      />
    </section>
  )
}
