import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createProposal } from '../../src/app/proposal/create-proposal.ts'
import { performWithPhotos } from '../../src/app/upload-photo.ts'
import { largestPhotoFile } from '../../src/core/photo.ts'
import { bytes, coloursOf, exifOf, jpegOf, pngOf, secrets, text, webpOf } from '../pictures.ts'
import { startTestServer } from '../servers.ts'
import { call, done } from './call.ts'
import { addPhoto, getPicture, photoOf, type SentPhoto } from './photo-story.ts'
import { build, draftAcceptance, firstOf, makeSite, post, type Site } from './project-story.ts'
import { expectRefused } from './round-story.ts'
import {
  clerkDoes,
  type District,
  makeDistrict,
  proposalOf,
  publishCycle,
  scheduleAssembly,
  screen,
  screenedList,
} from './story.ts'

const server = await startTestServer()
const site = await makeSite(server, { projects: 2 })
const project = firstOf(site)
const path = `/projects/${project}`

/** Adds a photo to the site's first project, by its clerk. */
async function added(photo: SentPhoto): Promise<string> {
  expect(await addPhoto(server, site.clerk, path, photo)).toEqual({ status: 201, body: { id: photo.id } })
  return photo.id
}

async function listed(of = path, token?: string): Promise<Readonly<Record<string, unknown>>[]> {
  const { items } = await done(call(server, 'GET', `${of}/photos`, { token }))
  return items as Readonly<Record<string, unknown>>[]
}

