import { readFile } from 'node:fs/promises'
import { type PabulibElection, readPabulib } from '../src/core/tally/pabulib.ts'
import { type PabulibRule, type PabulibTally, tallyElection } from '../src/core/tally/pabulib-tally.ts'
import { CallError, readArguments } from './command.ts'
import { tallyTable } from './tally-table.ts'

const help = `npm run tally -- FILE.pb --rule RULE [--completion none|add1|add1u] [--json] — tallies a real election

The file is one of Pabulib's (pabulib.org/format) with approval or choose-1 ballots.

  --rule greedy_skip   by votes; fund what fits the remaining money, skip what does not
         greedy_stop   by votes; end at the first that does not fit
         equal_shares  Method of Equal Shares, cost utilities, exact; the order of the file is the lot
  --completion         with equal_shares: none (if it is not given), add1 (one unit of the file more per voter at
                       a time), add1u (add1, then greedy_skip with the rest)
  --json               one object on stdout and nothing else:
                       {"votes":{id:n},"selected":[ids],"runoff":[ids],"reasons":{id:{"code",…}},
                        "ms":{"parse":n,"tally":n}}
                       selected and runoff ascending by bytes
  --help               this text

Winners and reasons are those of PUBLIC-RECORD.md §4. Where votes tie and their order decides, a greedy rule leaves the
tied group in runoff, and selected holds what is final above it. The file's min_project_score_threshold holds for
the greedy rules where its rule is greedy-threshold. Projects that cost 999999999 are withdrawn ones and take no
part. left and cost in reasons are numbers in units of the file, with its decimals.
ms.parse is decoding and reading, ms.tally is counting and selecting, in milliseconds.
What is odd about a file, and was reckoned with, is told on stderr.

With npm run -s, or node scripts/tally.ts, npm's own lines stay away.
Exit code: 0 when it was tallied, 1 when the file is refused (with lines and reasons), 2 for a wrong call or a file
that cannot be opened.`

interface Order {
  readonly path: string
  readonly rule: PabulibRule
  readonly json: boolean
}

/** A file that cannot be trusted. */
class FileError extends Error {
  override readonly name = 'FileError'
}

/** What was asked for; null for help. @throws CallError */
function readOrder(args: string[]): Order | null {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      rule: { type: 'string' },
      completion: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return null
  const [path] = positionals
  if (path === undefined || positionals.length > 1) throw new CallError('one FILE.pb is needed')
  return { path, rule: ruleOf(values.rule, values.completion), json: values.json === true }
}

function ruleOf(selection: string | undefined, completion: string | undefined): PabulibRule {
  switch (selection) {
    case undefined:
      throw new CallError('--rule is missing: greedy_skip, greedy_stop or equal_shares')
    case 'greedy_skip':
    case 'greedy_stop':
      if (completion !== undefined)
        throw new CallError(`--completion is for equal_shares, not for ${selection}`)
      return { selection }
    case 'equal_shares':
      return { selection, completion: completionOf(completion ?? 'none') }
    default:
      throw new CallError(`the rule ${selection} is not greedy_skip, greedy_stop or equal_shares`)
  }
}

function completionOf(completion: string): 'none' | 'add1' | 'add1u' {
  if (completion === 'none' || completion === 'add1' || completion === 'add1u') return completion
  throw new CallError(`the completion ${completion} is not none, add1 or add1u`)
}

async function openFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw error instanceof Error ? new CallError(`${path} cannot be opened: ${error.message}`) : error
  }
}

/** @throws FileError */
function readElection(path: string, bytes: Uint8Array): PabulibElection {
  const read = readPabulib(decode(path, bytes))
  if (read.ok) return read.value
  throw new FileError(read.error.map(({ line, reason }) => `${path}:${line}: ${reason}`).join('\n'))
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw error instanceof TypeError ? new FileError(`${path}: the file is not UTF-8 text`) : error
  }
}

function jsonOf(tally: PabulibTally, ms: { readonly parse: number; readonly tally: number }): string {
  const { count, selected, runoff, reasons } = tally
  return JSON.stringify({ votes: count.votes, selected, runoff, reasons, ms })
}

async function answer(order: Order): Promise<void> {
  const bytes = await openFile(order.path)
  const begun = performance.now()
  const election = readElection(order.path, bytes)
  const parsed = performance.now()
  const tally = tallyElection(election, order.rule)
  const ms = { parse: rounded(parsed - begun), tally: rounded(performance.now() - parsed) }
  for (const { line, reason } of election.warnings) console.error(`${order.path}:${line}: note: ${reason}`)
  console.log(order.json ? jsonOf(tally, ms) : tallyTable(election, order.rule, tally, ms))
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000
}

try {
  const order = readOrder(process.argv.slice(2))
  if (order === null) console.log(help)
  else await answer(order)
} catch (error) {
  if (error instanceof FileError) process.exitCode = 1
  else if (error instanceof CallError) process.exitCode = 2
  else throw error
  console.error(error instanceof CallError ? `${error.message}\n--help tells what there is.` : error.message)
}
