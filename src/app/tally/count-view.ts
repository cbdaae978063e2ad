import { z } from 'zod'
import { batchStatuses, placeToKey } from '../../core/assembly/batch.ts'
import { groupForLot } from '../../core/assembly/certification.ts'
import { roundStatuses } from '../../core/assembly/round-status.ts'
import { assemblyStatuses } from '../../core/assembly/status.ts'
import { duties } from '../../core/identity/access.ts'
import { accept } from '../../core/result.ts'
import { type Assembly, findAssembly } from '../../db/assembly.ts'
import { findOwnSignature, listCounting } from '../../db/counting.ts'
import { listTellers } from '../../db/duty.ts'
import { listRounds, type Round } from '../../db/round.ts'
import { findDraft, findTerms, listLots, listSignatures } from '../../db/tally.ts'
import { type Step, view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { whereabouts, whereaboutsOf } from '../whereabouts.ts'
import { nextStep } from './tally-schema.ts'

const duty = z.enum(duties)

/**
 * What those who count see of their work: the batches of the latest round and, once its ballots are published, how far its tally
 * is signed. Nothing of what is on the sheets, and of an agreed batch no more than how many there are.
 */
export const showCount = view({
  name: 'show-count',
  summary: 'For those who count: the batches of the latest round, and how far its tally is signed',
  access: { roles: ['community_clerk'], delegates: ['chief_scrutineer', 'scrutineer', 'teller'] },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: whereabouts.extend({
    assembly_id: id,
    status: z.enum(assemblyStatuses),
    /** The duty of the delegate who asks. */
    duty: duty.nullable(),
    /** The latest round that was not voided. */
    round: z
      .strictObject({
        id,
        number: z.int(),
        kind: z.enum(['main', 'runoff', 'revote']),
        status: z.enum(roundStatuses),
        issued_paper: z.int(),
        batches: z.array(
          z.strictObject({
            id,
            label: z.string(),
            status: z.enum(batchStatuses),
            keyed: z.int().min(0).max(2),
            /** Whether the delegate who asks has keyed it. */
            own: z.boolean(),
            /** Whether the delegate who asks may key it, again or for the first time. */
            open: z.boolean(),
            sheets: z.int().nullable(),
          }),
        ),
        /** Among whom the lot that is due decides. */
        lot_group: z.array(z.strictObject({ id, title: z.string() })).nullable(),
        tally: z
          .strictObject({
            tally_hash: z.string(),
            next: nextStep,
            /** The duties of those who signed this very tally. */
            signed: z.array(duty),
            /** Whether the delegate who asks is among them. */
            own: z.boolean(),
          })
          .nullable(),
      })
      .nullable(),
  }),
  async run({ tx, actor }, params) {
    const assembly = await findAssembly(tx, params.assembly_id)
    const { items } = await listRounds(tx, assembly.id, { limit: 1000 })
    const latest = items.findLast(({ status }) => status !== 'voided')
    const self = actor.kind === 'delegate' ? actor.delegate_id : null
    const where = await whereaboutsOf(tx, assembly.community_id)
    const about = {
      ...where,
      assembly_id: assembly.id,
      status: assembly.status,
      duty: actor.kind === 'delegate' ? actor.duty : null,
    }
    if (latest === undefined) return accept({ ...about, round: null })
    const { id: roundId, number, kind, status, issued_paper } = latest
    const tellers = await listTellers(tx, assembly.id)
    const batches = (await listCounting(tx, roundId)).map(({ keyed, ...batch }) => ({
      ...batch,
      keyed: keyed.length,
      own: keyed.some(({ delegate_id }) => delegate_id === self),
      open: self !== null && tellers.includes(self) && placeToKey(batch, keyed, tellers, self).ok,
    }))
    const draft = await findDraft(tx, roundId)
    const lot_group = await lotGroup(tx, assembly, latest, draft)
    const tally = draft === null ? null : await standingOf(tx, roundId, draft, self)
    const round = { id: roundId, number, kind, status, issued_paper, batches, lot_group, tally }
    return accept({ ...about, round })
  },
})

type Draft = NonNullable<Awaited<ReturnType<typeof findDraft>>>

async function lotGroup(tx: Step['tx'], assembly: Assembly, round: Round, draft: Draft | null) {
  const { rules, terms } = await findTerms(tx, assembly)
  const lots = await listLots(tx, round.id)
  const due = groupForLot(rules.selection, round, lots.length, draft?.next ?? null)
  if (!due.ok) return null
  const group = terms.candidates.filter(candidate => due.value.includes(candidate.id))
  return group.map(candidate => ({ id: candidate.id, title: candidate.title }))
}

async function standingOf(tx: Step['tx'], roundId: string, draft: Draft, delegateId: string | null) {
  const signatures = await listSignatures(tx, roundId)
  const own = delegateId === null ? null : await findOwnSignature(tx, roundId, delegateId)
  return {
    tally_hash: draft.hash,
    next: draft.next,
    signed: signatures.filter(({ tally_hash }) => tally_hash === draft.hash).map(signature => signature.duty),
    own: own === draft.hash,
  }
}