describe('a photo', () => {
  test.each([
    ['JPEG', jpegOf],
    ['PNG', pngOf],
    ['WebP', webpOf],
  ] as const)('is kept as two JPEGs without what the camera wrote into its %s', async (_, make) => {
    const sent = photoOf(make(900, 600, exifOf(6)))
    for (const secret of secrets.slice(0, 2)) expect(includes(sent.file, secret)).toBe(true)
    const id = await added(sent)
    for (const [size, longest] of [
      ['', 900],
      ['/small', 400],
    ] as const) {
      const picture = await getPicture(server, `/photos/${id}${size}`)
      expect(picture.status).toBe(200)
      expect([...picture.bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
      for (const secret of secrets) expect(includes(picture.bytes, secret), secret).toBe(false)
      // Held to the right: what was on the left is on top.
      const seen = coloursOf(picture.bytes)
      expect(seen.colours).toBe('BRWG')
      expect(Math.max(seen.width, seen.height)).toBe(longest)
      expect(seen.height).toBeGreaterThan(seen.width)
    }
  })

  test.each([
    [1, 'RGBW'],
    [2, 'GRWB'],
    [3, 'WBGR'],
    [4, 'BWRG'],
    [5, 'RBGW'],
    [6, 'BRWG'],
    [7, 'WGBR'],
    [8, 'GWRB'],
  ])('held as orientation %i is upright', async (orientation, colours) => {
    const id = await added(photoOf(jpegOf(120, 80, exifOf(orientation))))
    const { bytes: picture } = await getPicture(server, `/photos/${id}`)
    expect(coloursOf(picture)).toMatchObject({ colours })
  })

  test('is made smaller: 1600 pixels on its longer side, and 400', async () => {
    const id = await added(photoOf(jpegOf(2400, 1800)))
    expect(await listed()).toContainEqual(
      expect.objectContaining({ id, width: 1600, height: 1200, small_width: 400, small_height: 300 }),
    )
    expect(coloursOf((await getPicture(server, `/photos/${id}`)).bytes)).toEqual({
      width: 1600,
      height: 1200,
      colours: 'RGBW',
    })
    expect(coloursOf((await getPicture(server, `/photos/${id}/small`)).bytes)).toMatchObject({ width: 400 })
  })

  test('that is transparent stands on white', async () => {
    const id = await added(photoOf(pngOf(40, 40, undefined, 0)))
    expect(coloursOf((await getPicture(server, `/photos/${id}`)).bytes)).toMatchObject({ colours: 'WWWW' })
  })

  test('that is public may be kept by browsers for good, and is nothing but a picture', async () => {
    const id = await added(photoOf(jpegOf(60, 40)))
    for (const where of [`/photos/${id}`, `/photos/${id}/small`, `/api/v1/photos/${id}?size=small`]) {
      const { headers, status } = await getPicture(server, where)
      expect(status).toBe(200)
      expect(headers.get('content-type')).toBe('image/jpeg')
      expect(headers.get('cache-control')).toBe('public, max-age=600')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect((await getPicture(server, `/photos/${randomUUID()}`)).status).toBe(404)
    expect((await getPicture(server, '/photos/1')).status).toBe(404)
  })

  test('is in the database what its hash says', async () => {
    const id = await added(photoOf(jpegOf(64, 48)))
    const row = await server.ownerDb
      .selectFrom('photo')
      .select('sha256')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const { bytes: picture } = await getPicture(server, `/photos/${id}`)
    expect(createHash('sha256').update(picture).digest('hex')).toBe(row.sha256)
  })
})

describe('what is no photo', () => {
  const damaged = jpegOf(600, 400)
  test.each([
    ['a text that calls itself a photo', text('<html>IMG</html>'), 415, 'PHOTO_TYPE_UNKNOWN'],
    ['a GIF', bytes(text('GIF89a'), new Uint8Array(200)), 415, 'PHOTO_TYPE_UNKNOWN'],
    ['a photo cut in the middle', damaged.slice(0, damaged.length / 2), 422, 'PHOTO_UNREADABLE'],
    ['a small file that would be 400 million pixels', pngOf(20_000, 20_000), 422, 'PHOTO_TOO_MANY_PIXELS'],
    ['a file of more than 12 MiB', oversized(), 413, 'PHOTO_TOO_LARGE'],
  ] as const)('is refused: %s', async (_, file, status, code) => {
    const before = (await listed()).length
    await expectRefused(addPhoto(server, site.clerk, path, photoOf(Uint8Array.from(file))), status, code)
    expect(await listed()).toHaveLength(before)
    // And the next one is taken as ever.
    await added(photoOf(jpegOf(20, 20)))
  })

  test('is refused while it is read when it is much larger than a photo', async () => {
    const huge = photoOf(new Uint8Array(largestPhotoFile + 1_000_000))
    await expectRefused(addPhoto(server, site.clerk, path, huge), 413, 'BODY_TOO_LARGE')
  })

  test('is refused without a file, without a caption and as JSON', async () => {
    const token = site.clerk
    const body = { id: randomUUID(), caption: '路灯', sha256: '0'.repeat(64) }
    await expectRefused(call(server, 'POST', `${path}/photos`, { token, body }), 422, 'INPUT_INVALID')
    const silent = addPhoto(server, site.clerk, path, photoOf(jpegOf(20, 20), ' '))
    expect(await expectRefused(silent, 422, 'INPUT_INVALID')).toMatchObject({
      errors: [{ pointer: '/caption' }],
    })
  })

  test('does not make the server work for those who may not add it', async () => {
    const bomb = photoOf(pngOf(20_000, 20_000))
    await expectRefused(addPhoto(server, null, path, bomb), 401, 'SIGN_IN_REQUIRED')
    const { elsewhere } = site.district
    await expectRefused(addPhoto(server, elsewhere.clerk.token, path, bomb), 403, 'NOT_YOUR_AREA')
    await expectRefused(addPhoto(server, site.officers[0].token, path, bomb), 403, 'NOT_YOUR_ROLE')
  })
})

describe('a photo sent again', () => {
  test('is the same photo, also at once; under its id there is no other', async () => {
    const photo = photoOf(jpegOf(50, 50))
    const replies = await Promise.all([1, 2, 3].map(() => addPhoto(server, site.clerk, path, photo)))
    for (const reply of replies) expect(reply).toEqual({ status: 201, body: { id: photo.id } })
    expect((await listed()).filter(({ id }) => id === photo.id)).toHaveLength(1)
    const other = { ...photo, file: jpegOf(70, 50) }
    await expectRefused(addPhoto(server, site.clerk, path, other), 409, 'ID_REUSED')
    expect(await listed()).toContainEqual(expect.objectContaining({ id: photo.id, width: 50 }))
  })
})

describe('a photo that is taken away', () => {
  test('leaves its day and reason for everybody, and no picture', async () => {
    const id = await added(photoOf(jpegOf(60, 40)))
    const removal = `${path}/photos/${id}/removal`
    await expectRefused(post(site, site.clerk, removal, { reason: ' ' }), 422, 'INPUT_INVALID')
    expect(await post(site, site.clerk, removal, { reason: '拍到了行人' })).toEqual({
      status: 200,
      body: { id },
    })
    for (const size of ['', '/small'])
      expect((await getPicture(server, `/photos/${id}${size}`)).status).toBe(404)
    expect(await listed()).toContainEqual(
      expect.objectContaining({ id, removal_reason: '拍到了行人', removed_at: expect.any(String) }),
    )
    const left = await server.ownerDb
      .selectFrom('photo_bytes')
      .select('size')
      .where('photo_id', '=', id)
      .execute()
    expect(left).toEqual([])
    await expectRefused(post(site, site.clerk, removal, { reason: '再撤一次' }), 404, 'NOT_FOUND')
  })

  test('is one of the subject asked about, and taken away by those who work on that', async () => {
    const id = await added(photoOf(jpegOf(60, 40)))
    const [, second] = site.projects
    const body = { reason: '放错了' }
    await expectRefused(
      post(site, site.clerk, `/projects/${second}/photos/${id}/removal`, body),
      404,
      'NOT_FOUND',
    )
    await expectRefused(
      post(site, site.officers[0].token, `${path}/photos/${id}/removal`, body),
      403,
      'NOT_YOUR_ROLE',
    )
    await expectRefused(
      post(site, site.clerk, `/proposals/${project}/photos/${id}/removal`, body),
      404,
      'NOT_FOUND',
    )
    expect((await getPicture(server, `/photos/${id}`)).status).toBe(200)
  })
})

describe('the photos of an acceptance', () => {
  test('are for the street until it is decided, then for everybody, and then stay as they are', async () => {
    const accepted = await makeSite(server)
    const own = firstOf(accepted)
    await build(accepted, own)
    const acceptance = await draftAcceptance(accepted, own)
    const [first, second] = accepted.officers
    const photo = photoOf(jpegOf(60, 40), '验收时清点路灯')
    const subject = `/acceptances/${acceptance}`
    await expectRefused(addPhoto(server, accepted.clerk, subject, photo), 403, 'NOT_YOUR_ROLE')
    expect(await addPhoto(server, first.token, subject, photo)).toMatchObject({ status: 201 })
    expect((await getPicture(server, `/photos/${photo.id}`)).status).toBe(404)
    expect(await listed(`/projects/${own}`)).toEqual([])
    const seen = await getPicture(server, `/photos/${photo.id}`, second.token)
    expect([seen.status, seen.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    expect(await listed(`/projects/${own}`, second.token)).toMatchObject([
      { id: photo.id, subject: 'acceptance', subject_id: acceptance, public: false },
    ])
    await done(post(accepted, second.token, `${subject}/signatures`))
    await done(post(accepted, first.token, `${subject}/decision`))
    expect((await getPicture(server, `/photos/${photo.id}`)).status).toBe(200)
    await expectRefused(addPhoto(server, first.token, subject, photoOf(jpegOf(9, 9))), 409, 'WRONG_STATUS')
    await expectRefused(
      addPhoto(server, accepted.clerk, `/projects/${own}`, photoOf(jpegOf(9, 9))),
      409,
      'WRONG_STATUS',
    )
  })

  test('are not taken by whoever carried the project out', async () => {
    const own = await acceptedByItsClerk()
    const photo = photoOf(jpegOf(60, 40))
    await expectRefused(
      addPhoto(server, own.clerk, `/acceptances/${own.acceptance}`, photo),
      403,
      'EXECUTED_BY_YOURSELF',
    )
  })
})

/** A drafted acceptance in a street whose officer is also the clerk of the community. */
async function acceptedByItsClerk(): Promise<Site & { acceptance: string }> {
  const own = await makeSite(server)
  await build(own, firstOf(own))
  const { clerk, street } = own.community
  await server.ownerDb
    .insertInto('account_role')
    .values({
      account_id: clerk.account_id,
      district_id: own.district.id,
      role: 'street_officer',
      area_id: street,
      department: null,
    })
    .execute()
  return { ...own, acceptance: await draftAcceptance(own, firstOf(own)) }
}

describe('the photos of a proposal', () => {
  test('of a resident come with it, and are seen by the clerk until it is screened', async () => {
    const { district, cycle } = await open()
    const { here } = district
    const proposal = proposalOf()
    const photo = photoOf(jpegOf(60, 40, exifOf(3)), '坏了的路灯')
    const sent = (words = proposal) =>
      performWithPhotos(server.services, createProposal, {
        actor: { kind: 'public' },
        params: { community_id: here.id, cycle_id: cycle },
        files: [photo.file],
        inputOf: ([sha256]) => ({ ...words, photos: [{ id: photo.id, caption: photo.caption, sha256 }] }),
      })
    expect(await sent()).toMatchObject({ ok: true })
    expect(await sent()).toMatchObject({ ok: true })
    const another = await sent(proposalOf())
    expect(another).toMatchObject({ ok: false, error: { code: 'ID_REUSED' } })
    const subject = `/proposals/${proposal.id}`
    expect(await listed(subject)).toEqual([])
    expect((await getPicture(server, `/photos/${photo.id}`)).status).toBe(404)
    expect(await listed(subject, here.clerk.token)).toMatchObject([{ id: photo.id, public: false }])
    await screen(server, here, [proposal.id])
    expect(await listed(subject)).toMatchObject([{ id: photo.id, public: true }])
    expect(coloursOf((await getPicture(server, `/photos/${photo.id}`)).bytes)).toMatchObject({
      colours: 'WBGR',
    })
  })

  test('are added by those who drafted it and by the clerk, at most six', async () => {
    const { district, cycle } = await open()
    const { here, elsewhere } = district
    const body = { ...proposalOf({ contact: null }), grid_id: here.grid, draft: true }
    const { token } = here.grid_officer
    await done(call(server, 'POST', `/communities/${here.id}/cycles/${cycle}/proposals`, { token, body }))
    const subject = `/proposals/${body.id}`
    const photo = () => photoOf(jpegOf(12, 8))
    for (const by of [token, token, token, token, here.clerk.token, token])
      expect(await addPhoto(server, by, subject, photo())).toMatchObject({ status: 201 })
    expect(
      await expectRefused(addPhoto(server, token, subject, photo()), 409, 'PHOTOS_TOO_MANY'),
    ).toMatchObject({
      most: 6,
    })
    await expectRefused(addPhoto(server, elsewhere.clerk.token, subject, photo()), 403, 'NOT_YOUR_AREA')
    await expectRefused(addPhoto(server, null, subject, photo()), 401, 'SIGN_IN_REQUIRED')
    expect(await listed(subject)).toEqual([])
    expect(await listed(subject, token)).toHaveLength(6)
  })

  test('of the candidates are listed for the ballot, each under its proposal, and change no more', async () => {
    const { district, cycle } = await open()
    const { here } = district
    const candidates = await screenedList(server, here, cycle, [1_000_000, 2_000_000])
    const [first = ''] = candidates
    const { token } = here.clerk
    const photo = photoOf(jpegOf(60, 40))
    expect(await addPhoto(server, token, `/proposals/${first}`, photo)).toMatchObject({ status: 201 })
    const assembly = await scheduleAssembly(server, here, cycle, 1)
    expect(await listed(`/assemblies/${assembly}`)).toEqual([])
    await clerkDoes(server, here, assembly, 'candidates')
    expect(await listed(`/assemblies/${assembly}`)).toMatchObject([{ id: photo.id, subject_id: first }])
    await expectRefused(
      addPhoto(server, token, `/proposals/${first}`, photoOf(jpegOf(9, 9))),
      409,
      'WRONG_STATUS',
    )
  })
})

async function open(): Promise<{ district: District; cycle: string }> {
  const district = await makeDistrict(server)
  return { district, cycle: await publishCycle(server, district) }
}

function oversized(): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(largestPhotoFile + 1)
  file.set(jpegOf(30, 20))
  return file
}

function includes(file: Uint8Array, letters: string): boolean {
  return Buffer.from(file).includes(letters)
}
