import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openapiDocument } from '../src/http/openapi.ts'
import { projectDir } from '../src/runtime/config.ts'
import { ensureDatabase } from '../src/runtime/embedded-postgres.ts'
import { migrate } from '../src/runtime/migrate.ts'
import { codeOf, PlainError } from '../src/runtime/plain-error.ts'
import { databaseName, sqlFolder } from '../src/runtime/store.ts'
import { openThrowawayPostgres } from '../src/runtime/throwaway-postgres.ts'
import { describeAssets } from './assets.ts'
import { CallError, readArguments, run } from './command.ts'
import { describeSchema } from './schema-types.ts'

const help = `npm run generate — writes the files that are made from other files

  src/db/schema.ts       the types of the tables, from sql/*.sql applied to an empty database
  src/http/openapi.json  the description of the API, from the schemas of its routes
  src/web/assets/built.ts
                         style, scripts and icon of the pages, from src/web/style and src/client/pages

  --check        nothing is written
  --only PATH    only this one of those above

Exit code: 0 when all is up to date or written, 1 when --check finds a stale file or something fails, 2 for a wrong call.`

/** Each generated file and what should be in it. */
const generated: Readonly<Record<string, () => Promise<string> | string>> = {
  'src/db/schema.ts': () => onEmptyDatabase(describeSchema),
  'src/web/assets/built.ts': describeAssets,
  'src/http/openapi.json': () => `${JSON.stringify(openapiDocument(), null, 2)}\n`,
}

await run(async () => {
  const { values } = readArguments({
    options: { help: { type: 'boolean' }, check: { type: 'boolean' }, only: { type: 'string' } },
  })
  if (values.help) {
    console.log(help)
    return
  }
  const { only } = values
  if (only !== undefined && !Object.hasOwn(generated, only))
    throw new CallError(`--only takes ${Object.keys(generated).join(', ')}, not "${only}".`)
  const stale: string[] = []
  for (const [path, content] of Object.entries(generated)) {
    if (values.only !== undefined && values.only !== path) continue
    const wanted = await content()
    if (wanted === read(path)) continue
    if (values.check) stale.push(path)
    else write(path, wanted)
  }
  if (stale.length > 0) throw new PlainError(`Stale: ${stale.join(', ')}. Run: npm run generate`)
})

function read(path: string): string | undefined {
  try {
    return readFileSync(join(projectDir, path), 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function write(path: string, content: string): void {
  writeFileSync(join(projectDir, path), content)
  console.log(`wrote ${path}`)
}

async function onEmptyDatabase(use: (ownerUrl: string) => Promise<string>): Promise<string> {
  const postgres = await openThrowawayPostgres()
  try {
    const ownerUrl = await ensureDatabase(postgres, databaseName)
    await migrate(ownerUrl, sqlFolder)
    return await use(ownerUrl)
  } finally {
    await postgres.close()
  }
}
