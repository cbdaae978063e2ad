import { type DelegateCategory, delegateCategories } from '../../core/roster/roster.ts'

/** A line of a pasted roster: somebody, or what is wrong with it. */
export type RosterLine =
  | {
      readonly line: number
      readonly name: string
      readonly category: DelegateCategory
      /** Words behind name and category, which are not kept. */
      readonly ignored: number
    }
  | {
      readonly line: number
      readonly wrong: 'no_name' | 'no_category' | 'unknown_category' | 'long_name'
      readonly word: string
    }

/** As the operation takes them. */
const longestName = 100

/** What people write for a category, beside the words of the interface. */
const otherWords: Readonly<Record<string, DelegateCategory>> = {
  党代表: 'party_deputy',
  党员代表: 'party_deputy',
  人大代表: 'congress_deputy',
  人大: 'congress_deputy',
  政协委员: 'cppcc_member',
  政协: 'cppcc_member',
  网格员: 'grid_officer',
  网格: 'grid_officer',
  企业代表: 'enterprise',
  企业: 'enterprise',
  居民代表: 'resident',
  居民: 'resident',
}

const headings = new Set(['序号', '姓名', '名字', 'no', 'no.', 'name', '代表', '代表姓名'])

type Categories = ReadonlyMap<string, DelegateCategory>

/**
 * Reads a roster as it is copied from a table or a letter: one delegate a line, name and category in either order, with tabs,
 * commas or blanks between. A running number before and whatever stands behind are left out; empty lines and the line of
 * headings are skipped. `words` are the interface's own words for the categories.
 */
export function readRoster(pasted: string, words: Readonly<Record<DelegateCategory, string>>): RosterLine[] {
  const categories = new Map<string, DelegateCategory>(Object.entries(otherWords))
  for (const category of delegateCategories) {
    categories.set(category, category)
    categories.set(words[category].toLowerCase(), category)
  }
  return pasted.split('\n').flatMap((text, place) => {
    const cells = cellsOf(text, categories)
    return cells.length === 0 || isHeading(cells, categories) ? [] : [readLine(place + 1, cells, categories)]
  })
}

function isHeading(cells: readonly string[], categories: Categories): boolean {
  return (
    headings.has((cells[0] ?? '').toLowerCase()) && !cells.some(cell => categories.has(cell.toLowerCase()))
  )
}

function readLine(line: number, cells: readonly string[], categories: Categories): RosterLine {
  const [first = '', second = '', ...more] = cells
  const before = categories.get(first.toLowerCase())
  const behind = categories.get(second.toLowerCase())
  const category = before ?? behind
  const name = before === undefined ? first : second
  if (before !== undefined && (second === '' || behind !== undefined)) {
    return { line, wrong: 'no_name', word: first }
  }
  if (second === '') return { line, wrong: 'no_category', word: first }
  if (category === undefined) return { line, wrong: 'unknown_category', word: second }
  if (name.length > longestName) return { line, wrong: 'long_name', word: name }
  return { line, name, category, ignored: more.length }
}

/** The cells of a line. Blanks part them only where neither tab nor comma does, so that names with a blank stay whole. */
function cellsOf(text: string, categories: Categories): string[] {
  const unnumbered = text.trim().replace(/^[0-9０-９]+\s*[.．、)）,，;；\s]\s*/, '')
  const parted = /[\t,，;；|、]/.test(unnumbered)
    ? unnumbered.split(/[\t,，;；|、]/)
    : wordsOf(unnumbered, categories)
  return parted.map(cell => cell.trim()).filter(cell => cell !== '')
}

/** A line with blanks only: the first and longest run of words that is a category parts it. */
function wordsOf(text: string, categories: Categories): string[] {
  const words = text.split(/\s+/)
  for (let from = 0; from < words.length; from++) {
    for (let to = words.length; to > from; to--) {
      const category = words.slice(from, to).join(' ')
      if (!categories.has(category.toLowerCase())) continue
      return from === 0
        ? [category, ...words.slice(to)]
        : [words.slice(0, from).join(' '), category, ...words.slice(to)]
    }
  }
  return words
}
