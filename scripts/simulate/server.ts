import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type ToServer = { kind: 'clock'; now: number } | { kind: 'found'; input: unknown }
export type FromServer =
  | { kind: 'ready'; url: string }
  | { kind: 'clock' }
  | { kind: 'founded'; refusal: string | null }

/** A server in a process of its own that is started again, on the same data, whenever somebody kills it. */
export interface SupervisedServer {
  readonly url: string
  readonly pid: () => number
  readonly restarts: () => number
  /** Moves the server's clock. */
  readonly setClock: (now: number) => Promise<void>
  /** Founds the district, as its operator would. */
  readonly found: (input: object) => Promise<void>
  readonly close: () => Promise<void>
}

const program = fileURLToPath(new URL('server-process.ts', import.meta.url))

/** Starts a server on a data folder, with the environment's configuration otherwise. */
export async function superviseServer(dataDir: string, startingAt: number): Promise<SupervisedServer> {
  let now = startingAt
  let restarts = 0
  let closing = false
  let starting = start(dataDir, 0, now)
  let child = await starting
  const url = child.url
  const port = Number(new URL(url).port)
  const watch = ({ process: watched }: Started) => {
    watched.once('exit', async () => {
      if (closing) return
      restarts++
      starting = start(dataDir, port, now)
      child = await starting
      watch(child)
    })
  }
  watch(child)

  const tell = async (message: ToServer, answer: FromServer['kind']): Promise<FromServer> => {
    for (;;) {
      const asked = child
      // A process that was killed stays connected for a moment, and says nothing of its end a second time.
      if (asked.process.connected && asked.process.exitCode === null && asked.process.signalCode === null) {
        asked.process.send(message)
        const answered = await Promise.race([
          replyOf(asked.process, answer),
          once(asked.process, 'exit').then(() => null),
          new Promise<null>(resolve => setTimeout(resolve, 20_000, null).unref()),
        ])
        if (answered !== null) return answered
      }
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
  return {
    url,
    pid: () => child.process.pid ?? 0,
    restarts: () => restarts,
    setClock: async moment => {
      now = moment
      await tell({ kind: 'clock', now }, 'clock')
    },
    found: async input => {
      const answer = await tell({ kind: 'found', input }, 'founded')
      const known = 'refusal' in answer && answer.refusal === 'SLUG_TAKEN'
      if ('refusal' in answer && answer.refusal !== null && !known)
        throw new Error(`no district: ${answer.refusal}`)
    },
    close: async () => {
      closing = true
      // The one that was killed a moment ago is being replaced.
      const { process: last } = await starting
      if (last.exitCode !== null || last.signalCode !== null) return
      last.kill('SIGTERM')
      await once(last, 'exit')
    },
  }
}

interface Started {
  readonly process: ChildProcess
  readonly url: string
}

async function start(dataDir: string, port: number, now: number): Promise<Started> {
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    DEMO: 'off',
    SIMULATED_TIME: String(now),
  }
  const started = fork(program, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const failed = once(started, 'exit').then(([code]) => {
    throw new Error(`the server of the simulation did not start (exit code ${code})`)
  })
  const ready = await Promise.race([replyOf(started, 'ready'), failed])
  failed.catch(() => undefined)
  return { process: started, url: 'url' in ready ? ready.url : '' }
}

function replyOf(child: ChildProcess, kind: FromServer['kind']): Promise<FromServer> {
  return new Promise(resolve => {
    const listen = (message: FromServer) => {
      if (message.kind !== kind) return
      child.off('message', listen)
      resolve(message)
    }
    child.on('message', listen)
  })
}
