/** Reading what people type. Each gives null for what cannot be meant, so that the operation refuses it by name. */

/** Yuan as typed (`12000`, `12,000.50`, `￥1万` is not taken) in integer fen. */
export function readYuan(typed: string): number | null {
  const match = /^[¥￥]?\s*([0-9][0-9,，]{0,15})(?:[.．]([0-9]{1,2}))?\s*元?$/.exec(halfWidth(typed.trim()))
  if (match === null) return null
  const yuan = Number((match[1] ?? '').replaceAll(/[,，]/g, ''))
  const fen = yuan * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(fen) ? fen : null
}

/** A whole number as typed. */
export function readWhole(typed: string): number | null {
  const digits = halfWidth(typed.trim())
  return /^[0-9]{1,15}$/.test(digits) ? Number(digits) : null
}

/** A day from its three fields, as YYYY-MM-DD; whether it exists is for the operation to say. */
export function readDay(year: string, month: string, day: string): string {
  const parts = [year, month, day].map(part => halfWidth(part.trim()))
  if (!parts.every(part => /^[0-9]{1,4}$/.test(part))) return ''
  const [first = '', second = '', third = ''] = parts
  return `${first}-${second.padStart(2, '0')}-${third.padStart(2, '0')}`
}

/** A day and a time of China as a moment in UTC, RFC 3339. Empty when they are none. */
export function readMoment(day: string, time: string): string {
  const clock = /^([01]?[0-9]|2[0-3])[:：]([0-5][0-9])$/.exec(halfWidth(time.trim()))
  if (clock === null || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day)) return ''
  const seconds = `${(clock[1] ?? '').padStart(2, '0')}:${clock[2]}:00`
  // As if it were UTC: of a day that does not exist the machine makes the one that many days later.
  const exists = new Date(`${day}T${seconds}Z`)
  if (Number.isNaN(exists.getTime()) || !exists.toISOString().startsWith(day)) return ''
  return new Date(`${day}T${seconds}+08:00`).toISOString()
}

function halfWidth(typed: string): string {
  return typed.replaceAll(/[０-９]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
}
