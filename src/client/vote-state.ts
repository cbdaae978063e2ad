import type { LiveState } from './live.ts'
import type { Lack } from './readiness.ts'
import type { Moment } from './take-part.ts'
import { fingerprintOf } from './vote.ts'

/** What the page knows beside the moment. */
export interface OnPage {
  /** null when the browser can take an electronic ballot. */
  readonly lack: Lack | null
  readonly choices: readonly string[]
  /** The slip that was scanned last is not the one this session was opened with. */
  readonly otherSlip: boolean
}

/** The figures and flags of a moment, by the names that the delegate's page gives them (src/web/pages/vote-ground.ts). */
export function liveOf(moment: Moment, { lack, choices, otherSlip }: OnPage): LiveState {
  const { attendance, step, kept, trouble, found } = moment
  const { round, quorum, mode, exact_choices, void_reason } = attendance
  const fingerprint = kept === null ? null : groupsOf(fingerprintOf(kept))
  const slots = {
    present: attendance.present,
    eligible: attendance.eligible,
    need: quorum.need,
    reason: void_reason ?? round?.void_reason ?? '',
    ...(round === null
      ? {}
      : {
          number: round.number,
          max: round.max_choices,
          chosen: choices.length,
          left: Math.max(0, round.max_choices - choices.length),
        }),
    ...(fingerprint === null
      ? {}
      : {
          fingerprint_above: fingerprint.slice(0, 2).join(' '),
          fingerprint_below: fingerprint.slice(2, 4).join(' '),
          fingerprint_whole: fingerprint.join(' '),
        }),
  }
  const flags = [
    `mode_${mode ?? 'none'}`,
    quorum.reached ? 'reached' : 'missing',
    exact_choices ? 'exact' : 'most',
    choices.length === 0 ? 'chosen_none' : 'chosen',
    ...(lack === null ? ['able'] : ['unable', `lacks_${lack}`]),
    ...(round === null ? [] : ['round']),
    ...(step.own === null ? [] : ['own', `own_${step.own}`]),
    ...(found === null ? [] : [found ? 'found' : 'not_found']),
    ...(kept?.receipt === undefined ? [] : ['receipt']),
    ...(trouble === null ? [] : [`trouble_${trouble}`]),
    ...(otherSlip ? ['other_slip'] : []),
  ]
  return { slots, flags: new Set(flags) }
}

function groupsOf(fingerprint: string): readonly string[] {
  return fingerprint.toUpperCase().match(/.{1,4}/g) ?? []
}
