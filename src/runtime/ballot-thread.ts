import { Worker } from 'node:worker_threads'
import type { BallotJudge, Receipt, RoundOfBallots } from '../core/assembly/ballot-judge.ts'
import type { Result } from '../core/result.ts'
import type { Judged, JudgeJob } from './ballot-worker.ts'

interface Waiting {
  readonly resolve: (result: Result<Receipt>) => void
  readonly reject: (error: unknown) => void
}

/**
 * Judges ballots in a thread of their own, so that signatures are checked and receipts signed while other requests are answered.
 * The thread begins with the first ballot. Should it end, its ballots fail, and the next one begins another.
 */
export function createBallotThread(logKeySeed: Uint8Array): BallotJudge {
  let judge: BallotJudge | undefined
  const begin = () => {
    const begun = startThread(logKeySeed, () => {
      if (judge === begun) judge = undefined
    })
    return begun
  }
  return (round, text) => {
    judge ??= begin()
    return judge(round, text)
  }
}

function startThread(logKeySeed: Uint8Array, ended: () => void): BallotJudge {
  const thread = new Worker(new URL('./ballot-worker.ts', import.meta.url), { workerData: logKeySeed })
  const waiting = new Map<number, Waiting>()
  const told = new WeakSet<RoundOfBallots>()
  let last = 0
  let job: { rounds: RoundOfBallots[]; ballots: JudgeJob['ballots'][number][] } = { rounds: [], ballots: [] }

  const end = (error: unknown) => {
    ended()
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  thread.on('message', (judged: Judged) => {
    const asked = waiting.get(judged.number)
    waiting.delete(judged.number)
    if (waiting.size === 0) thread.unref()
    if ('result' in judged) asked?.resolve(judged.result)
    else asked?.reject(judged.error)
  })
  thread.once('error', end)
  thread.once('exit', () => end(new Error('the thread that judges ballots has ended')))

  const send = () => {
    thread.postMessage(job)
    job = { rounds: [], ballots: [] }
  }
  return (round, text) =>
    new Promise((resolve, reject) => {
      // Ballots that arrive together are handed over together.
      if (job.ballots.length === 0) setImmediate(send)
      if (!told.has(round)) job.rounds.push(round)
      told.add(round)
      // The thread keeps the process going as long as somebody waits for it.
      if (waiting.size === 0) thread.ref()
      const number = ++last
      waiting.set(number, { resolve, reject })
      job.ballots.push({ number, round: round.round, text })
    })
}
