import { castBallot, fillBallot } from '../../src/client/vote.ts'
import { done } from './call.ts'
import { devicesWithTokens, electronicOf, stepped } from './electronic-story.ts'
import { act, agreeOn, type Desk, type Mark, openRound, publish } from './round-story.ts'

export interface MixedRound {
  readonly round: string
  /** JCS of each electronic ballot with its receipt, in the order of the delegates. */
  readonly cast: readonly { readonly ballot: string; readonly receipt: string }[]
}

/**
 * A round on paper and on phones up to its published ballots: the last delegates, one for each of `marks`, vote on phones; the
 * others on paper, as many sheets come back as `sheets` has.
 */
export async function playMixedRound(
  desk: Desk,
  marks: readonly (readonly number[])[],
  sheets: readonly Mark[],
): Promise<MixedRound> {
  const electronic = electronicOf(desk, marks.length)
  const round = await openRound(desk, true)
  const devices = await devicesWithTokens(desk, round, electronic)
  const delegate_ids = desk.delegates.slice(0, desk.delegates.length - marks.length)
  await done(act(desk, desk.clerk, `/rounds/${round}/paper-ballots`, { delegate_ids }))
  await done(act(desk, desk.clerk, `/rounds/${round}/issuing-closing`))
  const cast: { ballot: string; receipt: string }[] = []
  for (const [at, device] of devices.entries()) {
    const choices = (marks[at] ?? []).map(place => desk.candidates[place] ?? '')
    await stepped(fillBallot(device, round, choices))
    const { ballot = '', receipt = '' } = await stepped(castBallot(device, round))
    cast.push({ ballot, receipt })
  }
  await done(act(desk, desk.clerk, `/rounds/${round}/voting-closing`))
  await agreeOn(desk, round, sheets)
  await done(publish(desk, round))
  return { round, cast }
}
