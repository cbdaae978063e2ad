import { readFile } from 'node:fs/promises'
import { drawSample, quota } from '../src/core/audit/draw.ts'
import { tickets } from '../src/core/audit/ticket-order.ts'
import type { Fraction } from '../src/core/fraction.ts'
import { compareBytes } from '../src/core/ids.ts'
import { CallError, readArguments } from './command.ts'
import { ListError, readSampleIds, type SampleIds } from './sample-ids.ts'

const help = `npm run sample -- --seed S --ratio 30/100 [--strata] IDS.csv [--json] — draws a sample by ticket

The tickets are those of PUBLIC-RECORD.md §5 and of Rivest's consistent_sampler (without its "0."): the same seed
and ids give the same sample everywhere. Drawn are ⌈ratio × n⌉ of the n ids of each stratum.

  IDS.csv   CSV with a header: id, or id,stratum
  --seed    any text that is not empty
  --ratio   a fraction from 0 to 1, as in 30/100
  --strata  draw from each stratum by itself; without it all ids are one stratum, called all
  --json    one object on stdout and nothing else:
            {"selected":[{"stratum","projects":[ids in ticket order]}],"tickets":{id:"digits"}}
            selected by stratum; tickets of all ids, drawn or not

Exit code: 0 when the sample was drawn, 1 when the list is refused (with line and reason), 2 for a wrong call.`

interface Order {
  readonly seed: string
  readonly ratio: Fraction
  readonly strata: boolean
  readonly json: boolean
  readonly path: string
}

async function sample(argumentList: string[]): Promise<0 | 1 | 2> {
  try {
    const order = readOrder(argumentList)
    if (order === null) {
      console.log(help)
      return 0
    }
    await draw(order)
    return 0
  } catch (error) {
    if (!(error instanceof ListError) && !(error instanceof CallError)) throw error
    console.error(
      error instanceof CallError ? `${error.message}\n--help tells what there is.` : error.message,
    )
    return error instanceof ListError ? 1 : 2
  }
}

/** What was asked for; null for help. */
function readOrder(argumentList: string[]): Order | null {
  const { values, positionals } = readArguments({
    args: argumentList,
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      ratio: { type: 'string' },
      strata: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return null
  const { seed, ratio, strata = false, json = false } = values
  const [path] = positionals
  if (!seed) throw new CallError('--seed is missing')
  if (ratio === undefined) throw new CallError('--ratio is missing')
  if (path === undefined || positionals.length > 1) throw new CallError('one file with ids is needed')
  return { seed, ratio: readRatio(ratio), strata, json, path }
}

function readRatio(text: string): Fraction {
  const [, num = '', den = ''] = /^([0-9]{1,15})\/([0-9]{1,15})$/.exec(text) ?? []
  const ratio = { num: Number(num), den: Number(den) }
  if (den === '' || ratio.den < 1 || ratio.num > ratio.den) {
    throw new CallError(`--ratio ${text} is not a fraction from 0 to 1, as in 30/100`)
  }
  return ratio
}

async function draw(order: Order): Promise<void> {
  const list = readSampleIds(await readList(order.path), order.strata)
  const strata = strataOf(list, order.ratio)
  const selected = drawSample(order.seed, strata)
  if (order.json) {
    const numbers = tickets(order.seed, list.ids)
    const byId = Object.fromEntries(list.ids.map((id, place) => [id, numbers[place]]))
    await write(`${JSON.stringify({ selected, tickets: byId })}\n`)
    return
  }
  const lines: string[] = []
  for (const [place, { stratum, projects }] of selected.entries()) {
    lines.push(`${stratum}: ${projects.length} of ${strata[place]?.projects.length}`)
    const numbers = tickets(order.seed, projects)
    for (const [rank, id] of projects.entries()) lines.push(`  ${numbers[rank]}  ${id}`)
  }
  await write(`${lines.join('\n')}\n`)
}

async function readList(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new CallError(error instanceof Error ? error.message : String(error))
  }
}

/** The strata by the bytes of their names, each with its quota. */
function strataOf(list: SampleIds, ratio: Fraction) {
  const groups = new Map<string, string[]>()
  if (list.strata === null) groups.set('all', [...list.ids])
  for (const [place, stratum] of list.strata?.entries() ?? []) {
    const id = list.ids[place] ?? ''
    const group = groups.get(stratum)
    if (group === undefined) groups.set(stratum, [id])
    else group.push(id)
  }
  return [...groups]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([id, projects]) => ({ id, projects, quota: quota(ratio, projects.length) }))
}

/** Writes to standard output. A reader that has seen enough, as `head` does, is no error. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', error => {
      if ('code' in error && error.code === 'EPIPE') resolve()
      else reject(error)
    })
    process.stdout.write(text, () => resolve())
  })
}

process.exitCode = await sample(process.argv.slice(2))
