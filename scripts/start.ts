import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { readConfig } from '../src/runtime/config.ts'
import { logToConsole } from '../src/runtime/log.ts'
import { type StartedServer, startServer } from '../src/runtime/node.ts'
import { readArguments, run } from './command.ts'
import { demoOffer, hasDemo, seedDemo } from './demo.ts'

const help = `npm start — starts the server; Ctrl-C stops it

Environment, all of it optional:
  PORT                    8787; 0 takes any free port
  HOST                    the address to listen on; without it this machine only (127.0.0.1 and ::1)
  DATA_DIR                .data in the project's folder: holds the embedded database and the keys
  DATABASE_URL            a PostgreSQL of your own (15 or newer) instead of the embedded one
  MIGRATION_DATABASE_URL  the login that owns the tables, straight to PostgreSQL; without it DATABASE_URL
  DEMO                    on or off: fill an empty database with a demo district; without it on with the
                          embedded database and off with DATABASE_URL
  LOG_KEY, SESSION_KEY, CODE_KEY, BALLOT_KEY
                          32 bytes in base64url each; without them made once and kept in DATA_DIR/keys.json
  PHOTOS_S3_ENDPOINT, PHOTOS_S3_BUCKET, PHOTOS_S3_KEY, PHOTOS_S3_SECRET
                          storage that speaks S3 for the bytes of photos; without them the database
  PHOTOS_S3_REGION        where the endpoint does not tell
  ALLOWED_ORIGINS         other origins whose pages may send requests with a cookie, separated by commas

Exit code: 0 after a stop, 1 when it cannot start or has crashed, 2 for a wrong call.`

await run(async () => {
  const { values } = readArguments({ options: { help: { type: 'boolean' } } })
  if (values.help) {
    console.log(help)
    return
  }
  const config = readConfig(process.env)
  let server: StartedServer | undefined
  endOnCrash(() => server?.close())
  const stopped = stopSignal()
  server = await startServer(config)
  if (config.demo) await fillDemo(server, config.dataDir)
  console.log(`Piaojue is at ${server.url}`)
  console.log(`The data are in ${server.database}. Ctrl-C stops the server.`)
  server.databaseLost.then(() => {
    throw new Error('the embedded PostgreSQL has ended by itself')
  })
  await stopped
  console.log('Stopping …')
  await server.close()
})

async function fillDemo(server: StartedServer, dataDir: string): Promise<void> {
  await seedDemo(server, dataDir, text => console.log(text))
  if (!hasDemo(dataDir)) return
  const offer = await demoOffer(server)
  server.offerDemo(offer)
  const logins = offer.accounts.map(({ login }) => login).join(', ')
  console.log(`Demo accounts: ${logins}; the password of each: ${offer.password}`)
}

/**
 * Resolves when the server is to stop: at the first signal (npm passes a signal on a second time), or when the shell in
 * which npm runs its commands is gone. npm, told to end, ends that shell only, and the server would be left behind.
 */
function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
    if (process.env.npm_lifecycle_event === undefined) return
    const parent = process.ppid
    setInterval(() => process.ppid === parent || resolve(), 250).unref()
  })
}

/** A bug that nobody caught leaves a state nobody knows: it is logged, and the next start begins from what is on disk. */
function endOnCrash(close: () => Promise<void> | undefined): void {
  const patience = 15_000
  process.once('uncaughtException', (error, origin) => {
    logToConsole({
      event: 'crash',
      level: 'error',
      id: randomUUID(),
      origin,
      message: error.message,
      stack: error.stack,
    })
    process.exitCode = 1
    Promise.race([close(), delay(patience)]).finally(() => process.exit(1))
  })
}
