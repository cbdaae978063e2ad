/** Bytes that own their memory, as WebCrypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Bytes {
  return encoder.encode(text)
}

/** One run of bytes out of several. */
export function concatenate(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Lower-case hex of the bytes. */
export function encodeHex(bytes: Uint8Array): string {
  const codes = new Uint8Array(bytes.length * 2)
  for (let at = 0; at < bytes.length; at++) {
    const byte = Number(bytes[at])
    codes[2 * at] = Number(hexCodes[byte >> 4])
    codes[2 * at + 1] = Number(hexCodes[byte & 15])
  }
  return decoder.decode(codes)
}

/** base64url without padding (RFC 4648 §5). */
export function encodeBase64url(bytes: Uint8Array): string {
  return encode(bytes, urlCodes)
}

/**
 * The bytes of base64url without padding, or null. Strict, because a lenient decoder would let one key vote four times:
 * the alphabet only, no padding, unused bits zero (PUBLIC-RECORD.md, Words).
 */
export function decodeBase64url(text: string): Bytes | null {
  return decode(text, urlValues)
}

/** Standard base64 with padding (RFC 4648 §4), as signed notes and checkpoints use it. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encode(bytes, standardCodes)
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** The bytes of standard base64, or null: padding complete, unused bits zero, nothing else in it. */
export function decodeBase64(text: string): Bytes | null {
  if (text.length % 4 !== 0) return null
  return decode(text.replace(/={1,2}$/, ''), standardValues)
}

/** Writes codes and makes one string of them: strings put together letter by letter take 50 times the memory. */
function encode(bytes: Uint8Array, alphabet: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  let bits = 0
  let held = 0
  let place = 0
  for (let at = 0; at < bytes.length; at++) {
    held = ((held << 8) | Number(bytes[at])) & 0x3fff
    bits += 8
    while (bits >= 6) {
      bits -= 6
      codes[place++] = Number(alphabet[(held >> bits) & 63])
    }
  }
  if (bits > 0) codes[place] = Number(alphabet[(held << (6 - bits)) & 63])
  return decoder.decode(codes)
}

function decode(text: string, values: Int8Array): Bytes | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (let place = 0; place < text.length; place++) {
    const value = values[text.charCodeAt(place)] ?? -1
    if (value < 0) return null
    held = ((held << 6) | value) & 0x3fff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = held >> bits
    }
  }
  const unused = held & ((1 << bits) - 1)
  return unused === 0 ? bytes : null
}

function valuesOf(alphabet: Uint8Array): Int8Array {
  const values = new Int8Array(128).fill(-1)
  for (const [value, code] of alphabet.entries()) values[code] = value
  return values
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const urlCodes = utf8(`${letters}-_`)
const standardCodes = utf8(`${letters}+/`)
const hexCodes = utf8('0123456789abcdef')
const urlValues = valuesOf(urlCodes)
const standardValues = valuesOf(standardCodes)
