import { type DelegateStep, type DeviceStanding, delegateStep } from '../core/assembly/delegate-step.ts'
import type { Attendance } from './attendance.ts'
import type { KeptBallot } from './ballot-store.ts'
import { deliveryOf } from './delivery.ts'
import { pauseBefore } from './pace.ts'
import { blocks, meaningOf, passes, type Trouble, troubleOf } from './trouble.ts'
import { type Device, fillBallot, findOwnBallot, type Outcome, obtainToken } from './vote.ts'

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
  /** Uniform in 0 … 1. */
  readonly chance: () => number
  readonly show: (moment: Moment) => void
  /** Tells the other windows of this browser that the device has come a step further. */
  readonly tell: () => void
}

export interface Participation {
  /** Looks now: the page came back, or the network. */
  readonly refresh: () => Promise<void>
  /** Does again what waits for the delegate. */
  readonly tryAgain: () => Promise<void>
  /** Another window has come a step further: what the device keeps is read again, and nobody asked. */
  readonly reread: () => Promise<void>
  /** To the check page and back. */
  readonly check: (checking: boolean) => Promise<void>
  /** Fills the ballot in for good and casts it. */
  readonly cast: (choices: readonly string[]) => Promise<void>
  /** Resolves when nothing is under way any more. */
  readonly stop: () => Promise<void>
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
  /** Rounds whose ballot another device has, and in which the own ballot was looked for. */
  const lost = new Set<string>()
  const found = new Map<string, boolean>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let turning: Promise<void> | null = null
  let again = false
  let stopped = false

  const delivery = deliveryOf({
    device,
    chance: world.chance,
    unsent() {
      const { screen, own } = step()
      return screen === 'casting' || own === 'unsent' ? (standing.kept?.round ?? null) : null
    },
    acknowledged(kept) {
      remember(kept)
      world.tell()
    },
    changed: () => show(moment()),
    late: () => void turn(),
  })

  function step(): DelegateStep {
    const { attendance, kept, checking } = standing
    const round = attendance.round?.id ?? ''
    const progress: DeviceStanding = {
      able: world.able,
      kept: lost.has(round) ? 'nothing' : progressOf(kept),
      closed: delivery.isClosed(round),
      checking,
    }
    return delegateStep(attendance, progress)
  }

  function moment(): Moment {
    const { attendance, kept, trouble } = standing
    const round = attendance.round?.id ?? ''
    return {
      attendance,
      step: step(),
      kept,
      trouble: delivery.trouble() ?? trouble,
      found: found.get(round) ?? null,
    }
  }

  function fail(trouble: Trouble): void {
    standing.trouble = trouble
    standing.failures++
  }

  function succeed(): void {
    if (standing.trouble !== null && passes(standing.trouble)) standing.trouble = null
    standing.failures = 0
  }

  /** What was read before the device came further is out of date. */
  function remember(kept: KeptBallot | null): void {
    const behind = kept !== null && kept.round === standing.kept?.round && isBehind(kept, standing.kept)
    if (!behind) standing.kept = kept
  }

  async function reread(): Promise<string | null> {
    const round = standing.attendance.round?.id ?? null
    remember(round === null ? null : await device.store.get(round))
    return round
  }

  /** One look at a time; whoever asks meanwhile gets another one after it. */
  function turn(): Promise<void> {
    again = true
    turning ??= turns().finally(() => {
      turning = null
      const pace = { screen: step().screen, failures: standing.failures, hidden: world.hidden() }
      if (!stopped) timer = setTimeout(turn, again ? 0 : pauseBefore(pace, world.chance()))
    })
    return turning
  }

  async function turns(): Promise<void> {
    clearTimeout(timer)
    while (again && !stopped) {
      again = false
      try {
        await look()
        delivery.hasten()
        if (await advance()) succeed()
      } catch (error) {
        // A ballot that is filled in needs nobody to be signed in.
        fail(troubleOf(error))
        await reread().catch(() => undefined)
      }
      show(moment())
    }
    delivery.plan()
  }

  async function look(): Promise<void> {
    const attendance = await world.look()
    const before = standing.attendance.round
    const gone = attendance.round?.id !== before?.id || attendance.round?.status !== before?.status
    standing.attendance = attendance
    if (!gone) return
    standing.trouble = null
    standing.checking = false
    delivery.reset()
  }

  /** Takes the steps that need no decision and no secrecy, one after the other; false when one was refused. */
  async function advance(): Promise<boolean> {
    for (;;) {
      const round = await reread()
      const work = round === null ? null : nextWork(round)
      const waits = standing.trouble !== null && blocks(standing.trouble)
      if (round === null || work === null || waits) return true
      show(moment())
      const outcome = await work()
      if (!outcome.ok) {
        settleRefusal(round, outcome.code)
        return false
      }
      succeed()
      world.tell()
    }
  }

  function nextWork(round: string): (() => Promise<Outcome<unknown>>) | null {
    const { screen, own } = step()
    if (screen === 'obtaining' && !lost.has(round)) return () => obtainToken(device, round)
    const published = screen === 'published' || screen === 'between' || screen === 'result'
    return published && own === 'receipt' && !found.has(round) ? () => search(round) : null
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
        again = true
        return
    }
  }

  return {
    refresh: turn,
    async tryAgain() {
      standing.trouble = null
      if (delivery.trouble() === null) await turn()
      else await delivery.send()
    },
    async reread() {
      await reread().catch(() => undefined)
      show(moment())
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
        if (filled.ok) remember(filled.value)
        else settleRefusal(round, filled.code)
        await reread()
        standing.checking = false
        world.tell()
      } catch (error) {
        fail(troubleOf(error))
      }
      show(moment())
      await delivery.send()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await Promise.all([turning, delivery.stop()])
    },
  }
}

const order = ['nothing', 'asked', 'token', 'filled', 'receipt'] as const

function isBehind(left: KeptBallot, right: KeptBallot): boolean {
  return order.indexOf(progressOf(left)) < order.indexOf(progressOf(right))
}

function progressOf(kept: KeptBallot | null): DeviceStanding['kept'] {
  if (kept === null) return 'nothing'
  if (kept.receipt !== undefined) return 'receipt'
  if (kept.ballot !== undefined) return 'filled'
  return kept.token === undefined ? 'asked' : 'token'
}
