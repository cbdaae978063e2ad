import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messageOf, PlainError } from '../src/runtime/plain-error.ts'
import { castsBench } from './bench/casts.ts'
import type { Context } from './bench/context.ts'
import { drawBench } from './bench/draw.ts'
import { equalSharesBench } from './bench/equal-shares.ts'
import { type Ground, openGround } from './bench/ground.ts'
import { pagesBench } from './bench/pages.ts'
import { recordBench } from './bench/record.ts'
import { describeMachine, type Report, type Row } from './bench/report.ts'
import { routesBench } from './bench/routes.ts'
import { tableOf } from './bench/table.ts'
import { tallyBench } from './bench/tally.ts'
import { CallError, readArguments, run } from './command.ts'

const benches = [tallyBench, equalSharesBench, drawBench, recordBench, pagesBench, routesBench, castsBench]
const ordinaryRounds = 7

const help = `npm run bench -- [--only NAME…] [--rounds N] [--out FILE] [--json]

Measures this program against floors: the least that any program would have to do. Both sides of a comparison are measured
in turn, A B B A A B …, in one run; the figures are medians over the rounds, and the ratio is the median of the rounds' own.
The whole takes less than four minutes.

${benches.map(({ name, about }) => `  ${name.padEnd(13)} ${about}`).join('\n')}

  --only NAME   only this one of those above; may be given again
  --rounds N    exactly so many rounds of everything; without it up to ${ordinaryRounds}, fewer of what takes long
  --out FILE    writes the JSON to a file too
  --json        the JSON on standard output and nothing else:
                {"machine","database","seconds","notes","rows":[{"bench","name","unit":"ms"|"MB"|"per_second","rounds",
                "ours":{"of","median","low","high"},"floor":{…}|null,"ratio":{"median","low","high"}|null,
                "goal":{"of":"ours"|"ratio","bound":"at_most"|"at_least","value","reached"}|null}]}
                low and high are quartiles; ratio is ours ÷ floor

The database is an embedded PostgreSQL of its own, as durable as in production (fsync on), in the folder for temporary
files; the load comes from a process of its own, over 127.0.0.1 only.

CONFORMANCE_DIR  where the conformance data lie; without it ../shared/conformance beside the project

Exit code: 0 when everything was measured, 1 when something could not be, 2 for a wrong call. A goal that is missed is no failure.`

const options = {
  only: { type: 'string', multiple: true },
  rounds: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

await run(async () => {
  const { values } = readArguments({ options })
  if (values.help) {
    console.log(help)
    return
  }
  if (values.out !== undefined) await write(values.out, '', 'a')
  const report = await measure(values.only, readRounds(values.rounds))
  const text = `${JSON.stringify(report, null, 2)}\n`
  if (values.out !== undefined) await write(values.out, text, 'w')
  process.stdout.write(values.json ? text : tableOf(report))
})

function readRounds(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^[1-9][0-9]{0,2}$/.test(text)) throw new CallError(`--rounds ${text} is not a number from 1 to 999.`)
  return Number(text)
}

async function measure(only: readonly string[] | undefined, rounds: number | null): Promise<Report> {
  for (const name of only ?? []) {
    if (benches.some(bench => bench.name === name)) continue
    throw new CallError(`There is no ${name}: --only takes ${benches.map(bench => bench.name).join(', ')}.`)
  }
  const machine = describeMachine()
  const began = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'piaojue-bench-'))
  const notes = new Set<string>()
  let ground: Ground | undefined
  const stop = stopSignal()
  const context: Context = {
    pace: seconds => ({ rounds: rounds ?? ordinaryRounds, seconds: rounds === null ? seconds : null, stop }),
    folder,
    note: text => notes.add(text),
    ground: async () => {
      ground ??= await openGround(folder)
      return ground
    },
  }
  try {
    const rows: Row[] = []
    for (const { name, run } of benches) {
      if (only !== undefined && !only.includes(name)) continue
      console.error(`${name} …`)
      rows.push(...(await run(context)))
    }
    const seconds = Number(((performance.now() - began) / 1000).toFixed(1))
    return { machine, database: ground?.database ?? null, seconds, notes: [...notes], rows }
  } finally {
    await ground?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Aborted by the first signal to end: what is running then is finished, so that servers and files are gone afterwards. */
function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort())
  return controller.signal
}

/** Adding nothing finds out, before minutes of measuring, whether the figures can be written. */
async function write(path: string, text: string, flag: 'a' | 'w'): Promise<void> {
  try {
    await writeFile(path, text, { flag })
  } catch (error) {
    throw new PlainError(`The figures cannot be written to ${path}: ${messageOf(error)}.`)
  }
}
