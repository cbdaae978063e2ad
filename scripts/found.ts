import { randomBytes, randomUUID } from 'node:crypto'
import { explain } from '../src/app/explain.ts'
import { createDistrict } from '../src/app/identity/create-district.ts'
import { perform } from '../src/app/perform.ts'
import { readConfig } from '../src/runtime/config.ts'
import { startServer } from '../src/runtime/node.ts'
import { PlainError } from '../src/runtime/plain-error.ts'
import { textIn } from '../src/web/text/choose.ts'
import { CallError, readArguments, run } from './command.ts'

const help = `npm run found -- --slug shifeng --name 石峰区 --admin LOGIN --admin-name NAME [--origin ORIGIN]

Founds a district: its area, its public record and its first administrator, whose first password is printed once and has
to be changed at the first sign-in. Uses the database that npm start uses; with the embedded one, stop the server first.

  --slug TEXT         short name, lower-case letters, digits and dashes
  --name TEXT         the district's name
  --admin LOGIN       the administrator's login
  --admin-name TEXT   the administrator's name
  --origin TEXT       name of the public record's log; without it piaojue.local/<slug>

Exit code: 0 when the district was founded, 1 when it was not, 2 for a wrong call.`

const options = {
  slug: { type: 'string' },
  name: { type: 'string' },
  admin: { type: 'string' },
  'admin-name': { type: 'string' },
  origin: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/** The option that gives a member of the input. */
const optionOf: Readonly<Record<string, string>> = {
  '/slug': '--slug',
  '/name': '--name',
  '/admin/login': '--admin',
  '/admin/name': '--admin-name',
  '/origin': '--origin',
}

await run(async () => {
  const { values } = readArguments({ options })
  if (values.help) {
    console.log(help)
    return
  }
  const missing = (['slug', 'name', 'admin', 'admin-name'] as const).filter(
    name => values[name] === undefined,
  )
  if (missing.length > 0) throw new CallError(`${missing.map(name => `--${name}`).join(', ')} missing.`)
  const { slug, name, origin, admin: login, 'admin-name': adminName } = values
  const id = randomUUID()
  const first_password = randomBytes(12).toString('base64url')
  const admin = { id: randomUUID(), login, name: adminName, first_password }
  const input = { id, slug, name, admin, ...(origin === undefined ? {} : { origin }) }
  // Before anything is started or made.
  const checked = createDistrict.input.safeParse(input)
  if (!checked.success) {
    const wrong = explain(checked.error).errors.map(
      ({ pointer, detail }) => `${optionOf[pointer] ?? pointer}: ${detail}`,
    )
    throw new CallError(wrong.join('\n'))
  }
  const server = await startServer({ ...readConfig(process.env), port: 0 }, { log: () => undefined })
  try {
    const request = { actor: { kind: 'operator' }, params: {}, input } as const
    const result = await perform(server.services, createDistrict, request)
    if (!result.ok) throw new PlainError(textIn('en').refusals[result.error.code])
    console.log(`Founded district ${id}.`)
    console.log(`Login ${checked.data.admin.login}, first password ${first_password}`)
  } finally {
    await server.close()
  }
})
