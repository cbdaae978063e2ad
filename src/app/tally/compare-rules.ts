import { z } from 'zod'
import { accept, refuse } from '../../core/result.ts'
import { countBallots } from '../../core/tally/count.ts'
import { compareRules } from '../../core/tally/other-rules.ts'
import { findAssembly } from '../../db/assembly.ts'
import { listBallotedRounds } from '../../db/round.ts'
import { findLastTally, findTerms, listCounted } from '../../db/tally.ts'
import { view } from '../operation.ts'
import { anyFen, id, nothing } from '../schemas.ts'
import { publishedBallots } from './published.ts'
import { list, reason } from './tally-schema.ts'

const rule = z.strictObject({
  selection: z.enum(['top_seats', 'greedy_skip', 'greedy_stop', 'equal_shares']),
  completion: z.enum(['none', 'add1', 'add1u']).nullable(),
})

/**
 * What every selection rule gives from the main round's ballots of an assembly, beside what it decided. Only once the assembly
 * has its result, so that nobody argues for another rule while the count is being signed. Refusal: NOT_FOUND.
 */
export const compareRulesView = view({
  name: 'compare-rules',
  summary:
    'What the other selection rules would have given from the same ballots; only the frozen one counts',
  access: { public: true },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: z.strictObject({
    assembly_id: id,
    /** The main round, whose ballots are compared. */
    round_id: id,
    /** The rule in force, and what the assembly decided by it, runoffs, revotes and lots included. */
    frozen: rule.extend({ selected: list(id), spent_fen: anyFen, rounds: z.int().min(1) }),
    allocation_fen: anyFen,
    seats: z.int(),
    rules: list(
      rule.extend({
        selected: list(id),
        tied: list(id),
        reasons: z.record(z.string(), reason),
        spent_fen: anyFen,
        next: z.enum(['result', 'runoff', 'revote', 'lot']),
      }),
    ),
  }),
  async run({ tx, place }, { assembly_id }) {
    const assembly = await findAssembly(tx, assembly_id)
    const tally = assembly.status === 'certified' ? await findLastTally(tx, assembly_id) : null
    const counted = await listCounted(tx, assembly_id)
    const [main] = counted
    if (tally === null || main === undefined) return refuse('NOT_FOUND', { what: 'result' })
    const round = (await listBallotedRounds(tx, assembly_id)).find(({ status }) => status === 'certified')
    const published = round === undefined ? null : await publishedBallots(tx, place.district_id, round.id)
    if (round === undefined || published === null)
      throw new Error(`the ballots of ${assembly_id} are missing`)
    const { rules, terms } = await findTerms(tx, assembly)
    const { electronic, paper } = published.body
    const { groups } = countBallots(main.candidates, [...electronic, ...paper])
    const { selection, completion } = rules
    return accept({
      assembly_id,
      round_id: round.id,
      frozen: {
        selection,
        completion,
        selected: tally.body.selected,
        spent_fen: tally.report.spent_fen,
        rounds: counted.length,
      },
      allocation_fen: terms.allocation_fen,
      seats: terms.seats,
      rules: compareRules(rules, terms, { ...main, groups }),
    })
  },
})
