import { atOnce, parts } from './at-once.ts'
import type { OpenedRound, Sheet } from './ballots.ts'
import { chanceOf } from './chance.ts'
import { type Caller, granted } from './client.ts'
import {
  castElectronic,
  type ElectronicRound,
  findAll,
  issueElectronic,
  logKeyOf,
  type Mishaps,
  refuseLate,
  type Voter,
} from './electronic.ts'
import { personName } from './names.ts'
import type { Staff } from './staff.ts'
import type { Year } from './year.ts'

export interface Hall {
  readonly assemblyId: string
  readonly clerk: Staff
  readonly delegates: readonly string[]
  readonly chief: Caller
  readonly scrutineer: Caller
  readonly tellers: readonly [Caller, Caller]
  /** Those who vote on a phone, by delegate; everybody else votes on paper. */
  readonly voters: ReadonlyMap<string, Voter>
}

export interface PlayedRound {
  readonly number: number
  readonly kind: string
  readonly status: 'certified' | 'voided'
  readonly figures: unknown
  readonly votes: unknown
  readonly selected: unknown
  readonly runoff: unknown
  readonly lots: readonly string[]
  readonly electronic: number
}

export interface RoundPlan {
  /** The sheets that come back of so many issued. More than issued voids the round. */
  readonly sheets: (round: OpenedRound, issued: number, voided: number) => Sheet[]
  readonly batchSize: number
  /** Every how many batches the second teller makes a mistake first; 0 never. */
  readonly mistakes: number
  readonly lotFirst: boolean
  /** A phone is lost in the first round, and somebody comes late. */
  readonly unlucky: boolean
  readonly mishaps: Mishaps
}

const categories = [
  'party_deputy',
  'congress_deputy',
  'cppcc_member',
  'grid_officer',
  'enterprise',
  'resident',
]

/** Writes the roster, freezes it and gives out the duties. */
export async function prepareRoster(
  year: Year,
  clerk: Staff,
  assemblyId: string,
  size: number,
): Promise<string[]> {
  const chance = chanceOf(year.seed, `roster ${assemblyId}`)
  const caller = await clerk.caller()
  const delegates = Array.from({ length: size }, (_, at) => ({
    id: chance.uuid(),
    name: personName(chance),
    category: categories[at % categories.length] ?? 'resident',
  }))
  const path = `/assemblies/${assemblyId}`
  for (const part of parts(delegates, 1000)) {
    granted(await year.client.post(`${path}/delegates`, { delegates: part }, caller, chance.uuid()), 'roster')
  }
  granted(await year.client.post(`${path}/roster-freeze`, {}, caller, chance.uuid()), 'freeze')
  const [chief, scrutineer, first, second] = delegates
  const duties = [
    { delegate_id: chief?.id, duty: 'chief_scrutineer' },
    { delegate_id: scrutineer?.id, duty: 'scrutineer' },
    { delegate_id: first?.id, duty: 'teller' },
    { delegate_id: second?.id, duty: 'teller' },
  ]
  granted(await year.client.put(`${path}/duties`, { duties }, caller, chance.uuid()), 'duties')
  return delegates.map(({ id }) => id)
}

/** Opens check-in and checks delegates in, the first ones of the roster. True when the quorum is reached. */
export async function checkIn(
  year: Year,
  clerk: Staff,
  assemblyId: string,
  present: readonly string[],
  paper: ReadonlySet<string>,
): Promise<boolean> {
  const chance = chanceOf(year.seed, `check-in ${assemblyId}`)
  const caller = await clerk.caller()
  const path = `/assemblies/${assemblyId}`
  granted(await year.client.post(`${path}/check-in-opening`, {}, caller, chance.uuid()), 'check-in opening')
  const modeOf = (delegate: string) => (paper.has(delegate) ? 'paper' : 'electronic')
  let reached = false
  for (const part of parts(present, 500)) {
    const body = { check_ins: part.map(delegate_id => ({ delegate_id, mode: modeOf(delegate_id) })) }
    const answer = granted(
      await year.client.post(`${path}/check-ins`, body, caller, chance.uuid()),
      'check-in',
    )
    reached = (answer.quorum as { reached: boolean }).reached
  }
  return reached
}

