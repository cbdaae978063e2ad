import type { DelegateStanding } from '../core/assembly/delegate-step.ts'
import type { RoundStatus } from '../core/assembly/round-status.ts'

/** What the server tells a delegate of the hall and of the own presence, as far as the page needs it. */
export interface Attendance extends Pick<DelegateStanding, 'status' | 'mode' | 'holds'> {
  readonly delegate_id: string
  readonly eligible: number
  readonly present: number
  readonly quorum: { readonly need: number; readonly reached: boolean }
  readonly exact_choices: boolean
  readonly void_reason: string | null
  readonly round: AttendedRound | null
}

export interface AttendedRound {
  readonly id: string
  readonly number: number
  readonly status: RoundStatus
  readonly candidates: readonly string[]
  readonly max_choices: number
  readonly electronic: boolean
  readonly token_key_fingerprint: string | null
  readonly void_reason: string | null
}

/** Nobody is signed in any more. */
export class SignedOut extends Error {}

/** The server is there and cannot answer. */
export class ServerBusy extends Error {}

/** Asks the server where the delegate stands. @throws SignedOut, ServerBusy, TypeError when it cannot be reached. */
export async function lookAtAttendance(assembly: string, send: typeof fetch): Promise<Attendance> {
  const request = { credentials: 'same-origin', cache: 'no-store' } as const
  const response = await send(`/api/v1/assemblies/${assembly}/attendance`, request)
  if (response.status === 401 || response.status === 403) throw new SignedOut()
  if (!response.ok) throw new ServerBusy(String(response.status))
  return (await response.json()) as Attendance
}
