import { z } from 'zod'
import { countDuties } from '../../core/assembly/duties.ts'
import { checkQuorum } from '../../core/assembly/opening.ts'
import { assemblyStatuses } from '../../core/assembly/status.ts'
import { leastReaching } from '../../core/fraction.ts'
import { accept } from '../../core/result.ts'
import { findAssembly, listAssemblies } from '../../db/assembly.ts'
import { findCycle } from '../../db/cycle.ts'
import { listDuties } from '../../db/duty.ts'
import { listBallotCandidates } from '../../db/hall.ts'
import { findNotice } from '../../db/notice.ts'
import { countObjections } from '../../db/objection.ts'
import { listRounds } from '../../db/round.ts'
import { view } from '../operation.ts'
import { id, nothing, page, pageQuery } from '../schemas.ts'
import { round, shownRound } from './round-views.ts'

const assembly = z.strictObject({
  id,
  district_id: id,
  cycle_id: id,
  community_id: id,
  status: z.enum(assemblyStatuses),
  seats: z.int(),
  scheduled_for: z.string(),
  place: z.string(),
  candidates_published_at: z.string().nullable(),
  roster_frozen_at: z.string().nullable(),
  eligible: z.int(),
  present: z.int(),
  scrutineers_confirmed_at: z.string().nullable(),
  certified_at: z.string().nullable(),
  void_reason: z.string().nullable(),
})

const displayed = z.strictObject({ starts_at: z.string(), ends_at: z.string() }).nullable()
const objections = z.strictObject({ filed: z.int(), answered: z.int() })

export const listAssembliesView = view({
  name: 'list-assemblies',
  summary: 'The assemblies of a community in a cycle, voided ones too',
  access: { public: true },
  of: 'community_id',
  params: z.strictObject({ community_id: id, cycle_id: id }),
  input: pageQuery.extend({ after: id.optional() }),
  output: page(assembly),
  async run({ tx }, params, query) {
    return accept(await listAssemblies(tx, params, query))
  },
})

export const showAssembly = view({
  name: 'show-assembly',
  summary: 'An assembly: its stage, figures, candidates, notices and rounds; no names',
  access: { public: true },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: assembly.extend({
    quorum: z.strictObject({ need: z.int(), reached: z.boolean() }),
    candidates: z.array(
      z.strictObject({
        id,
        title: z.string(),
        cost_fen: z.int(),
        topic: z.string(),
        place: z.string(),
      }),
    ),
    notices: z.strictObject({ candidates: displayed, result: displayed }),
    objections: z.strictObject({ candidates: objections, result: objections }),
    /** How many hold each duty. */
    duties: z.strictObject({ chief_scrutineer: z.int(), scrutineer: z.int(), teller: z.int() }),
    rounds: z.array(round),
  }),
  async run({ tx }, params) {
    const found = await findAssembly(tx, params.assembly_id)
    const { rules } = await findCycle(tx, found.cycle_id)
    const rounds = await listRounds(tx, found.id, { limit: 1000 })
    const candidates = await listBallotCandidates(tx, found.id)
    const need = leastReaching(rules.quorum, found.eligible)
    const frozen = found.roster_frozen_at !== null
    return accept({
      ...found,
      quorum: { need, reached: frozen && checkQuorum(rules, found).ok },
      candidates: candidates.map(({ category: _, description: __, ...candidate }) => candidate),
      notices: {
        candidates: period(await findNotice(tx, 'candidates', found.id)),
        result: period(await findNotice(tx, 'result', found.id)),
      },
      objections: await countObjections(tx, found.id),
      duties: countDuties(await listDuties(tx, found.id)),
      rounds: rounds.items.map(shownRound),
    })
  },
})

function period(notice: { readonly starts_at: string; readonly ends_at: string } | null) {
  return notice && { starts_at: notice.starts_at, ends_at: notice.ends_at }
}
