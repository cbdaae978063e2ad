import { z } from 'zod'
import { projectStatuses } from '../../core/project/project.ts'
import { accept, refuse } from '../../core/result.ts'
import { countProposals, findAssemblyProgress, listProjectStatuses } from '../../db/preparation.ts'
import { findCommunityPlace, listYears } from '../../db/year-place.ts'
import { view } from '../operation.ts'
import { communityPlace, communityYear, placeThere, shownYear } from '../placed-year.ts'
import { id } from '../schemas.ts'

const count = z.int()

/** A community's year for those who run it: every stage with its figures, and no names of people. */
export const showWorkYear = view({
  name: 'show-work-year',
  summary: 'A community’s year as its staff see it; the latest one unless a cycle is named',
  access: { roles: ['community_clerk', 'street_officer'] },
  of: 'community_id',
  params: z.strictObject({ community_id: id }),
  input: z.strictObject({ cycle_id: id.optional() }),
  output: z.strictObject({
    place: communityPlace,
    /** The latest first. */
    cycles: z.array(z.strictObject({ id, name: z.string() })),
    /** null: no cycle has been published yet. */
    work: z
      .strictObject({
        year: communityYear,
        /** Of drafts those of whoever asks. */
        proposals: z.strictObject({
          draft: count,
          submitted: count,
          screened: count,
          rejected: count,
          merged: count,
          candidate: count,
        }),
        /** The one that is not void. */
        assembly: z
          .strictObject({
            id,
            status: z.enum(['scheduled', 'checking_in', 'voting', 'counting', 'certified']),
            seats: count,
            scheduled_for: z.string(),
            candidates_published_at: z.string().nullable(),
            notice_ends_at: z.string().nullable(),
            roster_frozen_at: z.string().nullable(),
            candidates: count,
            delegates: count,
            duties: count,
            without_slip: count,
            unanswered: count,
            objections: count,
          })
          .nullable(),
        projects: z.array(
          z.strictObject({
            id,
            title: z.string(),
            status: z.enum(projectStatuses),
            satisfaction_published_at: z.string().nullable(),
          }),
        ),
      })
      .nullable(),
  }),
  async run({ tx, actor }, { community_id }, { cycle_id }) {
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    const years = await listYears(tx, community_id)
    const year = cycle_id === undefined ? years[0] : years.find(one => one.cycle.id === cycle_id)
    if (year === undefined && cycle_id !== undefined) return refuse('NOT_FOUND', { what: 'cycle' })
    const place = placeThere(await findCommunityPlace(tx, community_id))
    const cycles = years.map(({ cycle }) => ({ id: cycle.id, name: cycle.name }))
    if (year === undefined) return accept({ place, cycles, work: null })
    const list = { cycle_id: year.cycle.id, community_id }
    return accept({
      place,
      cycles,
      work: {
        year: shownYear(year),
        proposals: await countProposals(tx, list, actor.account_id),
        assembly: await findAssemblyProgress(tx, list),
        projects: await listProjectStatuses(tx, list),
      },
    })
  },
})
