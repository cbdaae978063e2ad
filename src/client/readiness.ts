/** What a browser lacks for an electronic ballot. */
export type Lack = 'secure_page' | 'old_browser' | 'storage'

/**
 * Whether this browser can take an electronic ballot, found out by trying: keys, signatures and a place to keep them. null when it
 * can. On a page that is not https browsers offer no keys at all.
 */
export async function lackOfBrowser(factory: IDBFactory | null): Promise<Lack | null> {
  if (!globalThis.isSecureContext || globalThis.crypto?.subtle === undefined) return 'secure_page'
  if (!(await makesKeys())) return 'old_browser'
  return (await keeps(factory)) ? null : 'storage'
}

async function makesKeys(): Promise<boolean> {
  try {
    const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' }
    const { privateKey } = await crypto.subtle.generateKey(ecdsa, false, ['sign', 'verify'])
    await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new Uint8Array(1))
    return typeof BigInt === 'function' && ''.isWellFormed()
  } catch {
    return false
  }
}

const trial = 'piaojue-trial'

async function keeps(factory: IDBFactory | null): Promise<boolean> {
  if (factory === null) return false
  try {
    await new Promise((resolve, reject) => {
      const opening = factory.open(trial, 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore(trial)
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const transaction = opening.result.transaction(trial, 'readwrite')
        transaction.objectStore(trial).put(1, 1)
        transaction.oncomplete = () => {
          opening.result.close()
          factory.deleteDatabase(trial)
          resolve(null)
        }
        transaction.onabort = () => reject(transaction.error)
      }
    })
    return true
  } catch {
    return false
  }
}
