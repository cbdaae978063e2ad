import { closeDraws } from './verify-draws.ts'
import { faultOfBallot, importTokenKey } from './verify-electronic.ts'
import { readEntries, walkEntries } from './verify-entries.ts'
import { checkHead, type Expectations, readFile } from './verify-file.ts'
import {
  type Counts,
  cover,
  holds,
  linesOf,
  newReport,
  type Report,
  type VerdictLine,
} from './verify-report.ts'
import { closeRounds } from './verify-rounds.ts'
import { failAt, newState, type PublishedBallots } from './verify-state.ts'

export type { Expectations } from './verify-file.ts'
export type { Check, Counts, VerdictLine } from './verify-report.ts'

/** What a verification comes to. `ok` only when no line says that something does not hold. */
export interface Verdict {
  readonly ok: boolean
  /** For each check what it covered, or what does not hold; and notes about what is unfinished. */
  readonly lines: readonly VerdictLine[]
  readonly counts: Readonly<Counts>
}

/** How far a verification is: first through the entries, then through the electronic ballots that they publish. */
export interface Progress {
  readonly step: 'entries' | 'ballots'
  readonly done: number
  readonly of: number
}

/**
 * Verifies a published record from its bytes alone, as PUBLIC-RECORD.md §6 says and in that order. `key` is the verifier key
 * it must be signed by, `seen` are signed checkpoints that must be earlier heads of this very log.
 *
 * `onProgress` is told after every entry and every electronic ballot; a file that cannot be read comes to none of them.
 *
 * Whatever the bytes are, the answer is a verdict; nothing is thrown. It needs WebCrypto and nothing else of the platform,
 * so server, command and browser run the same code.
 */
export async function verifyRecord(
  bytes: Uint8Array,
  expected: Expectations = {},
  onProgress: (progress: Progress) => void = () => {},
): Promise<Verdict> {
  const report = newReport()
  await verifyInto(report, bytes, expected, onProgress)
  return { ok: holds(report), lines: linesOf(report), counts: report.counts }
}

async function verifyInto(
  report: Report,
  bytes: Uint8Array,
  expected: Expectations,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const file = readFile(report, bytes)
  if (file === null) return
  await checkHead(report, file, expected)
  const entries = readEntries(report, file.entries)
  if (entries === null) return
  report.counts.entries = entries.length
  const state = newState(report)
  walkEntries(state, entries, done => onProgress({ step: 'entries', done, of: entries.length }))
  let done = 0
  const of = report.counts.electronic_ballots
  for (const published of state.electronic) {
    await checkElectronic(report, published, () => onProgress({ step: 'ballots', done: ++done, of }))
  }
  closeRounds(state)
  closeDraws(state)
  coverAll(report)
}

/** Every token and signature of a round's electronic ballots, all at once: WebCrypto works beside us. */
async function checkElectronic(
  report: Report,
  { place, tokenKey, ballots }: PublishedBallots,
  onBallot: () => void,
): Promise<void> {
  if (ballots.length === 0) return
  const key = tokenKey === null ? null : await importTokenKey(tokenKey)
  const faults = await Promise.all(
    ballots.map(async ballot => {
      const fault = await faultOfBallot(ballot, key)
      onBallot()
      return fault
    }),
  )
  for (const [at, fault] of faults.entries()) {
    if (fault !== null) failAt(report, 'ballots', place, `electronic ballot ${at}: ${fault} does not verify`)
  }
}

/** What the checks of the entries went over, each in a line. */
function coverAll(report: Report): void {
  const { counts } = report
  cover(
    report,
    'assemblies',
    `${counts.cycles} cycles with rules, ${counts.assemblies} assemblies, ${counts.rosters} rosters`,
  )
  cover(
    report,
    'rounds',
    `${counts.rounds} rounds as the rules demand them, in order, with quorum and figures; ${counts.voided_rounds} voided`,
  )
  cover(
    report,
    'ballots',
    `${counts.electronic_ballots} electronic with token and signature; ${counts.paper_ballots} paper, equal to ${counts.paper_batches} batches`,
  )
  cover(report, 'tallies', `${counts.tallies} recomputed, member for member; ${counts.lots} lots`)
  cover(
    report,
    'draws',
    `${counts.draws} with frame, quotas, seed and inspectors; ${counts.drawn_projects} projects drawn`,
  )
  cover(
    report,
    'money',
    `${counts.projects} selected within the allocations; ${counts.payments} payments within the contracts`,
  )
}
