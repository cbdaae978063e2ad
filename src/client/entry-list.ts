import { classifySheet, type EntryTerms, sheetText, type TypedSheet } from '../core/tally/sheet-entry.ts'
import type { EntryWords } from './entry.ts'
import { fill } from './fill.ts'

interface ListOptions {
  readonly terms: EntryTerms
  readonly words: EntryWords
  readonly edit: (place: number) => void
  readonly remove: (place: number) => void
}

/** The running list of sheets, the last one on top, each with its buttons. Places count from 0. */
export function listSheets(live: HTMLElement, options: ListOptions) {
  const list = live.querySelector<HTMLElement>('[data-entry-list]')
  const template = live.querySelector<HTMLTemplateElement>('template[data-entry-item]')
  list?.addEventListener('click', event => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    const item = button?.closest<HTMLElement>('[data-at]')
    if (!button || !item) return
    const place = Number(item.dataset.at)
    if (button.hasAttribute('data-edit')) options.edit(place)
    else options.remove(place)
  })

  function put(place: number, sheet: TypedSheet): void {
    const item = list?.querySelector<HTMLElement>(`[data-at="${place}"]`) ?? added(place)
    if (item === null) return
    const { terms, words } = options
    const kind = classifySheet(terms, sheet)
    write(item, '[data-place]', String(place + 1))
    write(item, '[data-marks]', 'numbers' in sheet && sheet.numbers.length > 0 ? sheetText(sheet) : '—')
    const tag = write(item, '[data-class]', words.classes[kind])
    tag?.classList.toggle('govuk-tag--red', kind === 'over_vote' || kind === 'under_vote')
    tag?.classList.toggle('govuk-tag--grey', kind === 'blank')
    tag?.classList.toggle('govuk-tag--purple', kind === 'unreadable')
    tag?.classList.toggle('govuk-tag--green', kind === 'valid')
    for (const about of item.querySelectorAll('[data-about]')) {
      about.textContent = fill(words.about, { n: place + 1 })
    }
  }

  function added(place: number): HTMLElement | null {
    const copy = template?.content.firstElementChild?.cloneNode(true)
    if (!(copy instanceof HTMLElement) || !list) return null
    copy.dataset.at = String(place)
    list.prepend(copy)
    return copy
  }

  return {
    put,
    draw(sheets: readonly TypedSheet[]): void {
      list?.replaceChildren()
      for (const [place, sheet] of sheets.entries()) put(place, sheet)
    },
  }
}

function write(item: HTMLElement, selector: string, words: string): HTMLElement | null {
  const place = item.querySelector<HTMLElement>(selector)
  if (place) place.textContent = words
  return place
}
