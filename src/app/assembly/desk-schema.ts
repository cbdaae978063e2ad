import { z } from 'zod'
import { roundStatuses } from '../../core/assembly/round-status.ts'
import { assemblyStatuses } from '../../core/assembly/status.ts'
import { refusalCodes } from '../../core/refusal.ts'
import type { Result } from '../../core/result.ts'
import { id } from '../schemas.ts'
import { whereabouts } from '../whereabouts.ts'

const count = z.int().min(0)
const kind = z.enum(['main', 'runoff', 'revote'])
const perDuty = z.strictObject({ chief_scrutineer: count, scrutineer: count, teller: count })

/** Why a step cannot be taken, with the figures that explain it; null when it can. */
export const gate = z
  .strictObject({ code: z.enum(refusalCodes), detail: z.record(z.string(), z.unknown()).readonly() })
  .nullable()

/** What the clerk does, in the order of events (DOMAIN.md §5.1). */
export const deskSteps = [
  'open_check_in',
  'check_in',
  'confirm_scrutineers',
  'replace_duty',
  'open_round',
  'issue_ballots',
  'close_issuing',
  'close_voting',
  'count',
  'draw_lot',
  'publish_ballots',
  'certify',
  'void_round',
  'void_assembly',
] as const
export type DeskStep = (typeof deskSteps)[number]

/** The round on the desk: no vote in it but what the tally of published ballots says. */
export const deskRound = z.strictObject({
  id,
  number: z.int().min(1),
  kind,
  status: z.enum(roundStatuses),
  max_choices: count,
  electronic: z.boolean(),
  eligible: count,
  /** Fixed when issuing closes. */
  present: count.nullable(),
  issued_paper: count,
  issued_electronic: count,
  /** Electronic ballots in the box; how many, never which. */
  cast_electronic: count,
  /** Those here without a ballot of this round, by the kind they came for. */
  without_ballot: z.strictObject({ paper: count, electronic: count }),
  batches: z.strictObject({ keying: count, differing: count, ruling: count, agreed: count }),
  /** Paper sheets in the batches that are agreed. */
  sheets: count,
  lots: count,
  /** Among whom the lot that is due decides. */
  lot_group: z.array(z.strictObject({ id, title: z.string() })).nullable(),
  /** Signatures under the tally as it stands, by duty; null before the ballots are published. */
  signed: perDuty.nullable(),
})

/** Everything the desk shows of an assembly at one moment. */
export const desk = whereabouts.extend({
  assembly_id: id,
  status: z.enum(assemblyStatuses),
  seats: z.int(),
  candidates: count,
  scheduled_for: z.string(),
  place: z.string(),
  notice_ends_at: z.string().nullable(),
  eligible: count,
  present: count,
  /** How those who are present vote. */
  modes: z.strictObject({ paper: count, electronic: count }),
  quorum: z.strictObject({ need: z.int(), reached: z.boolean() }),
  scrutineers_confirmed: z.boolean(),
  /** How many hold each duty, and how many of them are here. */
  duties: z.strictObject({ named: perDuty, present: perDuty }),
  void_reason: z.string().nullable(),
  /** What the round would be that can be opened; null when none can. */
  due: z.strictObject({ kind, candidates: count, seats: z.int(), max_choices: z.int() }).nullable(),
  /** The round that is open, or the last one when it gave the result. */
  round: deskRound.nullable(),
  /** All rounds in order. */
  rounds: z.array(z.strictObject({ id, number: z.int(), kind, status: z.enum(roundStatuses) })),
  gates: z.record(z.enum(deskSteps), gate),
})

export type Desk = z.infer<typeof desk>
export type Gate = z.infer<typeof gate>

/** What is in the way of what was asked, as the desk shows it. */
export function gateOf(asked: Result<unknown>): Gate {
  return asked.ok ? null : { code: asked.error.code, detail: asked.error.detail }
}
