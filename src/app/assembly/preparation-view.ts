import { z } from 'zod'
import { countDuties } from '../../core/assembly/duties.ts'
import { assemblyStatuses } from '../../core/assembly/status.ts'
import { accept } from '../../core/result.ts'
import { countByCategory, delegateCategories } from '../../core/roster/roster.ts'
import { findAssembly } from '../../db/assembly.ts'
import { listCandidates } from '../../db/candidate.ts'
import { listDuties } from '../../db/duty.ts'
import { findNotice } from '../../db/notice.ts'
import { listObjectionTitles } from '../../db/preparation.ts'
import { findListed } from '../../db/proposal.ts'
import { countMembers } from '../../db/roster.ts'
import { findCommunityPlace, listYears } from '../../db/year-place.ts'
import { view } from '../operation.ts'
import { placedYear, placeThere, shownYear } from '../placed-year.ts'
import { id, nothing } from '../schemas.ts'

const fraction = { num: z.int(), den: z.int() }

/** Everything that has to be ready before an assembly meets, without names. */
export const showPreparation = view({
  name: 'show-preparation',
  summary:
    'What is ready for an assembly and what is missing: list, candidates, notice, objections, roster, duties',
  access: { roles: ['community_clerk', 'street_officer'] },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: z.strictObject({
    ...placedYear,
    rules: z.strictObject({
      surplus: z.strictObject({ ...fraction, min: z.int() }),
      selection: z.enum(['top_seats', 'greedy_skip', 'greedy_stop', 'equal_shares']),
      notice_days: z.int(),
    }),
    assembly: z.strictObject({
      id,
      status: z.enum(assemblyStatuses),
      seats: z.int(),
      scheduled_for: z.string(),
      place: z.string(),
      candidates_published_at: z.string().nullable(),
      roster_frozen_at: z.string().nullable(),
      eligible: z.int(),
      scrutineers_confirmed_at: z.string().nullable(),
    }),
    /** What may become a candidate, by id. */
    listed: z.array(z.strictObject({ id, title: z.string(), estimated_cost_fen: z.int() })),
    candidates: z.array(z.strictObject({ id, title: z.string(), cost_fen: z.int() })),
    notice_ends_at: z.string().nullable(),
    objections: z.array(
      z.strictObject({
        id,
        stage: z.enum(['candidates', 'result']),
        /** Of the candidate it is about; null: the whole list or result. */
        title: z.string().nullable(),
        text: z.string(),
        filed_at: z.string(),
        answered_at: z.string().nullable(),
      }),
    ),
    roster: z.strictObject({
      delegates: z.int(),
      by_category: z.record(z.enum(delegateCategories), z.int()),
    }),
    duties: z.strictObject({ chief_scrutineer: z.int(), scrutineer: z.int(), teller: z.int() }),
  }),
  async run({ tx }, { assembly_id }) {
    const assembly = await findAssembly(tx, assembly_id)
    const { cycle_id, community_id } = assembly
    const [year] = await listYears(tx, community_id, cycle_id)
    if (year === undefined) throw new Error('an assembly has no year')
    const { surplus, selection, notice_days } = year.rules
    const notice = await findNotice(tx, 'candidates', assembly_id)
    const listed = await findListed(tx, cycle_id, community_id)
    const by_category = countByCategory([])
    for (const { category, count } of await countMembers(tx, assembly_id)) by_category[category] = count
    return accept({
      place: placeThere(await findCommunityPlace(tx, community_id)),
      year: shownYear(year),
      rules: { surplus, selection, notice_days },
      assembly: {
        id: assembly_id,
        status: assembly.status,
        seats: assembly.seats,
        scheduled_for: assembly.scheduled_for,
        place: assembly.place,
        candidates_published_at: assembly.candidates_published_at,
        roster_frozen_at: assembly.roster_frozen_at,
        eligible: assembly.eligible,
        scrutineers_confirmed_at: assembly.scrutineers_confirmed_at,
      },
      listed: listed.flatMap(({ id, title, status, estimated_cost_fen }) =>
        status === 'screened' || status === 'candidate' ? [{ id, title, estimated_cost_fen }] : [],
      ),
      candidates: [...(await listCandidates(tx, assembly_id))],
      notice_ends_at: notice?.ends_at ?? null,
      objections: await listObjectionTitles(tx, assembly_id),
      roster: { delegates: Object.values(by_category).reduce((sum, count) => sum + count, 0), by_category },
      duties: countDuties(await listDuties(tx, assembly_id)),
    })
  },
})
