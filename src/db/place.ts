import { sql } from 'kysely'
import type { Place } from '../core/identity/access.ts'
import type { Tx } from './tx.ts'

/** For each kind of subject, the query of its area and, if it has one, its assembly. */
const subjectAreas = {
  area_id: 'select id, null::uuid as assembly_id from area where id = $',
  district_id: "select id, null::uuid as assembly_id from area where id = $ and kind = 'district'",
  street_id: "select id, null::uuid as assembly_id from area where id = $ and kind = 'street'",
  community_id: "select id, null::uuid as assembly_id from area where id = $ and kind = 'community'",
  account_id: 'select district_id as id, null::uuid as assembly_id from account where id = $',
  cycle_id: 'select district_id as id, null::uuid as assembly_id from cycle where id = $',
  // A proposal lies in its grid, if it has one, and in the assembly of the delegate behind it.
  proposal_id:
    'select coalesce(grid_id, community_id) as id, delegate.assembly_id from proposal left join delegate on delegate.id = proposer_delegate_id where proposal.id = $',
  assembly_id: 'select community_id as id, id as assembly_id from assembly where id = $',
  delegate_id:
    'select assembly.community_id as id, assembly.id as assembly_id from delegate join assembly on assembly.id = assembly_id where delegate.id = $',
  objection_id:
    'select assembly.community_id as id, assembly.id as assembly_id from objection join assembly on assembly.id = assembly_id where objection.id = $',
  round_id:
    'select assembly.community_id as id, assembly.id as assembly_id from round join assembly on assembly.id = assembly_id where round.id = $',
  batch_id:
    'select assembly.community_id as id, assembly.id as assembly_id from paper_batch join round on round.id = round_id join assembly on assembly.id = assembly_id where paper_batch.id = $',
  project_id: 'select community_id as id, assembly_id from project where id = $',
  change_request_id:
    'select community_id as id, assembly_id from change_request join project on project.id = project_id where change_request.id = $',
  acceptance_id:
    'select community_id as id, assembly_id from acceptance join project on project.id = project_id where acceptance.id = $',
  draw_id: 'select district_id as id, null::uuid as assembly_id from audit_draw where id = $',
  inspection_id:
    'select community_id as id, assembly_id from inspection join project on project.id = project_id where inspection.id = $',
  photo_id:
    'select coalesce(proposal.grid_id, proposal.community_id, project.community_id) as id, coalesce(delegate.assembly_id, project.assembly_id) as assembly_id from photo left join proposal on proposal.id = photo.proposal_id left join delegate on delegate.id = proposer_delegate_id left join acceptance on acceptance.id = photo.acceptance_id left join inspection on inspection.id = photo.inspection_id left join project on project.id = coalesce(photo.project_id, acceptance.project_id, inspection.project_id) where photo.id = $',
} as const

/** Where a subject lies: its area first, then those around it, to the district. null when there is no such subject. */
export async function placeOf(tx: Tx, kind: keyof typeof subjectAreas, id: string): Promise<Place | null> {
  const [before, after] = subjectAreas[kind].split('$')
  const { rows } = await sql<{
    district_id: string
    assembly_id: string | null
    area_0: string
    area_1: string | null
    area_2: string | null
    area_3: string | null
  }>`
    select own.district_id, subject.assembly_id, own.id as area_0, around.id as area_1, wider.id as area_2,
      widest.id as area_3
    from (${sql.raw(before ?? '')}${id}${sql.raw(after ?? '')}) subject join area own on own.id = subject.id
      left join area around on around.id = own.parent_id left join area wider on wider.id = around.parent_id
      left join area widest on widest.id = wider.parent_id`.execute(tx)
  const row = rows[0]
  if (row === undefined) return null
  const areas = [row.area_0, row.area_1, row.area_2, row.area_3].filter(area => area !== null)
  return { district_id: row.district_id, area_ids: areas, assembly_id: row.assembly_id }
}
