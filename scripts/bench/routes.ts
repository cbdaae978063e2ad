import { randomUUID } from 'node:crypto'
import { mostPerHour } from '../../src/core/identity/inflow.ts'
import { granted } from '../simulate/client.ts'
import type { Bench, Context } from './context.ts'
import type { Ground } from './ground.ts'
import { type Halls, openHalls, openRounds } from './halls.ts'
import type { LoadRequest } from './load.ts'
import { interleave, type Subject } from './measure.ts'
import { type Row, rowOf } from './report.ts'

const hallCount = 16
const connections = 16
const requestsPerRound = 160
/** A floor gets each of them so often: it answers so fast that the opening of connections would count otherwise. */
const repeated = 4
const entriesPerPage = 50

/** The routes that are asked most on the evening of the assemblies, against a handler that does nothing but one statement. */
export const routesBench: Bench = {
  name: 'routes',
  about: `the busiest routes over ${connections} connections, against a bare Hono handler with one INSERT on the same database`,
  async run(context) {
    const pace = context.pace(12)
    const ground = await context.ground()
    const delegates = Math.ceil((requestsPerRound * (pace.rounds + 1)) / hallCount)
    // Each community takes a number of proposals an hour; all rounds together stay below it.
    const collecting = Math.max(
      hallCount,
      Math.ceil((requestsPerRound * (pace.rounds + 1)) / (mostPerHour / 2)),
    )
    const district = await openHalls(ground, hallCount, delegates, collecting)
    const clerk = await district.clerk.caller()
    const compare = (name: string, requests: (round: number) => LoadRequest[]): Promise<Row[]> =>
      compareRoute(context, ground, name, requests)

    const rows = await compare('check-in of one delegate', round =>
      places(round).map(at => {
        const { assemblyId, delegate } = arrivalOf(district, at)
        const body = { check_ins: [{ delegate_id: delegate, mode: 'paper' }] }
        return post(`/assemblies/${assemblyId}/check-ins`, body, clerk.token)
      }),
    )
    const rounds = await openRounds(district)
    const issuing = await compare('issuing of one paper ballot', round =>
      places(round).map(at => {
        const body = { delegate_ids: [arrivalOf(district, at).delegate] }
        return post(`/rounds/${rounds[at % hallCount]}/paper-ballots`, body, clerk.token)
      }),
    )
    const assembly = await compare('GET of an assembly', round =>
      places(round).map(at => get(`/assemblies/${arrivalOf(district, at).assemblyId}`)),
    )
    const pages = await recordPages(district)
    const entries = await compare(`GET of ${entriesPerPage} record entries`, round =>
      places(round).map(at => get(pages[at % pages.length] ?? '')),
    )
    const proposals = await compare('POST of a proposal', round =>
      places(round).map(at => {
        const community = district.collecting[at % collecting]
        return post(`/communities/${community}/cycles/${district.cycleId}/proposals`, proposal())
      }),
    )
    return [rows, issuing, assembly, entries, proposals].flat()
  },
}

/** A route beside the floors; under a GET there is a second one, the bare handler with one SELECT. */
async function compareRoute(
  context: Context,
  { server, bare, bareRow, load }: Ground,
  name: string,
  requestsOf: (round: number) => LoadRequest[],
): Promise<Row[]> {
  const play = (origin: string, requests: readonly LoadRequest[]) =>
    load.play({ origin, connections, requests })
  const isGet = requestsOf(0).every(({ method }) => method === 'GET')
  const subjects: Subject<number>[] = [
    round => play(server.origin, requestsOf(round)),
    round => play(bare.origin, again(requestsOf(round).map(inserted))),
  ]
  if (isGet) {
    const selected = { ...get(''), path: `/select/${bareRow}` }
    subjects.push(round => play(bare.origin, again(requestsOf(round).map(() => selected))))
  }
  const [ours = [], ...floors] = await interleave(subjects, context.pace(12))
  const names = ['bare handler, one INSERT', 'bare handler, one SELECT by key']
  return floors.map((figures, at) =>
    rowOf(
      { bench: 'routes', name, unit: 'per_second' },
      { of: name, figures: ours },
      { of: names[at] ?? '', figures },
    ),
  )
}

function again(requests: readonly LoadRequest[]): LoadRequest[] {
  return Array.from({ length: repeated }, () => requests).flat()
}

/** The same body for the bare handler. */
function inserted({ headers, body }: LoadRequest): LoadRequest {
  const { 'content-type': type = 'application/json' } = headers
  return { method: 'POST', path: '/insert', headers: { 'content-type': type }, body: body ?? '{}' }
}

/** The numbers of a round's requests; no two rounds have one in common. */
function places(round: number): number[] {
  return Array.from({ length: requestsPerRound }, (_, at) => round * requestsPerRound + at)
}

/** Who arrives as the at-th: one hall after the other, so that each has its share at any time. */
function arrivalOf({ halls }: Halls, at: number): { assemblyId: string; delegate: string } {
  const hall = halls[at % hallCount]
  const delegate = hall?.delegates[Math.floor(at / hallCount)]
  if (hall === undefined || delegate === undefined) throw new RangeError(`nobody arrives as ${at}`)
  return { assemblyId: hall.assemblyId, delegate }
}

/** The addresses of the whole pages of the record. */
async function recordPages({ client, districtId }: Halls): Promise<string[]> {
  const path = `/districts/${districtId}/record/entries?limit=${entriesPerPage}`
  const pages: string[] = []
  let after = ''
  for (;;) {
    const address = `${path}${after}`
    const { next } = granted(await client.get(address), 'record')
    if (next === null) return pages
    pages.push(address)
    after = `&after=${String(next)}`
  }
}

function proposal(): object {
  return {
    id: randomUUID(),
    title: '更换一巷路灯',
    category: 'works',
    topic: '路灯',
    description: '一巷的路灯坏了八盏，晚上看不见路，老人出门不安全。',
    place: '一巷',
    beneficiaries: '一巷四十户居民',
    estimated_cost_fen: 3_000_000,
    contact: { name: '居民', phone: '13800000000' },
  }
}

/** A request as our own clients send it: with an id of its own, so that it can be repeated. */
function post(path: string, body: object, token?: string): LoadRequest {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (!('id' in body)) headers['idempotency-key'] = randomUUID()
  if (token !== undefined) headers.authorization = `Bearer ${token}`
  return { method: 'POST', path: `/api/v1${path}`, headers, body: JSON.stringify(body) }
}

function get(path: string): LoadRequest {
  return { method: 'GET', path: `/api/v1${path}`, headers: {}, body: null }
}
