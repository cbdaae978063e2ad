import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { projectDir, readConfig } from '../../src/runtime/config.ts'

const ownDatabase = { DATABASE_URL: 'postgresql://app:x@db.example/piaojue' }

test('without anything set, the server is embedded, on this machine only, with the demo', () => {
  expect(readConfig({})).toEqual({
    dataDir: resolve(projectDir, '.data'),
    database: { kind: 'embedded' },
    port: 8787,
    hosts: ['127.0.0.1', '::1'],
    demo: true,
    keys: {},
    allowedOrigins: [],
    photos: null,
  })
})

test('a data folder that is not absolute is meant from the project, wherever the command was started', () => {
  expect(readConfig({ DATA_DIR: 'other' }).dataDir).toBe(resolve(projectDir, 'other'))
  expect(readConfig({ DATA_DIR: '/srv/票决' }).dataDir).toBe('/srv/票决')
})

test('with a database of one’s own there is no demo unless asked for', () => {
  expect(readConfig(ownDatabase).demo).toBe(false)
  expect(readConfig({ ...ownDatabase, DEMO: 'on' }).demo).toBe(true)
})

test('one login for serving and owning is recognised by its name, whatever else the addresses say', () => {
  const other = (login: string) => ({
    ...ownDatabase,
    MIGRATION_DATABASE_URL: `postgresql://${login}:y@db.example:5433/piaojue`,
  })
  expect(readConfig(ownDatabase).database).toMatchObject({
    oneLogin: true,
    migrationUrl: ownDatabase.DATABASE_URL,
  })
  expect(readConfig(other('app')).database).toMatchObject({ oneLogin: true })
  expect(readConfig(other('owner')).database).toMatchObject({ oneLogin: false })
})

test('an empty variable is an absent one', () => {
  expect(readConfig({ PORT: '', HOST: ' ', DATABASE_URL: '', ALLOWED_ORIGINS: '' })).toEqual(readConfig({}))
})

test.each([
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '0x50'],
  ['DEMO', 'true'],
  ['DATABASE_URL', 'db.example/piaojue'],
  ['DATABASE_URL', 'postgresql://db.example'],
  ['SESSION_KEY', 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9'],
  ['CODE_KEY', 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='],
  ['ALLOWED_ORIGINS', 'https://a.example/'],
  ['ALLOWED_ORIGINS', 'https://a.example,b.example'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name)
})

test('an owner without a server is refused', () => {
  expect(() => readConfig({ MIGRATION_DATABASE_URL: ownDatabase.DATABASE_URL })).toThrow(
    'DATABASE_URL is not',
  )
})

test('everything wrong is told at once', () => {
  const wrong = () => readConfig({ PORT: 'http', DEMO: 'yes', LOG_KEY: 'x' })
  for (const name of ['PORT', 'DEMO', 'LOG_KEY']) expect(wrong).toThrow(name)
})
