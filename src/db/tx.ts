import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { DB } from './schema.ts'

/** The pool. Only `inTransaction` uses it. */
export type Pool = Kysely<DB>

/** What every function of this room takes first: a transaction, never the pool. */
export type Tx = Transaction<DB>

const attempts = 4

/**
 * Runs `work` in one transaction. What PostgreSQL gave up for the sake of another transaction (serialization failure,
 * deadlock) is tried again from the start.
 */
export async function inTransaction<T>(
  db: Pool,
  mode: 'write' | 'read',
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const transaction =
        mode === 'read'
          ? db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
          : db.transaction().setIsolationLevel('read committed')
      return await transaction.execute(work)
    } catch (error) {
      if (attempt === attempts || !isGivenUp(error)) throw error
    }
  }
}

/** Whether PostgreSQL gave the transaction up although nothing is wrong with it. */
export function isGivenUp(error: unknown): boolean {
  const code = errorField(error, 'code')
  return code === '40001' || code === '40P01'
}

/** Whether nobody was let in any more: all connections are taken, PostgreSQL's or those of the pool. */
export function isFull(error: unknown): boolean {
  return (
    errorField(error, 'code') === '53300' ||
    errorField(error, 'message') === 'timeout exceeded when trying to connect'
  )
}

/** Whether a text held a character that PostgreSQL cannot store at all, U+0000. */
export function isUnstorable(error: unknown): boolean {
  return ['22021', '22P05'].includes(errorField(error, 'code') ?? '')
}

/** The name of the constraint that refused a statement, or null. */
export function violatedConstraint(error: unknown): string | null {
  const code = errorField(error, 'code')
  return code?.startsWith('23') ? errorField(error, 'constraint') : null
}

function errorField(error: unknown, field: string): string | null {
  if (typeof error !== 'object' || error === null) return null
  const value: unknown = Reflect.get(error, field)
  return typeof value === 'string' ? value : null
}

/** A value for a jsonb column. Arrays would otherwise become PostgreSQL arrays. */
export function json<T>(value: T): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`
}
