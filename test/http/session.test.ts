import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../servers.ts'
import { call, done } from './call.ts'
import { type District, makeDistrict } from './story.ts'

let server: TestServer
let district: District

beforeAll(async () => {
  server = await startTestServer()
  district = await makeDistrict(server)
})

const first_password = 'first words of the year'

/** An account as the administrator makes it, with a first password. */
async function newAccount() {
  const { token } = district.admin
  const id = randomUUID()
  const login = `l${id.slice(0, 13)}`
  const roles = [{ role: 'community_clerk', area_id: district.here.id, department: null }]
  const body = { id, login, name: '王芳', first_password, roles }
  await done(call(server, 'POST', `/districts/${district.id}/accounts`, { token, body }))
  return login
}

function signIn(login: string, typed: string, { id = randomUUID() as string, token = '' } = {}) {
  const body = { id, login, password: typed }
  return call(server, 'POST', '/sessions', { body, ...(token === '' ? {} : { token }) })
}

async function opened(reply: ReturnType<typeof signIn>): Promise<string> {
  return String((await done(reply)).token)
}

async function isAlive(token: string): Promise<boolean> {
  return (await call(server, 'GET', '/self', { token })).status === 200
}

describe('a session', () => {
  test('ends when whoever has it signs in anew, and stays when its own sign-in is sent again', async () => {
    const login = await newAccount()
    const id = randomUUID()
    const before = await opened(signIn(login, first_password, { id }))
    expect(await opened(signIn(login, first_password, { id, token: before }))).toBe(before)
    expect(await isAlive(before)).toBe(true)
    const after = await opened(signIn(login, first_password, { token: before }))
    expect([await isAlive(before), await isAlive(after)]).toEqual([false, true])
  })

  test('ends by signing out, alone or with all others of the account', async () => {
    const login = await newAccount()
    const [one = '', two = '', three = ''] = await Promise.all(
      [1, 2, 3].map(() => opened(signIn(login, first_password))),
    )
    const other = district.here.clerk.token
    await done(call(server, 'DELETE', '/sessions/own', { token: one }))
    expect([await isAlive(one), await isAlive(two), await isAlive(three)]).toEqual([false, true, true])
    await done(call(server, 'DELETE', '/sessions/own', { token: two, body: { everywhere: true } }))
    expect([await isAlive(two), await isAlive(three), await isAlive(other)]).toEqual([false, false, true])
  })
})

describe('guessing passwords', () => {
  test('by many at once keeps nobody from what needs no password', async context => {
    if (server.target === 'worker') context.skip()
    let ended = 0
    const guesses = Array.from({ length: 24 }, async (_, number) => {
      const { body } = await signIn(`nobody-${number}`, 'wrong')
      ended++
      return body.code
    })
    await Promise.race(guesses)
    for (let asked = 0; asked < 5; asked++) await done(call(server, 'GET', '/districts'))
    expect(ended).toBeLessThan(20)
    expect(new Set(await Promise.all(guesses))).toEqual(new Set(['LOGIN_WRONG']))
  })
})
