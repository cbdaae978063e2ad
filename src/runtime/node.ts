import type { LogEvent, Services } from '../app/services.ts'
import type { DemoOffer } from '../web/visit.ts'
import type { Application } from './application.ts'
import { createBallotThread } from './ballot-thread.ts'
import type { Config } from './config.ts'
import { listen } from './http-listener.ts'
import { loadJsx } from './jsx-loader.ts'
import { readKeys } from './key-file.ts'
import { logToConsole } from './log.ts'
import { createPhotoThread } from './photo-thread.ts'
import { createServices } from './services.ts'
import { openStore } from './store.ts'

export interface StartedServer {
  readonly url: string
  readonly services: Services
  readonly api: Application
  /** Where the data are, in words for the operator. */
  readonly database: string
  /** Resolves when the embedded PostgreSQL has ended without being asked: the server is of no use any more. */
  readonly databaseLost: Promise<void>
  /** From here on the sign-in page offers these accounts by one click. */
  readonly offerDemo: (offer: DemoOffer) => void
  /** Answers the requests that came, closes the connections and stops the embedded PostgreSQL. */
  readonly close: () => Promise<void>
}

export interface StartOptions {
  readonly clock?: () => Date
  readonly log?: (event: LogEvent) => void
  /** false only where the data may be lost, as in tests. */
  readonly durable?: boolean
}

/**
 * Starts everything on this machine: data folder, PostgreSQL, schema, keys, HTTP.
 * @throws PlainError for whatever the operator can mend; nothing is left running then.
 */
export async function startServer(config: Config, options: StartOptions = {}): Promise<StartedServer> {
  const log = options.log ?? logToConsole
  const store = await openStore(config, options.durable ?? true, log)
  try {
    const keys = keysOf(config, log)
    const services = await createServices({
      db: store.db,
      keys,
      allowedOrigins: config.allowedOrigins,
      log,
      lasting: true,
      judgeBallot: createBallotThread(keys.LOG_KEY),
      preparePhoto: createPhotoThread(),
      ...(config.photos === null ? {} : { s3: config.photos }),
      ...(options.clock === undefined ? {} : { clock: options.clock }),
    })
    loadJsx()
    const { createApplication } = await import('./application.ts')
    let offer: DemoOffer | null = null
    const api = createApplication({ demo: () => offer, compress: true })
    const listener = await listen(request => api.fetch(request, { services }), config.hosts, config.port)
    const close = once(async () => {
      await listener.close()
      await store.close()
    })
    const offerDemo = (made: DemoOffer) => {
      offer = made
    }
    const database = { database: store.description, databaseLost: store.lost }
    return { url: listener.url, services, api, ...database, offerDemo, close }
  } catch (error) {
    await store.close()
    throw error
  }
}

function keysOf(config: Config, log: (event: LogEvent) => void) {
  const { keys, generated } = readKeys(config.keys, config.dataDir)
  if (config.database.kind === 'own' && generated.length > 0) {
    const note = `${generated.join(', ')} come from keys.json; every server on this database needs the same ones`
    log({ event: 'keys_generated', level: 'warn', folder: config.dataDir, note })
  }
  return keys
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work()
    return done
  }
}
