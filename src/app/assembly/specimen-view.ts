import { z } from 'zod'
import { accept, type Result, refuse } from '../../core/result.ts'
import { tallyAssembly } from '../../core/tally/assembly.ts'
import { mainRound, type RoundTerms } from '../../core/tally/rounds.ts'
import { type Assembly, findAssembly } from '../../db/assembly.ts'
import { findOpenRound } from '../../db/attendance.ts'
import { findCycle } from '../../db/cycle.ts'
import { findRound, roundsSoFar } from '../../db/round.ts'
import { findTerms, listCounted } from '../../db/tally.ts'
import { type Step, view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { whereabouts, whereaboutsOf } from '../whereabouts.ts'

/**
 * The ballot specimen (票样) of the round that is open or, before that, of the one that is due: the paper ballots can be printed as
 * soon as the candidates are published, and all of it follows from the frozen rules and the public record. Refusals:
 * CANDIDATES_NOT_PUBLISHED, NO_ROUND_DUE.
 */
export const showSpecimen = view({
  name: 'show-specimen',
  summary: 'The ballot specimen of the round that is open or due: candidates in the order of the ballot',
  access: { public: true },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: whereabouts.extend({
    assembly_id: id,
    cycle: z.strictObject({ id, name: z.string(), year: z.int() }),
    scheduled_for: z.string(),
    eligible: z.int(),
    /** null: the round is not open yet. */
    round_id: id.nullable(),
    number: z.int().min(1),
    kind: z.enum(['main', 'runoff', 'revote']),
    /** Ascending by id, as in `round.candidates`: the first is number 1 on the ballot. */
    candidates: z.array(z.strictObject({ id, title: z.string(), cost_fen: z.int() })),
    seats: z.int().min(1),
    max_choices: z.int().min(1),
    exact_choices: z.boolean(),
    budget_fen: z.int(),
  }),
  async run({ tx }, params) {
    const assembly = await findAssembly(tx, params.assembly_id)
    const { rules, terms } = await findTerms(tx, assembly)
    const found = await roundOf(tx, assembly)
    if (!found.ok) return found
    const { round_id, number, kind, candidates, seats, max_choices, budget_fen } = found.value
    const cycle = await findCycle(tx, assembly.cycle_id)
    const standing = new Set(candidates)
    return accept({
      ...(await whereaboutsOf(tx, assembly.community_id)),
      assembly_id: assembly.id,
      cycle: { id: cycle.id, name: cycle.name, year: cycle.year },
      scheduled_for: assembly.scheduled_for,
      eligible: assembly.eligible,
      round_id,
      number,
      kind,
      candidates: terms.candidates.filter(candidate => standing.has(candidate.id)),
      seats,
      max_choices,
      exact_choices: rules.exact_choices,
      budget_fen,
    })
  },
})

type Found = RoundTerms & { readonly round_id: string | null; readonly number: number }

async function roundOf(tx: Step['tx'], assembly: Assembly): Promise<Result<Found>> {
  const open = await findOpenRound(tx, assembly.id)
  if (open !== null) {
    const round = await findRound(tx, open)
    return accept({ ...round, round_id: round.id })
  }
  if (assembly.candidates_published_at === null) return refuse('CANDIDATES_NOT_PUBLISHED')
  const { rules, terms } = await findTerms(tx, assembly)
  const counted = await listCounted(tx, assembly.id)
  const number = (await roundsSoFar(tx, assembly.id)).count + 1
  if (counted.length === 0) return accept({ ...mainRound(rules, terms), round_id: null, number })
  const { next } = tallyAssembly(rules, terms, counted)
  return next.step === 'round'
    ? accept({ ...next, round_id: null, number })
    : refuse('NO_ROUND_DUE', { next: next.step })
}
