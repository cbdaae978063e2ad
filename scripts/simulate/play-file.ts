import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Completion, Selection } from '../../src/core/cycle/rules.ts'
import { exclusions, requirements } from '../../src/core/proposal/screening.ts'
import { type PabulibElection, readPabulib } from '../../src/core/tally/pabulib.ts'
import { PlainError } from '../../src/runtime/plain-error.ts'
import { CallError } from '../command.ts'
import { checkIn, confirmDuties, type PlayedRound, playRounds, prepareRoster } from './assembly.ts'
import { atOnce } from './at-once.ts'
import type { OpenedRound, Sheet } from './ballots.ts'
import { chanceOf } from './chance.ts'
import { granted } from './client.ts'
import { type Community, setUpDistrict } from './district.ts'
import { noMishaps } from './electronic.ts'
import type { Progress } from './play-year.ts'
import type { Office } from './staff.ts'
import type { Year } from './year.ts'

export interface FilePlan {
  readonly file: string
  readonly rule: string
  readonly completion: string | undefined
}

/** What an assembly made of a real election, in the ids of its file. */
export interface PlayedFile {
  readonly file: string
  readonly rule: Selection
  readonly completion: Completion | null
  readonly ballots: number
  readonly candidates: number
  /** Projects that could not stand: withdrawn, or dearer than the whole budget. */
  readonly left_out: readonly string[]
  readonly rounds: readonly PlayedRound[]
  readonly selected: readonly string[]
  readonly official: readonly string[]
}

const mostBallots = 100_000

/** Plays one assembly with an election's projects, budget and ballots, every ballot a paper sheet keyed by two tellers. */
export async function playFile(
  office: Office,
  clock: Pick<Year, 'now' | 'after' | 'pass'>,
  plan: FilePlan,
  progress: Progress,
): Promise<PlayedFile> {
  const election = readElection(plan.file)
  const { selection, completion } = ruleOf(plan)
  const standing = election.projects.filter(project => !project.withdrawn && project.cost <= election.budget)
  if (standing.length < 2) throw new PlainError(`${plan.file} has no two projects that the budget could pay.`)
  progress('district', 0, 1)
  const district = await setUpDistrict(office, 1, () => progress('district', 1, 1))
  const community = district.communities[0] as Community
  const year: Year = {
    ...office,
    ...clock,
    admin: district.admin,
    cycleId: chanceOf(office.seed, 'cycle').uuid(),
  }
  await publishRules(year, election, selection, completion)
  const ids = new Map(standing.map(({ id }) => [id, chanceOf(office.seed, `project ${id}`).uuid()]))
  await nominate(year, community, election, ids, progress)

  const assemblyId = chanceOf(office.seed, 'assembly of the file').uuid()
  const clerk = await community.clerk.caller()
  const meeting = {
    id: assemblyId,
    seats: standing.length,
    scheduled_for: new Date(year.now()).toISOString(),
    place: '礼堂',
  }
  granted(
    await year.client.post(`/communities/${community.id}/cycles/${year.cycleId}/assemblies`, meeting, clerk),
    'assembly',
  )
  const key = chanceOf(office.seed, 'candidates of the file').uuid()
  granted(await year.client.post(`/assemblies/${assemblyId}/candidates`, {}, clerk, key), 'candidates')
  progress('roster and check-in', 0, 1)
  const delegates = await prepareRoster(
    year,
    community.clerk,
    assemblyId,
    Math.max(election.ballots.length, 4),
  )
  const present = delegates.slice(0, election.ballots.length)
  await checkIn(year, community.clerk, assemblyId, delegates, new Set(delegates))
  const hall = await confirmDuties(year, community.clerk, assemblyId, delegates, [])
  progress('roster and check-in', 1, 1)
  progress('rounds', 0, 1)
  const rounds = await playRounds(year, hall, present, {
    batchSize: 1000,
    mistakes: 0,
    lotFirst: selection === 'equal_shares',
    unlucky: false,
    mishaps: noMishaps(),
    sheets: round => sheetsOf(election, round, ids),
  })
  progress('rounds', 1, 1)
  const own = new Map([...ids].map(([id, uuid]) => [uuid, id]))
  return {
    file: basename(plan.file),
    rule: selection,
    completion,
    ballots: election.ballots.length,
    candidates: standing.length,
    left_out: election.projects.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
    rounds,
    selected: resultOf(rounds)
      .map(id => own.get(id) ?? id)
      .sort(),
    official: election.projects
      .filter(({ selected }) => selected === '1')
      .map(({ id }) => id)
      .sort(),
  }
}

/** The selection of the last round's tally. */
function resultOf(rounds: readonly PlayedRound[]): string[] {
  const selected = rounds.at(-1)?.selected
  return Array.isArray(selected) ? selected.map(String) : []
}

function readElection(file: string): PabulibElection {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new PlainError(`${file} cannot be read.`)
  }
  const read = readPabulib(text)
  if (!read.ok) {
    const lines = read.error.map(({ line, reason }) => `  line ${line}: ${reason}`)
    throw new PlainError(`${file} cannot be trusted:\n${lines.join('\n')}`)
  }
  if (read.value.ballots.length > mostBallots)
    throw new PlainError(`${file} has more than ${mostBallots} ballots.`)
  if (read.value.ballots.length === 0) throw new PlainError(`${file} has no ballots.`)
  return read.value
}

