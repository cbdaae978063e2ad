import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'simulate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Summary {
  readonly year: {
    readonly mishaps: unknown
    readonly communities: readonly { readonly rounds: readonly unknown[] }[]
  }
  readonly broken: readonly string[]
  readonly run: { readonly server_restarts: number }
}

function simulate(out: string, ...more: string[]): ChildProcess {
  const args = [
    'scripts/simulate.ts',
    '--communities',
    '3',
    '--delegates',
    '20',
    '--proposals',
    '5',
    '--seed',
    '7',
    '--out',
    out,
    ...more,
  ]
  return spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
}

async function ended(child: ChildProcess): Promise<number> {
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode]
  return Number(code)
}

function summaryIn(out: string): Summary {
  return JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Summary
}

/** The verify command as people run it: its exit code. */
function verify(file: string): number {
  try {
    execFileSync(process.execPath, ['scripts/verify.ts', file], { cwd: root, stdio: 'ignore' })
    return 0
  } catch (error) {
    return Number(Reflect.get(error as object, 'status'))
  }
}

/** Kills the server of a running simulation whenever it is reported, `times` times, a moment after it began to work. */
async function killServer(child: ChildProcess, times: number): Promise<void> {
  let text = ''
  child.stdout?.on('data', chunk => {
    text += String(chunk)
  })
  const url = await until(() => /at (http:\/\/[^;]+);/.exec(text)?.[1])
  for (let kill = 0; kill < times; kill++) {
    await until(() => busy(url, kill))
    const found = execFileSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' })
    process.kill(Number(found.trim().split('\n')[0]), 'SIGKILL')
  }
}

/** Whether the record has grown since the last kill: the server is in the middle of the year. */
async function busy(url: string, kill: number): Promise<true | undefined> {
  try {
    const { items } = (await (await fetch(`${url}/api/v1/districts`)).json()) as { items: { id: string }[] }
    const head = await (await fetch(`${url}/api/v1/districts/${items[0]?.id}/record/checkpoint`)).text()
    return Number(head.split('\n')[1]) >= 10 + 25 * kill ? true : undefined
  } catch {
    return undefined
  }
}

async function until<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 120_000
  while (Date.now() < deadline) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error('it did not happen in time')
}

describe('npm run simulate', () => {
  it('plays the same year again under the same seed although its server is killed twice, and both records hold', async () => {
    const [calm, killed] = [join(folder, 'calm'), join(folder, 'killed')]
    expect(await ended(simulate(calm, '--json'))).toBe(0)
    const child = simulate(killed)
    await killServer(child, 2)
    expect(await ended(child)).toBe(0)
    const [left, right] = [summaryIn(calm), summaryIn(killed)]
    expect([left.broken, right.broken]).toEqual([[], []])
    expect(right.run.server_restarts).toBe(2)
    const { mishaps: _, ...year } = right.year
    const { mishaps: __, ...same } = left.year
    expect(year).toEqual(same)
    expect(year.communities.flatMap(({ rounds }) => rounds).length).toBeGreaterThan(3)
    expect(verify(join(killed, 'public-record.json'))).toBe(0)

    const record = readFileSync(join(killed, 'public-record.json'), 'utf8')
    const changed = join(folder, 'changed.json')
    writeFileSync(changed, record.replace('"votes":{', '"votes" :{'))
    expect(verify(changed)).toBe(1)
    const amount = /"amount_fen":(\d)/.exec(record)
    writeFileSync(changed, record.replace(/"amount_fen":\d/, `"amount_fen":${(Number(amount?.[1]) % 9) + 1}`))
    expect(verify(changed)).toBe(1)
  }, 600_000)

  it('says what is wrong with its arguments', async () => {
    expect(await ended(simulate(join(folder, 'none'), '--delegates', '3'))).toBe(2)
    expect(await ended(simulate(join(folder, 'none'), '--pb', join(folder, 'missing.pb')))).toBe(2)
  }, 60_000)
})
