import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import {
  isAlive,
  newDataDir,
  postgresHome,
  postgresPid,
  projectFolder,
  start,
  startServerCommand,
  until,
} from './started-command.ts'

const listening = /Piaojue is at (http:\S+)/

async function statusOf(url: string): Promise<number> {
  return (await fetch(`${url}/api/v1/districts`)).status
}

test('the server starts from nothing, stops cleanly within seconds, and starts again on the same data', async () => {
  const dataDir = newDataDir()
  const first = startServerCommand(dataDir)
  expect(await statusOf(await first.says(listening))).toBe(200)
  const keys = readFileSync(join(dataDir, 'keys.json'), 'utf8')
  const pid = postgresPid(dataDir)
  expect(isAlive(pid)).toBe(true)
  const asked = Date.now()
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(Date.now() - asked).toBeLessThan(10_000)
  expect(isAlive(pid)).toBe(false)
  expect(postgresPid(dataDir)).toBeUndefined()

  const second = startServerCommand(dataDir)
  expect(await statusOf(await second.says(listening))).toBe(200)
  expect(first.output()).toContain('"event":"migrated"')
  expect(second.output()).not.toContain('"event":"migrated"')
  expect(readFileSync(join(dataDir, 'keys.json'), 'utf8')).toBe(keys)
})

test('localhost answers by IPv4 and, where the machine has it, by IPv6', async () => {
  const port = await freePort()
  const server = startServerCommand(newDataDir(), { PORT: String(port) })
  expect(await server.says(listening)).toBe(`http://localhost:${port}`)
  expect(await statusOf(`http://127.0.0.1:${port}`)).toBe(200)
  if (await hasIpv6()) expect(await statusOf(`http://[::1]:${port}`)).toBe(200)
})

test('npm start from another folder serves, and leaves nothing behind when npm is told to end', async () => {
  const dataDir = newDataDir()
  const server = start(['npm', '--prefix', projectFolder, 'start'], { DATA_DIR: dataDir })
  expect(await statusOf(await server.says(listening))).toBe(200)
  const pid = postgresPid(dataDir)
  server.child.kill('SIGTERM')
  await server.ended
  await until(
    () => !isAlive(pid),
    () => 'PostgreSQL to end',
  )
})

test('after the server was killed and left its PostgreSQL running, the next start takes over', async () => {
  const dataDir = newDataDir()
  const first = startServerCommand(dataDir)
  await first.says(listening)
  const orphan = postgresPid(dataDir)
  first.child.kill('SIGKILL')
  await first.ended
  expect(isAlive(orphan)).toBe(true)

  const second = startServerCommand(dataDir)
  expect(await statusOf(await second.says(listening))).toBe(200)
  expect(isAlive(orphan)).toBe(false)
  expect(second.output()).not.toContain('"event":"migrated"')
})

test('after everything was killed, the next start recovers the data', async () => {
  const dataDir = newDataDir()
  const first = startServerCommand(dataDir)
  await first.says(listening)
  const pid = postgresPid(dataDir)
  first.child.kill('SIGKILL')
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
  await first.ended

  const second = startServerCommand(dataDir)
  expect(await statusOf(await second.says(listening))).toBe(200)
  expect(second.output()).not.toContain('"event":"migrated"')
})

test('a postmaster.pid whose number belongs to some other process does not stand in the way', async () => {
  const dataDir = newDataDir()
  const first = startServerCommand(dataDir)
  await first.says(listening)
  first.child.kill('SIGTERM')
  await first.ended
  const cluster = join(postgresHome(dataDir), 'cluster')
  // Of PostgreSQL's own user: one of another user it would not take for itself.
  const { uid, gid } = statSync(cluster)
  const other = spawn('sleep', ['600'], { uid, gid, cwd: '/' })
  try {
    writeFileSync(join(cluster, 'postmaster.pid'), `${other.pid}\n${cluster}\n`)
    const second = startServerCommand(dataDir)
    expect(await statusOf(await second.says(listening))).toBe(200)
    expect(isAlive(other.pid)).toBe(true)
  } finally {
    other.kill()
  }
})

test('a database that was being made when the machine went down is made again', async () => {
  const dataDir = newDataDir()
  mkdirSync(join(dataDir, 'postgres.new-0badcafe/cluster'), { recursive: true })
  const server = startServerCommand(dataDir)
  expect(await statusOf(await server.says(listening))).toBe(200)
  expect(() => readFileSync(join(dataDir, 'postgres.new-0badcafe'))).toThrow('ENOENT')
})

