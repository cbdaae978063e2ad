import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startTestServer } from '../servers.ts'
import { allowedOrigin } from '../targets.ts'
import { call, done, type Reply } from './call.ts'
import { expectRefused } from './round-story.ts'
import { addArea, type District, makeDistrict } from './story.ts'

const server = await startTestServer()
const firstPassword = 'first password 1'

/** A new clerk of the district's community, as its administrator makes one. */
function clerkOf(district: District, changes: Readonly<Record<string, unknown>> = {}) {
  const id = randomUUID()
  const roles = [{ role: 'community_clerk', area_id: district.here.id, department: null }]
  return { id, login: `a${id}`, name: '新人', first_password: firstPassword, roles, ...changes }
}

async function addClerk(district: District) {
  const body = clerkOf(district)
  const { token } = district.admin
  await done(call(server, 'POST', `/districts/${district.id}/accounts`, { token, body }))
  return body
}

function signIn(login: string, password: string): Promise<Reply> {
  return call(server, 'POST', '/sessions', { body: { id: randomUUID(), login, password } })
}

async function tokenOf(login: string, password: string): Promise<string> {
  return String((await done(signIn(login, password))).token)
}

describe('an account', () => {
  test('is made with roles that fit their areas, a login and an id of its own and a password that is none too weak', async () => {
    const district = await makeDistrict(server)
    const other = await makeDistrict(server)
    const { token, account_id } = district.admin
    const create = (changes: Readonly<Record<string, unknown>>) =>
      call(server, 'POST', `/districts/${district.id}/accounts`, { token, body: clerkOf(district, changes) })
    const { login } = await addClerk(district)
    const at = (role: string, area_id: string, department: string | null = null) => ({
      roles: [{ role, area_id, department }],
    })
    await expectRefused(create({ login }), 409, 'LOGIN_TAKEN')
    await expectRefused(create({ id: account_id }), 409, 'ID_REUSED')
    await expectRefused(create({ first_password: 'eleven char' }), 422, 'PASSWORD_TOO_WEAK')
    await expectRefused(create({ first_password: 'Admin@123456' }), 422, 'PASSWORD_TOO_WEAK')
    await expectRefused(
      create({ login: 'zhang', first_password: 'my name is ZHANG' }),
      422,
      'PASSWORD_TOO_WEAK',
    )
    await expectRefused(create(at('community_clerk', other.here.id)), 409, 'AREA_DOES_NOT_FIT')
    await expectRefused(create(at('community_clerk', district.here.street)), 409, 'AREA_DOES_NOT_FIT')
    await expectRefused(create(at('auditor', district.id)), 422, 'DEPARTMENT_DOES_NOT_FIT')
    await expectRefused(create(at('district_admin', district.id, 'audit')), 422, 'DEPARTMENT_DOES_NOT_FIT')
    expect((await create(at('auditor', district.id, 'audit'))).status).toBe(201)
  })

  test('does nothing with its first password but change it, which ends its other sessions', async () => {
    const district = await makeDistrict(server)
    const { id, login } = await addClerk(district)
    const one = await tokenOf(login, firstPassword)
    const two = await tokenOf(login, firstPassword)
    const proposals = `/communities/${district.here.id}/open-assemblies`
    await expectRefused(call(server, 'GET', proposals, { token: one }), 403, 'PASSWORD_CHANGE_REQUIRED')
    const change = (token: string, current: string, next: string) =>
      call(server, 'PUT', `/accounts/${id}/password`, { token, body: { current, next } })
    await expectRefused(change(one, 'not this one at all', 'a new password'), 401, 'LOGIN_WRONG')
    await expectRefused(change(one, firstPassword, 'too short'), 422, 'PASSWORD_TOO_WEAK')
    await expectRefused(change(one, firstPassword, firstPassword), 422, 'PASSWORD_TOO_WEAK')
    await expectRefused(
      change(district.here.clerk.token, firstPassword, 'a new password'),
      403,
      'NOT_YOUR_ROLE',
    )
    expect((await change(one, firstPassword, 'a new password')).status).toBe(200)
    expect((await call(server, 'GET', proposals, { token: one })).status).toBe(200)
    await expectRefused(call(server, 'GET', '/self', { token: two }), 401, 'SESSION_ENDED')
    await expectRefused(signIn(login, firstPassword), 401, 'LOGIN_WRONG')
  })

  test('is locked by the fifth wrong password in a row, and opened by a new first password', async () => {
    const district = await makeDistrict(server)
    const { id, login } = await addClerk(district)
    const unknown = await signIn('nobody-at-all', 'this is not it')
    expect(unknown).toMatchObject({ status: 401, body: { code: 'LOGIN_WRONG' } })
    // The same answer to the last letter: nobody learns which logins there are.
    const wrong = async (password = 'this is not it') =>
      expect(await signIn(login, password)).toEqual(unknown)
    for (let time = 0; time < 4; time++) await wrong()
    await tokenOf(login, firstPassword)
    for (let time = 0; time < 5; time++) await wrong()
    await wrong(firstPassword)
    const body = { first_password: 'another password' }
    await done(call(server, 'PUT', `/accounts/${id}`, { token: district.admin.token, body }))
    await tokenOf(login, 'another password')
  })

  test('gets other roles or is taken out of use, and its sessions end; nobody does that to oneself', async () => {
    const district = await makeDistrict(server)
    const { token, account_id } = district.admin
    const { id, login } = await addClerk(district)
    const change = (account: string, body: unknown) =>
      call(server, 'PUT', `/accounts/${account}`, { token, body })
    const before = await tokenOf(login, firstPassword)
    const roles = [{ role: 'street_officer', area_id: district.here.street, department: null }]
    expect((await change(id, { roles })).status).toBe(200)
    await expectRefused(call(server, 'GET', '/self', { token: before }), 401, 'SESSION_ENDED')
    const self = await done(call(server, 'GET', '/self', { token: await tokenOf(login, firstPassword) }))
    expect(self).toMatchObject({ account_id: id, roles })
    const auditor = [{ role: 'auditor', area_id: district.id, department: null }]
    await expectRefused(change(id, { roles: auditor }), 422, 'DEPARTMENT_DOES_NOT_FIT')
    expect((await change(id, { disabled: true })).status).toBe(200)
    await expectRefused(signIn(login, firstPassword), 401, 'LOGIN_WRONG')
    await expectRefused(change(account_id, { disabled: true }), 409, 'NOT_YOURSELF')
  })
})

