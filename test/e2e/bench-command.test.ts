import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../scripts/bench.ts', import.meta.url))
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'piaojue-bench-test-'))
  // Root's PostgreSQL runs as another user, who must be able to pass through.
  await chmod(folder, 0o711)
})
afterAll(() => rm(folder, { recursive: true }))

async function bench(...argumentList: string[]) {
  const env = { ...process.env, CONFORMANCE_DIR: folder, TMPDIR: folder }
  const child = spawn(process.execPath, [script, ...argumentList], { env })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code, out, err }
}

const figure = expect.any(Number)
const spread = { median: figure, low: figure, high: figure }
const side = { of: expect.any(String), ...spread }
const row = {
  bench: expect.any(String),
  name: expect.any(String),
  unit: expect.stringMatching(/^(ms|MB|per_second)$/),
  rounds: 1,
  ours: side,
  floor: side,
  ratio: spread,
  goal: null,
}
const machine = {
  cores: figure,
  cpu: expect.any(String),
  memory_mb: figure,
  platform: expect.any(String),
  node: process.version,
  load: figure,
}

describe('npm run bench', () => {
  test('with --json prints one object and nothing else, the one it writes with --out', async () => {
    const file = join(folder, 'figures.json')
    const { code, out } = await bench('--only', 'tally', '--rounds', '1', '--json', '--out', file)
    expect(code).toBe(0)
    const report = JSON.parse(out)
    expect(await readFile(file, 'utf8')).toBe(out)
    const { rows, notes, ...rest } = report
    expect(rest).toEqual({ machine, database: null, seconds: figure })
    expect(notes).toEqual([expect.stringContaining('skipped: no conformance data')])
    expect(rows).toEqual(Array.from({ length: 6 }, () => ({ ...row, bench: 'tally', unit: 'ms' })))
  })

  test('measures over HTTP on a durable database, and leaves nothing behind', {
    timeout: 120_000,
  }, async () => {
    const { code, out, err } = await bench('--only', 'casts', '--rounds', '1', '--json')
    expect({ code, err }).toEqual({ code: 0, err: 'casts …\n' })
    const { rows, database } = JSON.parse(out)
    expect(database).toMatchObject({ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' })
    expect(rows).not.toEqual([])
    for (const measured of rows) {
      expect(measured).toMatchObject({ bench: 'casts', rounds: 1, ours: side })
      expect(Object.keys(measured).sort()).toEqual(Object.keys(row).sort())
    }
    expect(rows).toContainEqual(expect.objectContaining({ unit: 'per_second', floor: side, ratio: spread }))
    expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(/^piaojue-/))
  })

  test('prints a table otherwise', async () => {
    const { code, out } = await bench('--only', 'record', '--rounds', '1')
    expect(code).toBe(0)
    expect(out).toMatch(/^record$/m)
    expect(out).toMatch(/^ {2}verify \d+ entries, .* ms .* ms .* × /m)
  })

  test.each([
    [2, ['--only', 'nothing'], 'There is no nothing'],
    [2, ['--rounds', '0'], '--rounds 0 is not a number'],
    [2, ['--what'], "Unknown option '--what'"],
    [1, ['--out', join('no', 'such', 'folder')], 'cannot be written'],
  ])('ends with %i when called with %j, and says what is wrong', async (wanted, argumentList, message) => {
    const { code, out, err } = await bench(...argumentList)
    expect({ code, out }).toEqual({ code: wanted, out: '' })
    expect(err).toContain(message)
  })

  test('explains itself', async () => {
    const { code, out, err } = await bench('--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const words = ['--only', '--rounds', '--out', '--json', 'Exit code', 'equal-shares', 'draw', 'routes']
    for (const word of words) expect(out).toContain(word)
  })
})
