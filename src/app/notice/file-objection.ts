import { z } from 'zod'
import { checkInflow, inflowMilliseconds } from '../../core/identity/inflow.ts'
import { objectionStage } from '../../core/notice/objection.ts'
import { accept, refuse } from '../../core/result.ts'
import { lockAssembly } from '../../db/assembly.ts'
import { listCandidates } from '../../db/candidate.ts'
import { findNotice } from '../../db/notice.ts'
import { addObjection, countObjectionsSince } from '../../db/objection.ts'
import { verb } from '../operation.ts'
import { givenContact, id, text } from '../schemas.ts'

/**
 * Objects (异议) to the candidates or to the result of an assembly. Text and answer are public; the record only says that there
 * was an objection and what it was about. Counted by assembly and hour. Refusals: OBJECTIONS_CLOSED, NOT_FOUND (no such
 * candidate), TOO_MANY_OBJECTIONS.
 */
export const fileObjection = verb({
  name: 'file-objection',
  summary: 'Object to the candidates or to the result of an assembly',
  access: { public: true },
  of: 'assembly_id',
  creates: true,
  params: z.strictObject({ assembly_id: id }),
  input: z.strictObject({
    id,
    candidate_id: id.nullable().default(null),
    text: text(5000),
    /** Private: for the answer. */
    contact: givenContact,
  }),
  output: z.strictObject({ id, stage: z.enum(['candidates', 'result']) }),
  async run({ tx, at, append }, params, { contact, ...input }) {
    const assembly = await lockAssembly(tx, params.assembly_id)
    const result = await findNotice(tx, 'result', assembly.id)
    const stage = objectionStage(assembly, result && Date.parse(result.ends_at), at.getTime())
    if (!stage.ok) return stage
    const candidates = await listCandidates(tx, assembly.id)
    const { id: objectionId, candidate_id } = input
    if (candidate_id !== null && !candidates.some(candidate => candidate.id === candidate_id)) {
      return refuse('NOT_FOUND', { what: 'candidate' })
    }
    const since = new Date(at.getTime() - inflowMilliseconds)
    const room = checkInflow('TOO_MANY_OBJECTIONS', await countObjectionsSince(tx, assembly.id, since))
    if (!room.ok) return room
    const { id: assembly_id, district_id } = assembly
    const fields = { assembly_id, district_id, stage: stage.value, filed_at: at.toISOString() }
    await addObjection(tx, { ...input, ...fields }, contact)
    const body = { assembly: assembly_id, stage: stage.value, candidate: candidate_id }
    await append([{ type: 'objection.filed', subject: objectionId, body }])
    return accept({ id: objectionId, stage: stage.value })
  },
})
