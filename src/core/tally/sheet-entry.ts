import { accept, type Refused, type Result } from '../result.ts'
import { type Ballot, classifyChoices, specimenOf } from './ballot.ts'

/** The ballot paper as tellers read it: candidates are numbered from 1 in the order of `round.candidates`. */
export interface EntryTerms {
  /** Ids, ascending. */
  readonly candidates: readonly string[]
  readonly max_choices: number
  readonly exact_choices: boolean
}

/** One sheet as typed: the numbers marked on it, ascending and none for a blank one, or that it counts for nothing. */
export type TypedSheet =
  | { readonly numbers: readonly number[] }
  | { readonly invalid: 'over_vote' | 'under_vote' | 'unreadable' }

/** Why a line is no sheet, and the part of it that is at fault. */
export interface TypingFault {
  readonly fault:
    | 'empty'
    | 'not_a_number'
    | 'no_such_number'
    | 'repeated'
    | 'blank_and_more'
    | 'no_over_vote'
    | 'no_under_vote'
  readonly found: string
}

/** A fault and the line it is in, counted from 1. */
export interface LineFault extends TypingFault {
  readonly line: number
}

const unreadable = new Set(['x', '×', '*'])
/** Whatever lies near a thumb, on a number pad too. */
const separators = /[\s,、;。.+\-/]+/

/**
 * Reads one sheet as tellers type it: `1 3 5` for marks at these candidates, `0` for a blank sheet, `x` for one that cannot be
 * read, `o` and `u` for over- and under-voted ones, which are kept without their marks. Digits and letters of any width. With at
 * most nine candidates the digits may stand together: `135`. More marks than allowed are taken as they are:
 * `classifySheet` says what becomes of them.
 */
export function readSheet(terms: EntryTerms, typed: string): Result<TypedSheet, TypingFault> {
  const plain = typed.normalize('NFKC').toLowerCase().trim()
  if (unreadable.has(plain)) return accept({ invalid: 'unreadable' })
  if (plain === 'o') {
    const possible = terms.candidates.length > terms.max_choices
    return possible ? accept({ invalid: 'over_vote' }) : fault('no_over_vote', typed)
  }
  if (plain === 'u') {
    const possible = terms.exact_choices && terms.max_choices > 1
    return possible ? accept({ invalid: 'under_vote' }) : fault('no_under_vote', typed)
  }
  const parts = plain.split(separators).filter(part => part !== '')
  return parts.length === 0 ? fault('empty', '') : readNumbers(terms.candidates.length, parts)
}

function readNumbers(candidates: number, parts: readonly string[]): Result<TypedSheet, TypingFault> {
  const strange = parts.find(part => !/^[0-9]+$/.test(part))
  if (strange !== undefined) return fault('not_a_number', strange)
  const digits = candidates < 10 ? parts.flatMap(part => [...part]) : parts
  const numbers = digits.map(Number).sort((a, b) => a - b)
  if (numbers[0] === 0) {
    return numbers.length === 1 ? accept({ numbers: [] }) : fault('blank_and_more', parts.join(' '))
  }
  for (const [at, number] of numbers.entries()) {
    if (number > candidates) return fault('no_such_number', String(number))
    if (number === numbers[at - 1]) return fault('repeated', String(number))
  }
  return accept({ numbers })
}

function fault(name: TypingFault['fault'], found: string): Refused<TypingFault> {
  return { ok: false, error: { fault: name, found } }
}

/** Reads a whole batch, one sheet a line; lines with nothing in them are passed over. */
export function readSheets(
  terms: EntryTerms,
  typed: string,
): { readonly sheets: readonly TypedSheet[]; readonly faults: readonly LineFault[] } {
  const sheets: TypedSheet[] = []
  const faults: LineFault[] = []
  for (const [at, line] of typed.split('\n').entries()) {
    const read = readSheet(terms, line)
    if (read.ok) sheets.push(read.value)
    else if (read.error.fault !== 'empty') faults.push({ ...read.error, line: at + 1 })
  }
  return { sheets, faults }
}

/** A sheet as one types it: what `readSheet` reads again. */
export function sheetText(sheet: TypedSheet): string {
  if ('numbers' in sheet) return sheet.numbers.length === 0 ? '0' : sheet.numbers.join(' ')
  switch (sheet.invalid) {
    case 'over_vote':
      return 'o'
    case 'under_vote':
      return 'u'
    case 'unreadable':
      return 'x'
  }
}

/** A published sheet as it would have been typed. */
export function typedSheet(terms: EntryTerms, ballot: Ballot): TypedSheet {
  if ('invalid' in ballot) return ballot
  return { numbers: ballot.choices.map(choice => terms.candidates.indexOf(choice) + 1) }
}

/**
 * A sheet as the tellers' verb takes it. Over- and under-voted sheets without marks get some that make them so: they are
 * published without.
 */
export function keyedSheet(
  terms: EntryTerms,
  sheet: TypedSheet,
): { choices: string[] } | { invalid: 'unreadable' } {
  const { candidates, max_choices } = terms
  if ('numbers' in sheet) {
    const marked = new Set(sheet.numbers)
    return { choices: candidates.filter((_, at) => marked.has(at + 1)) }
  }
  switch (sheet.invalid) {
    case 'over_vote':
      return { choices: candidates.slice(0, max_choices + 1) }
    case 'under_vote':
      return { choices: candidates.slice(0, 1) }
    case 'unreadable':
      return { invalid: 'unreadable' }
  }
}

export type SheetClass = 'valid' | 'blank' | 'over_vote' | 'under_vote' | 'unreadable'

/** What a sheet counts as (DOMAIN.md §5.2). A blank one is valid turnout that counts for nobody. */
export function classifySheet(terms: EntryTerms, sheet: TypedSheet): SheetClass {
  const keyed = keyedSheet(terms, sheet)
  if ('invalid' in keyed) return keyed.invalid
  const ballot = classifyChoices(specimenOf(terms, terms.exact_choices), keyed.choices)
  if (!ballot.ok) throw new TypeError(`not a sheet of this ballot: ${sheetText(sheet)}`)
  if ('invalid' in ballot.value) return ballot.value.invalid
  return ballot.value.choices.length === 0 ? 'blank' : 'valid'
}

/** How many sheets there are of each class, zeros too. `valid` leaves the blank ones out. */
export function countClasses(terms: EntryTerms, sheets: readonly TypedSheet[]): Record<SheetClass, number> {
  const counts = { valid: 0, blank: 0, over_vote: 0, under_vote: 0, unreadable: 0 }
  for (const sheet of sheets) counts[classifySheet(terms, sheet)]++
  return counts
}
