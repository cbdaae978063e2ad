import { z } from 'zod'
import { checkQuorum } from '../../core/assembly/opening.ts'
import { roundStatuses } from '../../core/assembly/round-status.ts'
import { assemblyStatuses } from '../../core/assembly/status.ts'
import { keyFingerprint } from '../../core/ballot.ts'
import { leastReaching } from '../../core/fraction.ts'
import { duties } from '../../core/identity/access.ts'
import { accept, refuse } from '../../core/result.ts'
import { findAttendee } from '../../db/attendance.ts'
import { findHall, findLatestRound, type LatestRound, listBallotCandidates } from '../../db/hall.ts'
import type { Tx } from '../../db/tx.ts'
import { view } from '../operation.ts'
import { anyFen, id, nothing } from '../schemas.ts'

const count = z.int().min(0)
const kind = z.enum(['main', 'runoff', 'revote'])
const mode = z.enum(['paper', 'electronic']).nullable()

const hallRound = z.strictObject({
  id,
  number: z.int().min(1),
  kind,
  status: z.enum(roundStatuses),
  candidates: z.array(id).readonly(),
  seats: z.int().min(1),
  max_choices: z.int().min(1),
  /** Whether it has electronic ballots. */
  electronic: z.boolean(),
  /** hex H(token_key): what neighbours compare, and what the big screen shows. */
  token_key_fingerprint: z.string().nullable(),
  issued_paper: count,
  issued_electronic: count,
  /** How many electronic ballots lie in the box. Paper ballots are not counted before voting is closed. */
  cast_electronic: count,
  /** Paper and electronic, from the publication of the ballots on. */
  returned: count.nullable(),
  void_reason: z.string().nullable(),
})

const hall = z.strictObject({
  assembly_id: id,
  status: z.enum(assemblyStatuses),
  scheduled_for: z.string(),
  place: z.string(),
  seats: count,
  eligible: count,
  present: count,
  quorum: z.strictObject({ need: count, reached: z.boolean() }),
  scrutineers_confirmed: z.boolean(),
  /** Exactly `max_choices`, or none. */
  exact_choices: z.boolean(),
  void_reason: z.string().nullable(),
  cycle: z.strictObject({ id, name: z.string() }),
  community: z.strictObject({ id, name: z.string() }),
  district: z.strictObject({ id, slug: z.string(), name: z.string() }),
  /** The latest, voided or not. */
  round: hallRound.nullable(),
})
export type Hall = z.infer<typeof hall>

const ofAssembly = {
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
} as const

/** What the big screen shows while people come, get their ballots and vote: numbers, and nothing of what was voted. */
export const showHall = view({
  name: 'show-hall',
  summary:
    'For the big screen: who is there, the stage of the latest round, ballots issued and cast, in numbers',
  access: { public: true },
  ...ofAssembly,
  output: hall,
  async run({ tx }, params) {
    return accept(await hallOf(tx, params.assembly_id))
  },
})

/** What a delegate must know to take part; the hall's numbers and the own presence, for nobody else. */
export const showAttendance = view({
  name: 'show-attendance',
  summary: 'For a delegate: the own presence and ballot, and the stage of the latest round',
  access: { delegates: 'all' },
  ...ofAssembly,
  output: hall.extend({
    delegate_id: id,
    name: z.string(),
    duty: z.enum(duties).nullable(),
    mode,
    /** The ballot of the latest round that was issued to the delegate. */
    holds: mode,
  }),
  async run({ tx, actor }, params) {
    if (actor.kind !== 'delegate') return refuse('NOT_YOUR_ROLE')
    const shown = await hallOf(tx, params.assembly_id)
    const own = await findAttendee(tx, actor.delegate_id, shown.round?.id ?? null)
    const { id: delegate_id, name, duty, mode, ballot: holds } = own
    return accept({ ...shown, delegate_id, name, duty, mode, holds })
  },
})

async function hallOf(tx: Tx, assemblyId: string): Promise<Hall> {
  const { rules, ...row } = await findHall(tx, assemblyId)
  const latest = await findLatestRound(tx, assemblyId)
  const { eligible, present } = row
  return {
    ...row,
    exact_choices: rules.exact_choices,
    quorum: {
      need: leastReaching(rules.quorum, eligible),
      reached: eligible > 0 && checkQuorum(rules, { eligible, present }).ok,
    },
    round: latest === null ? null : shownRound(latest),
  }
}

function shownRound({ token_key, present: _, returned_paper, returned_electronic, ...round }: LatestRound) {
  const counted = round.status === 'published' || round.status === 'certified'
  return {
    ...round,
    electronic: token_key !== null,
    token_key_fingerprint: token_key === null ? null : keyFingerprint(token_key),
    returned: counted ? returned_paper + returned_electronic : null,
  }
}

/** The candidates as they stand on the ballots of an assembly, in their order there. Empty until they are published. */
export const listCandidatesView = view({
  name: 'list-candidates',
  summary: 'The candidates of an assembly in the order of its ballots: cost, place, what and why',
  access: { public: true },
  ...ofAssembly,
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        title: z.string(),
        cost_fen: anyFen,
        category: z.enum(['works', 'service', 'goods']),
        topic: z.string(),
        place: z.string(),
        description: z.string(),
      }),
    ),
  }),
  async run({ tx }, params) {
    return accept({ items: await listBallotCandidates(tx, params.assembly_id) })
  },
})
