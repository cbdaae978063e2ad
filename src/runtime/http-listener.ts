import { createServer, type Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { getRequestListener, RequestError } from '@hono/node-server'
import { answerClientErrors, malformedRequest } from './malformed-request.ts'
import { codeOf, messageOf, PlainError } from './plain-error.ts'

export interface Listener {
  /** What to type into a browser. */
  readonly url: string
  /** Takes no new requests, answers those that came, and ends; what takes longer than 10 seconds is cut off. */
  readonly close: () => Promise<void>
}

export type Fetch = (request: Request) => Response | Promise<Response>

/** Against slow and swollen requests; milliseconds and bytes. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
}

const patience = { close: 10_000, poll: 20 }

/**
 * Listens on each address. `localhost` is 127.0.0.1 for some programs and ::1 for others, so by default there are two;
 * an address this machine does not have is left out, unless it is the first.
 * @throws PlainError when the port is taken or may not be used; nothing is left listening then.
 */
export async function listen(fetch: Fetch, hosts: readonly string[], port: number): Promise<Listener> {
  const servers: Server[] = []
  try {
    let chosen = port
    for (const host of hosts) {
      const server = createServer(
        limits,
        getRequestListener(fetch, { overrideGlobalObjects: false, errorHandler }),
      )
      answerClientErrors(server)
      const bound = await bind(server, host, chosen).catch((error: unknown) => {
        if (servers.length > 0 && (isMissing(error) || port === 0)) return undefined
        throw plain(error, host, chosen)
      })
      if (bound === undefined) continue
      servers.push(server)
      chosen = bound
    }
    return { url: urlOf(hosts, port, chosen), close: () => closeAll(servers) }
  } catch (error) {
    await closeAll(servers)
    throw error
  }
}

/** What no handler was asked: a Host or a target that makes no address. What a handler throws is its own bug. */
function errorHandler(error: unknown): Response {
  return error instanceof RequestError ? malformedRequest() : new Response(null, { status: 500 })
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function isMissing(error: unknown): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error) ?? '')
}

function plain(error: unknown, host: string, port: number): PlainError {
  const code = codeOf(error)
  if (code === 'EADDRINUSE') {
    return new PlainError(
      `Port ${port} on ${host} is taken by another program.\nStop that program, or choose another port: PORT=${port + 1} npm start`,
    )
  }
  if (code === 'EACCES')
    return new PlainError(`This user may not use port ${port}.\nChoose one above 1023: PORT=8787 npm start`)
  return new PlainError(
    `The server cannot listen on ${host}, port ${port}: ${messageOf(error)}.\nCheck HOST and PORT.`,
  )
}

const local = ['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::']

/** A port chosen by the system is ours on the first address only, so that one is named. */
function urlOf(hosts: readonly string[], asked: number, port: number): string {
  const [host = 'localhost'] = hosts
  const name = asked === 0 || !local.includes(host) ? host : 'localhost'
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(servers.map(closeOne))
}

async function closeOne(server: Server): Promise<void> {
  let closed = false
  server.close(() => {
    closed = true
  })
  const deadline = Date.now() + patience.close
  while (!closed) {
    // A connection that is kept alive becomes idle only when its request has been answered.
    if (Date.now() < deadline) server.closeIdleConnections()
    else server.closeAllConnections()
    await delay(patience.poll)
  }
}
