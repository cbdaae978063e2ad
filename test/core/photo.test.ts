import { describe, expect, test } from 'vitest'
import { readImageHeader } from '../../src/core/image-header.ts'
import { fitInto, uprightPixels } from '../../src/core/image-pixels.ts'
import {
  checkPhotoFile,
  isPublicPhoto,
  largestPhotoFile,
  mayAddPhoto,
  mostPhotos,
  type PhotoSubject,
} from '../../src/core/photo.ts'
import { bytes, exifOf, jpegOf, pngOf, text, uint16, uint32, webpOf } from '../pictures.ts'

describe('the header of a picture', () => {
  test.each([
    ['jpeg', jpegOf],
    ['png', pngOf],
    ['webp', webpOf],
  ] as const)('says what kind it is and how large, for %s', (type, make) => {
    expect(readImageHeader(make(30, 20))).toEqual({ type, width: 30, height: 20, orientation: 1 })
    for (const little of [true, false]) {
      const held = make(30, 20, exifOf(6, little))
      expect(readImageHeader(held)).toEqual({ type, width: 30, height: 20, orientation: 6 })
    }
  })

  test('is read from the bytes, whatever surrounds them in memory', () => {
    const padded = bytes([1, 2, 3], jpegOf(8, 4))
    expect(readImageHeader(padded.subarray(3))).toMatchObject({ width: 8, height: 4 })
  })

  test('of a lossy WebP and of one whose canvas and picture differ counts the larger', () => {
    const frame = bytes([0x9d, 1, 2, 0x9d, 0x01, 0x2a], uint16(500, true), uint16(300, true))
    const lossy = bytes(
      text('RIFF'),
      uint32(0),
      text('WEBP'),
      text('VP8 '),
      uint32(frame.length, true),
      frame,
    )
    expect(readImageHeader(lossy)).toMatchObject({ type: 'webp', width: 500, height: 300 })
    const canvas = bytes(text('VP8X'), uint32(10, true), [0, 0, 0, 0, 9, 0, 0, 0x2b, 1, 0])
    const both = bytes(lossy.subarray(0, 12), canvas, lossy.subarray(12))
    expect(readImageHeader(both)).toMatchObject({ width: 500, height: 300 })
  })

  test('takes EXIF with the prefix of JPEG in a WebP, too', () => {
    const exif = bytes(text('Exif\0\0'), exifOf(8))
    expect(readImageHeader(webpOf(4, 4, exif))).toMatchObject({ orientation: 8 })
  })

  test('passes over fill bytes between the segments of a JPEG', () => {
    const jpeg = jpegOf(8, 4)
    expect(readImageHeader(bytes(jpeg.subarray(0, 2), [0xff], jpeg.subarray(2)))).toMatchObject({ width: 8 })
  })

  test.each([
    ['no picture', text('%PDF-1.7 is a document, not a picture')],
    ['a HEIC', bytes([0, 0, 0, 24], text('ftypheic'), uint32(0), text('mif1heic'))],
    ['a GIF', text('GIF89a.............')],
    ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['nothing', new Uint8Array()],
    ['a JPEG without a frame', bytes([0xff, 0xd8, 0xff, 0xda, 0, 2])],
    ['a JPEG that is none after its first bytes', bytes([0xff, 0xd8], text('and so on'))],
    ['a JPEG cut in its frame', bytes([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8])],
    ['a PNG without a header', pngOf(4, 4).subarray(0, 8)],
    ['a PNG of no width', pngOf(0, 4)],
  ])('is none for %s', (_, file) => {
    expect(readImageHeader(file)).toBeNull()
  })

  test.each([
    ['is of no known order of bytes', bytes(text('XX'), exifOf(6).subarray(2))],
    ['says nothing of it', bytes(text('II'), [42, 0], uint32(8, true), uint16(0), uint32(0))],
    ['says something else', exifOf(9)],
    ['says nothing at all', exifOf(0)],
    ['is cut short', exifOf(6).subarray(0, 20)],
    ['is hardly there', exifOf(6).subarray(0, 4)],
    ['points behind its end', bytes(text('II'), [42, 0], uint32(9999, true), uint16(0))],
  ])('is upright when its EXIF data %s', (_, exif) => {
    expect(readImageHeader(jpegOf(8, 4, exif))).toMatchObject({ width: 8, height: 4, orientation: 1 })
  })
})

