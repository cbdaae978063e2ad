import { type Answer, raw } from './page.ts'

export type Cell = string | number | boolean | null

/**
 * A table as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. Text that a spreadsheet would take for a formula
 * gets an apostrophe in front, as people write into titles what they like.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${rows.map(row => `${row.map(csvCell).join(',')}\r\n`).join('')}`
}

function csvCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell)
  const safe = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u.test(cell) || /^[\t\r\n]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The table as a file to download. `name` is ASCII, without its ending. */
export function csvAnswer(name: string, rows: readonly (readonly Cell[])[]): Answer {
  return raw(csvText(rows), {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'no-cache',
  })
}

/** Fen as yuan for a spreadsheet: a number. */
export function yuanCell(amountFen: number | null): number | null {
  return amountFen === null ? null : amountFen / 100
}
