import { type BallotStore, type KeptBallot, mayKeep } from './ballot-store.ts'

const ballots = 'ballots'

/** The browser does not keep what it is given: storage is off, full or broken. Nothing was sent. */
export class StoreFailed extends Error {}

/**
 * Keeps ballots in the browser's IndexedDB; key pairs go in as they are, their private part not extractable. A connection that
 * the browser has closed is opened again. Each of its functions rejects with StoreFailed, always where there is no IndexedDB.
 */
export function indexedDbStore(factory: IDBFactory | null, name: string): BallotStore {
  let opened: Promise<IDBDatabase> | null = null

  function database(): Promise<IDBDatabase> {
    opened ??= open(factory, name, () => {
      opened = null
    })
    return opened
  }

  /** Browsers close connections of pages that were away for long: once more on a new one, then it is a failure. */
  async function attempt<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> {
    try {
      return await work(await database())
    } catch {
      opened = null
      try {
        return await work(await database())
      } catch (error) {
        opened = null
        throw new StoreFailed(String(error))
      }
    }
  }

  return {
    get: round =>
      attempt(async database => {
        const objects = database.transaction(ballots, 'readonly').objectStore(ballots)
        return ((await done(objects.get(round))) as KeptBallot | undefined) ?? null
      }),
    put: (ballot, step) =>
      attempt(async database => {
        const transaction = database.transaction(ballots, 'readwrite', { durability: 'strict' })
        const objects = transaction.objectStore(ballots)
        const before = ((await done(objects.get(ballot.round))) as KeptBallot | undefined) ?? null
        const keep = mayKeep(before, step)
        if (keep) objects.put(ballot)
        await completed(transaction)
        return keep ? ballot : (before ?? ballot)
      }),
    remove: round =>
      attempt(async database => {
        const transaction = database.transaction(ballots, 'readwrite')
        transaction.objectStore(ballots).delete(round)
        await completed(transaction)
      }),
  }
}

/** Erases all ballots kept under a name; other tabs let go of them. */
export async function eraseBallots(factory: IDBFactory | null, name: string): Promise<void> {
  if (factory !== null) await done(factory.deleteDatabase(name))
}

/** IndexedDB where there is one; browsers that forbid it throw on the mere mention. */
export function databasesOf(window: { readonly indexedDB: IDBFactory | undefined }): IDBFactory | null {
  try {
    return window.indexedDB ?? null
  } catch {
    return null
  }
}

async function open(factory: IDBFactory | null, name: string, closed: () => void): Promise<IDBDatabase> {
  if (factory === null) throw new StoreFailed('no IndexedDB')
  const opening = factory.open(name, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(ballots, { keyPath: 'round' })
  const database = await done(opening)
  database.onclose = closed
  database.onversionchange = () => {
    database.close()
    closed()
  }
  return database
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}