/** The duty-holders sign in with the codes of their slips, and the clerk confirms them. */
export async function confirmDuties(
  year: Year,
  clerk: Staff,
  assemblyId: string,
  delegates: readonly string[],
  electronic: readonly string[],
): Promise<Hall> {
  const chance = chanceOf(year.seed, `duties ${assemblyId}`)
  const caller = await clerk.caller()
  const codes = new Map<string, string>()
  let after: unknown = null
  do {
    const page = granted(
      await year.client.post(`/assemblies/${assemblyId}/codes`, { after }, caller),
      'codes',
    )
    for (const slip of page.items as { delegate_id: string; code: string }[])
      codes.set(slip.delegate_id, slip.code)
    after = page.next
  } while (after !== null)
  const sessions = new Map<string, Voter>()
  const enter = async (delegate: string): Promise<Caller> => {
    const known = sessions.get(delegate)
    if (known !== undefined) return { token: known.token }
    const code = codes.get(delegate) ?? ''
    const id = chanceOf(year.seed, `session ${delegate}`).uuid()
    const session = granted(await year.client.post('/delegate-sessions', { id, code }), 'code')
    const token = String(session.token)
    sessions.set(delegate, { delegate, token })
    return { token }
  }
  await atOnce(4, electronic, enter)
  const voters = new Map([...sessions].filter(([delegate]) => electronic.includes(delegate)))
  const [chief, scrutineer, first, second] = [
    await enter(delegates[0] ?? ''),
    await enter(delegates[1] ?? ''),
    await enter(delegates[2] ?? ''),
    await enter(delegates[3] ?? ''),
  ]
  granted(
    await year.client.post(`/assemblies/${assemblyId}/scrutineers-confirmation`, {}, caller, chance.uuid()),
    'scrutineers',
  )
  return { assemblyId, clerk, delegates, chief, scrutineer, tellers: [first, second], voters }
}

/** Plays rounds until the assembly has a result. */
export async function playRounds(
  year: Year,
  hall: Hall,
  present: readonly string[],
  plan: RoundPlan,
): Promise<PlayedRound[]> {
  const played: PlayedRound[] = []
  for (;;) {
    const voided = played.filter(({ status }) => status === 'voided').length
    const { round, next } = await playRound(year, hall, present, plan, played.length, voided)
    played.push(round)
    if (next === 'result') return played
  }
}

async function playRound(
  year: Year,
  hall: Hall,
  present: readonly string[],
  plan: RoundPlan,
  at: number,
  voided: number,
) {
  const { client } = year
  const chance = chanceOf(year.seed, `round ${hall.assemblyId} ${at}`)
  const caller = await hall.clerk.caller()
  const key = () => chance.uuid()
  const id = chance.uuid()
  granted(
    await client.post(
      `/assemblies/${hall.assemblyId}/rounds`,
      { id, electronic: hall.voters.size > 0 },
      caller,
    ),
    'round',
  )
  const round = granted(await client.get(`/rounds/${id}`), 'round') as unknown as OpenedRound
  const path = `/rounds/${id}`
  const ballots = await issueAndVote(year, hall, present, plan, { round, path, first: at === 0, voided, key })
  granted(await client.post(`${path}/voting-closing`, {}, caller, key()), 'closing of voting')
  const lots: string[] = []
  const drawLot = async () => {
    const dice = chance.dice()
    granted(await client.post(`${path}/lots`, { dice }, caller, key()), 'lot')
    lots.push(dice)
  }
  if (plan.lotFirst) await drawLot()
  await countPaper(year, hall, path, parts(ballots.sheets, plan.batchSize), plan.mistakes, id)
  const published = granted(await client.post(`${path}/ballots-publication`, {}, caller, key()), 'ballots')
  if (ballots.electronic !== null) await findAll(ballots.electronic)
  const about = { number: round.number, kind: round.kind, electronic: ballots.electronic?.devices.size ?? 0 }
  if (published.status === 'voided') {
    const nothing = { figures: null, votes: null, selected: null, runoff: null }
    return { round: { ...about, status: 'voided' as const, ...nothing, lots }, next: 'again' }
  }
  for (;;) {
    const seen = granted(await client.get(`${path}/tally`), 'tally')
    if ((seen.next as { step: string }).step !== 'lot') break
    await drawLot()
  }
  const { tally_hash } = granted(await client.get(`${path}/tally`), 'tally')
  for (const signer of [hall.chief, hall.scrutineer, ...hall.tellers]) {
    granted(await client.post(`${path}/signatures`, { tally_hash }, signer, key()), 'signature')
  }
  const certified = granted(await client.post(`${path}/certification`, {}, caller, key()), 'certification')
  const { tally } = granted(await client.get(`${path}/tally`), 'tally') as { tally: Record<string, unknown> }
  const { figures, votes, selected, runoff } = tally
  const played: PlayedRound = { ...about, status: 'certified', figures, votes, selected, runoff, lots }
  return { round: played, next: (certified.next as { step: string }).step }
}

