import type { Department, Role, RoleBinding } from '../core/identity/access.ts'
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
