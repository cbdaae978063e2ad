import { afterAll, expect, test } from 'vitest'
import type { Tx } from '../../src/db/tx.ts'
import { readS3, s3Photos } from '../../src/runtime/s3-photos.ts'
import { startS3 } from '../s3-server.ts'

const login = { accessKeyId: 'KEY', secretAccessKey: 'secret' }
const storage = await startS3(login)
afterAll(() => storage.close())
const settings = { endpoint: `${storage.url}/`, bucket: 'photos', key: 'KEY', secret: 'secret' }
// The storage takes no part in transactions.
const tx = {} as Tx
const photo = {
  id: '01890000-0000-7000-8000-000000000001',
  district_id: '01890000-0000-7000-8000-000000000002',
  full: Uint8Array.from([1, 2, 3]),
  small: Uint8Array.from([4]),
}

test('what was put is got, in both sizes, until it is removed', async () => {
  const photos = s3Photos({ ...settings, region: 'cn-south-1' })
  expect(await photos.get(photo.id, 'full')).toBeNull()
  await photos.put(tx, photo)
  expect([...((await photos.get(photo.id, 'full')) ?? [])]).toEqual([1, 2, 3])
  expect([...((await photos.get(photo.id, 'small')) ?? [])]).toEqual([4])
  await photos.remove(tx, photo.id)
  await photos.remove(tx, photo.id)
  expect(await photos.get(photo.id, 'small')).toBeNull()
})

test('a wrong secret is refused by the storage and is no photo', async () => {
  const photos = s3Photos({ ...settings, secret: 'another' })
  await expect(photos.put(tx, photo)).rejects.toThrow('403')
  await expect(photos.get(photo.id, 'full')).rejects.toThrow('403')
  expect(storage.objects.size).toBe(0)
})

test('storage that is briefly out of order is asked again', async () => {
  const photos = s3Photos(settings)
  storage.failWith(503)
  setTimeout(() => storage.failWith(null), 20)
  await photos.put(tx, photo)
  expect(storage.objects.size).toBe(2)
})

test('the settings are four or none, and what is wrong is named without being repeated', () => {
  const read = (given: Readonly<Record<string, string>>) => {
    const problems: string[] = []
    return { settings: readS3(name => given[name], problems), problems: problems.join(' ') }
  }
  const all = {
    PHOTOS_S3_ENDPOINT: 'https://account.r2.cloudflarestorage.com',
    PHOTOS_S3_BUCKET: 'piaojue',
    PHOTOS_S3_KEY: 'k',
    PHOTOS_S3_SECRET: 'hush',
  }
  expect(read({})).toEqual({ settings: null, problems: '' })
  expect(read(all)).toEqual({
    settings: { endpoint: all.PHOTOS_S3_ENDPOINT, bucket: 'piaojue', key: 'k', secret: 'hush' },
    problems: '',
  })
  expect(read({ ...all, PHOTOS_S3_REGION: 'auto' }).settings).toMatchObject({ region: 'auto' })
  const { PHOTOS_S3_KEY: _, ...some } = all
  expect(read(some).problems).toContain('PHOTOS_S3_KEY')
  expect(read({ ...all, PHOTOS_S3_ENDPOINT: 'ftp://x' }).problems).toContain('PHOTOS_S3_ENDPOINT')
  expect(read({ ...all, PHOTOS_S3_BUCKET: 'Not A Bucket' }).problems).toContain('PHOTOS_S3_BUCKET')
  expect(read({ ...some, PHOTOS_S3_ENDPOINT: 'x' }).problems).not.toContain('hush')
})
