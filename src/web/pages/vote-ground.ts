import type { listCandidatePhotosView } from '../../app/assembly/candidate-photos.ts'
import type { Hall, listCandidatesView, showAttendance } from '../../app/assembly/hall-views.ts'
import type { View } from '../../app/operation.ts'
import type { Outcome } from '../../app/tally/show-outcome.ts'
import { type DelegateStep, delegateStep } from '../../core/assembly/delegate-step.ts'
import { momentOf } from '../format.ts'
import type { LiveState } from '../parts/live.tsx'
import type { Visit } from '../visit.ts'

type Shows<V> = V extends View<infer _P, infer _I, infer Output> ? Output : never

/** The hall's numbers with the delegate's own presence. */
export type Attendance = Shows<typeof showAttendance>
export type BallotCandidate = Shows<typeof listCandidatesView>['items'][number]
type CandidatePhoto = Shows<typeof listCandidatePhotosView>['items'][number]

export type { Hall, Outcome }

/** What all parts of the delegate's page are made of. */
export interface VoteGround {
  readonly visit: Visit
  readonly attendance: Attendance
  readonly candidates: readonly BallotCandidate[]
  /** One photo for each candidate that has any, under the candidate's id. */
  readonly photos: ReadonlyMap<string, CandidatePhoto>
  readonly outcome: Outcome | null
  /** Where the delegate stands as far as the server knows; the device knows more. */
  readonly step: DelegateStep
  readonly state: LiveState
}

export function groundOf(
  visit: Visit,
  known: Pick<VoteGround, 'attendance' | 'candidates' | 'photos' | 'outcome'>,
): VoteGround {
  const step = delegateStep(known.attendance, null)
  return { visit, ...known, step, state: stateOf(visit, known.attendance, step) }
}

/** The figures and flags that the page's script keeps up (src/client/vote-state.ts). */
function stateOf(visit: Visit, attendance: Attendance, { own }: DelegateStep): LiveState {
  const { round, quorum } = attendance
  const slots = {
    present: attendance.present,
    eligible: attendance.eligible,
    need: quorum.need,
    number: round?.number,
    max: round?.max_choices,
    reason: attendance.void_reason ?? round?.void_reason,
    time: momentOf(visit.language, attendance.scheduled_for),
    place: attendance.place,
  }
  const flags = [
    `mode_${attendance.mode ?? 'none'}`,
    quorum.reached ? 'reached' : 'missing',
    attendance.exact_choices ? 'exact' : 'most',
    ...(own === null ? [] : ['own', `own_${own}`]),
    ...(round === null ? [] : ['round']),
  ]
  return { slots, flags: new Set(flags) }
}

/** The fingerprint of a round's key as people compare it: two lines of two groups. */
export function shortFingerprint(fingerprint: string): readonly [string, string] {
  const groups = groupsOf(fingerprint)
  return [groups.slice(0, 2).join(' '), groups.slice(2, 4).join(' ')]
}

export function groupsOf(fingerprint: string): string[] {
  return fingerprint.toUpperCase().match(/.{1,4}/g) ?? []
}
