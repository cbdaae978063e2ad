/** What a teller typed and has not submitted: one line a sheet, of a keying that began at a revision. */
export interface Draft {
  readonly revision: number
  readonly lines: readonly string[]
}

const prefix = 'piaojue-entry:'

/** Keeps drafts on this device, by batch and teller: two tellers at one device never see each other's. */
export function draftsIn(storage: Storage | null) {
  return {
    /** The draft, or null: none, one of another revision, or one that cannot be read. */
    read(name: string, revision: number): Draft | null {
      const stored = attempt(() => storage?.getItem(prefix + name) ?? null)
      const draft = stored === null ? null : parse(stored)
      return draft?.revision === revision ? draft : null
    },
    /** False when this device keeps nothing. */
    keep(name: string, draft: Draft): boolean {
      return (
        attempt(() => {
          if (storage === null) return false
          storage.setItem(prefix + name, JSON.stringify(draft))
          return true
        }) ?? false
      )
    },
    forget(name: string): void {
      attempt(() => storage?.removeItem(prefix + name) ?? null)
    },
    /** Forgets what a teller cannot submit any more: drafts of batches that are not among the open ones. */
    forgetSettled(teller: string, open: readonly string[]): void {
      const kept = new Set(open.map(batch => `${prefix}${batch}:${teller}`))
      attempt(() => {
        if (storage === null) return null
        for (const key of Object.keys(storage)) {
          if (key.startsWith(prefix) && key.endsWith(`:${teller}`) && !kept.has(key)) storage.removeItem(key)
        }
        return null
      })
    },
  }
}

/** A browser may forbid its storage, or have no room. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

function parse(stored: string): Draft | null {
  const value: unknown = attempt(() => JSON.parse(stored))
  if (typeof value !== 'object' || value === null) return null
  const revision: unknown = Reflect.get(value, 'revision')
  const lines: unknown = Reflect.get(value, 'lines')
  if (typeof revision !== 'number' || !Array.isArray(lines)) return null
  return lines.every(line => typeof line === 'string') ? { revision, lines } : null
}
