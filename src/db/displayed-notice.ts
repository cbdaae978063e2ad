import { sql } from 'kysely'
import type { Conclusion } from '../core/acceptance/acceptance.ts'
import type { AssemblyStatus } from '../core/assembly/status.ts'
import type { ChangeKind } from '../core/project/changes.ts'
import type { Notice } from './notice.ts'
import { asPage, type PageQuery } from './page.ts'
import type { Tx } from './tx.ts'

/** A notice as it is read: with names, and the figures of what it is about. Null: not about such a thing. */
export interface DisplayedNotice extends Notice {
  readonly cycle_name: string
  readonly community_name: string | null
  /** Of a project. */
  readonly title: string | null
  /** Of the assembly whose candidates or result are shown. */
  readonly assembly: {
    readonly status: AssemblyStatus
    readonly candidates: number
    readonly eligible: number
    readonly present: number
    /** The projects that came out of it. */
    readonly selected: number
  } | null
  /** To the candidates or to the result, as the notice is about one or the other. */
  readonly objections: { readonly filed: number; readonly answered: number } | null
  readonly conclusion: Conclusion | null
  readonly change: ChangeKind | null
  /** How many projects were drawn. */
  readonly drawn: number | null
}

interface Wanted extends PageQuery {
  readonly at: string
  /** true: on display at that moment; false: not any more. */
  readonly running: boolean
  readonly cycle_id?: string | undefined
  readonly community_id?: string | undefined
  readonly kinds?: readonly Notice['kind'][] | undefined
}

/** The notices of a district; those that run by when they end, soonest first, the others by when they ended, latest first. */
export async function listDisplayedNotices(tx: Tx, districtId: string, wanted: Wanted) {
  const { at, running, after, limit, cycle_id, community_id, kinds } = wanted
  const [afterEnd = '', afterId = ''] = after?.split('_') ?? []
  const conditions = [
    sql`notice.district_id = ${districtId}`,
    running ? sql`notice.starts_at <= ${at} and notice.ends_at > ${at}` : sql`notice.ends_at <= ${at}`,
    cycle_id === undefined ? [] : sql`notice.cycle_id = ${cycle_id}`,
    community_id === undefined ? [] : sql`notice.community_id = ${community_id}`,
    kinds === undefined ? [] : sql`notice.kind = any(${sql.val([...kinds])}::text[])`,
    after === undefined
      ? []
      : running
        ? sql`(notice.ends_at, notice.id) > (${afterEnd}, ${afterId})`
        : sql`(notice.ends_at, notice.id) < (${afterEnd}, ${afterId})`,
  ].flat()
  const direction = running ? sql`asc` : sql`desc`
  const { rows } = await sql<DisplayedRow>`
    with shown as (
      select * from notice where ${sql.join(conditions, sql` and `)}
      order by ends_at ${direction}, id ${direction} limit ${limit + 1}
    )
    select shown.*, cycle.name as cycle_name, community.name as community_name, project.title,
      assembly.status as assembly_status, assembly.eligible, assembly.present,
      (select count(*)::integer from candidate where assembly_id = assembly.id) as candidates,
      (select count(*)::integer from project chosen where chosen.assembly_id = assembly.id
        and chosen.cycle_id = assembly.cycle_id and chosen.community_id = assembly.community_id) as selected,
      (select count(*)::integer from objection where assembly_id = assembly.id and stage = shown.kind) as filed,
      (select count(answer)::integer from objection where assembly_id = assembly.id and stage = shown.kind) as answered,
      acceptance.conclusion, change_request.kind as change,
      case when shown.kind = 'audit' then
        (select count(distinct project_id)::integer from audit_assignment where draw_id = shown.subject) end as drawn
    from shown join cycle on cycle.id = shown.cycle_id
      left join area community on community.id = shown.community_id
      left join assembly on assembly.id = shown.subject and shown.kind in ('candidates', 'result')
      left join project on project.id = shown.subject and shown.kind in ('change', 'acceptance')
      left join acceptance on acceptance.id = shown.id and shown.kind = 'acceptance'
      left join change_request on change_request.id = shown.id and shown.kind = 'change'
    order by shown.ends_at ${direction}, shown.id ${direction}`.execute(tx)
  return asPage(rows, limit, row => `${row.ends_at}_${row.id}`, asDisplayed)
}

interface DisplayedRow extends Omit<DisplayedNotice, 'assembly' | 'objections'> {
  readonly assembly_status: AssemblyStatus | null
  readonly eligible: number
  readonly present: number
  readonly candidates: number
  readonly selected: number
  readonly filed: number
  readonly answered: number
}

function asDisplayed(row: DisplayedRow): DisplayedNotice {
  const { assembly_status: status, eligible, present, candidates, selected, filed, answered, ...rest } = row
  if (status === null) return { ...rest, assembly: null, objections: null }
  const assembly = { status, candidates, eligible, present, selected }
  return { ...rest, assembly, objections: { filed, answered } }
}
