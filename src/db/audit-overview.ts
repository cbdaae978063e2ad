import { type RawBuilder, sql } from 'kysely'
import type { DrawStatus } from '../core/audit/ceremony.ts'
import type { Finding, InspectionStatus } from '../core/audit/inspection.ts'
import type { Department } from '../core/identity/access.ts'
import { type Fen, fen } from '../core/money.ts'
import type { Tx } from './tx.ts'

/** How far the audit of a street has come in a cycle: its accepted projects, and the drawn sample among them. */
export interface StreetCoverage {
  readonly street_id: string
  readonly street: string
  readonly accepted: number
  /** In the frame of a draw that is made. */
  readonly framed: number
  readonly drawn: number
  readonly inspected: number
  readonly faulty: number
  readonly major: number
}

/** The coverage of a cycle by street, extra picks left out. Streets without an accepted project are not there. */
export async function listCoverage(tx: Tx, cycleId: string): Promise<StreetCoverage[]> {
  const { rows } = await sql<StreetCoverage>`
    select street.id as street_id, street.name as street, count(*)::integer as accepted,
      (count(*) filter (where draw.status = 'drawn'))::integer as framed,
      (count(*) filter (where drawn.project_id is not null))::integer as drawn,
      count(inspection.id)::integer as inspected,
      (count(*) filter (where finding <> 'pass'))::integer as faulty,
      (count(*) filter (where finding = 'major'))::integer as major
    from project join area street on street.id = project.street_id
      left join audit_frame_project framed on framed.project_id = project.id
      left join audit_draw draw on draw.id = framed.draw_id
      left join audit_assignment drawn on drawn.project_id = project.id and drawn.place = 1
      left join inspection on inspection.project_id = project.id and not inspection.extra
        and inspection.status in ('recorded', 'rectified', 'closed')
    where project.cycle_id = ${cycleId} and accepted_at is not null
    group by street.id, street.name, street.slug order by street.slug`.execute(tx)
  return rows
}

export interface DrawSummary {
  readonly id: string
  readonly cycle_id: string
  readonly number: number
  readonly status: DrawStatus
  readonly opened_at: string
  readonly population: number
  readonly drawn: number
  readonly inspected: number
  readonly faulty: number
  readonly major: number
  readonly committed: readonly Department[]
  readonly revealed: readonly Department[]
}

/** The draws of a cycle in order, or of all cycles of a district, the youngest cycle first. */
export async function listDrawSummaries(
  tx: Tx,
  of: { readonly cycle_id: string } | { readonly district_id: string },
): Promise<DrawSummary[]> {
  const where: RawBuilder<unknown> =
    'cycle_id' in of ? sql`draw.cycle_id = ${of.cycle_id}` : sql`draw.district_id = ${of.district_id}`
  const { rows } = await sql<DrawSummary>`
    select draw.id, draw.cycle_id, draw.number, draw.status, draw.opened_at, counts.*,
      array(select department from audit_commitment where draw_id = draw.id) as committed,
      array(select department from audit_reveal where draw_id = draw.id) as revealed
    from audit_draw draw join cycle on cycle.id = draw.cycle_id, lateral (
      select count(*)::integer as population, count(assigned.project_id)::integer as drawn,
        count(inspection.id)::integer as inspected,
        (count(*) filter (where finding <> 'pass'))::integer as faulty,
        (count(*) filter (where finding = 'major'))::integer as major
      from audit_frame_project framed
        left join audit_assignment assigned on assigned.project_id = framed.project_id and assigned.place = 1
        left join inspection on inspection.project_id = framed.project_id and not inspection.extra
          and inspection.status in ('recorded', 'rectified', 'closed')
      where framed.draw_id = draw.id
    ) counts
    where ${where} order by cycle.year desc, draw.cycle_id, draw.number`.execute(tx)
  return rows
}

export interface ExtraPickSummary {
  readonly id: string
  readonly project_id: string
  readonly title: string
  readonly community: string
  readonly street: string
  readonly reason: string
  readonly picked_at: string
  readonly finding: Finding | null
  readonly status: InspectionStatus | null
}

/** The extra picks of a cycle with what was found, the latest first. Of a draft nothing is told. */
export async function listExtraPickSummaries(tx: Tx, cycleId: string): Promise<ExtraPickSummary[]> {
  const { rows } = await sql<ExtraPickSummary>`
    select pick.id, pick.project_id, project.title, community.name as community, street.name as street, pick.reason,
      pick.picked_at, inspection.finding, inspection.status
    from extra_pick pick join project on project.id = pick.project_id
      join area community on community.id = project.community_id join area street on street.id = project.street_id
      left join inspection on inspection.project_id = project.id and inspection.extra
        and inspection.status in ('recorded', 'rectified', 'closed')
    where pick.cycle_id = ${cycleId} order by pick.picked_at desc, pick.id`.execute(tx)
  return rows
}

export interface QuestionedMoney {
  readonly extra: boolean
  readonly inspections: number
  readonly questioned_fen: Fen
  readonly recovered_fen: Fen
}

/** What the inspections of a cycle questioned and what came back, of the drawn and of the extra ones. */
export async function sumQuestioned(tx: Tx, cycleId: string): Promise<QuestionedMoney[]> {
  const { rows } = await sql<{ extra: boolean; inspections: number; questioned: number; recovered: number }>`
    select extra, count(inspection.id)::integer as inspections, coalesce(sum(questioned_fen), 0)::bigint as questioned,
      coalesce(sum(recovered_fen), 0)::bigint as recovered
    from (values (false), (true)) kind (extra) left join (
      select inspection.* from inspection join project on project.id = inspection.project_id
      where project.cycle_id = ${cycleId} and inspection.status in ('recorded', 'rectified', 'closed')
    ) inspection using (extra) group by extra order by extra`.execute(tx)
  return rows.map(({ extra, inspections, questioned, recovered }) => ({
    extra,
    inspections,
    questioned_fen: fen(questioned),
    recovered_fen: fen(recovered),
  }))
}

/** The published cycles of a district, the youngest first, with how many accepted projects are in no frame yet. */
export async function listAuditedCycles(tx: Tx, districtId: string) {
  const { rows } = await sql<{ id: string; name: string; year: number; waiting: number }>`
    select cycle.id, cycle.name, cycle.year, count(project.id)::integer as waiting
    from cycle left join project on project.cycle_id = cycle.id and accepted_at is not null
      and not exists (select from audit_frame_project framed where framed.project_id = project.id)
    where cycle.district_id = ${districtId} and cycle.status <> 'draft'
    group by cycle.id order by year desc, cycle.id`.execute(tx)
  return rows
}