/** From the first ballot issued to the last one cast. Gives the paper sheets that come back. */
async function issueAndVote(
  year: Year,
  hall: Hall,
  present: readonly string[],
  plan: RoundPlan,
  at: { round: OpenedRound; path: string; first: boolean; voided: number; key: () => string },
): Promise<{ sheets: Sheet[]; electronic: ElectronicRound | null }> {
  const { client } = year
  const { round, path, key } = at
  const caller = await hall.clerk.caller()
  const voters = present.flatMap(delegate => hall.voters.get(delegate) ?? [])
  const onPaper = present.filter(delegate => !hall.voters.has(delegate))
  for (const part of parts(onPaper, 1000)) {
    granted(
      await client.post(`${path}/paper-ballots`, { delegate_ids: part }, caller, key()),
      'paper ballots',
    )
  }
  const unlucky = plan.unlucky && at.first
  const logKey = voters.length > 0 ? await logKeyOf(year) : null
  const issuing = { losePhone: unlucky, mishaps: plan.mishaps }
  const electronic = logKey === null ? null : await issueElectronic(year, logKey, round.id, voters, issuing)
  granted(await client.post(`${path}/issuing-closing`, {}, caller, key()), 'closing of issuing')
  const late = [...hall.voters.values()].find(({ delegate }) => !present.includes(delegate))
  if (logKey !== null && unlucky && late !== undefined) {
    const body = { check_ins: [{ delegate_id: late.delegate, mode: 'electronic' }] }
    granted(
      await client.post(`/assemblies/${hall.assemblyId}/check-ins`, body, caller, key()),
      'late check-in',
    )
    await refuseLate(year, logKey, round.id, late, plan.mishaps)
  }
  const { sheets, choices } = divide(
    plan.sheets(round, present.length, at.voided),
    voters.length,
    round.max_choices,
  )
  if (electronic !== null) await castElectronic(year, electronic, choices, plan.mishaps)
  return { sheets, electronic }
}

/**
 * What goes on phones and what on paper. A phone neither over-votes nor writes unreadably, so spoilt sheets are paper, or
 * blank where nobody votes on paper.
 */
function divide(
  all: readonly Sheet[],
  phones: number,
  most: number,
): { sheets: Sheet[]; choices: (readonly string[])[] } {
  const spoilt = (sheet: Sheet) => 'invalid' in sheet || sheet.choices.length > most
  const ordered = [...all.filter(sheet => !spoilt(sheet)), ...all.filter(spoilt)]
  const choices = ordered
    .slice(0, phones)
    .map(sheet => ('invalid' in sheet || spoilt(sheet) ? [] : sheet.choices))
  return { sheets: ordered.slice(phones), choices }
}

/** Two tellers key each batch; where they differ the second looks again; a scrutineer rules on what nobody can read. */
async function countPaper(
  year: Year,
  hall: Hall,
  path: string,
  batches: readonly Sheet[][],
  mistakes: number,
  round: string,
) {
  const caller = await hall.clerk.caller()
  const numbered = batches.map((sheets, number) => ({ sheets, number }))
  await atOnce(2, numbered, async ({ sheets, number }) => {
    const chance = chanceOf(year.seed, `batch ${round} ${number}`)
    const { client } = year
    const id = chance.uuid()
    granted(await client.post(`${path}/batches`, { id, label: `第${number + 1}叠` }, caller), 'batch')
    const keying = `/batches/${id}/keying`
    const [first, second] = hall.tellers
    granted(await client.put(keying, { sheets }, first, chance.uuid()), 'first keying')
    if (mistakes > 0 && number % mistakes === 0) {
      const [skipped, ...rest] = sheets
      const blank = skipped !== undefined && 'choices' in skipped && skipped.choices.length === 0
      const wrong: Sheet[] = [...rest, blank ? { invalid: 'unreadable' } : { choices: [] }]
      granted(await client.put(keying, { sheets: wrong }, second, chance.uuid()), 'mistaken keying')
    }
    const keyed = granted(
      await client.put(keying, { sheets: chance.shuffled(sheets) }, second, chance.uuid()),
      'second keying',
    )
    if (keyed.status === 'ruling') {
      const unreadable = sheets.filter(sheet => 'invalid' in sheet).length
      granted(
        await client.post(
          `/batches/${id}/rulings`,
          { unreadable, upheld: true },
          hall.scrutineer,
          chance.uuid(),
        ),
        'ruling',
      )
    }
  })
}
