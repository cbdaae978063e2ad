/** The head of a district's log that this device verified last, so that the next time shows whether the log only grew. */
export interface SeenHead {
  /** A signed checkpoint, or null. */
  readonly get: () => string | null
  readonly set: (checkpoint: string) => void
  readonly forget: () => void
}

/** Kept in the browser's storage; where there is none, nothing is remembered. */
export function seenHead(window: Pick<Window, 'localStorage'>, district: string): SeenHead {
  const name = `piaojue.seen.${district}`
  function attempt<T>(work: (storage: Storage) => T, otherwise: T): T {
    try {
      return work(window.localStorage)
    } catch {
      return otherwise
    }
  }
  return {
    get: () => attempt(storage => storage.getItem(name), null),
    set: checkpoint => attempt(storage => storage.setItem(name, checkpoint), undefined),
    forget: () => attempt(storage => storage.removeItem(name), undefined),
  }
}
