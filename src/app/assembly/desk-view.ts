import { z } from 'zod'
import type { TallyTerms } from '../../core/assembly/draft-tally.ts'
import { countDuties, mayConfirmScrutineers, mayReplaceDuties } from '../../core/assembly/duties.ts'
import { checkQuorum } from '../../core/assembly/opening.ts'
import { roundToOpen } from '../../core/assembly/round-opening.ts'
import { mayOpenCheckIn, mayVoidAssembly } from '../../core/assembly/status.ts'
import { leastReaching } from '../../core/fraction.ts'
import { accept } from '../../core/result.ts'
import { mayCheckIn } from '../../core/roster/check-in.ts'
import type { RoundTerms } from '../../core/tally/rounds.ts'
import { type Assembly, findAssembly } from '../../db/assembly.ts'
import { countModes } from '../../db/attendance.ts'
import { listDuties } from '../../db/duty.ts'
import { findNotice } from '../../db/notice.ts'
import { countObjections } from '../../db/objection.ts'
import { listRounds, type Round, roundsSoFar } from '../../db/round.ts'
import { findTerms, listCounted } from '../../db/tally.ts'
import { type Step, view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'
import { whereaboutsOf } from '../whereabouts.ts'
import { noRound, roundOnDesk } from './desk-round.ts'
import { type Desk, desk, gateOf } from './desk-schema.ts'

/**
 * The desk of an assembly: where it stands, and for each step of the order of events whether it can be taken or what is in the
 * way. The gates are those of the verbs themselves, asked of core with the figures of this moment.
 */
export const showDesk = view({
  name: 'show-desk',
  summary: 'For the desk: where an assembly stands, and what is in the way of each step',
  access: { roles: ['community_clerk'] },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: desk,
  async run(step, params) {
    const { tx } = step
    const assembly = await findAssembly(tx, params.assembly_id)
    const tallied = await findTerms(tx, assembly)
    const { items: rounds } = await listRounds(tx, assembly.id, { limit: 1000 })
    const current = roundToShow(assembly, rounds)
    const { round, gates } = current === null ? noRound() : await roundOnDesk(tx, assembly, tallied, current)
    const hall = await hallOf(step, assembly, tallied)
    return accept({
      ...(await whereaboutsOf(tx, assembly.community_id)),
      ...hall.shown,
      round,
      rounds: rounds.map(({ id: round_id, number, kind, status }) => ({
        id: round_id,
        number,
        kind,
        status,
      })),
      gates: { ...hall.gates, ...gates },
    })
  },
})

/** The round that is open, or the one that gave the result. Between two rounds there is none on the desk. */
function roundToShow(assembly: Assembly, rounds: readonly Round[]): Round | null {
  const latest = rounds.findLast(({ status }) => status !== 'voided')
  if (latest === undefined) return null
  return latest.status !== 'certified' || assembly.status === 'certified' ? latest : null
}

function dueOf({ kind, candidates, seats, max_choices }: RoundTerms) {
  return { kind, candidates: candidates.length, seats, max_choices }
}

/** The assembly as a whole, and the steps that are not a round's. */
async function hallOf({ tx, at }: Step, assembly: Assembly, { rules, terms }: TallyTerms) {
  const { status, seats, scheduled_for, place, eligible, present, void_reason } = assembly
  const notice = await findNotice(tx, 'candidates', assembly.id)
  const { candidates: objections } = await countObjections(tx, assembly.id)
  const duties = await listDuties(tx, assembly.id)
  const soFar = await roundsSoFar(tx, assembly.id)
  const scrutineers_confirmed = assembly.scrutineers_confirmed_at !== null
  const facts = { ...assembly, scrutineers_confirmed, round_open: soFar.open }
  const due = roundToOpen(rules, terms, facts, await listCounted(tx, assembly.id))
  const reached = assembly.roster_frozen_at !== null && checkQuorum(rules, assembly).ok
  const shown = {
    assembly_id: assembly.id,
    status,
    seats,
    candidates: terms.candidates.length,
    scheduled_for,
    place,
    notice_ends_at: notice?.ends_at ?? null,
    eligible,
    present,
    modes: await countModes(tx, assembly.id),
    quorum: { need: leastReaching(rules.quorum, eligible), reached },
    scrutineers_confirmed,
    duties: { named: countDuties(duties), present: countDuties(duties.filter(duty => duty.present)) },
    void_reason,
    due: due.ok ? dueOf(due.value) : null,
  }
  const gates: Pick<
    Desk['gates'],
    'open_check_in' | 'check_in' | 'confirm_scrutineers' | 'replace_duty' | 'open_round' | 'void_assembly'
  > = {
    open_check_in: gateOf(
      mayOpenCheckIn(rules, assembly, {
        notice_ends: notice === null ? null : Date.parse(notice.ends_at),
        at: at.getTime(),
        unanswered: objections.filed - objections.answered,
        terms,
      }),
    ),
    check_in: gateOf(mayCheckIn(status)),
    confirm_scrutineers: gateOf(mayConfirmScrutineers(rules, assembly, duties)),
    replace_duty: gateOf(mayReplaceDuties(assembly)),
    open_round: gateOf(due),
    // Asked for an empty hall: how many are still in it is for whoever voids it to say.
    void_assembly: gateOf(
      mayVoidAssembly(rules, assembly, { in_hall: 0, ballots_published: soFar.balloted }),
    ),
  }
  return { shown, gates }
}
