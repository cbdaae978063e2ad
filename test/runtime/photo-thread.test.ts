import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createPhotoThread } from '../../src/runtime/photo-thread.ts'
import { jpegOf, pngOf } from '../pictures.ts'

test('while a photo of twelve million pixels is made, the server goes on answering', async () => {
  const prepare = createPhotoThread()
  const large = jpegOf(4000, 3000)
  const made = { yet: false }
  const photo = prepare(large).finally(() => {
    made.yet = true
  })
  let longest = 0
  let turns = 0
  while (!made.yet) {
    const before = performance.now()
    await delay(5)
    longest = Math.max(longest, performance.now() - before)
    turns++
  }
  expect(await photo).toMatchObject({ ok: true, value: { width: 1600, height: 1200 } })
  expect(turns).toBeGreaterThan(10)
  expect(longest).toBeLessThan(250)
})

test('a file that breaks the decoder is refused, and those before and after it are made', async () => {
  const prepare = createPhotoThread()
  const good = jpegOf(80, 60)
  const broken = jpegOf(800, 600).slice(0, 1500)
  const results = await Promise.all([good, broken, good, broken, good].map(file => prepare(file)))
  expect(results.map(result => (result.ok ? 'made' : result.error.code))).toEqual([
    'made',
    'PHOTO_UNREADABLE',
    'made',
    'PHOTO_UNREADABLE',
    'made',
  ])
})

test('when too many wait, one more is told to try again', async () => {
  const prepare = createPhotoThread()
  const photo = jpegOf(40, 30)
  const results = await Promise.all(Array.from({ length: 20 }, () => prepare(photo)))
  const refused = results.filter(result => !result.ok)
  expect(refused).toHaveLength(4)
  for (const result of refused) expect(result).toMatchObject({ error: { code: 'BUSY_TRY_AGAIN' } })
  expect(await prepare(photo)).toMatchObject({ ok: true })
})

test('what is no photo never reaches the thread', async () => {
  const prepare = createPhotoThread()
  expect(await prepare(pngOf(10_000, 10_000))).toMatchObject({ error: { code: 'PHOTO_TOO_MANY_PIXELS' } })
})
