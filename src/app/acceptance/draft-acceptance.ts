import { z } from 'zod'
import { checkAcceptance, conclusions, signAcceptance } from '../../core/acceptance/acceptance.ts'
import { checkHappened, chinaDay } from '../../core/day.ts'
import { mostPhotos } from '../../core/photo.ts'
import { accept, refuse } from '../../core/result.ts'
import { addAcceptance, addAcceptanceSignature, hasDraftedAcceptance } from '../../db/acceptance.ts'
import { listExecutors, lockProject } from '../../db/project.ts'
import { findContract } from '../../db/project-money.ts'
import { verb } from '../operation.ts'
import { keepPhoto, newPhoto } from '../photo.ts'
import { day, id, optionalText } from '../schemas.ts'
import { acceptanceItem, measurement } from './acceptance-schema.ts'

/**
 * Writes down an acceptance (验收) of a completed project; whoever drafts it signs it. Refusals: those of `checkAcceptance` and
 * `signAcceptance`, `checkHappened` and `keepPhoto`, ACCEPTANCE_ALREADY_DRAFTED.
 */
export const draftAcceptance = verb({
  name: 'draft-acceptance',
  summary: 'Draft the acceptance of a completed project and sign it',
  access: { roles: ['street_officer'] },
  of: 'project_id',
  creates: true,
  params: z.strictObject({ project_id: id }),
  input: z.strictObject({
    id,
    held_on: day,
    checklist: z.array(acceptanceItem).min(1).max(100),
    measurements: z.array(measurement).max(200),
    conclusion: z.enum(conclusions),
    note: optionalText(5000).default(''),
    rectify_by: day.nullable().default(null),
    photos: z.array(newPhoto).max(mostPhotos.acceptance).default([]),
  }),
  output: z.strictObject({ id, status: z.literal('drafted') }),
  async run(step, params, { photos, ...input }) {
    const { tx, actor, at } = step
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    const project = await lockProject(tx, params.project_id)
    const contract = await findContract(tx, project.id)
    const written = checkAcceptance(project.status, contract?.quantities ?? [], input)
    if (!written.ok) return written
    const { completed_on: on } = project
    const day = checkHappened(
      input.held_on,
      chinaDay(at.getTime()),
      on === null ? null : { what: 'completion', on },
    )
    if (!day.ok) return day
    if (await hasDraftedAcceptance(tx, project.id)) return refuse('ACCEPTANCE_ALREADY_DRAFTED')
    const executors = await listExecutors(tx, project.id)
    const signed = signAcceptance({ status: 'drafted', executors, signed: [] }, actor.account_id)
    if (!signed.ok) return signed
    const { district_id } = project
    const { account_id } = actor
    const moment = at.toISOString()
    await addAcceptance(tx, {
      ...input,
      district_id,
      project_id: project.id,
      drafted_by: account_id,
      drafted_at: moment,
    })
    await addAcceptanceSignature(tx, {
      acceptance_id: input.id,
      account_id,
      district_id,
      signed_at: moment,
    })
    for (const photo of photos) {
      const kept = await keepPhoto(step, { kind: 'acceptance', status: 'drafted' }, input.id, photo)
      if (!kept.ok) return kept
    }
    return accept({ id: input.id, status: 'drafted' as const })
  },
})
