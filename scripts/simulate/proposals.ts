import { exclusions, requirements } from '../../src/core/proposal/screening.ts'
import { chanceOf } from './chance.ts'
import { granted } from './client.ts'
import type { Community } from './district.ts'
import { ideas, personName, placeName } from './names.ts'
import type { Year } from './year.ts'

export interface Candidate {
  readonly id: string
  readonly title: string
  readonly cost_fen: number
}

export interface Proposed {
  readonly id: string
  readonly title: string
}

/** Proposals by residents and, where they are in office, the grid officer and the clerk. */
export async function submitProposals(
  year: Year,
  community: Community,
  count: number,
  staffed: boolean,
): Promise<Proposed[]> {
  const { client } = year
  const chance = chanceOf(year.seed, `proposals ${community.number}`)
  const list = `/communities/${community.id}/cycles/${year.cycleId}`
  const proposed: Proposed[] = []
  for (let at = 0; at < count; at++) {
    const idea = ideas[(at + community.number) % ideas.length]
    if (idea === undefined) throw new RangeError('no idea')
    const place = placeName(chance.below(12))
    const id = chance.uuid()
    const proposal = {
      id,
      grid_id: community.grids[at % community.grids.length] ?? null,
      title: idea.title(place),
      category: idea.category,
      topic: idea.topic,
      description: idea.why,
      place: `${community.name}${place}`,
      beneficiaries: `约${20 + chance.below(400)}户居民`,
      // ¥15,000 to ¥49,000: the dearest four still fit a fund of ¥200,000.
      estimated_cost_fen: 1_500_000 + 1_000 * chance.below(3_400),
    }
    const contact = { name: personName(chance), phone: `1380000${String(1000 + at)}` }
    if (staffed && at % 4 === 1) {
      const own = { ...proposal, grid_id: community.grids[0] ?? null }
      const officer = await community.gridOfficer.caller()
      granted(await client.post(`${list}/proposals`, own, officer), 'proposal of the grid officer')
    } else if (staffed && at % 4 === 2) {
      const clerk = await community.clerk.caller()
      granted(
        await client.post(`${list}/proposals`, { ...proposal, draft: true }, clerk),
        'draft of the clerk',
      )
      granted(await client.post(`/proposals/${id}/submission`, {}, clerk, chance.uuid()), 'submission')
    } else {
      granted(await client.post(`${list}/proposals`, { ...proposal, contact }), 'proposal of a resident')
    }
    proposed.push(proposal)
  }
  return proposed
}

/** Proposals, their screening by the clerk, and the street's confirmation. */
export async function proposeAndScreen(year: Year, community: Community, count: number): Promise<void> {
  await screenProposals(year, community, await submitProposals(year, community, count, true))
  await confirmScreening(year, community)
}

/** The street confirms what the clerk has screened. */
export async function confirmScreening(year: Year, community: Community): Promise<void> {
  const chance = chanceOf(year.seed, `confirmation ${community.number}`)
  const officer = await chance.pick(community.street.officers).caller()
  const path = `/communities/${community.id}/cycles/${year.cycleId}/screening-confirmation`
  granted(await year.client.post(path, {}, officer, chance.uuid()), 'confirmation')
}

/** The clerk screens proposals; the street has not confirmed the list. */
export async function screenProposals(
  year: Year,
  community: Community,
  proposed: readonly Proposed[],
): Promise<void> {
  const { client } = year
  const chance = chanceOf(year.seed, `screening ${community.number}`)
  const clerk = await community.clerk.caller()
  for (const [at, { id }] of proposed.entries()) {
    const decision = screeningOf(at, proposed)
    granted(await client.post(`/proposals/${id}/screening`, decision, clerk, chance.uuid()), 'screening')
  }
}

/** Of twelve, the last is rejected (the property manager's duty) and the one before it merged into the first. */
function screeningOf(at: number, proposed: readonly Proposed[]) {
  const count = proposed.length
  const yes = Object.fromEntries(requirements.map(name => [name, true]))
  const no = Object.fromEntries(exclusions.map(name => [name, false]))
  const checklist = { ...yes, negative_list: no }
  if (count > 4 && at === count - 1) {
    const failing = {
      ...yes,
      nobody_elses_duty: false,
      negative_list: { ...no, property_management_duty: true },
    }
    return { checklist: failing, outcome: 'rejected', reason: '属于物业公司的责任，不能使用社区惠民资金。' }
  }
  if (count > 5 && at === count - 2)
    return { checklist, outcome: 'merged', merged_into: proposed[0]?.id, reason: '与第一项合并实施。' }
  return { checklist, outcome: 'screened' }
}

/** Schedules an assembly and publishes its candidates; in some communities somebody objects and is answered. */
export async function publishCandidates(
  year: Year,
  community: Community,
  plan: {
    assemblyId: string
    seats: (candidates: number) => number
    objection: boolean
    screened: number
    /** When the assembly meets, in ms since 1970. */
    meets: number
  },
): Promise<{ seats: number; candidates: Candidate[] }> {
  const { client } = year
  const chance = chanceOf(year.seed, `candidates ${plan.assemblyId}`)
  const clerk = await community.clerk.caller()
  const seats = plan.seats(plan.screened)
  const meeting = {
    id: plan.assemblyId,
    seats,
    scheduled_for: new Date(plan.meets).toISOString(),
    place: `${community.name}礼堂`,
  }
  const list = `/communities/${community.id}/cycles/${year.cycleId}/assemblies`
  granted(await client.post(list, meeting, clerk), 'assembly')
  const path = `/assemblies/${plan.assemblyId}`
  const published = granted(await client.post(`${path}/candidates`, {}, clerk, chance.uuid()), 'candidates')
  const candidates = published.candidates as Candidate[]
  if (plan.objection) {
    const id = chance.uuid()
    const objection = {
      id,
      candidate_id: candidates[0]?.id ?? null,
      text: '该项目离学校太近，施工时间请避开上下学。',
      contact: { name: '居民', phone: '13800000000' },
    }
    granted(await client.post(`${path}/objections`, objection), 'objection')
    const answer = { answer: '施工时间定在暑假，不影响上下学。' }
    granted(await client.post(`/objections/${id}/answer`, answer, clerk, chance.uuid()), 'answer')
  }
  return { seats, candidates }
}
