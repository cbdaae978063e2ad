import { afterAll, expect, inject, test } from 'vitest'
import { createServices } from '../../src/runtime/services.ts'
import { createTestDatabase } from '../cluster.ts'
import { openDatabases } from '../database.ts'
import { coloursOf, exifOf, jpegOf, secrets } from '../pictures.ts'
import { startS3 } from '../s3-server.ts'
import type { TestServer } from '../servers.ts'
import { startTarget, testKeys } from '../targets.ts'
import { done } from './call.ts'
import { addPhoto, getPicture, photoOf } from './photo-story.ts'
import { firstOf, makeSite, post } from './project-story.ts'

const login = { accessKeyId: 'PHOTOSKEY', secretAccessKey: 'a secret / with + signs' }
const storage = await startS3(login)
const server = await serverWith({ PHOTOS_S3_SECRET: login.secretAccessKey })
const site = await makeSite(server)
const path = `/projects/${firstOf(site)}`

/** A server of this run's kind on a database of its own, whose photos are in the storage. */
async function serverWith(changes: Readonly<Record<string, string>>): Promise<TestServer> {
  const shared = inject('server')
  if (shared === undefined) throw new TypeError('only the HTTP projects have a server')
  const database = await createTestDatabase(inject('clusterUrl'))
  const running = await startTarget(
    shared.target,
    database,
    {},
    {
      PHOTOS_S3_ENDPOINT: storage.url,
      PHOTOS_S3_BUCKET: 'piaojue-photos',
      PHOTOS_S3_KEY: login.accessKeyId,
      ...changes,
    },
  )
  afterAll(async () => {
    await running.close()
    await storage.close()
  })
  const { ownerDb, serverDb } = openDatabases(database)
  const services = await createServices({
    db: serverDb,
    keys: testKeys,
    allowedOrigins: [],
    log: () => undefined,
  })
  return { url: running.url, target: shared.target, ownerDb, serverDb, services }
}

test('photos are kept in storage that checks every signature, and nothing of them in the database', async () => {
  const photo = photoOf(jpegOf(800, 600, exifOf(3)))
  expect(await addPhoto(server, site.clerk, path, photo)).toMatchObject({ status: 201 })
  expect([...storage.objects.keys()].sort()).toEqual([
    `/piaojue-photos/photos/${photo.id}/full.jpg`,
    `/piaojue-photos/photos/${photo.id}/small.jpg`,
  ])
  for (const { type, bytes } of storage.objects.values()) {
    expect(type).toBe('image/jpeg')
    for (const secret of secrets) expect(bytes.includes(secret)).toBe(false)
  }
  for (const [size, width] of [
    ['', 800],
    ['/small', 400],
  ] as const) {
    const picture = await getPicture(server, `/photos/${photo.id}${size}`)
    expect(picture.headers.get('cache-control')).toBe('public, max-age=600')
    expect(coloursOf(picture.bytes)).toMatchObject({ width, colours: 'WBGR' })
  }
  const inDatabase = await server.ownerDb.selectFrom('photo_bytes').select('photo_id').execute()
  expect(inDatabase).toEqual([])

  await done(post(site, site.clerk, `${path}/photos/${photo.id}/removal`, { reason: '拍到了行人' }))
  expect(storage.objects.size).toBe(0)
  expect((await getPicture(server, `/photos/${photo.id}`)).status).toBe(404)
})

test('a photo that the storage does not take is not there at all', async () => {
  storage.failWith(403)
  const photo = photoOf(jpegOf(80, 60))
  expect(await addPhoto(server, site.clerk, path, photo)).toMatchObject({ status: 500 })
  storage.failWith(null)
  const rows = await server.ownerDb.selectFrom('photo').select('id').where('id', '=', photo.id).execute()
  expect(rows).toEqual([])
  expect(await addPhoto(server, site.clerk, path, photo)).toMatchObject({ status: 201 })
})
