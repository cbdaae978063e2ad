/** A picture as its first bytes describe it, before anything is unpacked. */
export interface ImageHeader {
  readonly type: 'jpeg' | 'png' | 'webp'
  /** Pixels, as stored: before `orientation` is applied. */
  readonly width: number
  readonly height: number
  /** How the camera was held: 1 to 8 as in EXIF 2.32 §4.6.4 (tag 274); 1 is upright. */
  readonly orientation: number
}

/**
 * Reads what kind of picture the bytes are, from the bytes alone: JPEG (ITU-T T.81), PNG (ISO 15948) or WebP (RFC 9649), with its
 * size and orientation. null when they are none of these, or end before they say how large the picture is.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (view.getUint16(0) === 0xffd8) return readJpeg(view)
    if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) return readPng(view)
    if (word(view, 0) === 'RIFF' && word(view, 8) === 'WEBP') return readWebp(view)
    return null
  } catch {
    // The bytes ended in the middle.
    return null
  }
}

interface Found {
  width: number
  height: number
  orientation: number
}

function nothingYet(): Found {
  return { width: 0, height: 0, orientation: 1 }
}

/** Several frames of one file count as the largest: nobody knows which of them a decoder unpacks. */
function measured(found: Found, width: number, height: number): void {
  found.width = Math.max(found.width, width)
  found.height = Math.max(found.height, height)
}

function complete(type: ImageHeader['type'], found: Found): ImageHeader | null {
  return found.width > 0 && found.height > 0 ? { type, ...found } : null
}

function readJpeg(view: DataView): ImageHeader | null {
  const found = nothingYet()
  let at = 2
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) break
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    // Start of the scan: what describes the picture is over.
    if (marker === 0xda) break
    const length = view.getUint16(at + 2)
    const start = at + 4
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) measured(found, view.getUint16(start + 3), view.getUint16(start + 1))
    if (marker === 0xe1 && length >= 8 && word(view, start) === 'Exif')
      found.orientation = orientationOf(view, start + 6, at + 2 + length)
    at += 2 + length
  }
  return complete('jpeg', found)
}

function readPng(view: DataView): ImageHeader | null {
  const found = nothingYet()
  let at = 8
  while (at + 8 <= view.byteLength) {
    const length = view.getUint32(at)
    const kind = word(view, at + 4)
    if (kind === 'IHDR') measured(found, view.getUint32(at + 8), view.getUint32(at + 12))
    if (kind === 'eXIf') found.orientation = orientationOf(view, at + 8, at + 8 + length)
    at += 12 + length
  }
  return complete('png', found)
}

function readWebp(view: DataView): ImageHeader | null {
  const found = nothingYet()
  let at = 12
  while (at + 8 <= view.byteLength) {
    const kind = word(view, at)
    const length = view.getUint32(at + 4, true)
    const start = at + 8
    if (kind === 'VP8X') measured(found, 1 + uint24(view, start + 4), 1 + uint24(view, start + 7))
    if (kind === 'VP8 ') {
      measured(found, view.getUint16(start + 6, true) & 0x3fff, view.getUint16(start + 8, true) & 0x3fff)
    }
    if (kind === 'VP8L') {
      const sizes = view.getUint32(start + 1, true)
      measured(found, 1 + (sizes & 0x3fff), 1 + ((sizes >> 14) & 0x3fff))
    }
    if (kind === 'EXIF') {
      // Some programs put JPEG's prefix before the data.
      const prefix = length >= 6 && word(view, start) === 'Exif' ? 6 : 0
      found.orientation = orientationOf(view, start + prefix, start + length)
    }
    at = start + length + (length % 2)
  }
  return complete('webp', found)
}

const orientationTag = 0x0112

/** The orientation in the first directory of EXIF data, a TIFF file in itself; 1 where it says nothing sensible. */
function orientationOf(view: DataView, start: number, end: number): number {
  const last = Math.min(end, view.byteLength)
  if (start + 8 > last) return 1
  const order = view.getUint16(start)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const little = order === 0x4949
  const directory = start + view.getUint32(start + 4, little)
  if (directory + 2 > last) return 1
  const entries = view.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry
    if (at + 12 > last) return 1
    if (view.getUint16(at, little) !== orientationTag) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** Four bytes as letters. */
function word(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  )
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + 65_536 * view.getUint8(at + 2)
}
