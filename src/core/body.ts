/**
 * Whether a body is compressed or otherwise encoded, by its Content-Encoding (RFC 9110 §8.4). Nothing here decodes one: a few bytes
 * could become gigabytes.
 */
export function isEncoded(contentEncoding: string | undefined): boolean {
  return !['', 'identity'].includes(contentEncoding?.trim().toLowerCase() ?? '')
}

/**
 * Whether a form, as `multipart/form-data` or `application/x-www-form-urlencoded`, has more than `most` fields. Each costs as much to
 * read as many bytes do, so they are counted before they are read.
 */
export function hasMoreFields(bytes: Uint8Array, type: string, most: number): boolean {
  const [, boundary = ''] = /^multipart\b.*boundary="?([^";]+)"?/i.exec(type) ?? []
  const separator = boundary === '' ? '&' : `--${boundary}`
  const text = new TextDecoder('latin1').decode(bytes)
  let at = text.indexOf(separator)
  // A form of n parts has n + 1 boundaries; one of n pairs n - 1 separators.
  for (let left = most + 1; at !== -1; left--) {
    if (left === 0) return true
    at = text.indexOf(separator, at + separator.length)
  }
  return false
}
