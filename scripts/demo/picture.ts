import { crc32, deflateSync } from 'node:zlib'

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number]
type Point = readonly [x: number, y: number]

/** A picture being drawn: what comes later covers what was there. Lengths are pixels of the finished picture. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly rect: (x: number, y: number, width: number, height: number, colour: Colour) => void
  /** From one colour at the top to another at the bottom. */
  readonly shade: (y: number, height: number, top: Colour, bottom: Colour) => void
  readonly polygon: (points: readonly Point[], colour: Colour) => void
  readonly disc: (x: number, y: number, radius: number, colour: Colour) => void
  /** Light that fades away from its middle. */
  readonly glow: (x: number, y: number, radius: number, colour: Colour) => void
  readonly line: (from: Point, to: Point, width: number, colour: Colour) => void
  readonly png: () => Uint8Array<ArrayBuffer>
}

/** Everything is drawn at twice the size, so that edges come out smooth. */
const scale = 2

export function newPicture(width: number, height: number): Picture {
  const [wide, high] = [width * scale, height * scale]
  const pixels = new Uint8Array(3 * wide * high)

  /** Fills a piece of a row; x and y in drawn pixels. */
  function row(y: number, from: number, to: number, colour: Colour): void {
    const [red, green, blue] = colour
    const last = 3 * (y * wide + Math.min(wide, Math.round(to)))
    for (let at = 3 * (y * wide + Math.max(0, Math.round(from))); at < last; at += 3) {
      pixels[at] = red
      pixels[at + 1] = green
      pixels[at + 2] = blue
    }
  }

  function rows(from: number, to: number, paint: (y: number) => void): void {
    const last = Math.min(high, Math.round(to * scale))
    for (let y = Math.max(0, Math.round(from * scale)); y < last; y++) paint(y)
  }

  function polygon(points: readonly Point[], colour: Colour): void {
    const heights = points.map(([, y]) => y)
    rows(Math.min(...heights), Math.max(...heights), y => {
      const level = (y + 0.5) / scale
      const crossings = points
        .flatMap(([x, top], at) => {
          const [nextX, next] = points[(at + 1) % points.length] ?? [x, top]
          const crosses = top <= level !== next <= level
          return crosses ? [x + ((level - top) * (nextX - x)) / (next - top)] : []
        })
        .sort((a, b) => a - b)
      for (let at = 0; at + 1 < crossings.length; at += 2)
        row(y, (crossings[at] ?? 0) * scale, (crossings[at + 1] ?? 0) * scale, colour)
    })
  }

  return {
    width,
    height,
    polygon,
    rect: (x, y, w, h, colour) => rows(y, y + h, line => row(line, x * scale, (x + w) * scale, colour)),
    shade: (y, h, top, bottom) =>
      rows(y, y + h, line => row(line, 0, wide, mixed(top, bottom, (line / scale - y) / h))),
    disc: (x, y, radius, colour) =>
      rows(y - radius, y + radius, line => {
        const half = Math.sqrt(Math.max(0, radius ** 2 - ((line + 0.5) / scale - y) ** 2))
        row(line, (x - half) * scale, (x + half) * scale, colour)
      }),
    glow: (x, y, radius, colour) =>
      rows(y - radius, y + radius, line => {
        for (let at = Math.max(0, (x - radius) * scale); at < Math.min(wide, (x + radius) * scale); at++) {
          const away = Math.hypot(at / scale - x, line / scale - y) / radius
          if (away >= 1) continue
          const place = 3 * (line * wide + Math.floor(at))
          const under: Colour = [pixels[place] ?? 0, pixels[place + 1] ?? 0, pixels[place + 2] ?? 0]
          pixels.set(mixed(under, colour, (1 - away) ** 2), place)
        }
      }),
    line: ([x, y], [toX, toY], thick, colour) => {
      const length = Math.hypot(toX - x, toY - y)
      const [across, along] = [((toY - y) * thick) / 2 / length, ((toX - x) * thick) / 2 / length]
      polygon(
        [
          [x + across, y - along],
          [toX + across, toY - along],
          [toX - across, toY + along],
          [x - across, y + along],
        ],
        colour,
      )
    },
    png: () => encode(halved(pixels, width, height), width, height),
  }
}

export function mixed(from: Colour, to: Colour, share: number): Colour {
  const channel = (at: 0 | 1 | 2) => Math.round(from[at] + (to[at] - from[at]) * share)
  return [channel(0), channel(1), channel(2)]
}

function halved(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const small = new Uint8Array(3 * width * height)
  const wide = 3 * width * scale
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < 3 * width; x++) {
      const from = 2 * y * wide + 6 * Math.floor(x / 3) + (x % 3)
      const above = Number(pixels[from]) + Number(pixels[from + 3])
      const below = Number(pixels[from + wide]) + Number(pixels[from + wide + 3])
      small[3 * y * width + x] = (above + below) >> 2
    }
  }
  return small
}

/** PNG (RFC 2083): 8 bits a channel, no filter. */
function encode(pixels: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const lines = Buffer.alloc(height * (3 * width + 1))
  for (let y = 0; y < height; y++)
    lines.set(pixels.subarray(3 * y * width, 3 * (y + 1) * width), y * (3 * width + 1) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Uint8Array.from(Buffer.concat([signature, ...parts]))
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
