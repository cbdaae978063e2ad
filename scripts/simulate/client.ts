import { setTimeout as delay } from 'node:timers/promises'

/** Whoever asks: the token of a session, or nobody. */
export interface Caller {
  readonly token?: string
}

export interface Answer {
  readonly status: number
  /** The refusal's code when the status is not 2xx. */
  readonly code: string | null
  readonly body: Record<string, unknown>
}

/** Where requests go. Over HTTP to a server that may be killed and come back, or into an application in this process. */
export type Send = (request: Request) => Promise<Response>

export interface Client {
  /** Scheme, host and port. */
  readonly origin: string
  readonly get: (path: string, caller?: Caller) => Promise<Answer>
  readonly post: (path: string, body: object, caller?: Caller, key?: string) => Promise<Answer>
  readonly put: (path: string, body: object, caller?: Caller, key?: string) => Promise<Answer>
  /** Sends a form with files. */
  readonly upload: (path: string, form: FormData, caller?: Caller) => Promise<Answer>
  readonly text: (path: string) => Promise<string>
  /** How many requests were made, and how many of them again because their answer was lost. */
  readonly count: { requests: number; repeated: number }
}

const patience = { attempts: 600, pause: 100 }

/**
 * A client that loses nothing: when a connection breaks, the same request goes again under the same id until the server
 * is back, and gets the answer of the first.
 */
export function createClient(origin: string, send: Send): Client {
  const count = { requests: 0, repeated: 0 }
  const ask = async (
    method: string,
    path: string,
    body: object | undefined,
    caller: Caller,
    key?: string,
  ) => {
    const headers: Record<string, string> = { 'accept-language': 'en' }
    const form = body instanceof FormData
    if (body !== undefined && !form) headers['content-type'] = 'application/json'
    if (caller.token !== undefined) headers.authorization = `Bearer ${caller.token}`
    if (key !== undefined) headers['idempotency-key'] = key
    const sent = body === undefined ? null : form ? body : JSON.stringify(body)
    count.requests++
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await send(new Request(`${origin}${path}`, { method, headers, body: sent }))
        const answer = await response.text()
        if (response.status !== 503 || attempt === patience.attempts)
          return { status: response.status, text: answer }
      } catch (error) {
        if (attempt === patience.attempts) throw error
      }
      count.repeated++
      await delay(patience.pause)
    }
  }
  const json = async (
    method: string,
    path: string,
    body: object | undefined,
    caller: Caller,
    key?: string,
  ) => {
    const { status, text } = await ask(method, `/api/v1${path}`, body, caller, key)
    const parsed = JSON.parse(text) as Record<string, unknown>
    return { status, code: status < 300 ? null : String(parsed.code), body: parsed }
  }
  return {
    origin,
    get: (path, caller = {}) => json('GET', path, undefined, caller),
    post: (path, body, caller = {}, key) => json('POST', path, body, caller, key),
    put: (path, body, caller = {}, key) => json('PUT', path, body, caller, key),
    upload: (path, form, caller = {}) => json('POST', path, form, caller),
    text: async path => (await ask('GET', `/api/v1${path}`, undefined, {})).text,
    count,
  }
}

/** The body of an answer that has to be a yes. @throws Error that says what was asked and what came back. */
export function granted(answer: Answer, what: string): Record<string, unknown> {
  if (answer.code !== null)
    throw new Error(`${what} was refused: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** All items of a paged list. */
export async function listAll(
  client: Client,
  path: string,
  caller: Caller = {},
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = []
  let after: unknown = null
  do {
    const cursor = after === null ? '' : `&after=${encodeURIComponent(String(after))}`
    const separator = path.includes('?') ? '&' : '?'
    const page = granted(await client.get(`${path}${separator}limit=200${cursor}`, caller), path)
    items.push(...(page.items as Record<string, unknown>[]))
    after = page.next
  } while (after !== null)
  return items
}
