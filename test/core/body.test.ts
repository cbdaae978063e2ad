import { describe, expect, test } from 'vitest'
import { hasMoreFields, isEncoded } from '../../src/core/body.ts'

test('a body is encoded when its Content-Encoding says anything but identity', () => {
  expect([undefined, '', ' Identity '].map(isEncoded)).toEqual([false, false, false])
  expect(['gzip', 'br', 'identity, gzip', 'x'].map(isEncoded)).toEqual([true, true, true, true])
})

describe('the fields of a form are counted before they are read', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const pairs = (count: number) => bytes(Array.from({ length: count }, (_, at) => `a${at}=票`).join('&'))
  const parts = (count: number) =>
    bytes(`${'--b1\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(count)}--b1--\r\n`)

  test('whether they come as pairs or as parts', () => {
    const urlencoded = 'application/x-www-form-urlencoded; boundary=none'
    expect(hasMoreFields(pairs(0), urlencoded, 5)).toBe(false)
    expect(hasMoreFields(pairs(5), urlencoded, 5)).toBe(false)
    expect(hasMoreFields(pairs(100), urlencoded, 5)).toBe(true)
    for (const type of [
      'multipart/form-data; boundary=b1',
      'Multipart/Form-Data; charset=x; Boundary="b1"',
    ]) {
      expect(hasMoreFields(parts(5), type, 5), type).toBe(false)
      expect(hasMoreFields(parts(7), type, 5), type).toBe(true)
    }
  })
})