test('a data folder below one that only this user can enter serves too, and finds its data again', async () => {
  const dataDir = newDataDir('closed')
  const first = startServerCommand(dataDir)
  expect(await statusOf(await first.says(listening))).toBe(200)
  expect(first.output()).toContain(`The data are in an embedded PostgreSQL in ${postgresHome(dataDir)}.`)
  first.child.kill('SIGTERM')
  await first.ended
  const second = startServerCommand(dataDir)
  expect(await statusOf(await second.says(listening))).toBe(200)
  expect(second.output()).not.toContain('"event":"migrated"')
})

test('when PostgreSQL dies under it, the server ends too, and the next start recovers', async () => {
  const dataDir = newDataDir()
  const first = startServerCommand(dataDir)
  await first.says(listening)
  const pid = postgresPid(dataDir)
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
  expect(await first.ended).toBe(1)
  expect(first.output()).toContain('"event":"crash"')

  expect(await statusOf(await startServerCommand(dataDir).says(listening))).toBe(200)
})

test('a taken port is named, and nothing is left running', async () => {
  const dataDir = newDataDir()
  const port = await takenPort()
  const server = startServerCommand(dataDir, { PORT: String(port) })
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain(`Port ${port} on 127.0.0.1 is taken by another program.`)
  expect(server.output()).not.toContain('    at ')
  expect(postgresPid(dataDir)).toBeUndefined()
})

test('of two servers started at once in one folder one serves, and the other says who has the folder', async () => {
  const dataDir = newDataDir()
  const servers = [startServerCommand(dataDir), startServerCommand(dataDir)]
  const loser = await Promise.race(servers.map(server => server.ended.then(() => server)))
  const winner = servers.find(server => server !== loser)
  expect(await statusOf((await winner?.says(listening)) ?? '')).toBe(200)
  expect(await loser.ended).toBe(1)
  expect(loser.output()).toMatch(
    /The data folder .+ is in use by (process \d+ \(started .+\)|another server that is just starting)\./,
  )
  expect(loser.output()).toContain('set DATA_DIR')
})

test('a data folder that cannot be made is named', async () => {
  const file = join(dirname(newDataDir()), 'a file')
  writeFileSync(file, '')
  const server = startServerCommand(join(file, 'data'))
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain(`The data folder ${join(file, 'data')} cannot be used`)
  expect(server.output()).not.toContain('    at ')
})

test('everything wrong in the environment is told at once', async () => {
  const server = startServerCommand(newDataDir(), {
    PORT: 'http',
    DEMO: 'yes',
    LOG_KEY: 'short',
    DATABASE_URL: 'mysql://x',
  })
  expect(await server.ended).toBe(1)
  for (const name of ['PORT', 'DEMO', 'LOG_KEY', 'DATABASE_URL'])
    expect(server.output()).toContain(`  ${name}`)
})

test('a wrong call ends with 2, says what is wrong, and starts and makes nothing', async () => {
  const dataDir = newDataDir()
  const calls: [string, string, string[]][] = [
    ['start', '--bogus', ['--bogus']],
    ['migrate', 'a', ['a']],
    ['generate', 'src/db/schema.ts', ['--only', 'nothing']],
    ['found', '--admin, --admin-name missing', ['--slug', 'x', '--name', '区']],
    ['found', '--slug: 1 to 32', ['--slug', 'X Y', '--name', '区', '--admin', 'abc', '--admin-name', '某']],
  ]
  for (const [command, said, args] of calls) {
    const script = join(projectFolder, 'scripts', `${command}.ts`)
    const ran = start([process.execPath, script, ...args], { DATA_DIR: dataDir })
    expect(await ran.ended, command).toBe(2)
    expect(ran.output()).toContain(said)
    expect(ran.output()).toContain('--help tells what there is.')
  }
  expect(existsSync(dataDir)).toBe(false)
})

const openServers: ReturnType<typeof createServer>[] = []

afterEach(async () => {
  await Promise.all(openServers.splice(0).map(server => new Promise(resolve => server.close(resolve))))
})

async function takenPort(): Promise<number> {
  return listenOn('127.0.0.1')
}

async function freePort(): Promise<number> {
  const port = await listenOn('127.0.0.1')
  const server = openServers.pop()
  await new Promise(resolve => server?.close(resolve))
  return port
}

async function hasIpv6(): Promise<boolean> {
  return listenOn('::1').then(
    () => true,
    () => false,
  )
}

function listenOn(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, host, () => {
      openServers.push(server)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
