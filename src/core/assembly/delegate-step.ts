import type { BallotMode } from '../roster/check-in.ts'
import type { RoundStatus } from './round-status.ts'
import type { AssemblyStatus } from './status.ts'

/** Where a delegate stands, as the server knows it. */
export interface DelegateStanding {
  readonly status: AssemblyStatus
  /** How the delegate is present; null before check-in. */
  readonly mode: BallotMode | null
  /** The latest round, voided or not; null before the first. */
  readonly round: { readonly status: RoundStatus; readonly electronic: boolean } | null
  /** The ballot of that round the delegate was issued. */
  readonly holds: BallotMode | null
}

/** How far the delegate's device is with that round: what it keeps comes before what it sends. */
export interface DeviceStanding {
  /** The browser can do what an electronic ballot needs. */
  readonly able: boolean
  readonly kept: 'nothing' | 'asked' | 'token' | 'filled' | 'receipt'
  /** The server said for good that the filled ballot will not be taken. */
  readonly closed: boolean
  /** The delegate looks at the ballot filled in, before casting it. */
  readonly checking: boolean
}

/** What a delegate sees: one at every moment. */
export type DelegateScreen =
  | 'void'
  | 'scheduled'
  | 'absent'
  | 'gathering'
  | 'round_voided'
  | 'paper_to_fetch'
  | 'paper_held'
  | 'paper_to_fill'
  | 'paper_only'
  | 'starting'
  | 'unable'
  | 'obtaining'
  | 'blank'
  | 'choosing'
  | 'checking'
  | 'casting'
  | 'cast'
  | 'elsewhere'
  | 'late'
  | 'counting'
  | 'published'
  | 'between'
  | 'result'

/** What became of the delegate's own ballot once voting is closed. `unknown`: only the device can tell. */
export type OwnBallot =
  | 'unknown'
  | 'none'
  | 'paper'
  | 'elsewhere'
  | 'unused'
  | 'unsent'
  | 'refused'
  | 'receipt'

export interface DelegateStep {
  readonly screen: DelegateScreen
  /** null as long as voting is not closed. */
  readonly own: OwnBallot | null
}

/**
 * The one screen of a delegate (DOMAIN.md §5.1, PUBLIC-RECORD.md §3). `device` is null where nothing is known of it: on the
 * server, and in a browser without script.
 */
export function delegateStep(standing: DelegateStanding, device: DeviceStanding | null): DelegateStep {
  const { status, mode, round } = standing
  if (status === 'void') return before('void')
  if (status === 'scheduled') return before('scheduled')
  if (status === 'certified') return { screen: 'result', own: ownBallot(standing, device) }
  if (mode === null) return before('absent')
  if (round === null) return before('gathering')
  switch (round.status) {
    case 'issuing':
      return before(whileIssuing(standing, round.electronic, device))
    case 'voting':
      return before(whileVoting(standing, device))
    case 'counting':
      return { screen: 'counting', own: ownBallot(standing, device) }
    case 'published':
      return { screen: 'published', own: ownBallot(standing, device) }
    case 'certified':
      return { screen: 'between', own: ownBallot(standing, device) }
    case 'voided':
      return before('round_voided')
  }
}

function before(screen: DelegateScreen): DelegateStep {
  return { screen, own: null }
}

function whileIssuing(
  { mode, holds }: DelegateStanding,
  electronic: boolean,
  device: DeviceStanding | null,
): DelegateScreen {
  if (holds === 'paper') return 'paper_held'
  if (mode === 'paper') return 'paper_to_fetch'
  if (!electronic) return 'paper_only'
  if (device === null) return 'starting'
  if (device.kept === 'nothing' && holds === 'electronic') return 'elsewhere'
  if (!device.able) return 'unable'
  return device.kept === 'nothing' || device.kept === 'asked' ? 'obtaining' : 'blank'
}

function whileVoting({ holds }: DelegateStanding, device: DeviceStanding | null): DelegateScreen {
  if (holds === 'paper') return 'paper_to_fill'
  if (holds === null) return 'late'
  if (device === null) return 'starting'
  switch (device.kept) {
    case 'nothing':
      return 'elsewhere'
    // The request arrived and its answer was lost: the same request gets the same answer.
    case 'asked':
      return 'obtaining'
    case 'token':
      return device.checking ? 'checking' : 'choosing'
    case 'filled':
      return 'casting'
    case 'receipt':
      return 'cast'
  }
}

function ownBallot({ holds }: DelegateStanding, device: DeviceStanding | null): OwnBallot {
  if (holds === null) return 'none'
  if (holds === 'paper') return 'paper'
  if (device === null) return 'unknown'
  switch (device.kept) {
    case 'nothing':
    case 'asked':
      return 'elsewhere'
    case 'token':
      return 'unused'
    case 'filled':
      return device.closed ? 'refused' : 'unsent'
    case 'receipt':
      return 'receipt'
  }
}
