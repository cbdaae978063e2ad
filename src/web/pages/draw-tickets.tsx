import { ticketOrder, tickets } from '../../core/audit/ticket-order.ts'
import { Table, Tag } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import type { Text } from '../text/choose.ts'
import type { Draw, NamedDraw, Replacement } from './draw.tsx'

/** How many digits of a ticket are written out: enough to tell all apart; the file has all 64. */
export const shownDigits = 9

/** The frame street by street; once drawn, with every ticket in order and where the quota cuts. */
export function Tickets({ named }: { named: NamedDraw }) {
  const { text } = useVisit()
  const { draw, projects } = named
  const { outcome } = draw
  return (
    <section aria-labelledby="tickets">
      <h2 class="govuk-heading-m" id="tickets">
        {outcome === null ? text.audit.frame : text.audit.tickets}
      </h2>
      {outcome !== null && <p class="govuk-body">{text.audit.ticketsLead}</p>}
      {draw.frame.strata.map(stratum => {
        const ordered = outcome === null ? stratum.projects : ticketOrder(outcome.seed, stratum.projects)
        const digits = outcome === null ? [] : tickets(outcome.seed, ordered)
        const street = projects.get(stratum.projects[0] ?? '')?.street ?? ''
        const caption = text.ceremony.streetLine(street, stratum.projects.length, stratum.quota)
        const title = (id: string) => (
          <a class="govuk-link" href={`/projects/${id}`}>
            {projects.get(id)?.title ?? id}
          </a>
        )
        return (
          <>
            <h3 class="govuk-heading-s">{caption}</h3>
            <Table
              caption={caption}
              hideCaption
              rowHeaders
              stacks
              columns={[
                { text: text.audit.project },
                ...(outcome === null
                  ? []
                  : [
                      { text: text.audit.outcome },
                      { text: text.audit.ticket },
                      { text: text.audit.place, numeric: true },
                    ]),
                { text: text.audit.community },
              ]}
              rows={ordered.map((id, place) => [
                title(id),
                ...(outcome === null
                  ? []
                  : [
                      <Outcome drawn={place < stratum.quota} />,
                      <span class="pj-ticket">{digits[place]?.slice(0, shownDigits)}…</span>,
                      String(place + 1),
                    ]),
                projects.get(id)?.community ?? '',
              ])}
            />
          </>
        )
      })}
    </section>
  )
}

function Outcome({ drawn }: { drawn: boolean }) {
  const { text } = useVisit()
  return drawn ? (
    <Tag colour="green">{text.audit.isDrawn}</Tag>
  ) : (
    <Tag colour="grey">{text.audit.notDrawn}</Tag>
  )
}

/** How the public names an inspector: the department and the end of the id. Names of staff stay with the staff. */
export function inspectorName(text: Text, { frame }: Draw, id: string): string {
  const department = frame.inspectors.find(inspector => inspector.id === id)?.department
  const name = department === undefined ? '' : text.words.departments[department]
  return text.audit.inspector(name, id.slice(-4))
}

export function Inspectors({
  named,
  replacements,
}: {
  named: NamedDraw
  replacements: readonly Replacement[]
}) {
  const { text } = useVisit()
  const { draw, projects } = named
  const name = (id: string) => inspectorName(text, draw, id)
  return (
    <section aria-labelledby="inspectors">
      <h2 class="govuk-heading-m" id="inspectors">
        {text.audit.assignments}
      </h2>
      <p class="govuk-body">{text.audit.assignmentsLead}</p>
      <Table
        caption={text.audit.assignments}
        hideCaption
        rowHeaders
        stacks
        columns={[
          { text: text.audit.project },
          { text: text.audit.community },
          { text: text.audit.first },
          { text: text.audit.second },
        ]}
        rows={(draw.outcome?.assignments ?? []).map(({ project, inspectors: [first, second] }) => [
          <a class="govuk-link" href={`/projects/${project}`}>
            {projects.get(project)?.title ?? project}
          </a>,
          projects.get(project)?.community ?? '',
          name(first),
          name(second),
        ])}
      />
      {replacements.length > 0 && (
        <>
          <h3 class="govuk-heading-s">{text.audit.replaced}</h3>
          <p class="govuk-body">{text.audit.replacedHow}</p>
          <ul class="govuk-list govuk-list--bullet">
            {replacements.map(({ project_id, leaves, inspector, passed, reason }) => (
              <li>
                <strong>{projects.get(project_id)?.title ?? project_id}</strong>{' '}
                {text.audit.replacedLine(
                  name(leaves),
                  name(inspector),
                  text.audit.replacementReasons[reason],
                )}{' '}
                {passed.length > 0 && text.audit.replacedPassed(passed.map(name).join(text.common.list))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** The frame as a table for other tools: stratum, id and, once there is a seed, the whole ticket and whether it was drawn. */
export function frameCsv({ draw }: NamedDraw): string {
  const { outcome } = draw
  const drawn = new Set(outcome?.selected.flatMap(({ projects }) => projects))
  const rows = draw.frame.strata.flatMap(({ id: stratum, projects }) => {
    const digits = outcome === null ? [] : tickets(outcome.seed, projects)
    return projects.map((id, place) =>
      outcome === null ? `${stratum},${id}` : `${stratum},${id},${digits[place]},${drawn.has(id)}`,
    )
  })
  const header = outcome === null ? 'stratum,id' : 'stratum,id,ticket,drawn'
  return `${[header, ...rows].join('\n')}\n`
}
