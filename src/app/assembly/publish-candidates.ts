import { z } from 'zod'
import { chooseCandidates, mayPublishCandidates } from '../../core/assembly/candidates.ts'
import { checkTerms } from '../../core/assembly/status.ts'
import { accept, refuse } from '../../core/result.ts'
import { lockAssembly, setAssembly } from '../../db/assembly.ts'
import { addCandidates, findProposingDelegates } from '../../db/candidate.ts'
import { listDuties } from '../../db/duty.ts'
import { findList, findListed, setProposalStatus } from '../../db/proposal.ts'
import { findTerms } from '../../db/tally.ts'
import { verb } from '../operation.ts'
import { putOnDisplay } from '../put-on-display.ts'
import { amountFen, id } from '../schemas.ts'

/**
 * Publishes the candidates (候选项目公示) of an assembly with their costs, and puts them on display for the notice of the rules.
 * Refusals: WRONG_STATUS, CANDIDATES_PUBLISHED, LIST_NOT_CONFIRMED, CANDIDATE_UNFIT, SURPLUS_MISSING, SEATS_OVER_BUDGET,
 * PROPOSER_HAS_DUTY.
 */
export const publishCandidates = verb({
  name: 'publish-candidates',
  summary: 'Publish the candidates of an assembly with their costs',
  access: { roles: ['community_clerk'] },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: z.strictObject({
    /** Left out: everything that was screened, at its estimated cost. */
    candidates: z
      .array(z.strictObject({ id, cost_fen: amountFen.optional() }))
      .min(1)
      .max(2000)
      .optional(),
  }),
  output: z.strictObject({
    candidates: z.array(z.strictObject({ id, title: z.string(), cost_fen: z.int() })),
    notice_ends_at: z.string(),
  }),
  async run(step, params, input) {
    const { tx, at } = step
    const assembly = await lockAssembly(tx, params.assembly_id)
    const { cycle_id, community_id, district_id, seats } = assembly
    const list = await findList(tx, cycle_id, community_id)
    const allowed = mayPublishCandidates(assembly, list.confirmed)
    if (!allowed.ok) return allowed
    const chosen = chooseCandidates(await findListed(tx, cycle_id, community_id), input.candidates ?? null)
    if (!chosen.ok) return chosen
    const candidates = chosen.value
    const { rules, terms } = await findTerms(tx, assembly)
    const fitting = checkTerms(rules, { ...terms, candidates })
    if (!fitting.ok) return fitting

    const ids = candidates.map(candidate => candidate.id)
    const proposing = await findProposingDelegates(tx, ids)
    const duties = await listDuties(tx, assembly.id)
    const charged = duties.find(({ delegate_id }) => proposing.has(delegate_id))
    if (charged !== undefined) return refuse('PROPOSER_HAS_DUTY', { delegate_id: charged.delegate_id })

    await setProposalStatus(tx, ids, 'candidate')
    await setAssembly(tx, assembly.id, { candidates_published_at: at.toISOString() })
    await addCandidates(tx, assembly, candidates)
    const display = { id: assembly.id, district_id, cycle_id, community_id, subject: assembly.id }
    const notice_ends_at = await putOnDisplay(step, rules, { ...display, kind: 'candidates' })
    const { allocation_fen } = terms
    const body = { cycle: cycle_id, community: community_id, allocation_fen, seats, candidates }
    await step.append([{ type: 'candidates.published', subject: assembly.id, body }])
    return accept({ candidates: [...candidates], notice_ends_at })
  },
})
