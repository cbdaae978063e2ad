import { canonicalJson } from '../../src/core/record/canonical-json.ts'
import type { ElectronicBallot } from '../../src/core/record/entries.ts'
import { faultOfBallot, importTokenKey } from '../../src/core/record/verify-electronic.ts'
import type { Bench } from './context.ts'
import { benchCandidates, insertVotingRound, makeElectronicRound } from './electronic-round.ts'
import type { LoadRequest } from './load.ts'
import { interleave } from './measure.ts'
import { rowOf } from './report.ts'

const connections = 16
const requestsPerRound = 640
/** A server is compiled while it runs: before that many requests it is measured how far that has come. */
const requestsToWarmUp = 2000
const ballotsOfAssembly = 60

/** Casting a ballot against the two floors under it, on the same database and in the same run, and verifying one. */
export const castsBench: Bench = {
  name: 'casts',
  about:
    'casting a ballot against a bare handler with one INSERT, and against one that also does the three bare signature operations',
  async run(context) {
    const { bare, server, load, databaseUrl } = await context.ground()
    const round = await makeElectronicRound(benchCandidates)
    await insertVotingRound(databaseUrl, round)
    let made: { round: number; ballots: readonly ElectronicBallot[] } | undefined
    const play = (origin: string, path: string) => async (number: number) => {
      // Fresh ballots in every round, the same for each side; the bare ones do not look at them. Making them is not measured.
      if (made?.round !== number) {
        const count = number === 0 ? requestsToWarmUp : requestsPerRound
        made = { round: number, ballots: await round.makeBallots(count) }
      }
      return load.play({ origin, connections, requests: made.ballots.map(ballot => cast(path, ballot)) })
    }
    const [casting = [], signing = [], inserting = []] = await interleave(
      [
        play(server.origin, `/api/v1/rounds/${round.id}/ballots`),
        play(bare.origin, '/insert-and-sign'),
        play(bare.origin, '/insert'),
      ],
      context.pace(24),
    )
    const key = await importTokenKey(round.tokenKey)
    const ballots = await round.makeBallots(ballotsOfAssembly)
    const [verifying = []] = await interleave(
      [
        async () => {
          const began = performance.now()
          for (const ballot of ballots) {
            if ((await faultOfBallot(ballot, key)) !== null) throw new Error('a good ballot does not verify')
          }
          return performance.now() - began
        },
      ],
      context.pace(4),
    )
    const ours = {
      of: 'POST /rounds/{id}/ballots: token and signature verified, stored, receipt signed',
      figures: casting,
    }
    return [
      rowOf(
        {
          bench: 'casts',
          name: 'a ballot cast, against one INSERT and three signatures',
          unit: 'per_second',
          goal: { of: 'ratio', bound: 'at_least', value: 0.8 },
        },
        ours,
        { of: 'bare handler that verifies RSA-PSS and ECDSA and signs Ed25519', figures: signing },
      ),
      rowOf(
        {
          bench: 'casts',
          name: 'a ballot cast, against one INSERT',
          unit: 'per_second',
          goal: { of: 'ratio', bound: 'at_least', value: 0.4 },
        },
        ours,
        { of: 'bare handler, one INSERT', figures: inserting },
      ),
      rowOf(
        {
          bench: 'casts',
          name: `the tokens and signatures of ${ballotsOfAssembly} ballots verified`,
          unit: 'ms',
          goal: { of: 'ours', bound: 'at_most', value: 100 },
        },
        { of: 'core, by the platform', figures: verifying },
        null,
      ),
    ]
  },
}

function cast(path: string, ballot: ElectronicBallot): LoadRequest {
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: canonicalJson(ballot),
  }
}
