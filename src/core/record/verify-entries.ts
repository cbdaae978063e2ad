import type { JsonValue } from './canonical-json.ts'
import { checkEntry, type Entry, type EntryType, isEntry, isKnownEntry, type KnownEntry } from './entries.ts'
import { freezeRoster, freezeRules, publishCandidates, voidAssembly } from './verify-assemblies.ts'
import { addBatch, publishBallots } from './verify-ballots.ts'
import { commitSecret, drawProjects, revealSecret, throwDice } from './verify-draws.ts'
import { decideAcceptance, openDraw } from './verify-frames.ts'
import { contractProject, recordPayment, settleProject } from './verify-money.ts'
import { cover, fail, type Report } from './verify-report.ts'
import { closeIssuing, openRound, voidRound } from './verify-rounds.ts'
import { failAt, type RecordState } from './verify-state.ts'
import { certifyTally, drawLot } from './verify-tally.ts'

/** The entries, each of the form of its type (PUBLIC-RECORD.md §1, §2). Null, with failures, when one is not. */
export function readEntries(report: Report, values: readonly JsonValue[]): readonly Entry[] | null {
  const entries: Entry[] = []
  for (const [index, value] of values.entries()) {
    if (isEntry(value)) entries.push(value)
    else fail(report, 'entries', `entry ${index}: ${checkEntry(value)[0]}`)
  }
  return entries.length === values.length ? entries : null
}

/**
 * Reads the log once, in order. Every entry is checked against what the entries before it say: never earlier than the one
 * before, once per type and subject (PUBLIC-RECORD.md §7.10), and whatever its type demands. `onEntry` is told how many
 * were read.
 */
export function walkEntries(
  state: RecordState,
  entries: readonly Entry[],
  onEntry: (read: number) => void,
): void {
  const { report } = state
  const once = new Set<string>()
  let lastAt = ''
  for (const [index, entry] of entries.entries()) {
    const place = { index, entry }
    onEntry(index + 1)
    if (entry.at < lastAt)
      failAt(report, 'entries', place, `at ${entry.at} is before ${lastAt}, that of the entry before`)
    lastAt = entry.at
    const name = `${entry.subject} ${entry.type}`
    if (once.has(name)) {
      failAt(report, 'entries', place, 'a second entry of this type and subject')
      continue
    }
    if (!repeatable.has(entry.type)) once.add(name)
    try {
      if (isKnownEntry(entry)) walkEntry(state, index, entry)
      else if (entry.type === 'assembly.voided') voidAssembly(state, place)
    } catch (error) {
      // Figures so large that nothing can be reckoned with them, in whatever place.
      failAt(report, 'entries', place, `cannot be checked: ${String(error)}`)
    }
  }
  cover(
    report,
    'entries',
    `${entries.length} entries of the form of their types, in order of time, once per subject`,
  )
}

const repeatable: ReadonlySet<string> = new Set<EntryType>([
  'paper.batch',
  'lot.drawn',
  'acceptance.decided',
  'audit.commitment',
  'audit.reveal',
  'project.contracted',
  'payment.recorded',
])

function walkEntry(state: RecordState, index: number, entry: KnownEntry): void {
  switch (entry.type) {
    case 'rules.frozen':
      freezeRules(state, { index, entry })
      break
    case 'candidates.published':
      publishCandidates(state, { index, entry })
      break
    case 'roster.frozen':
      freezeRoster(state, { index, entry })
      break
    case 'round.opened':
      openRound(state, { index, entry })
      break
    case 'issuing.closed':
      closeIssuing(state, { index, entry })
      break
    case 'paper.batch':
      addBatch(state, { index, entry })
      break
    case 'lot.drawn':
      drawLot(state, { index, entry })
      break
    case 'ballots.published':
      publishBallots(state, { index, entry })
      break
    case 'tally.certified':
      certifyTally(state, { index, entry })
      break
    case 'round.voided':
      voidRound(state, { index, entry })
      break
    case 'acceptance.decided':
      decideAcceptance(state, { index, entry })
      break
    case 'audit.frame':
      openDraw(state, { index, entry })
      break
    case 'audit.commitment':
      commitSecret(state, { index, entry })
      break
    case 'audit.dice':
      throwDice(state, { index, entry })
      break
    case 'audit.reveal':
      revealSecret(state, { index, entry })
      break
    case 'audit.drawn':
      drawProjects(state, { index, entry })
      break
    case 'project.contracted':
      contractProject(state, { index, entry })
      break
    case 'payment.recorded':
      recordPayment(state, { index, entry })
      break
    case 'project.settled':
      settleProject(state, { index, entry })
      break
  }
}
