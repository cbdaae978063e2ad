import { type DelegateStep, type DeviceStanding, delegateStep } from '../core/assembly/delegate-step.ts'
import type { Attendance } from './attendance.ts'
import type { KeptBallot } from './ballot-store.ts'
import { pauseBefore } from './pace.ts'
import { blocks, meaningOf, passes, type Trouble, troubleOf } from './trouble.ts'
import { castBallot, type Device, fillBallot, findOwnBallot, type Outcome, obtainToken } from './vote.ts'

/** All that a page shows at one moment. */
export interface Moment {
  readonly attendance: Attendance
  readonly step: DelegateStep
  /** What the device has of the latest round. */
  readonly kept: KeptBallot | null
  readonly trouble: Trouble | null
  /** Whether the own ballot stands in the published record; null as long as that is not known. */
  readonly found: boolean | null
}

export interface World {
  readonly device: Device
  /** Asks the server. Rejects when it does not answer. */
  readonly look: () => Promise<Attendance>
  /** Whether the browser can do what a ballot needs. */
  readonly able: boolean
  readonly hidden: () => boolean
  readonly show: (moment: Moment) => void
  /** Tells the other windows of this browser that the device has come a step further. */
  readonly tell: () => void
}

export interface Participation {
  /** Looks now: the page came back, the network too, somebody pressed "try again", another window told. */
  readonly refresh: (tryAgain?: boolean) => Promise<void>
  /** To the check page and back. */
  readonly check: (checking: boolean) => Promise<void>
  /** Fills the ballot in for good and casts it. */
  readonly cast: (choices: readonly string[]) => Promise<void>
  readonly stop: () => void
}

/**
 * Takes part in an assembly with one device: asks where the delegate stands, takes by itself the steps that need no decision
 * (getting the blank ballot, sending what is filled in until it is acknowledged, finding it among those published), and shows every
 * moment. Whatever is lost on the way is done again; every step is kept on the device before it is sent.
 */
export function takePart(world: World, first: Attendance): Participation {
  const { device, show } = world
  const standing = {
    attendance: first,
    kept: null as KeptBallot | null,
    trouble: null as Trouble | null,
    failures: 0,
    checking: false,
  }
  /** Rounds whose ballot another device has, whose box was closed before the ballot came, and in which it was found. */
  const lost = new Set<string>()
  const closed = new Set<string>()
  const found = new Map<string, boolean>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let turning: Promise<void> | null = null
  let again = false
  let stopped = false

  function step(): DelegateStep {
    const { attendance, kept, checking } = standing
    const round = attendance.round?.id ?? ''
    const progress: DeviceStanding = {
      able: world.able,
      kept: lost.has(round) ? 'nothing' : progressOf(kept),
      closed: closed.has(round),
      checking,
    }
    return delegateStep(attendance, progress)
  }

  function moment(): Moment {
    const { attendance, kept, trouble } = standing
    return { attendance, step: step(), kept, trouble, found: found.get(attendance.round?.id ?? '') ?? null }
  }

  function fail(trouble: Trouble): void {
    standing.trouble = trouble
    standing.failures++
  }

  function succeed(): void {
    if (standing.trouble !== null && passes(standing.trouble)) standing.trouble = null
    standing.failures = 0
  }

  /** One look at a time; whoever asks meanwhile gets another one after it. */
  function turn(): Promise<void> {
    again = true
    turning ??= turns().finally(() => {
      turning = null
      const { failures } = standing
      const pace = { screen: step().screen, failures, hidden: world.hidden() }
      if (!stopped) timer = setTimeout(turn, again ? 0 : pauseBefore(pace, Math.random()))
    })
    return turning
  }

  async function turns(): Promise<void> {
    clearTimeout(timer)
    while (again && !stopped) {
      again = false
      try {
        const signedOut = await look()
        await advance(signedOut)
      } catch (error) {
        fail(troubleOf(error))
      }
      show(moment())
    }
  }

  /** Whether the session has ended: a ballot that is filled in needs none. */
  async function look(): Promise<boolean> {
    try {
      const attendance = await world.look()
      const before = standing.attendance.round
      const gone = attendance.round?.id !== before?.id || attendance.round?.status !== before?.status
      if (gone) Object.assign(standing, { trouble: null, checking: false })
      standing.attendance = attendance
      return false
    } catch (error) {
      if (troubleOf(error) !== 'signed_out') throw error
      fail('signed_out')
      return true
    }
  }

  /** Takes the steps that need no decision, one after the other. */
  async function advance(signedOut: boolean): Promise<void> {
    for (;;) {
      const round = standing.attendance.round?.id
      standing.kept = round === undefined ? null : await device.store.get(round)
      const work = round === undefined ? null : nextWork(round)
      const stuck = standing.trouble !== null && blocks(standing.trouble)
      if (round === undefined || work === null || stuck || (signedOut && work.signedIn)) {
        if (!signedOut) succeed()
        return
      }
      show(moment())
      const outcome = await work.run()
      if (!outcome.ok) return settleRefusal(round, outcome.code)
      if (!signedOut) succeed()
      world.tell()
    }
  }

  function nextWork(round: string): Work | null {
    const { screen, own } = step()
    if (screen === 'obtaining' && !lost.has(round))
      return { signedIn: true, run: () => obtainToken(device, round) }
    if ((screen === 'casting' || own === 'unsent') && !closed.has(round))
      return { signedIn: false, run: () => castBallot(device, round) }
    const published = screen === 'published' || screen === 'between' || screen === 'result'
    if (published && own === 'receipt' && !found.has(round))
      return { signedIn: false, run: () => search(round) }
    return null
  }

  async function search(round: string): Promise<Outcome<null>> {
    const there = await findOwnBallot(device, round)
    if (there !== null) found.set(round, there)
    return there === null ? { ok: false, code: 'WRONG_STATUS' } : { ok: true, value: null }
  }

  function settleRefusal(round: string, code: string): void {
    const meaning = meaningOf(code)
    switch (meaning.kind) {
      case 'trouble':
        fail(meaning.trouble)
        return
      case 'moved':
        standing.failures++
        return
      case 'lost':
        lost.add(round)
        again = true
        return
      case 'closed':
        closed.add(round)
        again = true
        return
    }
  }

  return {
    refresh(tryAgain = false) {
      if (tryAgain) standing.trouble = null
      return turn()
    },
    async check(checking) {
      standing.checking = checking
      show(moment())
    },
    async cast(choices) {
      const round = standing.attendance.round?.id
      if (round === undefined) return
      standing.trouble = null
      try {
        const filled = await fillBallot(device, round, choices)
        if (!filled.ok) settleRefusal(round, filled.code)
        else standing.kept = filled.value
        standing.checking = false
        world.tell()
      } catch (error) {
        fail(troubleOf(error))
      }
      show(moment())
      await turn()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

/** A step that needs no decision of the delegate. */
interface Work {
  /** Whether the server has to know who asks. */
  readonly signedIn: boolean
  readonly run: () => Promise<Outcome<unknown>>
}

function progressOf(kept: KeptBallot | null): DeviceStanding['kept'] {
  if (kept === null) return 'nothing'
  if (kept.receipt !== undefined) return 'receipt'
  if (kept.ballot !== undefined) return 'filled'
  return kept.token === undefined ? 'asked' : 'token'
}
