/** What keeps short texts in a browser: localStorage, or nothing where it is switched off. */
export type Notes = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The choices of a ballot that is not filled in for good, so that a reload or a closed page loses none of them. */
export interface Drafts {
  /** null when none was begun. */
  readonly read: (round: string) => readonly string[] | null
  readonly keep: (round: string, choices: readonly string[]) => void
  readonly remove: (round: string) => void
}

/** Drafts of one delegate; where the browser keeps nothing they last as long as the page. */
export function draftsOf(notes: Notes | null, delegate: string): Drafts {
  const memory = new Map<string, readonly string[]>()
  const name = (round: string) => `piaojue-draft-${delegate}-${round}`
  return {
    read(round) {
      const kept = attempt(() => notes?.getItem(name(round)) ?? null)
      return kept === null ? (memory.get(round) ?? null) : listIn(kept)
    },
    keep(round, choices) {
      memory.set(round, choices)
      attempt(() => notes?.setItem(name(round), JSON.stringify(choices)))
    },
    remove(round) {
      memory.delete(round)
      attempt(() => notes?.removeItem(name(round)))
    },
  }
}

/** localStorage where there is one; browsers that forbid it throw on the mere mention. */
export function notesOf(window: { readonly localStorage: Notes }): Notes | null {
  return attempt(() => window.localStorage) ?? null
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

function listIn(text: string): readonly string[] | null {
  const value: unknown = attempt(() => JSON.parse(text))
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : null
}
