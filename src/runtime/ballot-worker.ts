import { parentPort, workerData } from 'node:worker_threads'
import { ballotJudge, type Receipt, type RoundOfBallots } from '../core/assembly/ballot-judge.ts'
import type { Result } from '../core/result.ts'
import { nodeJudgeTools } from './node-signatures.ts'

/** Ballots to judge, and the rounds among theirs that the thread was not told of yet. */
export interface JudgeJob {
  readonly rounds: readonly RoundOfBallots[]
  readonly ballots: readonly {
    readonly number: number
    readonly round: string
    /** JCS. */
    readonly text: string
  }[]
}

export type Judged =
  | { readonly number: number; readonly result: Result<Receipt> }
  | { readonly number: number; readonly error: unknown }

// The thread of ballot-thread.ts. The seed of the log key comes with it.
const judge = ballotJudge(nodeJudgeTools(workerData))
/** There are as many as assemblies, a few hundred bytes each. */
const rounds = new Map<string, RoundOfBallots>()

parentPort?.on('message', async (job: JudgeJob) => {
  for (const round of job.rounds) rounds.set(round.round, round)
  // Each is answered at once: the first is being written while the next is judged.
  for (const { number, round, text } of job.ballots)
    parentPort?.postMessage(await judged(number, round, text))
})

async function judged(number: number, name: string, text: string): Promise<Judged> {
  try {
    const round = rounds.get(name)
    if (round === undefined) throw new Error('a ballot of a round that the thread was not told of')
    return { number, result: await judge(round, text) }
  } catch (error) {
    return { number, error }
  }
}
