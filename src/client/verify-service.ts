import type { Entry } from '../core/record/entries.ts'
import { type Check, type Progress, type Verdict, verifyRecord } from '../core/record/verify.ts'
import { indexedDbStore } from './indexed-db-store.ts'
import {
  type BallotRecord,
  ballotRecordOf,
  findOwnBallot,
  type OwnBallot,
  type OwnFinding,
  ownOf,
  readOwnBallot,
} from './own-ballot.ts'

/** What the page asks of whoever does the work. */
export type CheckRequest =
  | {
      readonly ask: 'verify'
      readonly source: { readonly url: string } | { readonly file: File }
      readonly key: string | undefined
      readonly seen: readonly string[]
    }
  | { readonly ask: 'find'; readonly pasted: string }
  /** Whatever ballots this device keeps. */
  | { readonly ask: 'find_kept' }

export type CheckReply =
  | { readonly step: 'reading'; readonly bytes: number; readonly total: number | null }
  | { readonly step: 'checking'; readonly progress: Progress | null }
  | {
      readonly step: 'verdict'
      readonly verdict: Verdict
      /** The head of the log that was verified. */
      readonly checkpoint: string | null
      readonly milliseconds: number
    }
  | { readonly step: 'failed'; readonly why: 'too_old' | 'not_loaded' | 'unreadable' | 'none_kept' }
  | { readonly step: 'found'; readonly findings: readonly OwnFinding[] }

/**
 * Verifies a record by the code of `npm run verify`, and looks for ballots in the record verified last. Nothing of what is
 * looked for leaves the browser.
 */
export function verifyService(reply: (reply: CheckReply) => void): (request: CheckRequest) => Promise<void> {
  let record: BallotRecord | null = null

  async function verify(request: CheckRequest & { ask: 'verify' }): Promise<void> {
    record = null
    if (!(await knowsEd25519())) return reply({ step: 'failed', why: 'too_old' })
    const bytes = await readBytes(request.source, reply).catch(() => null)
    if (bytes === null) return reply({ step: 'failed', why: 'not_loaded' })
    reply({ step: 'checking', progress: null })
    const began = performance.now()
    const expected = { key: request.key, seen: request.seen }
    const verdict = await verifyRecord(bytes, expected, progress => {
      if (isWorthTelling(progress)) reply({ step: 'checking', progress })
    })
    const milliseconds = performance.now() - began
    const file = isReadable(verdict) ? fileOf(bytes) : null
    if (file !== null) record = ballotRecordOf(file)
    reply({ step: 'verdict', verdict, checkpoint: file?.checkpoint ?? null, milliseconds })
  }

  async function find(ballots: readonly OwnBallot[]): Promise<void> {
    const found: OwnFinding[] = []
    if (record === null) return reply({ step: 'failed', why: 'not_loaded' })
    for (const ballot of ballots) found.push(await findOwnBallot(record, ballot))
    reply({ step: 'found', findings: found })
  }

  return async request => {
    switch (request.ask) {
      case 'verify':
        return verify(request)
      case 'find': {
        const own = readOwnBallot(request.pasted)
        return own === null ? reply({ step: 'failed', why: 'unreadable' }) : find([own])
      }
      case 'find_kept': {
        const kept = await keptBallots(record)
        return kept.length === 0 ? reply({ step: 'failed', why: 'none_kept' }) : find(kept)
      }
    }
  }
}

/** Each hundredth of the way: more would only be messages. */
function isWorthTelling({ done, of }: Progress): boolean {
  return Math.floor((done * 100) / of) > Math.floor(((done - 1) * 100) / of)
}

/** Without it every signature of the log would seem wrong. Pages that are not https have no cryptography at all. */
async function knowsEd25519(): Promise<boolean> {
  const basePoint = new Uint8Array(32).fill(0x66)
  basePoint[0] = 0x58
  try {
    await crypto.subtle.importKey('raw', basePoint, { name: 'Ed25519' }, false, ['verify'])
    return true
  } catch {
    return false
  }
}

async function readBytes(
  source: { readonly url: string } | { readonly file: File },
  reply: (reply: CheckReply) => void,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const response =
    'url' in source ? await fetch(source.url, { credentials: 'omit', cache: 'no-store' }) : null
  if (response !== null && !response.ok) return null
  const body = 'file' in source ? source.file.stream() : response?.body
  if (!body) return null
  const total = 'file' in source ? source.file.size : lengthOf(response)
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    bytes += value.length
    reply({ step: 'reading', bytes, total })
  }
  const all = new Uint8Array(bytes)
  let offset = 0
  for (const chunk of chunks) {
    all.set(chunk, offset)
    offset += chunk.length
  }
  return all
}

/** The length as sent, where it is that of the bytes that arrive. */
function lengthOf(response: Response | null): number | null {
  const length = response?.headers.get('content-length')
  return !length || response?.headers.get('content-encoding') ? null : Number(length)
}

/** Whether the file is what it says it is, though its tallies may be wrong: then ballots can be looked for in it. */
function isReadable({ lines }: Verdict): boolean {
  const form: readonly Check[] = ['file', 'checkpoint', 'key', 'entries']
  return !lines.some(({ check, ok }) => ok === false && form.includes(check))
}

interface VerifiedFile {
  readonly checkpoint: string
  readonly entries: readonly Entry[]
  readonly verifier_key: string
}

/** Parsed only after its form was verified. */
function fileOf(bytes: Uint8Array): VerifiedFile {
  return JSON.parse(new TextDecoder().decode(bytes)) as VerifiedFile
}

/** The ballots of the record's rounds that this device keeps, whichever delegate used it. */
async function keptBallots(record: BallotRecord | null): Promise<OwnBallot[]> {
  const databases = await indexedDB.databases().catch(() => [])
  const names = databases.flatMap(({ name }) => (name?.startsWith('piaojue-') ? [name] : []))
  const kept: OwnBallot[] = []
  for (const name of names) {
    const store = indexedDbStore(indexedDB, name)
    for (const round of record?.rounds.keys() ?? []) {
      const found = await store.get(round).catch(() => null)
      if (found?.ballot !== undefined) kept.push(ownOf(JSON.parse(found.ballot), found.receipt ?? null))
    }
  }
  return kept
}
