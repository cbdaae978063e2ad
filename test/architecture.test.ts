import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const areas = [
  'cycle',
  'proposal',
  'roster',
  'assembly',
  'tally',
  'project',
  'acceptance',
  'audit',
  'record',
  'identity',
  'notice',
]

/** The table of the house: what each room may import, of rooms and of packages. web/text are words: every door may say them. */
const table: Record<string, { rooms: string[]; packages: RegExp }> = {
  core: { rooms: ['core'], packages: /^@noble\/hashes\// },
  db: { rooms: ['db', 'core'], packages: /^kysely$/ },
  app: { rooms: ['app', 'core', 'db'], packages: /^zod$/ },
  http: { rooms: ['http', 'app', 'core', 'web/text'], packages: /^(hono(\/.*)?|zod|jose)$/ },
  web: { rooms: ['web', 'app', 'core'], packages: /^(hono(\/.*)?|uqr)$/ },
  client: { rooms: ['client', 'core'], packages: /^govuk-frontend$/ },
  runtime: { rooms: ['runtime', 'core', 'db', 'app', 'http', 'web', 'client'], packages: /./ },
}

const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map(entry => relative(join(root, 'src'), join(entry.parentPath, entry.name)))
const read = files.map(file => ({ file, imports: importsOf(readFileSync(join(root, 'src', file), 'utf8')) }))

describe('the house', () => {
  it('is read in full: every file but the generated one imports or exports something', () => {
    expect(files.length).toBeGreaterThan(100)
    const silent = read.filter(
      ({ file, imports }) => imports.length === 0 && !/^\s*export /m.test(source(file)),
    )
    expect(silent.map(({ file }) => file)).toEqual([])
  })

  it('has no rooms but those of the table', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).map(entry => entry.name)
    expect(rooms.filter(room => table[room] === undefined)).toEqual([])
  })

  it('has the same areas on every floor', () => {
    for (const floor of ['core', 'app']) {
      const folders = readdirSync(join(root, 'src', floor), { withFileTypes: true }).filter(entry =>
        entry.isDirectory(),
      )
      expect(folders.map(folder => folder.name).filter(folder => !areas.includes(folder))).toEqual([])
    }
  })

  it('lets each room import only what the table allows', () => {
    const wrong: string[] = []
    for (const { file, imports } of read) {
      const room = file.split('/')[0] ?? ''
      const allowed = table[room]
      for (const specifier of imports) {
        if (specifier.startsWith('.')) {
          const target = relative(join(root, 'src'), resolve(root, 'src', file, '..', specifier))
          if (!allowed?.rooms.some(name => target.startsWith(`${name}/`)))
            wrong.push(`${file} imports ${target}`)
        } else if (!allowed?.packages.test(specifier)) wrong.push(`${file} imports ${specifier}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('lets a verb of one area know nothing of the verbs of another', () => {
    const wrong = read.flatMap(({ file, imports }) => {
      const area = /^app\/([a-z]+)\//.exec(file)?.[1]
      if (area === undefined) return []
      return imports
        .filter(specifier => specifier.startsWith('.'))
        .map(specifier => relative(join(root, 'src'), resolve(root, 'src', file, '..', specifier)))
        .filter(target => /^app\/([a-z]+)\//.test(target) && !target.startsWith(`app/${area}/`))
        .map(target => `${file} imports ${target}`)
    })
    expect(wrong).toEqual([])
  })

  it('keeps pg, the environment and node: in runtime', () => {
    const wrong = read.filter(
      ({ file, imports }) =>
        !file.startsWith('runtime/') &&
        (imports.some(specifier => /^(pg|node:)/.test(specifier)) ||
          /\bprocess\.(env|exit|argv)/.test(source(file))),
    )
    expect(wrong.map(({ file }) => file)).toEqual([])
  })

  it('keeps clock and chance out of core', () => {
    const forbidden =
      /\bDate\.now\(|\bnew Date\(\)|Math\.random\(|getRandomValues|randomUUID|performance\.now/
    expect(files.filter(file => file.startsWith('core/') && forbidden.test(source(file)))).toEqual([])
  })

  it('opens transactions of requests in app only', () => {
    const opening = files.filter(
      file => /\binTransaction[<(]/.test(source(file)) && !/^(app|runtime)\//.test(file),
    )
    expect(opening).toEqual(['db/tx.ts'])
  })
})

function source(file: string): string {
  return readFileSync(join(root, 'src', file), 'utf8')
}

/** Every module a file names: import, export … from, and import(). */
function importsOf(text: string): string[] {
  const named = [...text.matchAll(/^(?:import|export)\b[^'"]*?\bfrom\s+['"]([^'"]+)['"]/gms)]
  const bare = [...text.matchAll(/^import\s+['"]([^'"]+)['"]/gm)]
  const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)]
  return [...named, ...bare, ...dynamic].flatMap(([, specifier]) =>
    specifier === undefined ? [] : [specifier],
  )
}
