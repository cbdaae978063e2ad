import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDistrict } from '../src/app/identity/create-district.ts'
import { perform } from '../src/app/perform.ts'
import { chinaDay } from '../src/core/day.ts'
import type { StartedServer } from '../src/runtime/node.ts'
import type { DemoOffer } from '../src/web/visit.ts'
import { daysToMidYear, playToMidYear, demoSeed as seed, waitingDelegates } from './demo-year.ts'
import { chanceOf } from './simulate/chance.ts'
import { createClient, listAll } from './simulate/client.ts'
import { foundation, setUpDistrict } from './simulate/district.ts'
import { communityName } from './simulate/names.ts'
import type { Year } from './simulate/year.ts'

const oneHour = 60 * 60 * 1000
const oneDay = 24 * oneHour
const communityCount = 45

/** The password of every demo account. Demo data only: a database of one's own is never filled unasked. */
export const demoPassword = 'piaojue demo 2027'

/** The accounts that the sign-in page of the demo offers: for every role somebody who has something to do. */
const offered = [
  { login: 'clerk-1', role: 'community_clerk', where: communityName(0) },
  { login: 'clerk-2', role: 'community_clerk', where: communityName(1) },
  { login: 'clerk-3', role: 'community_clerk', where: communityName(2) },
  { login: 'clerk-4', role: 'community_clerk', where: communityName(3) },
  { login: 'clerk-9', role: 'community_clerk', where: communityName(8) },
  { login: 'grid-officer-9', role: 'grid_officer', where: communityName(8) },
  { login: 'grid-officer-1', role: 'grid_officer', where: communityName(0) },
  { login: 'street-1-officer-1', role: 'street_officer', where: '清水塘街道（一）' },
  { login: 'street-1-officer-2', role: 'street_officer', where: '清水塘街道（二）' },
  { login: 'finance-1', role: 'finance', where: '' },
  { login: 'construction-1', role: 'construction', where: '' },
  { login: 'admin', role: 'district_admin', where: '石峰区' },
] as const

/** What the sign-in page offers, with codes of delegates who are waiting in the hall and have not come in yet. */
export async function demoOffer(server: StartedServer): Promise<DemoOffer> {
  const { services, api } = server
  const client = createClient('http://localhost', async request => api.fetch(request, { services }))
  const delegates = await waitingDelegates(client, demoPassword)
  return { password: demoPassword, accounts: offered, delegates }
}

/**
 * Fills an empty server with a district in mid-year (demo-year.ts says what happens where). A seeding that was cut short is taken up
 * again by the next start: every request has its id, and the file demo.json in the data folder knows what was today.
 * Resolves false when the server has other data, or the whole demo already.
 */
export async function seedDemo(
  server: StartedServer,
  dataDir: string,
  tell: (text: string) => void,
): Promise<boolean> {
  const moment = { now: server.services.clock().getTime() }
  const services = { ...server.services, clock: () => new Date(moment.now) }
  const client = createClient('http://localhost', async request => server.api.fetch(request, { services }))
  const districts = await listAll(client, '/districts')
  const marker = join(dataDir, 'demo.json')
  const begun = readMarker(marker)
  if (begun === null ? districts.length > 0 : begun.done) return false
  const today = begun?.today ?? Math.floor(moment.now / oneHour) * oneHour
  const nine = Date.parse(`${chinaDay(today)}T09:00:00+08:00`)
  moment.now = nine - daysToMidYear * oneDay
  const progress = { today, done: false }
  writeFileSync(marker, JSON.stringify(progress))
  tell('Filling the demo district (5 streets, 45 communities, 232 grids); this takes a moment …')

  const founded = foundation(seed)
  if (!districts.some(({ id }) => id === founded.id)) {
    const request = { actor: { kind: 'operator' }, params: {}, input: founded } as const
    const result = await perform(services, createDistrict, request)
    if (!result.ok) throw new Error(`the demo district was not founded: ${result.error.code}`)
  }
  let moves = 0
  const office = { client, seed, districtId: founded.id, day: () => moves, password: () => demoPassword }
  const district = await setUpDistrict(office, communityCount, () => undefined)
  /** Nine in the morning of the day, which today may be still to come. */
  const after = (days: number) => {
    const then = moment.now + days * oneDay
    return then === nine ? Math.min(nine, today) : then
  }
  const year: Year = {
    ...office,
    admin: district.admin,
    cycleId: chanceOf(seed, 'cycle').uuid(),
    now: () => moment.now,
    after,
    pass: async days => {
      moment.now = after(days)
      moves++
    },
  }
  await playToMidYear(year, district)
  writeFileSync(marker, JSON.stringify({ ...progress, done: true }))
  return true
}

/** Whether the data are the demo's, in whole. */
export function hasDemo(dataDir: string): boolean {
  return readMarker(join(dataDir, 'demo.json'))?.done === true
}

function readMarker(path: string): { today: number; done: boolean } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { today: number; done: boolean }
  } catch {
    return null
  }
}
