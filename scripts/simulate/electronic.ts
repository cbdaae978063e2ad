import { memoryStore } from '../../src/client/ballot-store.ts'
import { httpServer } from '../../src/client/http-server.ts'
import {
  castBallot,
  type Device,
  fillBallot,
  findOwnBallot,
  type Outcome,
  obtainToken,
} from '../../src/client/vote.ts'
import { parseVerifierKey, type VerifierKey } from '../../src/core/record/checkpoint.ts'
import type { RoundOpened } from '../../src/core/record/entries.ts'
import { atOnce } from './at-once.ts'
import { chanceOf } from './chance.ts'
import type { Year } from './year.ts'

/** A delegate who votes on a phone. */
export interface Voter {
  readonly delegate: string
  readonly token: string
}

/** What went wrong in the hall, and was put right or refused as it should be. */
export interface Mishaps {
  lost_answers: number
  double_casts: number
  lost_phones: number
  late_arrivals: number
}

export function noMishaps(): Mishaps {
  return { lost_answers: 0, double_casts: 0, lost_phones: 0, late_arrivals: 0 }
}

export interface ElectronicRound {
  readonly round: string
  readonly devices: ReadonlyMap<string, Device>
}

const width = 6
/** At 200 ms each they outlast a restart of the server on a busy machine. */
const attempts = 300

/** Reads the district's log key from its record, as the slip would carry it. */
export async function logKeyOf(year: Year): Promise<VerifierKey> {
  const record = JSON.parse(await year.client.text(`/districts/${year.districtId}/record`)) as {
    verifier_key: string
  }
  const key = parseVerifierKey(record.verifier_key)
  if (!key.ok) throw new Error(key.error)
  return key.value
}

/**
 * Every voter's device gets its blank ballot. Some answers are lost on the way, and the device asks again. One voter may
 * lose the phone after that: another device is refused, and the ballot is never cast.
 */
export async function issueElectronic(
  year: Year,
  key: VerifierKey,
  round: string,
  voters: readonly Voter[],
  plan: { losePhone: boolean; mishaps: Mishaps },
): Promise<ElectronicRound> {
  const opened = new Map<string, Promise<RoundOpened>>()
  const devices = new Map<string, Device>()
  const make = (voter: Voter) => deviceOf(year, key, voter, opened, plan.mishaps)
  await atOnce(width, voters, async voter => {
    const device = make(voter)
    demand(await again(() => obtainToken(device, round)), 'token')
    devices.set(voter.delegate, device)
  })
  const unlucky = plan.losePhone ? voters.at(-1) : undefined
  if (unlucky !== undefined) {
    const device = make(unlucky)
    const other = await again(() => obtainToken(device, round))
    if (other.ok) throw new Error('a second device got a ballot of the same delegate')
    devices.delete(unlucky.delegate)
    plan.mishaps.lost_phones++
  }
  return { round, devices }
}

/** Somebody who comes when issuing is closed gets no ballot of this round. */
export async function refuseLate(
  year: Year,
  key: VerifierKey,
  round: string,
  voter: Voter,
  mishaps: Mishaps,
): Promise<void> {
  const device = deviceOf(year, key, voter, new Map(), noMishaps())
  const outcome = await again(() => obtainToken(device, round))
  if (outcome.ok) throw new Error('a ballot was issued after issuing was closed')
  mishaps.late_arrivals++
}

/** Every device casts its choices, in an order of its own; some cast twice and get the same receipt. */
export async function castElectronic(
  year: Year,
  { round, devices }: ElectronicRound,
  choices: readonly (readonly string[])[],
  mishaps: Mishaps,
): Promise<void> {
  const chance = chanceOf(year.seed, `casting ${round}`)
  const ballots = chance
    .shuffled([...devices.values()])
    .map((device, at) => ({ device, at, chosen: choices[at] ?? [] }))
  await atOnce(width, ballots, async ({ device, at, chosen }) => {
    demand(await fillBallot(device, round, chosen), 'ballot')
    const kept = demand(await again(() => castBallot(device, round)), 'receipt')
    if (at % 10 !== 3 || kept.ballot === undefined) return
    const { ballot } = kept
    const repeated = await again(() => device.server.cast(round, ballot))
    if (!repeated.ok || repeated.value.receipt !== kept.receipt)
      throw new Error('casting twice gave another receipt')
    mishaps.double_casts++
  })
}

/** Every voter finds the own ballot in the published record. */
export async function findAll({ round, devices }: ElectronicRound): Promise<void> {
  const [first] = devices.values()
  if (first === undefined) return
  const published = await again(() => first.server.publishedBallots(round))
  for (const device of devices.values()) {
    const own = { ...device, server: { ...device.server, publishedBallots: async () => published } }
    if ((await findOwnBallot(own, round)) !== true)
      throw new Error('an acknowledged ballot is not in the record')
  }
}

/** A phone on a bad network: one request in twenty reaches the server and loses its answer. */
function deviceOf(
  year: Year,
  key: VerifierKey,
  voter: Voter,
  opened: Map<string, Promise<RoundOpened>>,
  mishaps: Mishaps,
): Device {
  const chance = chanceOf(year.seed, `network ${voter.delegate}`)
  const flaky: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (init?.method !== 'POST' || !chance.percent(5)) return response
    await response.arrayBuffer()
    mishaps.lost_answers++
    throw new TypeError('the answer was lost')
  }
  const server = httpServer({
    origin: year.client.origin,
    district: year.districtId,
    logKey: key,
    session: () => voter.token,
    fetch: flaky,
  })
  return {
    // The phones of one hall see one record; reading and proving it once for all saves the simulation hours, not the phones.
    server: {
      ...server,
      openedRound: round => {
        const known = opened.get(round) ?? again(() => server.openedRound(round))
        opened.set(round, known)
        return known
      },
    },
    store: memoryStore(),
    randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
    logKey: key.publicKey,
  }
}

/** Does a step again when its answer was lost, or while the server is away. */
async function again<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step()
    } catch (error) {
      if (attempt === attempts) throw error
      await new Promise(resolve => setTimeout(resolve, attempt === 1 ? 0 : 200))
    }
  }
}

function demand<T>(outcome: Outcome<T>, what: string): T {
  if (!outcome.ok) throw new Error(`no ${what}: ${outcome.code}`)
  return outcome.value
}
