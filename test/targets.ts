import { fileURLToPath } from 'node:url'
import { createTestHarness } from 'wrangler'
import { readConfig } from '../src/runtime/config.ts'
import { decodeKeys, type Keys } from '../src/runtime/keys.ts'
import { type StartOptions, startServer } from '../src/runtime/node.ts'

import type { TestDatabase } from './cluster.ts'

/** What the HTTP tests run against: the Node server, or the worker in workerd. */
export type Target = 'node' | 'worker'

export interface RunningTarget {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Any would do, as long as the server and the tests have the same. */
const secrets = {
  LOG_KEY: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
  SESSION_KEY: 'ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8',
  CODE_KEY: 'QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8',
  BALLOT_KEY: 'YGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn8',
}

export const testKeys: Keys = decodeKeys(secrets)

export type { StartOptions }

/** An origin that is allowed to send requests with a cookie. */
export const allowedOrigin = 'https://allowed.example'

/** More of the environment: what an operator sets beside keys and database. */
type Settings = Readonly<Record<string, string>>

export function startTarget(
  target: Target,
  database: TestDatabase,
  options: StartOptions = {},
  settings: Settings = {},
): Promise<RunningTarget> {
  return target === 'node' ? startNode(database, options, settings) : startWorker(database, settings)
}

function startNode(
  database: TestDatabase,
  options: StartOptions,
  settings: Settings,
): Promise<RunningTarget> {
  const config = readConfig({
    ...secrets,
    ...settings,
    PORT: '0',
    DATABASE_URL: database.serverUrl,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    ALLOWED_ORIGINS: allowedOrigin,
  })
  return startServer(config, options)
}

async function startWorker(database: TestDatabase, settings: Settings): Promise<RunningTarget> {
  process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE = database.serverUrl
  // Nothing here leaves this machine.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  process.env.WRANGLER_SEND_METRICS = 'false'
  const harness = createTestHarness({
    root: fileURLToPath(new URL('..', import.meta.url)),
    workers: [
      { configPath: 'wrangler.toml', secrets, vars: { ALLOWED_ORIGINS: allowedOrigin, ...settings } },
    ],
  })
  const { url } = await harness.listen()
  return { url: url.origin, close: () => harness.close() }
}
