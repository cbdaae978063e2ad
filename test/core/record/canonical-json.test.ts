import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalJson,
  deepestNesting,
  type JsonValue,
  RecordError,
} from '../../../src/core/record/canonical-json.ts'
import { parseStrictJson, textOf } from '../../../src/core/record/parse-strict-json.ts'
import { anyText } from '../any-text.ts'

const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toJSON', '10', '9', '', 'é'), anyText(5))
const { value: anyJson } = fc.letrec<{ value: JsonValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    anyText(8),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 5 }),
  ),
}))

describe('canonical JSON', () => {
  test('members are sorted by UTF-16 code units, as the example of RFC 8785 §3.2.3 shows', () => {
    const example = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect([...canonicalJson(example).matchAll(/:"(\w+)/g)].map(match => match[1])).toEqual([
      'Carriage',
      'One',
      'Control',
      'Latin',
      'Euro',
      'Emoji',
      'Hebrew',
    ])
  })

  test('strings are escaped as little as possible', () => {
    expect(canonicalJson('"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028é😀')).toBe(
      '"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028é😀"',
    )
  })

  test('there is no white space, and −0 is 0', () => {
    expect(canonicalJson({ b: [1, -0, true, null], a: {} })).toBe('{"a":{},"b":[1,0,true,null]}')
  })

  test('names that look like numbers are sorted as text', () => {
    expect(canonicalJson({ 9: 1, 10: 2, a: { 2: 0, 11: 0 } })).toBe('{"10":2,"9":1,"a":{"11":0,"2":0}}')
  })

  test('nothing is normalised', () => {
    expect(canonicalJson('e\u0301')).toBe('"e\u0301"')
  })

  test.each<[string, unknown]>([
    ['a fraction', 0.5],
    ['NaN', Number.NaN],
    ['an integer beyond 2^53 − 1', 2 ** 53],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['undefined', undefined],
    ['undefined in an object', { a: undefined }],
    ['a hole in a list', new Array(1)],
    ['a BigInt', [1n]],
    ['a function', { toJSON: () => 1 }],
    ['a symbol', Symbol('a')],
    ['a date', new Date(0)],
    ['a map', new Map()],
  ])('%s is refused', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(RecordError)
  })

  test('an object without a prototype is an object', () => {
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}')
  })

  test('nesting beyond the limit is refused, in values and in text', () => {
    const text = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    const fitting = parseStrictJson(text(deepestNesting))
    expect(canonicalJson(fitting)).toBe(text(deepestNesting))
    expect(() => canonicalJson([fitting])).toThrow(RecordError)
    const objects = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`
    const fittingObjects = parseStrictJson(objects(deepestNesting))
    expect(canonicalJson(fittingObjects)).toBe(objects(deepestNesting))
    expect(() => canonicalJson({ a: fittingObjects })).toThrow(RecordError)
    expect(() => parseStrictJson(objects(deepestNesting + 1))).toThrow(/deeper/)
    expect(() => parseStrictJson(text(deepestNesting + 1))).toThrow(/deeper/)
    expect(() => parseStrictJson('{"a":'.repeat(1_000_000))).toThrow(/deeper/)
  })

  test('brackets side by side are not nested', () => {
    expect(parseStrictJson(`[${'[],{},'.repeat(deepestNesting)}0]`)).toHaveLength(2 * deepestNesting + 1)
  })

  test('what is parsed again is the same value, whatever it is', () => {
    fc.assert(
      fc.property(anyJson, value => {
        const text = canonicalJson(value)
        expect(canonicalJson(parseStrictJson(text))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

describe('strict parsing', () => {
  test('takes what JSON.parse takes, and gives the same', () => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom('', ' ', '\t', '\n\r'), (value, space) => {
        const text = space + JSON.stringify(value, null, space) + space
        expect(JSON.stringify(parseStrictJson(text))).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  test('never takes what JSON.parse refuses', () => {
    const piece = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"a"', '"', '\\', '\\u00e9', '\\x', ' ', '1', '-', '0', 'e1', '.5'],
      ...['true', 'null', 'tru', '\u0001', '\ufeff', 'NaN'],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
        const text = pieces.join('')
        let value: unknown
        try {
          value = parseStrictJson(text)
        } catch (error) {
          expect(error).toBeInstanceOf(RecordError)
          return
        }
        expect(value).toEqual(JSON.parse(text))
      }),
      { numRuns: 3000 },
    )
  })

  test('every escape is read', () => {
    expect(parseStrictJson('"\\"\\\\\\/\\b\\f\\n\\r\\tA\\u00E9\\ud83d\\ude00z"')).toBe('"\\/\b\f\n\r\tAé😀z')
  })

  test.each([
    ['{"a":1,"a":1}', 'a duplicate member at 7'],
    ['{"a":1,"\\u0061":1}', 'a duplicate member at 7'],
    ['{"__proto__":1,"__proto__":1}', 'a duplicate member at 15'],
    ['1.0', 'not a plain integer up to 2^53 − 1 at 0'],
    ['1e2', 'not a plain integer up to 2^53 − 1 at 0'],
    ['[1,-0]', 'not a plain integer up to 2^53 − 1 at 3'],
    ['01', 'not a plain integer up to 2^53 − 1 at 0'],
    ['9007199254740992', 'not a plain integer up to 2^53 − 1 at 0'],
    ['-9007199254740993', 'not a plain integer up to 2^53 − 1 at 0'],
    ['9'.repeat(400), 'not a plain integer up to 2^53 − 1 at 0'],
    ['"\\ud800"', 'a lone surrogate at 0'],
    ['"\ud800"', 'a lone surrogate at 0'],
    ['{"\\udc00\\ud800":1}', 'a lone surrogate at 1'],
    ['{} {}', 'something after the value at 3'],
    ['', 'not a value at the end'],
    ['-', 'not a value at 0'],
    ['\ufeff1', 'not a value at 0'],
    ['tru', 'not a value at 0'],
    ['{a:1}', 'not a member at 1'],
    ['{"a":1,}', 'not a member at 7'],
    ['{"a" 1}', 'not a colon at 5'],
    ['[1 2]', 'neither a comma nor the end at 3'],
    ['[1', 'neither a comma nor the end at the end'],
    ['"a', 'a string without end at the end'],
    ['"a\n"', 'a control character in a string at 2'],
    ['"\\x"', 'not an escape at 1'],
    ['"\\u00g0"', 'not an escape at 1'],
    ['"\\', 'not an escape at 1'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => parseStrictJson(text)).toThrow(new RecordError(message))
  })

  test('a member called __proto__ is a member and changes no prototype', () => {
    const value = parseStrictJson('{"__proto__":{"admin":true}}')
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect(canonicalJson(value)).toBe('{"__proto__":{"admin":true}}')
  })

  test('integers up to 2^53 − 1 are taken', () => {
    expect(parseStrictJson('[9007199254740991,-9007199254740991,0]')).toEqual([
      Number.MAX_SAFE_INTEGER,
      -Number.MAX_SAFE_INTEGER,
      0,
    ])
  })

  test('bytes that are not UTF-8, or begin with a byte order mark, are refused', () => {
    const parse = (...bytes: number[]) => parseStrictJson(textOf(Uint8Array.from(bytes)))
    expect(parse(0x22, 0xc3, 0xa9, 0x22)).toBe('é')
    expect(() => parse(0x22, 0xff, 0x22)).toThrow(new RecordError('not UTF-8'))
    expect(() => parse(0x22, 0xed, 0xa0, 0x80, 0x22)).toThrow(/not UTF-8/)
    expect(() => parse(0xef, 0xbb, 0xbf, 0x31)).toThrow(/not a value/)
  })
})
