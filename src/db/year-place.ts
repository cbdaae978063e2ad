import { sql } from 'kysely'
import type { VotingRules } from '../core/cycle/rules.ts'
import { type Fen, fen } from '../core/money.ts'
import type { Tx } from './tx.ts'

export interface Named {
  readonly id: string
  readonly name: string
}

/** A community with the street and district around it. */
export interface CommunityPlace {
  readonly district: Named & { readonly slug: string }
  readonly street: Named
  readonly community: Named
}

/** The year of a community: its cycle, its fund, and whether its list is confirmed. */
export interface Year {
  readonly cycle: Named & { readonly year: number; readonly status: 'published' | 'closed' }
  readonly rules: VotingRules
  readonly allocation_fen: Fen
  readonly selected_fen: Fen
  readonly confirmed_at: string | null
  readonly archived_at: string | null
}

export async function findCommunityPlace(tx: Tx, communityId: string): Promise<CommunityPlace | null> {
  const row = await tx
    .selectFrom('area as community')
    .innerJoin('area as street', 'street.id', 'community.parent_id')
    .innerJoin('area as district', 'district.id', 'community.district_id')
    .select([
      'community.name as community_name',
      'street.id as street_id',
      'street.name as street_name',
      'district.id as district_id',
      'district.slug',
      'district.name as district_name',
    ])
    .where('community.id', '=', communityId)
    .where('community.kind', '=', 'community')
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    district: { id: row.district_id, slug: row.slug, name: row.district_name },
    street: { id: row.street_id, name: row.street_name },
    community: { id: communityId, name: row.community_name },
  }
}

/** The years of a community, the latest first; not of cycles that are drafts. Of one cycle, or of all. */
export async function listYears(tx: Tx, communityId: string, cycleId?: string): Promise<Year[]> {
  const rows = await tx
    .selectFrom('fund')
    .innerJoin('cycle', 'cycle.id', 'fund.cycle_id')
    .leftJoin('screening_confirmation', join =>
      join
        .onRef('screening_confirmation.cycle_id', '=', 'fund.cycle_id')
        .onRef('screening_confirmation.community_id', '=', 'fund.community_id'),
    )
    .select(['cycle.id', 'cycle.name', 'cycle.year', 'cycle.status', 'cycle.rules'])
    .select(['allocation_fen', 'selected_fen', 'archived_at', 'confirmed_at'])
    .where('fund.community_id', '=', communityId)
    .where('cycle.status', '<>', 'draft')
    .$if(cycleId !== undefined, part => part.where('cycle.id', '=', cycleId ?? ''))
    .orderBy('cycle.year', 'desc')
    .orderBy('published_at', 'desc')
    .execute()
  return rows.map(({ id, name, year, status, rules, ...row }) => ({
    ...row,
    cycle: { id, name, year, status: status as Year['cycle']['status'] },
    rules: rules as unknown as VotingRules,
    allocation_fen: fen(row.allocation_fen),
    selected_fen: fen(row.selected_fen),
  }))
}

/** The grids of a community, by name. */
export async function listGrids(tx: Tx, communityId: string): Promise<Named[]> {
  return tx
    .selectFrom('area')
    .select(['id', 'name'])
    .where('parent_id', '=', communityId)
    .where('kind', '=', 'grid')
    .orderBy('name')
    .execute()
}

/** Areas with the communities they are, lie in or hold, and the street of each. */
export async function listOwnAreas(tx: Tx, areaIds: readonly string[]) {
  const { rows } = await sql<{
    id: string
    kind: 'district' | 'street' | 'community' | 'grid'
    name: string
    community_id: string | null
    community_name: string | null
    street_name: string | null
  }>`
    select own.id, own.kind, own.name, community.id as community_id, community.name as community_name,
      street.name as street_name
    from area own
      left join area community on community.kind = 'community'
        and (community.id = own.id or community.id = own.parent_id or community.parent_id = own.id)
      left join area street on street.id = community.parent_id
    where own.id = any(${areaIds}::uuid[])
    order by own.name, community.slug, community.name`.execute(tx)
  return rows
}
