import { canonicalJson } from '../record/canonical-json.ts'
import { accept, type Result, refuse } from '../result.ts'
import { type Ballot, classifyChoices, type Specimen } from '../tally/ballot.ts'

/** keying → differing ⇄ ruling → agreed. An agreed batch never changes. */
export const batchStatuses = ['keying', 'differing', 'ruling', 'agreed'] as const
export type BatchStatus = (typeof batchStatuses)[number]

/** What a teller reads from one sheet: its marks, or that they cannot be read. */
export type KeyedSheet = { readonly choices: readonly string[] } | { readonly invalid: 'unreadable' }

/** Equal sheets, and how many there are of them. */
export interface SheetCount {
  readonly sheet: Ballot
  readonly count: number
}

/** What each of two keyings has more than the other. Both empty: they agree. */
export interface BatchDifference {
  readonly first: readonly SheetCount[]
  readonly second: readonly SheetCount[]
}

/**
 * The keyed sheets as they are published: over-voted and under-voted ones without their marks, in the order of their JCS,
 * so that nothing tells which sheet lay where. The choices share the specimen's strings.
 *
 * Refused with `CHOICE_UNKNOWN` or `CHOICE_REPEATED` and the place of the sheet, from 0, in what was sent.
 */
export function sheetsAsPublished(specimen: Specimen, keyed: readonly KeyedSheet[]): Result<Ballot[]> {
  const sheets: Ballot[] = []
  for (const [at, sheet] of keyed.entries()) {
    if ('invalid' in sheet) {
      sheets.push(sheet)
      continue
    }
    const ballot = classifyChoices(specimen, sheet.choices)
    if (!ballot.ok) return refuse(ballot.error.code, { ...ballot.error.detail, sheet: at })
    sheets.push(ballot.value)
  }
  return accept(sorted(sheets))
}

function sorted(sheets: readonly Ballot[]): Ballot[] {
  // Ids are ASCII: code units stand in the order of bytes.
  return sheets
    .map(sheet => ({ sheet, text: canonicalJson(sheet) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ sheet }) => sheet)
}

/** Compares two keyings as multisets (DOMAIN.md §5.2): only what differs, with how often, by JCS. */
export function compareKeyings(first: readonly Ballot[], second: readonly Ballot[]): BatchDifference {
  const surplus = new Map<string, { readonly sheet: Ballot; count: number }>()
  addTo(surplus, first, 1)
  addTo(surplus, second, -1)
  const inOrder = [...surplus].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
  return {
    first: inOrder.filter(({ count }) => count > 0).map(({ sheet, count }) => ({ sheet, count })),
    second: inOrder.filter(({ count }) => count < 0).map(({ sheet, count }) => ({ sheet, count: -count })),
  }
}

function addTo(
  surplus: Map<string, { readonly sheet: Ballot; count: number }>,
  sheets: readonly Ballot[],
  step: 1 | -1,
): void {
  for (const sheet of sheets) {
    const text = canonicalJson(sheet)
    const group = surplus.get(text)
    if (group === undefined) surplus.set(text, { sheet, count: step })
    else group.count += step
  }
}

/** Whether two keyings hold the same sheets. */
export function sameSheets(first: readonly Ballot[], second: readonly Ballot[]): boolean {
  const difference = compareKeyings(first, second)
  return difference.first.length === 0 && difference.second.length === 0
}

/** How many sheets of a keying nobody could read. */
export function countUnreadable(sheets: readonly Ballot[]): number {
  return sheets.filter(sheet => 'invalid' in sheet && sheet.invalid === 'unreadable').length
}

/**
 * Where a batch stands by its keyings: it counts when two tellers agree, and a sheet nobody can read when a scrutineer
 * has ruled so.
 */
export function statusOfKeyings(keyings: readonly (readonly Ballot[])[]): BatchStatus {
  const [first, second] = keyings
  if (first === undefined || second === undefined) return 'keying'
  if (!sameSheets(first, second)) return 'differing'
  return countUnreadable(first) > 0 ? 'ruling' : 'agreed'
}

/** Whose keying stands in which of the two places of a batch. */
export interface KeyedPlace {
  readonly delegate_id: string
  readonly place: number
}

/**
 * The place in which a teller may key a batch, again or for the first time, and whose keying that sets aside. `keyed` are the places
 * that are taken, in order; `tellers` are those who have the duty. The place of one who has it no more is free for another, but not
 * while both keyings agree and only wait for a ruling: nothing is wrong with them then.
 *
 * Refused with `WRONG_STATUS` once the batch is agreed, `BATCH_HAS_TWO_TELLERS` for a third.
 */
export function placeToKey(
  batch: { readonly status: BatchStatus },
  keyed: readonly KeyedPlace[],
  tellers: readonly string[],
  teller: string,
): Result<{ readonly place: number; readonly replaces: string | null }> {
  if (batch.status === 'agreed') return refuse('WRONG_STATUS', { status: batch.status })
  const own = keyed.find(({ delegate_id }) => delegate_id === teller)
  if (own !== undefined) return accept({ place: own.place, replaces: null })
  if (keyed.length < 2) return accept({ place: keyed.length + 1, replaces: null })
  const left = keyed.find(({ delegate_id }) => !tellers.includes(delegate_id))
  return left === undefined || batch.status === 'ruling'
    ? refuse('BATCH_HAS_TWO_TELLERS')
    : accept({ place: left.place, replaces: left.delegate_id })
}

/** Whether a batch may be taken away: as long as nobody has keyed it. Refused with `BATCH_KEYED`. */
export function mayRemoveBatch(keyings: number): Result<null> {
  return keyings === 0 ? accept(null) : refuse('BATCH_KEYED', { keyed: keyings })
}

/**
 * What a scrutineer's ruling makes of a batch: agreed when upheld, back to the tellers when not. Refused with `WRONG_STATUS`
 * when none is asked for, `RULING_DIFFERS` when it speaks of another number of unreadable sheets.
 */
export function rule(
  batch: { readonly status: BatchStatus; readonly unreadable: number },
  ruling: { readonly unreadable: number; readonly upheld: boolean },
): Result<'agreed' | 'keying'> {
  if (batch.status !== 'ruling') return refuse('WRONG_STATUS', { status: batch.status, allowed: ['ruling'] })
  if (ruling.unreadable !== batch.unreadable)
    return refuse('RULING_DIFFERS', { unreadable: batch.unreadable })
  return accept(ruling.upheld ? 'agreed' : 'keying')
}
