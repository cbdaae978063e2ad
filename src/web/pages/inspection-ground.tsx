import { showInspection } from '../../app/audit/inspection-views.ts'
import { showOwnAreas } from '../../app/identity/own-areas.ts'
import type { View } from '../../app/operation.ts'
import type { showProject } from '../../app/project/views.ts'
import { money } from '../format.ts'
import type { Shown } from '../page.ts'
import { Details, SummaryList } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { look, type Visit } from '../visit.ts'

type Seen<V> = V extends View<infer _P, infer _I, infer Output> ? Output : never
export type Inspection = Seen<typeof showInspection>
export type Project = Seen<typeof showProject>

export function lookInspection(visit: Visit): Promise<Inspection> {
  return look(visit, showInspection, { inspection_id: visit.params.inspection_id ?? '' })
}

/** Header and trail of the staff's pages about the audit: its desk, then the inspection if there is one. */
export async function auditFrame(
  visit: Visit,
  inspection?: Inspection,
): Promise<Pick<Shown, 'district' | 'trail'>> {
  const { text, actor } = visit
  const district_id = actor.kind === 'staff' ? actor.district_id : ''
  const { district } = await look(visit, showOwnAreas, { district_id })
  return {
    district: { slug: district.slug, name: district.name },
    trail: [
      { href: '/work', text: text.common.nav.work },
      { href: '/work/draws', text: text.ceremony.title },
      ...(inspection === undefined
        ? []
        : [
            {
              href: `/work/inspections/${inspection.id}`,
              text: text.inspection.heading(inspection.project.title),
            },
          ]),
    ],
  }
}

/** What is compared with on site: contract, measured quantities, settlement and payments. */
export function Facts({ project, open }: { project: Project; open?: boolean }) {
  const { text } = useVisit()
  const said = text.inspection
  const contract = project.contracts.at(-1)
  const accepted = project.acceptances.findLast(one => one.status === 'decided')
  return (
    <Details summary={said.facts} {...(open === true ? { open } : {})}>
      <SummaryList
        rows={[
          {
            key: said.contract,
            value:
              contract === undefined
                ? said.none
                : said.contractor(contract.contractor, money(contract.amount_fen)),
          },
          {
            key: said.quantities,
            value: (
              <Lines
                lines={(contract?.quantities ?? []).map(one => `${one.item} ${one.quantity} ${one.unit}`)}
              />
            ),
          },
          {
            key: said.measured,
            value: (
              <Lines
                lines={(accepted?.measurements ?? []).map(one => `${one.item} ${one.measured} ${one.unit}`)}
              />
            ),
          },
          {
            key: said.settlement,
            value: project.settlement_fen === null ? said.none : money(project.settlement_fen),
          },
          { key: said.paid, value: money(project.paid_fen) },
        ]}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={`/projects/${project.id}`}>
          {project.title}
        </a>
      </p>
    </Details>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  const { text } = useVisit()
  if (lines.length === 0) return <>{text.inspection.none}</>
  return (
    <ul class="govuk-list">
      {lines.map(line => (
        <li>{line}</li>
      ))}
    </ul>
  )
}
