import { z } from 'zod'
import { mayCertify } from '../../core/assembly/certification.ts'
import { assemblyAfterTally, mayDo } from '../../core/assembly/round-status.ts'
import { accept } from '../../core/result.ts'
import { type Assembly, setAssembly } from '../../db/assembly.ts'
import { lockFund } from '../../db/cycle.ts'
import { addProjects } from '../../db/project.ts'
import { findAssemblyOfRound, lockRoundInAssembly, setRoundStatus } from '../../db/round.ts'
import { addTally, findDraft, findTerms, listSignatures } from '../../db/tally.ts'
import { type Step, verb } from '../operation.ts'
import { putOnDisplay } from '../put-on-display.ts'
import { id, nothing } from '../schemas.ts'
import { list, nextStep } from './tally-schema.ts'

/**
 * Certifies the tally of a round that the chief scrutineer and a scrutineer have signed. When the rules demand no further round
 * it is the result: the selected candidates become projects, and the result goes on public display.
 * Refusals: WRONG_STATUS, LOT_DUE, SIGNATURES_MISSING.
 */
export const certifyTally = verb({
  name: 'certify-tally',
  summary: 'Certify the signed tally of a round',
  access: { roles: ['community_clerk'], delegates: ['chief_scrutineer'] },
  of: 'round_id',
  params: z.strictObject({ round_id: id }),
  input: nothing,
  output: z.strictObject({
    round_id: id,
    tally_hash: z.string(),
    selected: list(id),
    runoff: list(id),
    next: nextStep,
  }),
  async run(step, params) {
    const { tx, at, append } = step
    // Projects count into the fund: its row comes before the assembly's.
    const { cycle_id, community_id } = await findAssemblyOfRound(tx, params.round_id)
    await lockFund(tx, cycle_id, community_id)
    const { assembly, round } = await lockRoundInAssembly(tx, params.round_id)
    const stage = mayDo('certify', round)
    if (!stage.ok) return stage
    const draft = await findDraft(tx, round.id)
    if (draft === null) throw new Error(`round ${round.id} is published without a tally`)
    const allowed = mayCertify(draft, await listSignatures(tx, round.id))
    if (!allowed.ok) return allowed

    const { body, hash, next } = draft
    await addTally(tx, round, draft, at.toISOString())
    await setRoundStatus(tx, round.id, 'certified')
    const status = assemblyAfterTally(next)
    const certified_at = status === 'certified' ? at.toISOString() : null
    await setAssembly(tx, assembly.id, { status, certified_at })
    if (status === 'certified') await giveResult(step, assembly, round.id, body.selected)
    await append([{ type: 'tally.certified', subject: round.id, body: { ...body } }])
    return accept({
      round_id: round.id,
      tally_hash: hash,
      selected: body.selected,
      runoff: body.runoff,
      next,
    })
  },
})

/** The selected candidates become projects under their own ids, and the result is on public display. */
async function giveResult(
  step: Step,
  assembly: Assembly,
  roundId: string,
  selected: readonly string[],
): Promise<void> {
  const { tx, at, place } = step
  const { rules, terms } = await findTerms(tx, assembly)
  const { id: assembly_id, district_id, cycle_id, community_id } = assembly
  const [, street_id] = place.area_ids
  if (street_id === undefined) throw new Error(`community ${community_id} lies in no street`)
  const created_at = at.toISOString()
  const chosen = terms.candidates.filter(candidate => selected.includes(candidate.id))
  await addProjects(
    tx,
    chosen.map(({ id: candidate, title, cost_fen }) => ({
      id: candidate,
      district_id,
      assembly_id,
      cycle_id,
      community_id,
      street_id,
      title,
      cost_fen,
      created_at,
    })),
  )
  const display = { id: roundId, district_id, cycle_id, community_id, subject: assembly_id }
  await putOnDisplay(step, rules, { ...display, kind: 'result' })
}
