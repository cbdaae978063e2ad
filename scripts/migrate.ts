import { type Config, readConfig } from '../src/runtime/config.ts'
import { ensureDatabase, openEmbeddedPostgres } from '../src/runtime/embedded-postgres.ts'
import { migrate } from '../src/runtime/migrate.ts'
import { databaseName, sqlFolder } from '../src/runtime/store.ts'
import { readArguments, run } from './command.ts'

const help = `npm run migrate — brings the schema of the database up to date

Does what npm start does before it serves; needed by itself only before a deployment to Workers. Connects as the
owner of the tables, straight to PostgreSQL, never through a pooler or Hyperdrive:
  MIGRATION_DATABASE_URL, or DATABASE_URL, or else the embedded database in DATA_DIR.

Exit code: 0 when the schema is up to date, 1 when it is not, 2 for a wrong call.`

await run(async () => {
  const { values } = readArguments({ options: { help: { type: 'boolean' } } })
  if (values.help) {
    console.log(help)
    return
  }
  const applied = await migrateConfigured(readConfig(process.env))
  for (const name of applied) console.log(`applied ${name}`)
  console.log('The schema is up to date.')
})

async function migrateConfigured(config: Config): Promise<string[]> {
  if (config.database.kind === 'own') return migrate(config.database.migrationUrl, sqlFolder)
  const postgres = await openEmbeddedPostgres(config.dataDir, { durable: true })
  try {
    return await migrate(await ensureDatabase(postgres, databaseName), sqlFolder)
  } finally {
    await postgres.close()
  }
}