function ruleOf({ rule, completion }: FilePlan): { selection: Selection; completion: Completion | null } {
  const known = ['none', 'add1', 'add1u'] as const
  if (rule === 'greedy_skip' || rule === 'greedy_stop') {
    if (completion !== undefined) throw new CallError('--completion goes with --rule equal_shares.')
    return { selection: rule, completion: null }
  }
  if (rule !== 'equal_shares')
    throw new CallError(`--rule must be greedy_skip, greedy_stop or equal_shares, not "${rule}".`)
  const chosen = known.find(name => name === (completion ?? 'none'))
  if (chosen === undefined)
    throw new CallError(`--completion must be none, add1 or add1u, not "${completion}".`)
  return { selection: rule, completion: chosen }
}

/** The file's rules as those of a cycle: its threshold as a share of all ballots, its amounts in fen. */
async function publishRules(
  year: Year,
  election: PabulibElection,
  selection: Selection,
  completion: Completion | null,
): Promise<void> {
  const { need, ballots, max_length } = election
  const longest = ballots.reduce(
    (most, ballot) => Math.max(most, 'choices' in ballot ? ballot.choices.length : 0),
    1,
  )
  const rules = {
    allocation_fen: fenOf(election, election.budget),
    quorum: { num: 1, den: 2, strict: false },
    surplus: { num: 0, den: 1, min: 0 },
    max_choices: max_length ?? longest,
    passing:
      need > 1
        ? { num: need, den: Math.max(need, ballots.length, 4), strict: false, base: 'eligible' }
        : { num: 0, den: 1, strict: false, base: 'none' },
    selection,
    completion,
    notice_days: 0,
  }
  const admin = await year.admin.caller()
  const cycle = { id: year.cycleId, name: '一次真实的参与式预算', year: 2027, rules }
  granted(await year.client.post(`/districts/${year.districtId}/cycles`, cycle, admin), 'cycle')
  const key = chanceOf(year.seed, 'publication').uuid()
  granted(await year.client.post(`/cycles/${year.cycleId}/publication`, {}, admin, key), 'publication')
}

function fenOf({ scale }: PabulibElection, amount: number): number {
  return scale > 100 ? amount : amount * (100 / scale)
}

async function nominate(
  year: Year,
  community: Community,
  election: PabulibElection,
  ids: ReadonlyMap<string, string>,
  progress: Progress,
): Promise<void> {
  const { client } = year
  const clerk = await community.clerk.caller()
  const list = `/communities/${community.id}/cycles/${year.cycleId}`
  const flags = Object.fromEntries(requirements.map(name => [name, true]))
  const checklist = { ...flags, negative_list: Object.fromEntries(exclusions.map(name => [name, false])) }
  let done = 0
  await atOnce(4, election.projects, async project => {
    const id = ids.get(project.id)
    if (id === undefined) return
    const chance = chanceOf(year.seed, `nomination ${project.id}`)
    const name = project.name.replaceAll(/[^\P{Cc}]/gu, ' ').trim() || project.id
    const proposal = {
      id,
      title: Array.from(name).slice(0, 50).join('').trim(),
      category: 'works',
      topic: '其他',
      description: name,
      place: '全区',
      beneficiaries: '全体居民',
      estimated_cost_fen: fenOf(election, project.cost),
    }
    granted(await client.post(`${list}/proposals`, proposal, clerk), `proposal ${project.id}`)
    granted(
      await client.post(
        `/proposals/${id}/screening`,
        { checklist, outcome: 'screened' },
        clerk,
        chance.uuid(),
      ),
      'screening',
    )
    progress('proposals', ++done, ids.size)
  })
  const officer = await community.street.officers[0]?.caller()
  const key = chanceOf(year.seed, 'confirmation of the file').uuid()
  granted(await client.post(`${list}/screening-confirmation`, {}, officer, key), 'confirmation')
}

/** The ballots of the file as sheets of a round: in a runoff each voter keeps the tied projects, as many as are allowed. */
function sheetsOf(election: PabulibElection, round: OpenedRound, ids: ReadonlyMap<string, string>): Sheet[] {
  const standing = new Set(round.candidates)
  const tooMany = round.candidates.slice(0, round.max_choices + 1)
  return election.ballots.map(ballot => {
    if ('invalid' in ballot) {
      if (round.kind !== 'main') return { choices: [] }
      return tooMany.length > round.max_choices ? { choices: tooMany } : { invalid: 'unreadable' }
    }
    const choices = ballot.choices.map(id => ids.get(id) ?? '').filter(id => standing.has(id))
    return { choices: choices.slice(0, round.max_choices) }
  })
}

/** The winners beside the file's official ones. */
export function tableOfFile(played: PlayedFile): string {
  const official = new Set(played.official)
  const selected = new Set(played.selected)
  const rule = played.completion === null ? played.rule : `${played.rule} (${played.completion})`
  const only = (list: readonly string[], others: ReadonlySet<string>) =>
    list.filter(id => !others.has(id)).join(', ') || 'none'
  return [
    `${played.file}: ${played.ballots} ballots, ${played.candidates} candidates, rule ${rule}`,
    `rounds               ${played.rounds.map(({ kind, status }) => `${kind} (${status})`).join(', ')}`,
    `winners              ${played.selected.join(', ')}`,
    `official winners     ${played.official.join(', ') || 'the file names none'}`,
    `only here            ${only(played.selected, official)}`,
    `only in the file     ${only(played.official, selected)}`,
    ...(played.left_out.length > 0
      ? [`could not stand      ${played.left_out.join(', ')} (withdrawn, or dearer than the budget)`]
      : []),
  ].join('\n')
}
