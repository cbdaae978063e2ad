import type { Actor, Department, Duty, Role, RoleBinding } from '../core/identity/access.ts'
import type { Attempts } from '../core/identity/throttle.ts'
import { asPage, type PageQuery } from './page.ts'
import type { Tx } from './tx.ts'

/** The roles of an account, with the areas they hold in. */
export async function rolesOf(tx: Tx, accountId: string): Promise<RoleBinding[]> {
  const rows = await tx
    .selectFrom('account_role')
    .select(['role', 'area_id', 'department'])
    .where('account_id', '=', accountId)
    .orderBy('role')
    .execute()
  return rows.map(row => ({
    role: row.role as Role,
    area_id: row.area_id,
    department: row.department as Department | null,
  }))
}

/** The duty of a delegate in the assembly of its roster, or null. */
export async function dutyOf(tx: Tx, assemblyId: string, delegateId: string): Promise<Duty | null> {
  const row = await tx
    .selectFrom('duty')
    .select('duty')
    .where('assembly_id', '=', assemblyId)
    .where('delegate_id', '=', delegateId)
    .executeTakeFirst()
  return (row?.duty ?? null) as Duty | null
}

const accountFields = [
  'id',
  'district_id',
  'login',
  'password_salt',
  'password_hash',
  'must_change_password',
  'failed_attempts',
  'locked_until',
  'disabled_at',
] as const

/** An account, locked for this transaction. */
export async function lockAccount(tx: Tx, id: string) {
  const query = tx.selectFrom('account').select(accountFields).where('id', '=', id).forUpdate()
  return attempted(await query.executeTakeFirstOrThrow())
}

/** The account of a login, locked for this transaction, or null. */
export async function lockAccountByLogin(tx: Tx, login: string) {
  const query = tx.selectFrom('account').select(accountFields).where('login', '=', login).forUpdate()
  const row = await query.executeTakeFirst()
  return row === undefined ? null : attempted(row)
}

/** The salt of an account's password, or null. */
export async function findSalt(tx: Tx, login: string): Promise<Uint8Array | null> {
  const row = await tx
    .selectFrom('account')
    .select('password_salt')
    .where('login', '=', login)
    .executeTakeFirst()
  return row?.password_salt ?? null
}

function attempted<Row extends { locked_until: string | null }>(row: Row) {
  const { locked_until, ...rest } = row
  return {
    ...rest,
    locked_until: locked_until === null ? null : Date.parse(locked_until),
    locked_until_text: locked_until,
  }
}

export async function setAttempts(tx: Tx, id: string, attempts: Attempts): Promise<void> {
  await tx.updateTable('account').set(stored(attempts)).where('id', '=', id).execute()
}

function stored(attempts: Attempts) {
  const until = attempts.locked_until
  return {
    failed_attempts: attempts.failed_attempts,
    locked_until: until === null ? null : new Date(until).toISOString(),
  }
}

export async function setPassword(
  tx: Tx,
  id: string,
  password: { password_salt: Uint8Array; password_hash: Uint8Array },
  mustChange: boolean,
): Promise<void> {
  await tx
    .updateTable('account')
    .set({ ...password, must_change_password: mustChange })
    .where('id', '=', id)
    .execute()
}

export async function setAccountName(tx: Tx, id: string, name: string): Promise<void> {
  await tx.updateTable('account').set({ name }).where('id', '=', id).execute()
}

export async function disableAccount(tx: Tx, id: string, at: string): Promise<void> {
  await tx.updateTable('account').set({ disabled_at: at }).where('id', '=', id).execute()
}

interface NewAccount {
  readonly id: string
  readonly district_id: string
  readonly login: string
  readonly name: string
  readonly password_salt: Uint8Array
  readonly password_hash: Uint8Array
  readonly must_change_password: boolean
  readonly created_at: string
  readonly roles: readonly RoleBinding[]
}

/** Adds an account with its roles; false when the login is taken. */
export async function addAccount(tx: Tx, account: NewAccount): Promise<boolean> {
  const { roles, ...row } = account
  const added = await tx
    .insertInto('account')
    .values(row)
    .onConflict(conflict => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) return false
  await addRoles(tx, account.district_id, account.id, roles)
  return true
}

export async function replaceRoles(
  tx: Tx,
  districtId: string,
  id: string,
  roles: readonly RoleBinding[],
): Promise<void> {
  await tx.deleteFrom('account_role').where('account_id', '=', id).execute()
  await addRoles(tx, districtId, id, roles)
}

async function addRoles(
  tx: Tx,
  districtId: string,
  id: string,
  roles: readonly RoleBinding[],
): Promise<void> {
  const rows = roles.map(binding => ({ account_id: id, district_id: districtId, ...binding }))
  await tx
    .insertInto('account_role')
    .values(rows)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

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

/** A delegate's code by its handle, locked for this transaction, or null. */
export async function lockCode(tx: Tx, handle: string) {
  const row = await tx
    .selectFrom('delegate_code')
    .selectAll()
    .where('handle', '=', handle)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : { ...attempted(row), revoked: row.revoked_at !== null }
}

export async function setCodeAttempts(tx: Tx, handle: string, attempts: Attempts): Promise<void> {
  await tx.updateTable('delegate_code').set(stored(attempts)).where('handle', '=', handle).execute()
}

export async function useCode(tx: Tx, handle: string, sessionId: string): Promise<void> {
  const fresh = stored({ failed_attempts: 0, locked_until: null })
  await tx
    .updateTable('delegate_code')
    .set({ used_by: sessionId, ...fresh })
    .where('handle', '=', handle)
    .execute()
}

export async function listAccounts(tx: Tx, districtId: string, query: PageQuery) {
  const { after, limit } = query
  const rows = await tx
    .selectFrom('account')
    .select(['id', 'login', 'name', 'must_change_password', 'disabled_at'])
    .where('district_id', '=', districtId)
    .$if(after !== undefined, part => part.where('login', '>', after ?? ''))
    .orderBy('login')
    .limit(limit + 1)
    .execute()
  const bindings =
    rows.length === 0
      ? []
      : await tx
          .selectFrom('account_role')
          .select(['account_id', 'role', 'area_id', 'department'])
          .where(
            'account_id',
            'in',
            rows.map(row => row.id),
          )
          .execute()
  return asPage(
    rows,
    limit,
    row => row.login,
    row => ({
      ...row,
      roles: bindings
        .filter(binding => binding.account_id === row.id)
        .map(({ account_id: _, ...binding }) => binding),
    }),
  )
}
