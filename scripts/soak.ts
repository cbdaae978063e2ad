import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectDir } from '../src/runtime/config.ts'
import { PlainError } from '../src/runtime/plain-error.ts'
import { CallError, readArguments, run } from './command.ts'

const help = `npm run soak — kills the server and its PostgreSQL again and again while ballots are cast

Every ballot that was acknowledged must be in the published record afterwards. It is the test test/e2e/cast-kill.test.ts,
with more kills than npm test has time for.

  --kills N   how often (20)

Exit code: 0 when no ballot was lost, 1 when one was, 2 for a wrong call.`

await run(async () => {
  const { values } = readArguments({
    options: { help: { type: 'boolean' }, kills: { type: 'string', default: '20' } },
  })
  if (values.help) {
    console.log(help)
    return
  }
  if (!/^[1-9][0-9]{0,3}$/.test(values.kills)) throw new CallError('--kills must be a number from 1 to 9999.')
  const vitest = join(projectDir, 'node_modules/vitest/vitest.mjs')
  const args = [
    vitest,
    'run',
    '--config',
    'test/vitest.config.ts',
    '--project',
    'whole',
    'test/e2e/cast-kill',
  ]
  const child = spawn(process.execPath, args, {
    cwd: projectDir,
    stdio: 'inherit',
    env: { ...process.env, KILLS: values.kills },
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new PlainError('The soak has failed.')
})
