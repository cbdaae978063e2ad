import { dayOf, money } from '../format.ts'
import { Pagination, Table } from '../parts/blocks.tsx'
import type { Visit } from '../visit.ts'
import type { Audit, Findings } from './audit.tsx'
import { FindingTag, StatusTag } from './audit-parts.tsx'

interface FindingListProps {
  readonly visit: Visit
  readonly findings: Findings
  readonly here: string
  readonly paged: boolean
}

/** The findings that stand, drawn and extra ones. */
export function FindingList({ visit: { text, language }, findings, here, paged }: FindingListProps) {
  return (
    <section aria-labelledby="findings">
      <h2 class="govuk-heading-m" id="findings">
        {text.audit.findings}
      </h2>
      {findings.items.length === 0 ? (
        <p class="govuk-body">{text.audit.noFindings}</p>
      ) : (
        <Table
          caption={text.audit.findings}
          hideCaption
          rowHeaders
          stacks
          columns={[
            { text: text.audit.project },
            { text: text.audit.community },
            { text: text.audit.kind },
            { text: text.audit.finding },
            { text: text.audit.questioned, numeric: true },
            { text: text.audit.recovered, numeric: true },
            { text: text.audit.progress },
          ]}
          rows={findings.items.map(row => [
            <a class="govuk-link" href={`/projects/${row.project_id}`}>
              {row.title}
            </a>,
            `${row.street} · ${row.community}`,
            row.extra ? text.audit.fromExtra : text.audit.fromDraw,
            <FindingTag finding={row.finding} />,
            row.questioned_fen === 0 ? '' : money(row.questioned_fen),
            row.questioned_fen === 0 ? '' : money(row.recovered_fen),
            <>
              <StatusTag status={row.status} />
              {row.status === 'recorded' && row.deadline !== null && (
                <span class="pj-source">{text.audit.deadlineOf(dayOf(language, row.deadline))}</span>
              )}
            </>,
          ])}
        />
      )}
      <Pagination
        first={paged ? here : null}
        next={findings.next === null ? null : `${here}&after=${findings.next}`}
      />
    </section>
  )
}

/** What was added by hand, apart from the draws, with its reasons. */
export function ExtraPicks({ visit: { text, language }, audit }: { visit: Visit; audit: Audit }) {
  return (
    <section aria-labelledby="extras">
      <h2 class="govuk-heading-m" id="extras">
        {text.audit.extras}
      </h2>
      {audit.extra_picks.length === 0 ? (
        <p class="govuk-body">{text.audit.noExtras}</p>
      ) : (
        <>
          <p class="govuk-body">{text.audit.extrasLead}</p>
          <Table
            caption={text.audit.extras}
            hideCaption
            rowHeaders
            stacks
            columns={[
              { text: text.audit.project },
              { text: text.audit.community },
              { text: text.audit.reason },
              { text: text.audit.pickedOn },
              { text: text.audit.finding },
            ]}
            rows={audit.extra_picks.map(pick => [
              <a class="govuk-link" href={`/projects/${pick.project_id}`}>
                {pick.title}
              </a>,
              `${pick.street} · ${pick.community}`,
              pick.reason,
              dayOf(language, pick.picked_at),
              pick.finding === null ? text.audit.notYet : <FindingTag finding={pick.finding} />,
            ])}
          />
        </>
      )}
    </section>
  )
}
