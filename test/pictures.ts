import { deflateSync } from 'node:zlib'
import { PhotonImage } from '@cf-wasm/photon'

/** Pictures as cameras write them, made here: small, and with everything in them that must not come through. */

/** Words of the camera's that must be gone from what is kept. */
export const secrets = ['SECRET-CAMERA', 'GPS-AT-HOME', 'Exif'] as const

/** Red, green, blue and white quarters: top left, top right, bottom left, bottom right. */
export function quarters(width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(4 * width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const right = x >= width / 2
      const lower = y >= height / 2
      const colour = lower ? (right ? [255, 255, 255] : [0, 0, 255]) : right ? [0, 255, 0] : [255, 0, 0]
      pixels.set([...colour, 255], 4 * (y * width + x))
    }
  }
  return pixels
}

export function jpegOf(width: number, height: number, exif?: Uint8Array): Uint8Array<ArrayBuffer> {
  const image = new PhotonImage(quarters(width, height), width, height)
  const jpeg = image.get_bytes_jpeg(95)
  image.free()
  if (exif === undefined) return Uint8Array.from(jpeg)
  const segment = bytes([0xff, 0xe1], uint16(exif.length + 8), text('Exif\0\0'), exif)
  return bytes(jpeg.subarray(0, 2), segment, jpeg.subarray(2))
}

export function webpOf(width: number, height: number, exif?: Uint8Array): Uint8Array<ArrayBuffer> {
  const image = new PhotonImage(quarters(width, height), width, height)
  const simple = image.get_bytes_webp()
  image.free()
  if (exif === undefined) return Uint8Array.from(simple)
  const flags = bytes([0x08, 0, 0, 0], uint24(width - 1), uint24(height - 1))
  const parts = bytes(chunk('VP8X', flags), simple.subarray(12), chunk('EXIF', exif))
  return bytes(text('RIFF'), uint32(parts.length + 4, true), text('WEBP'), parts)
}

/** A PNG of the size announced; its pixels are only there when they are few. */
export function pngOf(
  width: number,
  height: number,
  exif?: Uint8Array,
  alpha = 255,
): Uint8Array<ArrayBuffer> {
  const header = bytes(uint32(width), uint32(height), [8, 6, 0, 0, 0])
  const rows: Uint8Array[] = []
  if (width * height <= 1_000_000) {
    const pixels = quarters(width, height)
    for (let at = 3; at < pixels.length; at += 4) pixels[at] = alpha
    for (let y = 0; y < height; y++)
      rows.push(bytes([0], pixels.subarray(4 * y * width, 4 * (y + 1) * width)))
  }
  return bytes(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    pngChunk('IHDR', header),
    ...(exif === undefined ? [] : [pngChunk('eXIf', exif)]),
    pngChunk('IDAT', deflateSync(bytes(...rows))),
    pngChunk('IEND', new Uint8Array()),
  )
}

/** EXIF data as a phone writes it: the camera, how it was held, and where it was. */
export function exifOf(orientation: number, little = true): Uint8Array {
  const u16 = (value: number) => uint16(value, little)
  const u32 = (value: number) => uint32(value, little)
  const entry = (tag: number, type: number, count: number, value: Uint8Array) =>
    bytes(u16(tag), u16(type), u32(count), value)
  const camera = text('SECRET-CAMERA\0')
  const place = text('GPS-AT-HOME\0')
  const cameraAt = 8 + 2 + 3 * 12 + 4
  const gpsAt = cameraAt + camera.length
  const placeAt = gpsAt + 2 + 12 + 4
  return bytes(
    text(little ? 'II' : 'MM'),
    u16(42),
    u32(8),
    u16(3),
    entry(0x0110, 2, camera.length, u32(cameraAt)),
    entry(0x0112, 3, 1, bytes(u16(orientation), u16(0))),
    entry(0x8825, 4, 1, u32(gpsAt)),
    u32(0),
    camera,
    u16(1),
    entry(0x001b, 2, place.length, u32(placeAt)),
    u32(0),
    place,
  )
}

/** The colours of the quarters of a picture, in the order of `quarters`, as letters; `?` for none of the four. */
export function coloursOf(picture: Uint8Array): { width: number; height: number; colours: string } {
  const image = PhotonImage.new_from_byteslice(picture)
  const [width, height, pixels] = [image.get_width(), image.get_height(), image.get_raw_pixels()]
  image.free()
  const at = (x: number, y: number) => {
    const start = 4 * (Math.floor(y * height) * width + Math.floor(x * width))
    const [red = 0, green = 0, blue = 0] = pixels.subarray(start, start + 3)
    const high = [red, green, blue].map(value => (value > 180 ? 1 : value < 75 ? 0 : 9)).join('')
    return { '100': 'R', '010': 'G', '001': 'B', '111': 'W' }[high] ?? '?'
  }
  return { width, height, colours: at(0.25, 0.25) + at(0.75, 0.25) + at(0.25, 0.75) + at(0.75, 0.75) }
}

export function bytes(...parts: (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap(part => Array.from(part)))
}

export function text(letters: string): Uint8Array {
  return new TextEncoder().encode(letters)
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  return bytes(text(name), uint32(data.length, true), data, data.length % 2 === 1 ? [0] : [])
}

function pngChunk(name: string, data: Uint8Array): Uint8Array {
  const named = bytes(text(name), data)
  return bytes(uint32(data.length), named, uint32(crc32(named)))
}

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

export function uint16(value: number, little = false): Uint8Array {
  const two = [value >> 8, value & 255]
  return bytes(little ? two.reverse() : two)
}

function uint24(value: number): Uint8Array {
  return bytes([value & 255, (value >> 8) & 255, value >> 16])
}

export function uint32(value: number, little = false): Uint8Array {
  const four = [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]
  return bytes(little ? four.reverse() : four)
}
