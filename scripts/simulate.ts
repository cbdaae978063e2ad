import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SingleBar } from 'cli-progress'
import { CallError, readArguments, run } from './command.ts'
import { type Client, createClient } from './simulate/client.ts'
import { foundation } from './simulate/district.ts'
import { brokenInvariants } from './simulate/invariants.ts'

import { playFile, tableOfFile } from './simulate/play-file.ts'
import { type PlayedYear, type Progress, playYear } from './simulate/play-year.ts'
import { type SupervisedServer, superviseServer } from './simulate/server.ts'
import { tableOfYear } from './simulate/table.ts'

const help = `npm run simulate -- [--communities 45] [--delegates 60] [--proposals 12] [--seed 2019] [--out out/]
npm run simulate -- --pb FILE.pb [--rule greedy_skip] [--completion none] [--seed 2019] [--out out/]

Starts a fresh server on a fresh database and plays against it, through HTTP only, a whole district year, or with --pb one
assembly with a real election's projects, budget and ballots as paper sheets. A server that is killed on the way is
started again on the same data, and the year goes on.

  --communities N   how many communities, over up to 5 streets; 1 to 500
  --delegates N     how many delegates each; at least 20
  --proposals N     how many proposals each; at least 4
  --paper SHARE     how many delegates of 100 vote on paper, 20%; the others vote on their phones
  --seed TEXT       the same seed plays the same year: tallies, selections, draws, amounts
  --pb FILE         a Pabulib file, up to 100,000 ballots
  --rule RULE       with --pb: greedy_skip, greedy_stop or equal_shares
  --completion C    with --rule equal_shares: none, add1 or add1u
  --out DIR         gets summary.json, public-record.json and the server's data (server/, emptied at the start)
  --json            prints the summary as JSON and nothing else

Exit code: 0 when every invariant holds, 1 when one is broken or something went wrong, 2 for wrong arguments.`

const options = {
  communities: { type: 'string', default: '45' },
  delegates: { type: 'string', default: '60' },
  proposals: { type: 'string', default: '12' },
  paper: { type: 'string', default: '20%' },
  seed: { type: 'string', default: '2019' },
  out: { type: 'string', default: 'out' },
  pb: { type: 'string' },
  rule: { type: 'string', default: 'greedy_skip' },
  completion: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const startingAt = Date.UTC(2027, 0, 4, 1)
const oneDay = 24 * 60 * 60 * 1000

await run(async () => {
  const { values } = readArguments({ options })
  if (values.help) {
    console.log(help)
    return
  }
  const plan = {
    communities: number('--communities', values.communities, 1, 500),
    delegates: number('--delegates', values.delegates, 20, 1000),
    proposals: number('--proposals', values.proposals, 4, 100),
    paper: number('--paper', values.paper.replace(/%$/, ''), 0, 100),
  }
  if (values.pb !== undefined && !existsSync(values.pb)) throw new CallError(`There is no file ${values.pb}.`)
  const out = resolve(values.out)
  const dataDir = join(out, 'server')
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  const began = Date.now()
  const server = await superviseServer(dataDir, startingAt)
  const say = values.json ? () => undefined : (line: string) => console.log(line)
  say(`The server is process ${server.pid()} at ${server.url}; its data are in ${dataDir}`)
  try {
    const client = createClient(server.url, request => fetch(request))
    const { office, clock } = await found(server, client, values.seed)
    const bar = progressBar(!values.json)
    const year = values.pb === undefined ? await playYear(office, clock, plan, bar.progress) : null
    const file =
      values.pb === undefined
        ? null
        : await playFile(
            office,
            clock,
            { file: values.pb, rule: values.rule, completion: values.completion },
            bar.progress,
          )
    bar.stop()
    const record = await client.text(`/districts/${office.districtId}/record`)
    writeFileSync(join(out, 'public-record.json'), record)
    const { broken, verdict } = await brokenInvariants(client, office.districtId, record)
    const ran = {
      seconds: Math.round((Date.now() - began) / 1000),
      requests: client.count.requests,
      repeated: client.count.repeated,
      server_restarts: server.restarts(),
    }
    const summary = {
      seed: values.seed,
      ...(year === null ? { file } : { plan, year }),
      record: verdict.counts,
      broken,
      run: ran,
    }
    writeFileSync(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
    if (values.json) console.log(JSON.stringify(summary))
    else {
      if (year !== null) say(tableOfYear(year as PlayedYear))
      if (file !== null) say(tableOfFile(file))
      say(
        `${ran.requests} requests in ${ran.seconds} s, ${ran.repeated} repeated, server restarted ${ran.server_restarts} times.`,
      )
      say(`Written: ${join(out, 'summary.json')}, ${join(out, 'public-record.json')}`)
      say(
        broken.length === 0
          ? 'Every invariant holds.'
          : `BROKEN:\n${broken.map(line => `  ${line}`).join('\n')}`,
      )
    }
    if (broken.length > 0) process.exitCode = 1
  } finally {
    await server.close()
  }
})

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new CallError(`${name} must be a whole number from ${least} to ${most}, not "${text}".`)
}

async function found(server: SupervisedServer, client: Client, seed: string) {
  const district = foundation(seed)
  await server.found(district)
  let now = startingAt
  let day = 0
  const clock = {
    now: () => now,
    after: (days: number) => now + days * oneDay,
    pass: async (days: number) => {
      now += days * oneDay
      day++
      await server.setClock(now)
    },
  }
  return { office: { client, seed, districtId: district.id, day: () => day }, clock }
}

function progressBar(shown: boolean): { progress: Progress; stop: () => void } {
  if (!shown) return { progress: () => undefined, stop: () => undefined }
  const bar = new SingleBar({
    format: '{bar} {stage} {value}/{total}',
    hideCursor: true,
    noTTYOutput: false,
    barsize: 30,
  })
  let current = ''
  return {
    progress: (stage, done, of) => {
      if (stage !== current) {
        if (current !== '') bar.stop()
        current = stage
        bar.start(of, done, { stage })
      }
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}
