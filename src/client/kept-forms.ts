/** What somebody typed into a form and has not sent, with the photos taken for it. */
export interface KeptForm {
  /** Of the form and whoever fills it in. */
  readonly name: string
  /** The form's own id: what was sent under it is no longer waiting. */
  readonly id: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly files: readonly File[]
  /** ms since 1970. */
  readonly kept_at: number
}

export interface KeptForms {
  readonly get: (name: string) => Promise<KeptForm | null>
  readonly put: (form: KeptForm) => Promise<boolean>
  readonly remove: (name: string) => Promise<void>
  readonly count: () => Promise<number>
  /** Forgets all of them, whoever filled them in, without a trace. */
  readonly clear: () => Promise<void>
}

const database = 'piaojue-forms'
const forms = 'forms'
/** What nobody came back to goes away by itself. */
const longest = 14 * 24 * 60 * 60 * 1000

/**
 * Keeps forms in the browser's IndexedDB. A browser that keeps nothing gives nothing back, and says so on `put`; one that forbids
 * storage throws where it is asked for it.
 */
export function keptForms(storage: () => IDBFactory, now: () => number): KeptForms {
  let opened: Promise<IDBDatabase> | undefined

  async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    opened ??= open(storage).catch(error => {
      opened = undefined
      throw error
    })
    const connection = await opened
    // Another window forgets everything: this one lets go.
    connection.onversionchange = () => {
      connection.close()
      opened = undefined
    }
    return connection.transaction(forms, mode).objectStore(forms)
  }

  async function remove(name: string): Promise<void> {
    await store('readwrite')
      .then(objects => done(objects.delete(name)))
      .catch(() => undefined)
  }

  return {
    remove,
    count: () =>
      store('readonly')
        .then(objects => done(objects.count()))
        .catch(() => 0),
    async clear() {
      const connection = await opened?.catch(() => undefined)
      connection?.close()
      opened = undefined
      await deleteAll(storage).catch(() => undefined)
    },
    async get(name) {
      try {
        const kept = (await done((await store('readonly')).get(name))) as KeptForm | undefined
        if (kept === undefined || now() - kept.kept_at <= longest) return kept ?? null
        await remove(name)
        return null
      } catch {
        return null
      }
    },
    async put(form) {
      try {
        await done((await store('readwrite')).put(form))
        return true
      } catch {
        return false
      }
    },
  }
}

async function deleteAll(storage: () => IDBFactory): Promise<void> {
  await done(storage().deleteDatabase(database))
}

async function open(storage: () => IDBFactory): Promise<IDBDatabase> {
  const opening = storage().open(database, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(forms, { keyPath: 'name' })
  return done(opening)
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
