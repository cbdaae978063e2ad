import { deepestNesting, type JsonValue, RecordError } from './canonical-json.ts'

/**
 * Parses JSON as the public record takes it (PUBLIC-RECORD.md, Words). White space between tokens and the order of members
 * are free here; whoever needs the canonical bytes compares with `canonicalJson` of the result. A member called
 * `__proto__` is a member like any other.
 *
 * @throws RecordError with the place (in UTF-16 units, from 0) for whatever is no JSON, and for duplicate members, numbers
 * that are not plain integers |n| ≤ 2^53 − 1 (no fraction, exponent, or −0), lone surrogates and too deep a nesting.
 */
export function parseStrictJson(text: string): JsonValue {
  const reader: Reader = { text, at: 0, depth: 0 }
  skipSpace(reader)
  const value = readValue(reader)
  skipSpace(reader)
  if (reader.at < text.length) throw wrong(reader, 'something after the value')
  return value
}

/** The text of UTF-8 bytes. @throws RecordError when they are not UTF-8. A byte order mark stays in the text. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new RecordError('not UTF-8')
  }
}

interface Reader {
  readonly text: string
  at: number
  depth: number
}

function readValue(reader: Reader): JsonValue {
  switch (reader.text.charCodeAt(reader.at)) {
    case 0x7b:
      return readObject(reader)
    case 0x5b:
      return readList(reader)
    case 0x22:
      return readString(reader)
    case 0x74:
      return readWord(reader, 'true', true)
    case 0x66:
      return readWord(reader, 'false', false)
    case 0x6e:
      return readWord(reader, 'null', null)
  }
  return readInteger(reader)
}

function readObject(reader: Reader): JsonValue {
  const { text } = reader
  const object: Record<string, JsonValue> = {}
  enter(reader)
  if (text.charCodeAt(reader.at) === 0x7d) return leave(reader, object)
  while (true) {
    if (text.charCodeAt(reader.at) !== 0x22) throw wrong(reader, 'not a member')
    const start = reader.at
    const name = readString(reader)
    if (Object.hasOwn(object, name)) throw wrong({ text, at: start }, 'a duplicate member')
    skipSpace(reader)
    if (text.charCodeAt(reader.at) !== 0x3a) throw wrong(reader, 'not a colon')
    reader.at++
    skipSpace(reader)
    const value = readValue(reader)
    if (name === '__proto__') define(object, name, value)
    else object[name] = value
    if (!goesOn(reader, 0x7d)) return leave(reader, object)
  }
}

function readList(reader: Reader): JsonValue {
  const list: JsonValue[] = []
  enter(reader)
  if (reader.text.charCodeAt(reader.at) === 0x5d) return leave(reader, list)
  while (true) {
    list.push(readValue(reader))
    if (!goesOn(reader, 0x5d)) return leave(reader, list)
  }
}

/** Takes the opening bracket. */
function enter(reader: Reader): void {
  if (reader.depth >= deepestNesting) throw wrong(reader, `nested deeper than ${deepestNesting}`)
  reader.depth++
  reader.at++
  skipSpace(reader)
}

/** Takes the closing bracket. */
function leave<T>(reader: Reader, value: T): T {
  reader.depth--
  reader.at++
  return value
}

/** After an element: takes a comma and says yes, or says no before the closing bracket. */
function goesOn(reader: Reader, closing: number): boolean {
  skipSpace(reader)
  const code = reader.text.charCodeAt(reader.at)
  if (code === closing) return false
  if (code !== 0x2c) throw wrong(reader, 'neither a comma nor the end')
  reader.at++
  skipSpace(reader)
  return true
}

/** An assignment to `__proto__` would set the prototype instead of a member. */
function define(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
}

function readString(reader: Reader): string {
  const { text } = reader
  const start = reader.at + 1
  const end = endOfPlain(text, start)
  reader.at = end + 1
  const plain = text.slice(start, end)
  const content = text.charCodeAt(end) === 0x22 ? plain : plain + readEscaped(reader, end)
  if (!content.isWellFormed()) throw wrong({ text, at: start - 1 }, 'a lone surrogate')
  return content
}

/** Reads the rest of a string from its first backslash on. */
function readEscaped(reader: Reader, from: number): string {
  const { text } = reader
  let content = ''
  let at = from
  while (text.charCodeAt(at) === 0x5c) {
    const letter = text.charAt(at + 1)
    if (letter === 'u') {
      const digits = text.slice(at + 2, at + 6)
      if (!/^[0-9A-Fa-f]{4}$/.test(digits)) throw wrong({ text, at }, 'not an escape')
      content += String.fromCharCode(Number.parseInt(digits, 16))
      at += 6
    } else {
      const character = escapes.get(letter)
      if (character === undefined) throw wrong({ text, at }, 'not an escape')
      content += character
      at += 2
    }
    const end = endOfPlain(text, at)
    content += text.slice(at, end)
    at = end
  }
  reader.at = at + 1
  return content
}

const escapes = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** The place of the next quotation mark or backslash. */
function endOfPlain(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22 || code === 0x5c) return at
    if (code < 0x20) throw wrong({ text, at }, 'a control character in a string')
  }
  throw wrong({ text, at: text.length }, 'a string without end')
}

function readWord<T>(reader: Reader, word: string, value: T): T {
  if (!reader.text.startsWith(word, reader.at)) throw wrong(reader, 'not a value')
  reader.at += word.length
  return value
}

/** Whatever looks like a number, so that a fraction is called what it is instead of ending early. */
const number = /-?[0-9][0-9.eE+-]*/y
const plainInteger = /^(?:0|-?[1-9][0-9]{0,15})$/

function readInteger(reader: Reader): number {
  number.lastIndex = reader.at
  const found = number.exec(reader.text)
  if (found === null) throw wrong(reader, 'not a value')
  const value = plainInteger.test(found[0]) ? Number(found[0]) : Number.NaN
  if (!Number.isSafeInteger(value)) throw wrong(reader, 'not a plain integer up to 2^53 − 1')
  reader.at += found[0].length
  return value
}

function skipSpace(reader: Reader): void {
  const { text } = reader
  while (true) {
    const code = text.charCodeAt(reader.at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    reader.at++
  }
}

function wrong(place: { readonly text: string; readonly at: number }, what: string): RecordError {
  return new RecordError(place.at < place.text.length ? `${what} at ${place.at}` : `${what} at the end`)
}
