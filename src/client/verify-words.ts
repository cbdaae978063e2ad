import type { Check } from '../core/record/verify.ts'
import type { Standing } from './own-ballot.ts'

/** The sentences of the page in its language; figures go into the braces. */
export interface VerifyWords {
  /** What is being done. */
  readonly steps: Readonly<Record<'reading' | 'checking' | 'entries' | 'ballots', string>>
  /** How far that is. */
  readonly reached: Readonly<Record<'bytes' | 'bytesOf' | 'entries' | 'ballots', string>>
  readonly good: string
  readonly goodText: string
  readonly bad: string
  readonly badText: string
  readonly marks: Readonly<Record<'ok' | 'fail' | 'note' | 'skipped', string>>
  readonly skipped: string
  readonly detail: string
  readonly checks: Readonly<Record<Check, CheckWords>>
  readonly remembered: string
  readonly forget: string
  readonly failed: Readonly<Record<'too_old' | 'not_loaded' | 'unreadable' | 'none_kept', string>>
  readonly failedTitle: string
  readonly standing: Readonly<Record<Standing, string>>
  readonly receiptGood: string
  readonly receiptBad: string
  readonly seeRound: string
}

interface CheckWords {
  readonly name: string
  readonly ok: string
  readonly fail: string
  readonly note: string
}

/** Puts figures into the braces of a sentence. */
export function fill(sentence: string, figures: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{([a-z_]+)\}/g, (braces, name: string) => {
    const figure = figures[name]
    return figure === undefined ? braces : typeof figure === 'number' ? figure.toLocaleString('en') : figure
  })
}

/** Bytes as people say them. */
export function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
