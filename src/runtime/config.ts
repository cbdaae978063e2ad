import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isKey, type KeyName, keyNames } from './keys.ts'
import { PlainError } from './plain-error.ts'
import { readS3, type S3Settings } from './s3-photos.ts'

/** What the operator has set, read once when the process starts. */
export interface Config {
  /** Holds the embedded database and the keys that were not given. */
  readonly dataDir: string
  readonly database: EmbeddedDatabase | OwnDatabase
  readonly port: number
  /** Addresses to listen on; the first is the one told to people. */
  readonly hosts: readonly string[]
  /** Whether an empty database is filled with the demo district. */
  readonly demo: boolean
  /** Keys given by the environment, in base64url. */
  readonly keys: Readonly<Partial<Record<KeyName, string>>>
  readonly allowedOrigins: readonly string[]
  /** Where photos are kept; null: in the database. */
  readonly photos: S3Settings | null
}

export interface EmbeddedDatabase {
  readonly kind: 'embedded'
}

export interface OwnDatabase {
  readonly kind: 'own'
  readonly serverUrl: string
  readonly migrationUrl: string
  /** One login owns the tables and serves: the server's connections then give up the owner's rights as they start. */
  readonly oneLogin: boolean
}

/** The project's own folder, whatever folder it is started from. */
export const projectDir = fileURLToPath(new URL('../..', import.meta.url))

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the whole configuration; an empty variable counts as absent.
 * @throws PlainError naming everything that is wrong, not only the first.
 */
export function readConfig(environment: Environment): Config {
  const problems: string[] = []
  const value = (name: string) => environment[name]?.trim() || undefined
  const database = readDatabase(value, problems)
  const config: Config = {
    dataDir: resolve(projectDir, value('DATA_DIR') ?? '.data'),
    database,
    port: readPort(value('PORT'), problems),
    hosts: value('HOST') === undefined ? ['127.0.0.1', '::1'] : [value('HOST') ?? ''],
    demo: readSwitch('DEMO', value('DEMO'), database.kind === 'embedded', problems),
    keys: readKeys(value, problems),
    allowedOrigins: readOrigins(value('ALLOWED_ORIGINS'), problems),
    photos: readS3(value, problems),
  }
  if (problems.length > 0)
    throw new PlainError(`The configuration is wrong:\n${problems.map(p => `  ${p}`).join('\n')}`)
  return config
}

type Reader = (name: string) => string | undefined

function readDatabase(value: Reader, problems: string[]): EmbeddedDatabase | OwnDatabase {
  const serverUrl = value('DATABASE_URL')
  const migrationUrl = value('MIGRATION_DATABASE_URL')
  if (serverUrl === undefined) {
    if (migrationUrl !== undefined) problems.push('MIGRATION_DATABASE_URL is set, but DATABASE_URL is not.')
    return { kind: 'embedded' }
  }
  const login = readLogin('DATABASE_URL', serverUrl, problems)
  const owner =
    migrationUrl === undefined ? login : readLogin('MIGRATION_DATABASE_URL', migrationUrl, problems)
  return { kind: 'own', serverUrl, migrationUrl: migrationUrl ?? serverUrl, oneLogin: login === owner }
}

function readLogin(name: string, url: string, problems: string[]): string {
  const parsed = URL.parse(url)
  if (parsed === null || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    problems.push(`${name} must look like postgresql://user:password@host:5432/database.`)
    return ''
  }
  if (parsed.pathname.length < 2) problems.push(`${name} names no database: add /database after the host.`)
  return decodeURIComponent(parsed.username)
}

function readPort(value: string | undefined, problems: string[]): number {
  if (value === undefined) return 8787
  const port = Number(value)
  if (/^\d{1,5}$/.test(value) && port <= 65_535) return port
  problems.push(`PORT must be a number from 0 to 65535 (0: any free port), not "${value}".`)
  return 0
}

function readSwitch(name: string, value: string | undefined, absent: boolean, problems: string[]): boolean {
  if (value === undefined) return absent
  if (value !== 'on' && value !== 'off') problems.push(`${name} must be "on" or "off", not "${value}".`)
  return value === 'on'
}

function readKeys(value: Reader, problems: string[]): Config['keys'] {
  const keys: Partial<Record<KeyName, string>> = {}
  for (const name of keyNames) {
    const key = value(name)
    if (key === undefined) continue
    if (!isKey(key)) problems.push(`${name} must be 32 bytes in base64url: 43 characters, without padding.`)
    keys[name] = key
  }
  return keys
}

function readOrigins(value: string | undefined, problems: string[]): string[] {
  const origins = (value ?? '').split(',').map(origin => origin.trim())
  return origins.filter(origin => {
    if (origin === '') return false
    if (URL.parse(origin)?.origin === origin) return true
    problems.push(
      `ALLOWED_ORIGINS: "${origin}" is not an origin such as https://example.org (no path, no slash at the end).`,
    )
    return false
  })
}
