import { readCode } from '../core/identity/codes.ts'
import type { Notes } from './draft.ts'

/** What a browser remembers of slips: the request with which each was tried, so that a lost answer can be had again. */
export interface Entrance {
  /** The request id for a typed code: that of the first try with it, or `fresh`, which is remembered. */
  readonly requestFor: (typed: string, fresh: string) => string
  /** Whether a scanned code is another than the one this browser came in with; false when that is not known. */
  readonly isOther: (scanned: string) => boolean
}

const name = 'piaojue-entrance'

interface Remembered {
  readonly last: string
  readonly requests: Readonly<Record<string, string>>
}

/** The part of a code that finds it and is no secret stands for the slip; the secret part is never kept. */
export function entranceOf(notes: Notes | null): Entrance {
  return {
    requestFor(typed, fresh) {
      const handle = readCode(typed)?.handle
      if (handle === undefined) return fresh
      const { requests } = read(notes)
      const request = requests[handle] ?? fresh
      keep(notes, { last: handle, requests: { ...requests, [handle]: request } })
      return request
    },
    isOther(scanned) {
      const handle = readCode(scanned)?.handle
      const { last } = read(notes)
      return handle !== undefined && last !== '' && handle !== last
    },
  }
}

function read(notes: Notes | null): Remembered {
  try {
    const { last, requests } = JSON.parse(notes?.getItem(name) ?? '') as Partial<Remembered>
    return { last: last ?? '', requests: requests ?? {} }
  } catch {
    return { last: '', requests: {} }
  }
}

function keep(notes: Notes | null, remembered: Remembered): void {
  try {
    notes?.setItem(name, JSON.stringify(remembered))
  } catch {
    // The browser keeps nothing: then a lost answer is the desk's business.
  }
}
