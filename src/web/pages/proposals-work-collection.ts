import { showOwnAreas } from '../../app/identity/own-areas.ts'
import { showCollection } from '../../app/proposal/collection-view.ts'
import { look, PageRefused, type Visit } from '../visit.ts'
import type { Seen } from './work-frame.tsx'

export type Collection = Seen<typeof showCollection>
export type CollectionYear = Collection['years'][number]

/** A community's list as somebody with a role in it sees it. */
export interface OwnCollection {
  readonly collection: Collection
  /** The year asked for, else the latest; undefined when none is published. */
  readonly year: CollectionYear | undefined
  readonly clerk: boolean
  /** Whether the visitor runs or oversees the whole community: as its clerk or its street officer. */
  readonly reads: boolean
  /** The grids of the visitor's own, as a grid officer. */
  readonly ownGrids: readonly { readonly id: string; readonly name: string }[]
}

/** @throws PageRefused for whoever has no role in the community. */
export async function lookAtCollection(visit: Visit): Promise<OwnCollection> {
  const { actor, params, url } = visit
  const community_id = params.community_id ?? ''
  if (actor.kind !== 'staff') throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: {} })
  const collection = await look(visit, showCollection, { community_id })
  if (actor.must_change_password) throw new PageRefused({ code: 'PASSWORD_CHANGE_REQUIRED', detail: {} })
  const { roles } = await look(visit, showOwnAreas, { district_id: actor.district_id })
  const fitting = roles.filter(({ role }) => role !== 'auditor' && role !== 'district_admin')
  const here = fitting.filter(({ communities }) => communities.some(({ id }) => id === community_id))
  if (here.length === 0) {
    throw new PageRefused({ code: fitting.length === 0 ? 'NOT_YOUR_ROLE' : 'NOT_YOUR_AREA', detail: {} })
  }
  const asked = url.searchParams.get('cycle')
  const year = asked === null ? collection.years[0] : collection.years.find(({ cycle }) => cycle.id === asked)
  if (year === undefined && asked !== null) throw new PageRefused({ code: 'NOT_FOUND', detail: {} })
  return {
    collection,
    year,
    clerk: here.some(({ role }) => role === 'community_clerk'),
    reads: here.some(({ role }) => role !== 'grid_officer'),
    ownGrids: here.flatMap(({ role, area }) =>
      role === 'grid_officer' ? [{ id: area.id, name: area.name }] : [],
    ),
  }
}
