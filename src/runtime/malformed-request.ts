import { type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { chooseLanguage, textIn } from '../web/text/choose.ts'
import { codeOf } from './plain-error.ts'

/** The refusal of a request that is not well-formed HTTP, as RFC 9457 problem details. Nobody knows its language. */
export function malformedRequest(): Response {
  return new Response(bodyOf(400), { status: 400, headers: headersOf() })
}

/**
 * Answers what is no HTTP, or too slow or too swollen to be read. Where the answer to an earlier request is under way on the same
 * connection, the connection ends without another: it would be taken for that one.
 */
export function answerClientErrors(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (request, response) => answering.set(request.socket, response))
  server.on('clientError', (error, socket) => {
    const earlier = answering.get(socket)
    const underWay =
      earlier !== undefined && !earlier.writableFinished && (earlier.headersSent || earlier.req.complete)
    if (codeOf(error) === 'ECONNRESET' || !socket.writable || underWay) socket.destroy()
    else socket.end(rawAnswer(statusOf(error)), () => socket.destroy())
  })
}

function statusOf(error: unknown): number {
  switch (codeOf(error)) {
    case 'HPE_HEADER_OVERFLOW':
      return 431
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413
  }
  return 400
}

function rawAnswer(status: number): string {
  const body = bodyOf(status)
  const headers = { ...headersOf(), connection: 'close', 'content-length': Buffer.byteLength(body) }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`
}

const language = chooseLanguage(undefined)

function headersOf() {
  return {
    'content-type': 'application/problem+json',
    'content-language': language,
    'cache-control': 'no-store',
  }
}

function bodyOf(status: number): string {
  const code = 'INPUT_INVALID'
  const errors = [{ pointer: '', code: 'malformed_request', detail: STATUS_CODES[status] }]
  return JSON.stringify({
    errors,
    type: `urn:piaojue:problem:${code}`,
    title: textIn(language).refusals[code],
    status,
    code,
  })
}
