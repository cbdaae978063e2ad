import { sql } from 'kysely'
import type { ProjectStatus } from '../core/project/project.ts'
import type { Rating, RatingCounts } from '../core/project/satisfaction.ts'
import type { Tx } from './tx.ts'

/** How a delegate rated a project, or null. */
export async function findRating(tx: Tx, projectId: string, delegateId: string): Promise<Rating | null> {
  const row = await tx
    .selectFrom('satisfaction')
    .select('rating')
    .where('project_id', '=', projectId)
    .where('delegate_id', '=', delegateId)
    .executeTakeFirst()
  return (row?.rating ?? null) as Rating | null
}

/** Adds a rating; false when another request of the delegate was quicker. */
export async function addRating(
  tx: Tx,
  rating: {
    readonly project_id: string
    readonly delegate_id: string
    readonly district_id: string
    readonly rating: Rating
  },
): Promise<boolean> {
  const added = await tx
    .insertInto('satisfaction')
    .values(rating)
    .onConflict(conflict => conflict.doNothing())
    .returning('project_id')
    .executeTakeFirst()
  return added !== undefined
}

/** How many delegates gave a project each rating, zeros too. */
export async function countRatings(tx: Tx, projectId: string): Promise<RatingCounts> {
  const rows = await tx
    .selectFrom('satisfaction')
    .select(expression => ['rating', expression.fn.countAll<number>().as('count')])
    .where('project_id', '=', projectId)
    .groupBy('rating')
    .execute()
  const counted = (rating: Rating) => Number(rows.find(row => row.rating === rating)?.count ?? 0)
  return {
    satisfied: counted('satisfied'),
    basically_satisfied: counted('basically_satisfied'),
    dissatisfied: counted('dissatisfied'),
  }
}

/** The projects of an assembly with what one of its delegates said of each, by id. */
export async function listRatingsOf(
  tx: Tx,
  assemblyId: string,
  delegateId: string,
): Promise<
  {
    readonly id: string
    readonly title: string
    readonly status: ProjectStatus
    readonly rating: Rating | null
    readonly published: boolean
    readonly archived: boolean
  }[]
> {
  const rows = await tx
    .selectFrom('project')
    .innerJoin('fund', join =>
      join
        .onRef('fund.cycle_id', '=', 'project.cycle_id')
        .onRef('fund.community_id', '=', 'project.community_id'),
    )
    .leftJoin('satisfaction', join =>
      join
        .onRef('satisfaction.project_id', '=', 'project.id')
        .on('satisfaction.delegate_id', '=', delegateId),
    )
    .select(['project.id', 'project.title', 'project.status', 'satisfaction.rating'])
    .select([
      sql<boolean>`satisfaction_published_at is not null`.as('published'),
      sql<boolean>`fund.archived_at is not null`.as('archived'),
    ])
    .where('project.assembly_id', '=', assemblyId)
    .orderBy('project.id')
    .execute()
  return rows.map(row => ({
    ...row,
    status: row.status as ProjectStatus,
    rating: row.rating as Rating | null,
  }))
}
