import type { Check, Verdict } from '../core/record/verify.ts'
import { fill, type VerifyWords } from './verify-words.ts'

/** One check as the page tells it. */
export interface ToldCheck {
  readonly check: Check
  readonly mark: 'ok' | 'fail' | 'note' | 'skipped'
  readonly name: string
  readonly sentences: readonly string[]
  /** What the verifier said, for whoever looks into it. */
  readonly details: readonly string[]
}

/** Checks that are made only when there is something to compare with. */
const optional: readonly Check[] = ['key', 'seen']

/**
 * The lines of a verdict in the order of the checks, each check once. A check with failures is a failure whatever else it says;
 * one that is missing was not come to, as an earlier one failed.
 */
export function tellVerdict(words: VerifyWords, { lines, counts }: Verdict): ToldCheck[] {
  return (Object.keys(words.checks) as Check[]).flatMap((check): ToldCheck[] => {
    const about = lines.filter(line => line.check === check)
    const { name, ok, fail, note } = words.checks[check]
    const failed = about.filter(line => line.ok === false)
    const notes = about.filter(line => line.ok === 'note')
    const details = [...failed, ...notes].map(({ text }) => text)
    const noted = notes.length === 0 ? [] : [fill(note, { notes: notes.length })]
    if (failed.length > 0) return [{ check, mark: 'fail', name, sentences: [fail, ...noted], details }]
    if (about.length > 0)
      return [
        {
          check,
          mark: notes.length > 0 ? 'note' : 'ok',
          name,
          sentences: [fill(ok, { ...counts }), ...noted],
          details,
        },
      ]
    return optional.includes(check)
      ? []
      : [{ check, mark: 'skipped', name, sentences: [words.skipped], details: [] }]
  })
}
