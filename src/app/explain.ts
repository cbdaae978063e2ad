import type { z } from 'zod'

/** What is wrong with an input, as the `errors` of a problem: a JSON pointer and a stable code each, with its bounds. */
export function explain(error: z.ZodError): { errors: readonly InputError[] } {
  return { errors: error.issues.slice(0, most).flatMap(explainIssue).slice(0, most) }
}

/** More help nobody; a small body could otherwise get a large answer. */
const most = 50

export interface InputError {
  /** A JSON pointer (RFC 6901) into the input. */
  readonly pointer: string
  /** zod's code of the issue: stable. */
  readonly code: string
  readonly detail: string
  /** The bound of what is too small or too big: characters of a string, items of a list, or the number itself. */
  readonly bound?: number
  /** What the bound counts. */
  readonly of?: string
}

function explainIssue(issue: z.core.$ZodIssue): InputError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      pointer: pointer([...issue.path, key]),
      code: 'unknown_member',
      detail: 'no such member',
    }))
  }
  const told = { pointer: pointer(issue.path), code: issue.code, detail: issue.message }
  if (issue.code === 'too_small') return [{ ...told, bound: Number(issue.minimum), of: issue.origin }]
  if (issue.code === 'too_big') return [{ ...told, bound: Number(issue.maximum), of: issue.origin }]
  return [told]
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