describe('an area', () => {
  test('lies in one of the kind around it, under a short name of its own', async () => {
    const district = await makeDistrict(server)
    const { token } = district.admin
    const create = (area: { kind: string; parent_id: string; slug: string }) =>
      call(server, 'POST', `/districts/${district.id}/areas`, {
        token,
        body: { id: randomUUID(), name: '一', ...area },
      })
    const { street, id: community } = district.here
    await expectRefused(create({ kind: 'grid', parent_id: street, slug: 'a' }), 409, 'AREA_DOES_NOT_FIT')
    await expectRefused(create({ kind: 'street', parent_id: community, slug: 'a' }), 409, 'AREA_DOES_NOT_FIT')
    const other = (await makeDistrict(server)).here.street
    await expectRefused(create({ kind: 'community', parent_id: other, slug: 'a' }), 409, 'AREA_DOES_NOT_FIT')
    await addArea(server, district.id, district.admin, { kind: 'grid', parent_id: community, slug: 'a' })
    await expectRefused(create({ kind: 'grid', parent_id: community, slug: 'a' }), 409, 'SLUG_TAKEN')
  })
})

describe('a session', () => {
  const send = (method: string, path: string, headers: Readonly<Record<string, string>>) =>
    fetch(`${server.url}/api/v1${path}`, { method, headers })

  test('in a cookie is believed for a change only when the browser says that it comes from our own page', async () => {
    const district = await makeDistrict(server)
    const { login } = await addClerk(district)
    const cookie = `__Host-piaojue=${await tokenOf(login, firstPassword)}`
    const end = async (headers: Readonly<Record<string, string>>) => {
      const response = await send('DELETE', '/sessions/own', { cookie, ...headers })
      return [response.status, ((await response.json()) as { code?: string }).code]
    }
    const own = new URL(server.url).origin
    expect((await send('GET', '/self', { cookie })).status).toBe(200)
    expect(await end({})).toEqual([403, 'ORIGIN_REFUSED'])
    expect(await end({ 'sec-fetch-site': 'cross-site' })).toEqual([403, 'ORIGIN_REFUSED'])
    expect(await end({ origin: 'https://evil.example' })).toEqual([403, 'ORIGIN_REFUSED'])
    expect(await end({ origin: 'null' })).toEqual([403, 'ORIGIN_REFUSED'])
    expect(await end({ origin: own })).toEqual([200, undefined])
    // The cookie of a session that has ended is nobody's, and everybody may sign out.
    expect(await end({ origin: allowedOrigin })).toEqual([200, undefined])
    expect(await (await send('GET', '/self', { cookie })).json()).toEqual({ kind: 'public' })
  })

  test('in a token of another key, of none, or ended, is refused', async () => {
    const district = await makeDistrict(server)
    const { login } = await addClerk(district)
    const token = await tokenOf(login, firstPassword)
    const [head = '', body = '', signature = ''] = token.split('.')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
    const forged = `${head}.${body}.${signature.split('').reverse().join('')}`
    for (const wrong of [unsigned, forged, 'x']) {
      await expectRefused(call(server, 'GET', '/self', { token: wrong }), 401, 'SESSION_ENDED')
    }
    await done(call(server, 'DELETE', '/sessions/own', { token, body: {} }))
    await expectRefused(call(server, 'GET', '/self', { token }), 401, 'SESSION_ENDED')
  })
})

test('an address that is none, and a method that an address does not take, are told apart', async () => {
  await expectRefused(call(server, 'GET', '/nothing/here'), 404, 'ROUTE_UNKNOWN')
  const refused = await expectRefused(call(server, 'PUT', '/districts'), 405, 'METHOD_NOT_ALLOWED')
  expect(refused).toMatchObject({ allowed: ['GET'] })
})

test('the rules of a cycle hold together', async () => {
  const district = await makeDistrict(server)
  const { token } = district.admin
  const draft = (rules: unknown) =>
    call(server, 'POST', `/districts/${district.id}/cycles`, {
      token,
      body: { id: randomUUID(), name: '2026', year: 2026, rules },
    })
  await expectRefused(draft({ selection: 'equal_shares' }), 422, 'RULES_INVALID')
  await expectRefused(draft({ advance_cap: { num: 3, den: 2 } }), 422, 'RULES_INVALID')
  const { id } = await done(draft({}))
  const change = call(server, 'PUT', `/cycles/${id}`, { token, body: { rules: { completion: 'add1' } } })
  await expectRefused(change, 422, 'RULES_INVALID')
})
