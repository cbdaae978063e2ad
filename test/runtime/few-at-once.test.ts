import { expect, test } from 'vitest'
import { fewAtOnce } from '../../src/runtime/few-at-once.ts'

/** A work that ends when it is told to. */
function work(begun: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const run = () => {
    begun.push(name)
    return promise
  }
  return { run, end: () => resolve(name), fail: () => reject(new Error(name)) }
}

test('a few run at once, the next ones wait in the order they came, and more are refused', async () => {
  const begun: string[] = []
  const works = ['a', 'b', 'c', 'd', 'e'].map(name => work(begun, name))
  const room = fewAtOnce({ running: 2, waiting: 2 })
  const [a, b, c, d, e] = works.map(({ run }) => room(run).catch((error: Error) => error.message))
  expect(begun).toEqual(['a', 'b'])
  expect(await e).toMatchObject({ ok: false, error: { code: 'BUSY_TRY_AGAIN' } })
  works[1]?.fail()
  expect(await b).toBe('b')
  await Promise.resolve()
  expect(begun).toEqual(['a', 'b', 'c'])
  works[2]?.end()
  expect(await c).toEqual({ ok: true, value: 'c' })
  works[0]?.end()
  works[3]?.end()
  expect([await a, await d]).toEqual([
    { ok: true, value: 'a' },
    { ok: true, value: 'd' },
  ])
  expect(await room(async () => 'f')).toEqual({ ok: true, value: 'f' })
})
