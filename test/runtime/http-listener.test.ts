import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { listen } from '../../src/runtime/http-listener.ts'

test('a request that came before the server was told to stop is answered, and later ones are not taken', async () => {
  const arrived = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<Response>()
  const listener = await listen(
    () => {
      arrived.resolve()
      return answer.promise
    },
    ['127.0.0.1'],
    0,
  )
  const reply = fetch(listener.url)
  await arrived.promise
  const closed = listener.close()
  await expect(fetch(listener.url)).rejects.toThrow()
  answer.resolve(new Response('answered'))
  expect(await (await reply).text()).toBe('answered')
  await closed
})

test('a connection that is only kept open does not keep the server from stopping', async () => {
  const listener = await listen(() => new Response('x'), ['127.0.0.1'], 0)
  const socket = connect(Number(new URL(listener.url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await once(socket, 'data')
  const asked = Date.now()
  await listener.close()
  expect(Date.now() - asked).toBeLessThan(5_000)
  socket.destroy()
})

test('a request with swollen headers is refused before anybody reads it', async () => {
  let read = 0
  const listener = await listen(() => new Response(String(++read)), ['127.0.0.1'], 0)
  try {
    const reply = await fetch(listener.url, { headers: { x: 'x'.repeat(20_000) } })
    expect(reply.status).toBe(431)
    expect(await reply.json()).toMatchObject({ code: 'INPUT_INVALID', status: 431 })
    expect(read).toBe(0)
  } finally {
    await listener.close()
  }
})

/** Everything a server answers to these bytes on one connection. */
async function answerTo(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(bytes)
  return text(socket)
}

describe('a request that is not well-formed HTTP is refused with a problem, in', () => {
  test.each([
    ['its request line', 'GET /\r\n\r\n'],
    ['its method', 'ballot / HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['a header', 'GET / HTTP/1.1\r\nhost: x\r\nno header\r\n\r\n'],
    ['its target', 'GET /\\ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
    ['its Host', 'GET / HTTP/1.1\r\nhost: a@b\r\nconnection: close\r\n\r\n'],
    ['its body', 'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nz\r\n'],
  ])('%s', async (_, bytes) => {
    const listener = await listen(async request => new Response(await request.text()), ['127.0.0.1'], 0)
    try {
      const [head = '', body = ''] = (await answerTo(listener.url, bytes)).split('\r\n\r\n')
      expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
      expect(head.toLowerCase()).toContain('\r\ncontent-type: application/problem+json\r\n')
      expect(JSON.parse(body)).toEqual({
        errors: [{ pointer: '', code: 'malformed_request', detail: 'Bad Request' }],
        type: 'urn:piaojue:problem:INPUT_INVALID',
        title: expect.any(String),
        status: 400,
        code: 'INPUT_INVALID',
      })
    } finally {
      await listener.close()
    }
  })
})

test.each([
  [
    'has begun',
    () => new Response(new ReadableStream({ start: stream => stream.enqueue(Buffer.from('begun')) })),
  ],
  ['is still awaited', () => new Promise<Response>(() => undefined)],
])('what comes after a request whose answer %s gets none that could be taken for it', async (_, fetch) => {
  const listener = await listen(fetch, ['127.0.0.1'], 0)
  try {
    const answer = await answerTo(listener.url, 'GET / HTTP/1.1\r\nhost: x\r\n\r\nnonsense\r\n\r\n')
    expect(answer).not.toContain('INPUT_INVALID')
  } finally {
    await listener.close()
  }
})

test('what a handler throws is no fault of the request', async () => {
  const listener = await listen(() => Promise.reject(new Error('a bug')), ['127.0.0.1'], 0)
  try {
    expect((await fetch(listener.url)).status).toBe(500)
  } finally {
    await listener.close()
  }
})

test('an address this machine does not have is refused when it is the first, and left out when it is another', async () => {
  const foreign = '192.0.2.1'
  await expect(listen(() => new Response(), [foreign], 0)).rejects.toThrow(`cannot listen on ${foreign}`)
  const listener = await listen(() => new Response('x'), ['127.0.0.1', foreign], 0)
  expect((await fetch(listener.url)).status).toBe(200)
  await listener.close()
})

test('the address told to people is localhost for every way of listening that includes it', async () => {
  const listener = await listen(() => new Response('x'), ['127.0.0.1'], 0)
  const { port } = new URL(listener.url)
  await listener.close()
  const again = await listen(() => new Response('x'), ['127.0.0.1', '::1'], Number(port))
  expect(again.url).toBe(`http://localhost:${port}`)
  await again.close()
})
