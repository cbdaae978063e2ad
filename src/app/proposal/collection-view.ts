import { z } from 'zod'
import { mayCollect } from '../../core/proposal/status.ts'
import { accept } from '../../core/result.ts'
import { findCommunityPlace, listGrids, listYears } from '../../db/year-place.ts'
import { view } from '../operation.ts'
import { communityPlace, communityYear, placeThere, shownYear } from '../placed-year.ts'
import { id, nothing } from '../schemas.ts'

/** Where a community takes proposals: its years, whether their lists are open, and its grids. */
export const showCollection = view({
  name: 'show-collection',
  summary: 'The years of a community, whether they take proposals, and its grids',
  access: { public: true },
  of: 'community_id',
  params: z.strictObject({ community_id: id }),
  input: nothing,
  output: z.strictObject({
    place: communityPlace,
    grids: z.array(z.strictObject({ id, name: z.string() })),
    /** The latest first. */
    years: z.array(communityYear.extend({ open: z.boolean() })),
  }),
  async run({ tx }, { community_id }) {
    const years = await listYears(tx, community_id)
    return accept({
      place: placeThere(await findCommunityPlace(tx, community_id)),
      grids: await listGrids(tx, community_id),
      years: years.map(year => {
        const { confirmed_at, archived_at, cycle } = year
        const list = {
          cycle_status: cycle.status,
          archived: archived_at !== null,
          confirmed: confirmed_at !== null,
        }
        return { ...shownYear(year), open: mayCollect(list).ok }
      }),
    })
  },
})
