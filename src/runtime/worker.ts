import { createApplication } from './application.ts'
import { openDatabase } from './database.ts'
import { decodeKeys, isKey, keyNames } from './keys.ts'
import { logToConsole } from './log.ts'
import { readS3 } from './s3-photos.ts'
import { createServices } from './services.ts'

interface Environment {
  readonly HYPERDRIVE: { readonly connectionString: string }
  readonly LOG_KEY?: string
  readonly SESSION_KEY?: string
  readonly CODE_KEY?: string
  readonly BALLOT_KEY?: string
  readonly ALLOWED_ORIGINS?: string
  readonly PHOTOS_S3_ENDPOINT?: string
  readonly PHOTOS_S3_BUCKET?: string
  readonly PHOTOS_S3_KEY?: string
  readonly PHOTOS_S3_SECRET?: string
  readonly PHOTOS_S3_REGION?: string
}

interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void
}

const api = createApplication()

// A Worker may hold six connections at once.
const connectionsPerRequest = 5

/**
 * The server on Cloudflare Workers. Everything but the routes is made for one request and closed after its response:
 * Hyperdrive keeps the connections to PostgreSQL. Its login needs the role piaojue_server and no other.
 */
export default {
  async fetch(request: Request, environment: Environment, context: ExecutionContext): Promise<Response> {
    const { LOG_KEY = '', SESSION_KEY = '', CODE_KEY = '', BALLOT_KEY = '' } = environment
    const given = { LOG_KEY, SESSION_KEY, CODE_KEY, BALLOT_KEY }
    const missing = keyNames.filter(name => !isKey(given[name]))
    if (missing.length > 0) return notConfigured(missing)
    const problems: string[] = []
    const s3 = readS3(name => settingOf(environment, name), problems)
    if (problems.length > 0) return notConfigured(problems)
    let closing = false
    const db = openDatabase({
      connectionString: environment.HYPERDRIVE.connectionString,
      max: connectionsPerRequest,
      onIdleError: error =>
        closing || logToConsole({ event: 'connection_lost', level: 'warn', message: error.message }),
    })
    try {
      const services = await createServices({
        db,
        keys: decodeKeys(given),
        allowedOrigins: originsOf(environment),
        log: logToConsole,
        ...(s3 === null ? {} : { s3 }),
      })
      return await api.fetch(request, { services })
    } finally {
      closing = true
      context.waitUntil(db.destroy())
    }
  },
}

function notConfigured(missing: readonly string[]): Response {
  logToConsole({
    event: 'not_configured',
    level: 'error',
    missing,
    note: 'keys are 32 bytes in base64url: wrangler secret put NAME',
  })
  const problem = {
    type: 'urn:piaojue:problem:NOT_CONFIGURED',
    title: 'This server is not configured yet',
    status: 503,
    code: 'NOT_CONFIGURED',
  }
  return new Response(JSON.stringify(problem), {
    status: 503,
    headers: { 'content-type': 'application/problem+json' },
  })
}

/** A variable or secret; an empty one counts as absent. */
function settingOf(environment: Environment, name: string): string | undefined {
  const value: unknown = Reflect.get(environment, name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

function originsOf(environment: Environment): string[] {
  return (environment.ALLOWED_ORIGINS ?? '')
    .split(',')
    .map(origin => origin.trim())
    .filter(origin => origin !== '')
}
