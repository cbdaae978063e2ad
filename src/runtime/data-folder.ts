import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { messageOf, PlainError } from './plain-error.ts'

export interface DataFolder {
  readonly path: string
  /** Lets another server have the folder. */
  readonly release: () => void
}

// Milliseconds: a server that was told to stop a moment ago is still answering its last requests.
const patience = 5_000

/**
 * Makes the folder when it is absent and claims it for this process.
 *
 * The claim is a lock of the operating system (SQLite's, on an otherwise empty file): it ends with the process however
 * the process ends, so no later start has to judge from a process number whether the owner is still alive. The number
 * and the time in `server.json` are only for the message.
 * @throws PlainError when the folder cannot be made or written, or belongs to a running server.
 */
export function claimDataFolder(path: string): DataFolder {
  try {
    const made = mkdirSync(path, { recursive: true })
    // For this user alone; PostgreSQL's gets through when it is another (postgres-place.ts).
    if (made !== undefined) chmodSync(path, 0o700)
    return claim(path, new DatabaseSync(join(path, 'server.lock'), { timeout: patience }))
  } catch (error) {
    if (error instanceof PlainError) throw error
    throw new PlainError(
      `The data folder ${path} cannot be used: ${messageOf(error)}.\nMake it writable for this user, or set DATA_DIR to another folder.`,
    )
  }
}

function claim(path: string, lock: DatabaseSync): DataFolder {
  const ownerFile = join(path, 'server.json')
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new PlainError(
      `The data folder ${path} is in use by ${describeOwner(ownerFile)}.\nStop it, or set DATA_DIR to another folder (and PORT to another port).`,
    )
  }
  writeFileSync(ownerFile, JSON.stringify({ pid: process.pid, started_at: new Date().toISOString() }))
  return { path, release: () => lock.close() }
}

function isBusy(error: unknown): boolean {
  const busy = 5
  return error instanceof Error && 'errcode' in error && error.errcode === busy
}

function describeOwner(ownerFile: string): string {
  try {
    const owner: unknown = JSON.parse(readFileSync(ownerFile, 'utf8'))
    if (typeof owner !== 'object' || owner === null || !('pid' in owner) || !('started_at' in owner))
      return 'another server'
    return `process ${owner.pid} (started ${owner.started_at})`
  } catch {
    return 'another server that is just starting'
  }
}