describe('the pixels of a picture', () => {
  // Six pixels, three wide and two high, each known by its red.
  const sent = {
    width: 3,
    height: 2,
    data: Uint8Array.from([1, 2, 3, 4, 5, 6].flatMap(red => [red, 0, 0, 255])),
  }
  const reds = (orientation: number) => {
    const { width, height, data } = uprightPixels(sent, orientation)
    const all = Array.from({ length: 6 }, (_, place) => Number(data[4 * place]))
    return Array.from({ length: height }, (_, row) => all.slice(row * width, (row + 1) * width))
  }

  test.each([
    [
      1,
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      2,
      [
        [3, 2, 1],
        [6, 5, 4],
      ],
    ],
    [
      3,
      [
        [6, 5, 4],
        [3, 2, 1],
      ],
    ],
    [
      4,
      [
        [4, 5, 6],
        [1, 2, 3],
      ],
    ],
    [
      5,
      [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
    ],
    [
      6,
      [
        [4, 1],
        [5, 2],
        [6, 3],
      ],
    ],
    [
      7,
      [
        [6, 3],
        [5, 2],
        [4, 1],
      ],
    ],
    [
      8,
      [
        [3, 6],
        [2, 5],
        [1, 4],
      ],
    ],
  ])('are turned as orientation %i asks', (orientation, upright) => {
    expect(reds(orientation)).toEqual(upright)
  })

  test('stand on white where they are transparent', () => {
    const data = Uint8Array.from([100, 0, 0, 0, 100, 0, 0, 51])
    const { data: opaque } = uprightPixels({ width: 2, height: 1, data }, 1)
    expect([...opaque]).toEqual([255, 255, 255, 255, 224, 204, 204, 255])
  })

  test('are fitted by the longer side and never made more', () => {
    expect(fitInto({ width: 4000, height: 3000 }, 1600)).toEqual({ width: 1600, height: 1200 })
    expect(fitInto({ width: 3000, height: 4000 }, 400)).toEqual({ width: 300, height: 400 })
    expect(fitInto({ width: 90, height: 60 }, 400)).toEqual({ width: 90, height: 60 })
    expect(fitInto({ width: 20_000, height: 1 }, 400)).toEqual({ width: 400, height: 1 })
  })
})

describe('a photo', () => {
  test('is refused before it is unpacked when it is too large, has too many pixels or is no photo', () => {
    expect(checkPhotoFile(jpegOf(30, 20), 600)).toMatchObject({ ok: true, value: { type: 'jpeg' } })
    expect(checkPhotoFile(jpegOf(30, 20), 599)).toMatchObject({
      error: { code: 'PHOTO_TOO_MANY_PIXELS', detail: { pixels: 600, most_pixels: 599 } },
    })
    expect(checkPhotoFile(text('not a photo'), 600)).toMatchObject({ error: { code: 'PHOTO_TYPE_UNKNOWN' } })
    const large = new Uint8Array(largestPhotoFile + 1)
    large.set(jpegOf(30, 20))
    expect(checkPhotoFile(large.subarray(0, largestPhotoFile), 600).ok).toBe(true)
    expect(checkPhotoFile(large, 600)).toMatchObject({ error: { code: 'PHOTO_TOO_LARGE' } })
  })

  const of = (kind: PhotoSubject['kind'], status: string) => ({ kind, status }) as PhotoSubject

  test.each([
    ['proposal', ['draft', 'submitted', 'screened'], ['rejected', 'merged', 'candidate']],
    [
      'project',
      ['selected', 'contracted', 'in_progress', 'completed', 'rectifying'],
      ['accepted', 'audited', 'cancelled'],
    ],
    ['acceptance', ['drafted'], ['decided', 'withdrawn']],
    ['inspection', ['drafted', 'recorded', 'rectified'], ['closed', 'withdrawn']],
  ] as const)('of %s is added while its subject is worked on', (kind, open, over) => {
    for (const status of open) expect(mayAddPhoto(of(kind, status), 0).ok, status).toBe(true)
    for (const status of over) {
      expect(mayAddPhoto(of(kind, status), 0)).toMatchObject({ error: { code: 'WRONG_STATUS' } })
    }
    const full = mayAddPhoto(of(kind, open[0]), mostPhotos[kind])
    expect(full).toMatchObject({ error: { code: 'PHOTOS_TOO_MANY', detail: { most: mostPhotos[kind] } } })
    expect(mayAddPhoto(of(kind, open[0]), mostPhotos[kind] - 1).ok).toBe(true)
  })

  test('is public when its subject is; a resident’s waits for the screening', () => {
    const isPublic = (kind: PhotoSubject['kind'], status: string, unknown = false) =>
      isPublicPhoto(of(kind, status), unknown)
    expect(['draft', 'submitted', 'rejected'].map(status => isPublic('proposal', status))).toEqual([
      false,
      true,
      true,
    ])
    expect(
      ['submitted', 'rejected', 'screened', 'candidate'].map(status => isPublic('proposal', status, true)),
    ).toEqual([false, false, true, true])
    expect(isPublic('project', 'selected')).toBe(true)
    expect(['drafted', 'withdrawn', 'decided'].map(status => isPublic('acceptance', status))).toEqual([
      false,
      false,
      true,
    ])
    expect(
      ['drafted', 'withdrawn', 'recorded', 'rectified', 'closed'].map(status =>
        isPublic('inspection', status),
      ),
    ).toEqual([false, false, true, true, true])
  })
})
