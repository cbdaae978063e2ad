import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { findAssembly } from '../../db/assembly.ts'
import { listCandidates } from '../../db/candidate.ts'
import { findObjection } from '../../db/objection.ts'
import { findCommunityPlace } from '../../db/year-place.ts'
import { view } from '../operation.ts'
import { communityPlace, placeThere } from '../placed-year.ts'
import { id, nothing } from '../schemas.ts'

export const showObjection = view({
  name: 'show-objection',
  summary: 'An objection, what it is about, and its answer',
  access: { roles: ['community_clerk', 'street_officer'] },
  of: 'objection_id',
  params: z.strictObject({ objection_id: id }),
  input: nothing,
  output: z.strictObject({
    place: communityPlace,
    assembly: z.strictObject({ id, cycle_id: id, scheduled_for: z.string(), place: z.string() }),
    stage: z.enum(['candidates', 'result']),
    /** null: the whole list or result. */
    candidate: z.strictObject({ id, title: z.string() }).nullable(),
    text: z.string(),
    filed_at: z.string(),
    answer: z.string().nullable(),
    answered_at: z.string().nullable(),
  }),
  async run({ tx }, { objection_id }) {
    const objection = await findObjection(tx, objection_id)
    const { stage, text, filed_at, answer, answered_at, candidate_id } = objection
    const assembly = await findAssembly(tx, objection.assembly_id)
    const about = (await listCandidates(tx, assembly.id)).find(candidate => candidate.id === candidate_id)
    const { id: assemblyId, cycle_id, scheduled_for, place } = assembly
    return accept({
      place: placeThere(await findCommunityPlace(tx, assembly.community_id)),
      assembly: { id: assemblyId, cycle_id, scheduled_for, place },
      stage,
      candidate: about === undefined ? null : { id: about.id, title: about.title },
      text,
      filed_at,
      answer,
      answered_at,
    })
  },
})
