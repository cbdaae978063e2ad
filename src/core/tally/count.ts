import type { Ballot } from './ballot.ts'
import { addRow, newGrouping } from './grouping.ts'

/** Ballots that chose the same candidates, and how many there are of them. */
export interface BallotGroup {
  /** In the order of the candidates the count was made with. Never empty. */
  readonly choices: readonly string[]
  readonly count: number
}

/** What the ballots of a round come to, in ballots. `blank` is a part of `valid`. */
export interface RoundCount {
  /** Every candidate, at zero too. */
  readonly votes: Readonly<Record<string, number>>
  readonly valid: number
  readonly invalid: number
  readonly blank: number
  /** The valid ballots that are not blank, equal ones together, in the order in which each was first met. */
  readonly groups: readonly BallotGroup[]
}

/**
 * Counts the ballots of a round (DOMAIN.md §5.3). It takes any iterable, once, and keeps equal ballots together, so that
 * what follows takes time by the number of different ballots.
 *
 * @throws RangeError when a ballot names a candidate twice or one who does not stand: such a thing is refused before it
 * becomes a ballot.
 */
export function countBallots(candidates: readonly string[], ballots: Iterable<Ballot>): RoundCount {
  const places = new Map(candidates.map((id, place) => [id, place]))
  const votes = new Int32Array(candidates.length)
  const sheet = new Int32Array(candidates.length)
  const grouping = newGrouping()
  const choicesOfGroups: (readonly string[])[] = []
  let valid = 0
  let invalid = 0
  let blank = 0
  for (const ballot of ballots) {
    if ('invalid' in ballot) {
      invalid++
      continue
    }
    valid++
    const { choices } = ballot
    if (choices.length === 0) {
      blank++
      continue
    }
    const inOrder = mark(sheet, places, choices)
    for (let at = 0; at < choices.length; at++) {
      const place = Number(sheet[at])
      votes[place] = Number(votes[place]) + 1
    }
    if (addRow(grouping, sheet, choices.length)) {
      choicesOfGroups.push(inOrder ? choices : named(sheet, choices.length, candidates))
    }
  }
  return {
    votes: Object.fromEntries(candidates.map((id, place) => [id, Number(votes[place])])),
    valid,
    invalid,
    blank,
    groups: choicesOfGroups.map((choices, number) => ({ choices, count: Number(grouping.counts[number]) })),
  }
}

/** Writes the places of the choices to `sheet`, ascending. True when that is the order they came in. */
function mark(sheet: Int32Array, places: ReadonlyMap<string, number>, choices: readonly string[]): boolean {
  let inOrder = true
  let marked = 0
  for (const id of choices) {
    const place = places.get(id)
    if (place === undefined) throw new RangeError(`not a candidate of this round: ${id}`)
    let at = marked++
    for (; at > 0 && Number(sheet[at - 1]) > place; at--) {
      sheet[at] = Number(sheet[at - 1])
      inOrder = false
    }
    if (at > 0 && sheet[at - 1] === place) throw new RangeError(`chosen twice on one ballot: ${id}`)
    sheet[at] = place
  }
  return inOrder
}

function named(sheet: Int32Array, length: number, candidates: readonly string[]): string[] {
  const choices: string[] = []
  for (let at = 0; at < length; at++) choices.push(String(candidates[Number(sheet[at])]))
  return choices
}

/** The ballots as far as they are about these candidates; those that name none of them are left out. */
export function groupsAmong(ids: ReadonlySet<string>, groups: readonly BallotGroup[]): BallotGroup[] {
  return groups
    .map(({ choices, count }) => ({ choices: choices.filter(id => ids.has(id)), count }))
    .filter(({ choices }) => choices.length > 0)
}

/** The votes of one candidate. @throws RangeError when the count is not about this candidate. */
export function votesOf(votes: Readonly<Record<string, number>>, id: string): number {
  const got = Object.hasOwn(votes, id) ? votes[id] : undefined
  if (got === undefined) throw new RangeError(`no votes counted for this candidate: ${id}`)
  return got
}
