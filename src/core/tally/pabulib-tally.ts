import type { AssemblyTally } from './assembly.ts'
import { countBallots, groupsAmong, type RoundCount } from './count.ts'
import { equalShares } from './equal-shares.ts'
import { ascending } from './order.ts'
import type { PabulibElection } from './pabulib.ts'
import { tallyProjects } from './projects.ts'
import { notPassed } from './threshold.ts'
import type { Reason } from './walk.ts'

/** A rule, with what it needs to know. */
export type PabulibRule =
  | { readonly selection: 'greedy_skip' | 'greedy_stop' }
  | { readonly selection: 'equal_shares'; readonly completion: 'none' | 'add1' | 'add1u' }

/** What a rule makes of an election. Amounts in reasons are in units of the file: as numbers, with decimals if it has any. */
export interface PabulibTally extends Omit<AssemblyTally, 'next'> {
  readonly count: RoundCount
}

/**
 * Tallies an election from a Pabulib file. The greedy rules apply its threshold, and leave a tie that decides in `runoff`.
 * Equal shares has no threshold and takes the order of the file as the lot; add1 begins with the whole units of the file
 * in budget ÷ voters and adds one unit at a time.
 *
 * Withdrawn projects take no part. Those with enough votes are `OVER_BUDGET`, with the money that is left in the end.
 */
export function tallyElection(election: PabulibElection, rule: PabulibRule): PabulibTally {
  const count = countBallots(
    election.projects.map(({ id }) => id),
    election.ballots,
  )
  return rule.selection === 'equal_shares'
    ? { count, ...shareEqually(election, count, rule.completion) }
    : { count, ...walkByVotes(election, count, rule.selection) }
}

function walkByVotes(
  { projects, budget, need, scale }: PabulibElection,
  { votes }: RoundCount,
  selection: 'greedy_skip' | 'greedy_stop',
): Omit<PabulibTally, 'count'> {
  const withVotes = projects.map(project => ({ ...project, votes: Number(votes[project.id]) }))
  const standing = withVotes.filter(({ withdrawn }) => !withdrawn)
  const { selected, runoff, reasons } = tallyProjects(selection, standing, budget, need)
  const won = new Set(selected)
  const left = standing.reduce((money, { id, cost }) => (won.has(id) ? money - cost : money), budget)
  const withdrawn = withVotes
    .filter(project => project.withdrawn)
    .map(({ id, cost, votes: got }): [string, Reason] => [
      id,
      got < need ? notPassed({ need, got }) : { code: 'OVER_BUDGET', left, cost },
    ])
  const all = [...Object.entries(reasons), ...withdrawn]
  return {
    selected,
    runoff,
    reasons: Object.fromEntries(all.map(([id, reason]) => [id, inUnitsOfFile(reason, scale)])),
  }
}

function inUnitsOfFile(reason: Reason, scale: number): Reason {
  if (reason.code !== 'OVER_BUDGET') return reason
  return { code: 'OVER_BUDGET', left: reason.left / scale, cost: reason.cost / scale }
}

function shareEqually(
  { projects, budget, scale }: PabulibElection,
  { votes, valid, blank, groups }: RoundCount,
  completion: 'none' | 'add1' | 'add1u',
): Omit<PabulibTally, 'count'> {
  const voters = valid - blank
  const standing = projects.filter(({ withdrawn }) => !withdrawn)
  const lot = standing.map(({ id }) => id)
  const { selected } = equalShares({
    budget,
    voters,
    candidates: standing.map(({ id, cost }) => ({ id, cost, votes: Number(votes[id]) })),
    groups: standing.length < projects.length ? groupsAmong(new Set(lot), groups) : groups,
    lot,
    completion,
    start: voters === 0 ? 0 : wholeUnits(budget, voters, scale),
    step: scale,
  })
  const won = new Set(selected)
  const reasons = projects.map(({ id }): [string, Reason] => [
    id,
    { code: won.has(id) ? 'SELECTED' : 'UNSUPPORTED' },
  ])
  return { selected: ascending(selected), runoff: [], reasons: Object.fromEntries(reasons) }
}

/** The whole units of the file in each voter's part of the budget. */
function wholeUnits(budget: number, voters: number, scale: number): number {
  return Number(BigInt(budget) / (BigInt(voters) * BigInt(scale))) * scale
}
