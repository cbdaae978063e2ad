import type { KeptBallot } from './ballot-store.ts'
import { pauseBeforeCast } from './pace.ts'
import { blocks, meaningOf, type Trouble, troubleOf } from './trouble.ts'
import { castBallot, type Device } from './vote.ts'

/** Brings a filled ballot to the box. */
export interface Delivery {
  /** What keeps it from getting there. */
  readonly trouble: () => Trouble | null
  /** Whether the box was closed before the ballot came. */
  readonly isClosed: (round: string) => boolean
  /** Sends it now. */
  readonly send: () => Promise<void>
  /** Sends it before long, unless it is on its way or waits for the delegate. */
  readonly plan: () => void
  /** The server answers again: what waited for that waits no longer. */
  readonly hasten: () => void
  /** Another round, or another stage: earlier trouble is of no interest. */
  readonly reset: () => void
  readonly stop: () => Promise<void>
}

export interface DeliveryOptions {
  readonly device: Device
  readonly chance: () => number
  /** The round whose ballot is filled in and not acknowledged, or null. */
  readonly unsent: () => string | null
  readonly acknowledged: (kept: KeptBallot) => void
  /** Something is to be shown. */
  readonly changed: () => void
  /** The hall has gone on. */
  readonly late: () => void
}

/**
 * Sends a ballot until it is acknowledged or the box is closed, in its own time: never together with a request that says who asks.
 * Whoever watched the network would otherwise see which delegate a ballot came with, though nothing in it tells.
 */
export function deliveryOf(options: DeliveryOptions): Delivery {
  const { device, chance, unsent, changed } = options
  const closed = new Set<string>()
  let trouble: Trouble | null = null
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | null = null
  let stopped = false

  function send(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    sending ??= attempt().finally(() => {
      sending = null
      plan()
    })
    return sending
  }

  function plan(): void {
    const waits = trouble !== null && blocks(trouble)
    if (stopped || waits || sending !== null || timer !== undefined || unsent() === null) return
    timer = setTimeout(send, pauseBeforeCast(failures, chance()))
  }

  async function attempt(): Promise<void> {
    const round = unsent()
    if (round === null || stopped) return
    try {
      const outcome = await castBallot(device, round)
      if (outcome.ok) {
        succeed()
        options.acknowledged(outcome.value)
      } else refuse(round, outcome.code)
    } catch (error) {
      fail(troubleOf(error))
    }
    changed()
  }

  function succeed(): void {
    trouble = null
    failures = 0
  }

  function fail(what: Trouble): void {
    trouble = what
    failures++
  }

  function refuse(round: string, code: string): void {
    const meaning = meaningOf(code)
    switch (meaning.kind) {
      case 'trouble':
        fail(meaning.trouble)
        return
      case 'closed':
        closed.add(round)
        succeed()
        options.late()
        return
      case 'moved':
      case 'lost':
        failures++
        return
    }
  }

  return {
    trouble: () => trouble,
    isClosed: round => closed.has(round),
    send: () => {
      trouble = null
      return send()
    },
    plan,
    hasten() {
      if (trouble !== 'connection' || timer === undefined) return
      clearTimeout(timer)
      timer = undefined
      failures = 0
      plan()
    },
    reset: succeed,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await sending
    },
  }
}
