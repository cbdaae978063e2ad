import { z } from 'zod'
import { conclusions, leastSignatures } from '../../core/acceptance/acceptance.ts'
import { accept, refuse } from '../../core/result.ts'
import { listAcceptances, listSignatures, projectOfAcceptance } from '../../db/acceptance.ts'
import { listExecutors } from '../../db/project.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { acceptanceItem, measurement } from './acceptance-schema.ts'

/** An acceptance for those who sign it, with their names: nobody else learns those. */
export const showAcceptance = view({
  name: 'show-acceptance',
  summary: 'An acceptance of a project, with who signed it',
  access: { roles: ['street_officer'] },
  of: 'acceptance_id',
  params: z.strictObject({ acceptance_id: id }),
  input: nothing,
  output: z.strictObject({
    id,
    project_id: id,
    number: z.int(),
    status: z.enum(['drafted', 'decided', 'withdrawn']),
    held_on: z.string(),
    checklist: z.array(acceptanceItem),
    measurements: z.array(measurement),
    conclusion: z.enum(conclusions),
    note: z.string(),
    rectify_by: z.string().nullable(),
    drafted_at: z.string(),
    decided_at: z.string().nullable(),
    signatures: z.array(z.strictObject({ name: z.string(), signed_at: z.string(), own: z.boolean() })),
    signatures_needed: z.int(),
    /** Whoever asks took part in carrying the project out, and so does not sign. */
    executed_by_you: z.boolean(),
  }),
  async run({ tx, actor }, { acceptance_id }) {
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    const projectId = await projectOfAcceptance(tx, acceptance_id)
    const found = (await listAcceptances(tx, projectId)).find(one => one.id === acceptance_id)
    if (found === undefined) return refuse('NOT_FOUND', { what: 'acceptance' })
    const { signed_by: _, checklist, measurements, ...acceptance } = found
    const signatures = await listSignatures(tx, acceptance_id)
    const executors = await listExecutors(tx, projectId)
    return accept({
      ...acceptance,
      checklist: [...checklist],
      measurements: [...measurements],
      signatures: signatures.map(({ account_id, name, signed_at }) => ({
        name,
        signed_at,
        own: account_id === actor.account_id,
      })),
      signatures_needed: leastSignatures,
      executed_by_you: executors.includes(actor.account_id),
    })
  },
})
