import type { Language } from './text/choose.ts'

const zone = 'Asia/Shanghai'

/** An amount in fen as yuan, with the fen only where there are some: ¥12,000 or ¥12,000.50. */
export function money(amountFen: number): string {
  const sign = amountFen < 0 ? '−' : ''
  const fen = Math.abs(amountFen)
  const yuan = Math.floor(fen / 100)
  const rest = fen % 100
  const digits = String(yuan).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}¥${digits}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`
}

/** Fen as it is typed into a field: 12000 or 12000.50. */
export function yuanValue(amountFen: number): string {
  const rest = amountFen % 100
  return `${Math.floor(amountFen / 100)}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`
}

/** A moment (RFC 3339) or a day (YYYY-MM-DD) as a day in China: 2027年3月5日 or 5 March 2027. */
export function dayOf(language: Language, value: string): string {
  return formatter(language, { year: 'numeric', month: 'long', day: 'numeric' }).format(dateOf(value))
}

/** A moment with its time of day in China: 2027年3月5日 14:30. */
export function momentOf(language: Language, value: string): string {
  const day = dayOf(language, value)
  const time = formatter(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    dateOf(value),
  )
  return language === 'en' ? `${day}, ${time}` : `${day} ${time}`
}

/** The time of day of a moment in China: 14:30. */
export function timeOf(language: Language, value: string): string {
  return formatter(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(dateOf(value))
}

/** The day of a moment in China as YYYY-MM-DD. */
export function isoDayOf(value: string | Date): string {
  const date = typeof value === 'string' ? dateOf(value) : value
  return new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/**
 * A share as a percentage, with one digit after the point unless it is whole: 73.0% for 27 of 37, 50% for a half. What is not
 * everything is never rounded to 100%.
 */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '0%'
  if ((part * 100) % whole === 0) return `${(part * 100) / whole}%`
  const tenths = Math.round((part * 1000) / whole)
  return `${((part < whole ? Math.min(tenths, 999) : tenths) / 10).toFixed(1)}%`
}

function dateOf(value: string): Date {
  return new Date(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) ? `${value}T00:00:00+08:00` : value)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const locale = language === 'en' ? 'en-GB' : 'zh-CN'
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
  formatters.set(key, made)
  return made
}
