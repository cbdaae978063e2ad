import { z } from 'zod'
import { holdsRole } from '../../core/identity/access.ts'
import { isDrafter } from '../../core/proposal/proposer.ts'
import { accept, refuse } from '../../core/result.ts'
import { areaOf } from '../../db/area.ts'
import { findProposal } from '../../db/proposal.ts'
import { findMergedInto, listScreenings } from '../../db/screening.ts'
import { listScreened } from '../../db/screening-desk.ts'
import { findCommunityPlace, listYears } from '../../db/year-place.ts'
import { view } from '../operation.ts'
import { placedYear, placeThere, shownYear } from '../placed-year.ts'
import { id, nothing } from '../schemas.ts'

const decidedStatuses = ['submitted', 'screened', 'rejected', 'merged', 'candidate'] as const
const titled = z.strictObject({ id, title: z.string() })

export const listScreeningsView = view({
  name: 'list-screenings',
  summary: 'Everything that was submitted to a community’s list, with what became of it, the earliest first',
  access: { roles: ['community_clerk', 'street_officer'] },
  of: 'community_id',
  params: z.strictObject({ community_id: id, cycle_id: id }),
  input: nothing,
  output: z.strictObject({
    ...placedYear,
    items: z.array(
      titled.extend({
        status: z.enum(decidedStatuses),
        category: z.enum(['works', 'service', 'goods']),
        place: z.string(),
        estimated_cost_fen: z.int(),
        submitted_at: z.string(),
        outcome: z.enum(['screened', 'rejected', 'merged']).nullable(),
        reason: z.string().nullable(),
        merged_into: id.nullable(),
      }),
    ),
  }),
  async run({ tx }, params) {
    const [year] = await listYears(tx, params.community_id, params.cycle_id)
    if (year === undefined) return refuse('NOT_FOUND', { what: 'fund' })
    const place = placeThere(await findCommunityPlace(tx, params.community_id))
    return accept({ place, year: shownYear(year), items: await listScreened(tx, params) })
  },
})

export const showScreening = view({
  name: 'show-screening',
  summary:
    'What the screening of a proposal needs to know; a draft only for whoever drafted it and the clerk',
  access: { roles: ['community_clerk', 'street_officer', 'grid_officer'] },
  of: 'proposal_id',
  params: z.strictObject({ proposal_id: id }),
  input: nothing,
  output: z.strictObject({
    ...placedYear,
    /** Whether whoever asks drafted it. */
    own: z.boolean(),
    grid: z.strictObject({ id, name: z.string() }).nullable(),
    /** Living proposals of the same list that it could go into. */
    targets: z.array(
      titled.extend({ estimated_cost_fen: z.int(), status: z.enum(['submitted', 'screened']) }),
    ),
    /** What has gone into it, and would be given back by its rejection. */
    merged: z.array(titled),
    merged_into: titled.nullable(),
    /** Proposals it had gone into before they were rejected, the earliest first. */
    given_back_by: z.array(titled),
    /** The proposal that has waited longest, but for this one. */
    next: titled.nullable(),
  }),
  async run({ tx, actor, place: lies }, { proposal_id }) {
    const proposal = await findProposal(tx, proposal_id)
    if (proposal === null) return refuse('NOT_FOUND', { what: 'proposal' })
    const own = isDrafter(actor, proposal)
    const seen = proposal.status !== 'draft' || own || holdsRole(actor, 'community_clerk', lies.area_ids)
    const [year] = await listYears(tx, proposal.community_id, proposal.cycle_id)
    if (!seen || year === undefined) return refuse('NOT_FOUND', { what: 'proposal' })
    const place = placeThere(await findCommunityPlace(tx, proposal.community_id))
    const grid = proposal.grid_id === null ? null : await areaOf(tx, proposal.grid_id)
    const list = await listScreened(tx, proposal)
    const titles = new Map(list.map(one => [one.id, { id: one.id, title: one.title }]))
    const others = list.filter(one => one.id !== proposal_id)
    const standing = list.find(one => one.id === proposal_id)?.merged_into ?? null
    const went = (await listScreenings(tx, proposal_id)).map(decision => decision.merged_into)
    const left = proposal.status === 'merged' ? went.slice(0, -1) : went
    const waiting = others.find(one => one.status === 'submitted')
    return accept({
      place,
      year: shownYear(year),
      own,
      grid: grid && { id: grid.id, name: grid.name },
      targets: others.flatMap(({ id, title, estimated_cost_fen, status }) =>
        status === 'submitted' || status === 'screened' ? [{ id, title, estimated_cost_fen, status }] : [],
      ),
      merged: await findMergedInto(tx, proposal_id),
      merged_into: standing === null ? null : (titles.get(standing) ?? null),
      given_back_by: left.flatMap(target => (target === null ? [] : (titles.get(target) ?? []))),
      next: waiting === undefined ? null : { id: waiting.id, title: waiting.title },
    })
  },
})
