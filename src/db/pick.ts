import { sql } from 'kysely'
import type { Finding, InspectionStatus } from '../core/audit/inspection.ts'
import type { Department } from '../core/identity/access.ts'
import { type Fen, fen } from '../core/money.ts'
import { asPage, type Page, type PageQuery } from './page.ts'
import type { Tx } from './tx.ts'

/** Somebody of the staff as colleagues see them. `department` is null for whoever is no auditor any more. */
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly department: Department | null
}

/** The accounts of a district that are wanted, or all its auditors who serve. */
export async function listColleagues(
  tx: Tx,
  districtId: string,
  wanted: readonly string[] | 'auditors',
): Promise<Colleague[]> {
  const which =
    wanted === 'auditors'
      ? sql`department is not null and disabled_at is null`
      : sql`account.id = any(${sql.val([...wanted])}::uuid[])`
  const { rows } = await sql<Colleague>`
    select account.id, account.name, held.department from account left join lateral (
      select department from account_role where account_id = account.id and role = 'auditor' limit 1
    ) held on true
    where account.district_id = ${districtId} and ${which} order by department, account.name, account.id`.execute(
    tx,
  )
  return rows
}

/** A project that is to be inspected, its two inspectors and how far they are. */
export interface PickedProject {
  /** Of the draw or of the extra pick. */
  readonly id: string
  readonly extra: boolean
  readonly project_id: string
  readonly cycle_id: string
  readonly title: string
  readonly community_id: string
  readonly community: string
  readonly street: string
  readonly inspectors: readonly Colleague[]
  /** The one that is not withdrawn. */
  readonly inspection: {
    readonly id: string
    readonly status: InspectionStatus
    readonly finding: Finding
    readonly deadline: string | null
    readonly questioned_fen: number
    readonly recovered_fen: number
    readonly signed: readonly string[]
  } | null
}

/** Picked projects of a district; `open` only those whose inspection is not closed. By project. */
export async function listPickedProjects(
  tx: Tx,
  districtId: string,
  query: PageQuery & {
    project_id?: string | undefined
    pick_id?: string | undefined
    inspector?: string | undefined
    open?: boolean
  },
): Promise<Page<PickedProject>> {
  const { after, limit, project_id, pick_id, inspector, open } = query
  const { rows } = await sql<PickedProject>`
    select one.pick_id as id, one.extra, one.project_id, project.cycle_id, project.title, project.community_id,
      community.name as community, street.name as street, (
        select json_agg(json_build_object('id', account.id, 'name', account.name, 'department', (
          select department from account_role where account_id = account.id and role = 'auditor' limit 1)) order by place)
        from pick_inspector two join account on account.id = two.account_id
        where two.project_id = one.project_id and two.extra = one.extra
      ) as inspectors,
      case when inspection.id is not null then json_build_object('id', inspection.id, 'status', inspection.status,
        'finding', inspection.finding, 'deadline', inspection.deadline, 'questioned_fen', inspection.questioned_fen,
        'recovered_fen', inspection.recovered_fen, 'signed', array(
          select account_id from inspection_signature where inspection_id = inspection.id order by signed_at, account_id))
      end as inspection
    from pick_inspector one join project on project.id = one.project_id
      join area community on community.id = project.community_id join area street on street.id = project.street_id
      left join inspection on inspection.project_id = one.project_id and inspection.extra = one.extra
        and inspection.status <> 'withdrawn'
    where one.place = 1 and one.district_id = ${districtId}
      ${project_id === undefined ? sql`` : sql`and one.project_id = ${project_id}`}
      ${pick_id === undefined ? sql`` : sql`and one.pick_id = ${pick_id}`}
      ${open === true ? sql`and (inspection.id is null or inspection.status <> 'closed')` : sql``}
      ${
        inspector === undefined
          ? sql``
          : sql`and exists (select from pick_inspector own where own.project_id = one.project_id and own.extra = one.extra
              and own.account_id = ${inspector})`
      }
      ${after === undefined ? sql`` : sql`and one.project_id::text || '/' || one.extra > ${after}`}
    order by one.project_id::text || '/' || one.extra limit ${limit + 1}`.execute(tx)
  return asPage(
    rows,
    limit,
    row => `${row.project_id}/${row.extra}`,
    row => row,
  )
}

/** A finding that stands, as everybody sees it. */
export interface StandingFinding {
  readonly id: string
  readonly extra: boolean
  readonly project_id: string
  readonly cycle_id: string
  readonly title: string
  readonly community_id: string
  readonly community: string
  readonly street: string
  readonly status: InspectionStatus
  readonly finding: Finding
  readonly inspected_on: string
  readonly deadline: string | null
  readonly questioned_fen: Fen
  readonly recovered_fen: Fen
  readonly recorded_at: string
}

/** The findings of a district that stand, the latest first. `outstanding`: those whose questioned money is not all back. */
export async function listStandingFindings(
  tx: Tx,
  districtId: string,
  query: PageQuery & {
    cycle_id?: string | undefined
    community_id?: string | undefined
    draw_id?: string | undefined
    status?: string | undefined
    finding?: string | undefined
    outstanding?: boolean
  },
): Promise<Page<StandingFinding>> {
  const { after, limit, cycle_id, community_id, draw_id, status, finding, outstanding } = query
  const { rows } = await sql<
    Omit<StandingFinding, 'questioned_fen' | 'recovered_fen'> & {
      questioned_fen: number
      recovered_fen: number
    }
  >`
    select inspection.id, inspection.extra, project.id as project_id, project.cycle_id, project.title, project.community_id,
      community.name as community, street.name as street, inspection.status, inspection.finding, inspection.inspected_on,
      inspection.deadline, inspection.questioned_fen, inspection.recovered_fen, inspection.recorded_at
    from inspection join project on project.id = inspection.project_id
      join area community on community.id = project.community_id join area street on street.id = project.street_id
    where inspection.district_id = ${districtId} and inspection.status in ('recorded', 'rectified', 'closed')
      ${cycle_id === undefined ? sql`` : sql`and project.cycle_id = ${cycle_id}`}
      ${community_id === undefined ? sql`` : sql`and project.community_id = ${community_id}`}
      ${
        draw_id === undefined
          ? sql``
          : sql`and not inspection.extra and exists (select from audit_assignment drawn
              where drawn.project_id = project.id and drawn.draw_id = ${draw_id})`
      }
      ${status === undefined ? sql`` : sql`and inspection.status = ${status}`}
      ${finding === undefined ? sql`` : sql`and inspection.finding = ${finding}`}
      ${outstanding === true ? sql`and inspection.recovered_fen < inspection.questioned_fen` : sql``}
      ${
        after === undefined
          ? sql``
          : sql`and (inspection.recorded_at, inspection.id) <
              (select recorded_at, id from inspection last where last.id::text = ${after})`
      }
    order by inspection.recorded_at desc, inspection.id desc limit ${limit + 1}`.execute(tx)
  return asPage(
    rows,
    limit,
    row => row.id,
    row => ({
      ...row,
      questioned_fen: fen(row.questioned_fen),
      recovered_fen: fen(row.recovered_fen),
    }),
  )
}
