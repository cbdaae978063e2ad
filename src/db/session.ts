import type { Actor, Duty } from '../core/identity/access.ts'
import { rolesOf } from './identity.ts'
import type { Tx } from './tx.ts'

interface NewSession {
  readonly id: string
  readonly district_id: string
  readonly account_id: string | null
  readonly delegate_id: string | null
  readonly created_at: string
  readonly expires_at: string
}

/** Adds a session, or finds the same one again; null when the id is another's or its session has ended. */
export async function addSession(tx: Tx, session: NewSession) {
  await tx
    .insertInto('session')
    .values(session)
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const row = await tx
    .selectFrom('session')
    .selectAll()
    .where('id', '=', session.id)
    .executeTakeFirstOrThrow()
  const same =
    row.account_id === session.account_id &&
    row.delegate_id === session.delegate_id &&
    row.revoked_at === null
  return same ? { session_id: row.id, created_at: row.created_at, expires_at: row.expires_at } : null
}

export async function revokeSession(tx: Tx, id: string, at: string): Promise<void> {
  await tx
    .updateTable('session')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends the sessions of an account, but the one kept. */
export async function revokeOtherSessions(
  tx: Tx,
  accountId: string,
  kept: string | null,
  at: string,
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ revoked_at: at })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .$if(kept !== null, query => query.where('id', '<>', kept ?? ''))
    .execute()
}

/** Who a live session belongs to, or null. */
export async function findSession(tx: Tx, id: string, at: Date): Promise<Actor | null> {
  const row = await tx
    .selectFrom('session')
    .leftJoin('account', 'account.id', 'session.account_id')
    .leftJoin('delegate', 'delegate.id', 'session.delegate_id')
    .select([
      'session.id',
      'session.district_id',
      'session.account_id',
      'session.delegate_id',
      'account.must_change_password',
      'account.disabled_at',
      'delegate.assembly_id',
    ])
    .where('session.id', '=', id)
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', at.toISOString())
    .executeTakeFirst()
  if (row === undefined) return null
  const common = { session_id: row.id, district_id: row.district_id }
  if (row.account_id !== null) {
    if (row.disabled_at !== null) return null
    const bindings = await rolesOf(tx, row.account_id)
    return {
      kind: 'staff',
      ...common,
      account_id: row.account_id,
      must_change_password: row.must_change_password ?? true,
      roles: bindings,
    }
  }
  if (row.delegate_id === null || row.assembly_id === null) return null
  const duty = await dutyOf(tx, row.assembly_id, row.delegate_id)
  return { kind: 'delegate', ...common, delegate_id: row.delegate_id, assembly_id: row.assembly_id, duty }
}

/** The duty of a delegate in the assembly of its roster, or null. */
async function dutyOf(tx: Tx, assemblyId: string, delegateId: string): Promise<Duty | null> {
  const row = await tx
    .selectFrom('duty')
    .select('duty')
    .where('assembly_id', '=', assemblyId)
    .where('delegate_id', '=', delegateId)
    .executeTakeFirst()
  return (row?.duty ?? null) as Duty | null
}
