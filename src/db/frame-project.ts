import { sql } from 'kysely'
import { asPage, type Page, type PageQuery } from './page.ts'
import type { Tx } from './tx.ts'

/** A project with the names around it, as a list for a draw shows it. */
export interface NamedProject {
  readonly id: string
  readonly title: string
  readonly community_id: string
  readonly community: string
  readonly street_id: string
  readonly street: string
}

/** The projects of a draw's frame, by street and community. */
export async function listFrameProjects(
  tx: Tx,
  drawId: string,
  query: PageQuery,
): Promise<Page<NamedProject>> {
  const { after, limit } = query
  const { rows } = await sql<NamedProject>`
    select project.id, project.title, project.community_id, community.name as community, street.id as street_id,
      street.name as street
    from audit_frame_project framed join project on project.id = framed.project_id
      join area community on community.id = project.community_id join area street on street.id = framed.street_id
    where framed.draw_id = ${drawId} ${after === undefined ? sql`` : sql`and project.id::text > ${after}`}
    order by project.id::text limit ${limit + 1}`.execute(tx)
  return asPage(
    rows,
    limit,
    row => row.id,
    row => row,
  )
}

/** Projects with their names, of the given ids. */
export async function listNamedProjects(tx: Tx, ids: readonly string[]): Promise<NamedProject[]> {
  const { rows } = await sql<NamedProject>`
    select project.id, project.title, project.community_id, community.name as community, street.id as street_id,
      street.name as street
    from project join area community on community.id = project.community_id join area street on street.id = project.street_id
    where project.id = any(${sql.val([...ids])}::uuid[]) order by street.slug, community.slug, project.id`.execute(
    tx,
  )
  return rows
}
