import { readFile } from 'node:fs/promises'
import { type Progress, type Verdict, verifyRecord } from '../src/core/record/verify.ts'

const help = `Verifies a published record offline: PUBLIC-RECORD.md §6, from the bytes of the file alone.

npm run verify -- FILE [--key VKEY] [--seen CHECKPOINT…] [--json]

  FILE               the published record (public-record.json); it stands first, or last
  --key VKEY         the verifier key that must have signed it
  --seen CHECKPOINT… files with signed checkpoints, as printed on reports; each must be an earlier head of this log
  --json             one object on stdout: {"ok","lines":[{"check","ok","text"}…],"counts"}
  --help             this text

It prints a line for each check with what it covered, notes about what is unfinished, and the verdict.
Exit code: 0 everything holds, 1 something does not, 2 it could not be asked (usage, a file that cannot be read).`

interface Question {
  readonly file: string
  readonly key: string | undefined
  readonly seen: readonly string[]
  readonly json: boolean
}

/** What the arguments ask; `help` when that is asked for. @throws UsageError */
function questionOf(args: readonly string[]): Question | 'help' {
  const files: string[] = []
  const seen: string[] = []
  let key: string | undefined
  let json = false
  let taking: 'file' | 'key' | 'seen' = 'file'
  for (const arg of args) {
    if (arg === '--help' || arg === '-h') return 'help'
    if (taking !== 'key' && arg.startsWith('-')) {
      if (arg === '--json') json = true
      else if (arg !== '--key' && arg !== '--seen') throw new UsageError(`unknown option ${arg}`)
      taking = arg === '--key' ? 'key' : arg === '--seen' ? 'seen' : 'file'
    } else if (taking === 'key') {
      key = arg
      taking = 'file'
    } else if (taking === 'seen') seen.push(arg)
    else files.push(arg)
  }
  if (taking === 'key') throw new UsageError('--key needs a verifier key')
  // `--seen A B FILE`: the last one is the record.
  const file = files[0] ?? seen.pop()
  if (file === undefined || files.length > 1) throw new UsageError('one FILE is needed')
  if (args.includes('--seen') && seen.length === 0)
    throw new UsageError('--seen needs at least one CHECKPOINT')
  return { file, key, seen, json }
}

class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A checkpoint as printed: line ends of any system, one newline at the end. */
async function checkpointIn(path: string): Promise<string> {
  const text = await readFile(path, 'utf8')
  return `${text.replaceAll('\r\n', '\n').trimEnd()}\n`
}

const marks = new Map<boolean | 'note', string>([
  [true, 'ok  '],
  [false, 'NO  '],
  ['note', 'note'],
])

function textOf({ ok, lines }: Verdict): string {
  const wide = Math.max(...lines.map(({ check }) => check.length))
  const told = lines.map(line => `${marks.get(line.ok)}  ${line.check.padEnd(wide)}  ${line.text}`)
  const verdict = ok ? 'The record holds.' : 'The record does not hold.'
  return [...told, '', verdict].join('\n')
}

/** How far it is, on one line of the terminal that is wiped at the end; a big record takes a minute. Files and pipes get none of it. */
function showProgress({ step, done, of }: Progress): void {
  const share = Math.floor((done * 100) / of)
  if (share > Math.floor(((done - 1) * 100) / of)) process.stderr.write(`\r\u001b[K${step} ${share}%`)
}

try {
  const question = questionOf(process.argv.slice(2))
  if (question === 'help') console.log(help)
  else {
    const bytes = await readFile(question.file)
    const seen = await Promise.all(question.seen.map(checkpointIn))
    const expected = { key: question.key, seen }
    const { isTTY } = process.stderr
    const verdict = await verifyRecord(bytes, expected, isTTY ? showProgress : undefined)
    if (isTTY) process.stderr.write('\r\u001b[K')
    console.log(question.json ? JSON.stringify(verdict) : textOf(verdict))
    process.exitCode = verdict.ok ? 0 : 1
  }
} catch (error) {
  const isUsage = error instanceof UsageError
  if (!isUsage && !(error instanceof Error && 'code' in error)) throw error
  console.error(isUsage ? `${error.message}\n\n${help}` : `The file cannot be read: ${error.message}`)
  process.exitCode = 2
}
