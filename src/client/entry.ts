import {
  classifySheet,
  type EntryTerms,
  readSheet,
  readSheets,
  type SheetClass,
  sheetText,
  type TypedSheet,
  type TypingFault,
} from '../core/tally/sheet-entry.ts'
import { draftsIn } from './entry-draft.ts'
import { listSheets } from './entry-list.ts'
import { fill } from './fill.ts'

/** What the page gives: the ballot, whose draft this is, and its words with places for what is filled in. */
export interface EntrySetup {
  readonly draft: string
  readonly revision: number
  readonly terms: EntryTerms
  readonly words: EntryWords
}

export interface EntryWords {
  readonly field: string
  readonly total: string
  readonly about: string
  readonly added: string
  readonly removed: string
  readonly restored: string
  readonly kept: string
  readonly unsaved: string
  readonly offline: string
  readonly none: string
  readonly add: string
  readonly update: string
  readonly classes: Readonly<Record<SheetClass, string>>
  readonly faults: Readonly<Record<TypingFault['fault'], string>>
}

/**
 * Keying at keyboard speed: a sheet, Enter, the next. The list of sheets is kept on this device after each of them until the
 * server has taken it, and is sent in the field that works without script.
 */
export function startEntry(page: Document, storage: Storage | null): void {
  const root = page.querySelector<HTMLElement>('[data-entry]')
  const form = root?.querySelector<HTMLFormElement>('form')
  const plain = root?.querySelector<HTMLElement>('[data-entry-plain]')
  const area = plain?.querySelector<HTMLTextAreaElement>('textarea')
  const live = root?.querySelector<HTMLElement>('[data-entry-live]')
  const field = live?.querySelector<HTMLInputElement>('#sheet')
  if (!root || !form || !plain || !area || !live || !field) return
  // A parsed boundary: the server wrote the attribute.
  const { draft, revision, terms, words } = JSON.parse(root.dataset.entry ?? '{}') as EntrySetup
  const drafts = draftsIn(storage)
  const sent = readSheets(terms, area.value)
  // What cannot be read as sheets is corrected where it was typed.
  if (sent.faults.length > 0) return

  const kept = drafts.read(draft, revision)
  const before = kept === null ? null : readSheets(terms, kept.lines.join('\n'))
  const sheets: TypedSheet[] = [...(before ?? sent).sheets]
  let correcting: number | null = null

  const part = <T extends HTMLElement>(name: string) => live.querySelector<T>(`[data-entry-${name}]`)
  const say = (name: string, words: string) => {
    const place = part(name)
    if (place) place.textContent = words
  }
  const list = listSheets(live, { terms, words, edit: beginCorrecting, remove })

  function save(): void {
    const lines = sheets.map(sheetText)
    if (area) area.value = lines.join('\n')
    say('kept', drafts.keep(draft, { revision, lines }) ? words.kept : words.unsaved)
    say('total', fill(words.total, { n: sheets.length }))
  }

  function ask(): void {
    const cancel = part('cancel')
    if (cancel) cancel.hidden = correcting === null
    say('add', correcting === null ? words.add : words.update)
    say('label', fill(words.field, { n: (correcting ?? sheets.length) + 1 }))
  }

  function complain(message: string): void {
    const place = part('error')
    if (place) place.hidden = message === ''
    say('error', message)
    part('group')?.classList.toggle('govuk-form-group--error', message !== '')
    field?.classList.toggle('govuk-input--error', message !== '')
    if (message === '') field?.removeAttribute('aria-invalid')
    else field?.setAttribute('aria-invalid', 'true')
  }

  /** Takes what is in the field as a sheet. False when it is none. */
  function take(typed: string): boolean {
    const read = readSheet(terms, typed)
    if (!read.ok) {
      complain(fill(words.faults[read.error.fault], { found: read.error.found }))
      return false
    }
    const place = correcting ?? sheets.length
    sheets[place] = read.value
    list.put(place, read.value)
    correcting = null
    const said = words.classes[classifySheet(terms, read.value)]
    say('note', fill(words.added, { n: place + 1, marks: sheetText(read.value), class: said }))
    if (field) field.value = ''
    complain('')
    save()
    ask()
    return true
  }

  function beginCorrecting(place: number): void {
    const sheet = sheets[place]
    if (sheet === undefined || !field) return
    correcting = place
    field.value = sheetText(sheet)
    complain('')
    ask()
    field.focus()
    field.select()
  }

  function remove(place: number): void {
    sheets.splice(place, 1)
    list.draw(sheets)
    say('note', fill(words.removed, { n: place + 1 }))
    stopCorrecting()
    save()
  }

  function stopCorrecting(): void {
    correcting = null
    if (field) field.value = ''
    complain('')
    ask()
    field?.focus()
  }

  field.addEventListener('keydown', event => {
    if (event.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      take(field.value)
    } else if (event.key === 'ArrowUp' && field.value === '' && sheets.length > 0) {
      event.preventDefault()
      beginCorrecting(sheets.length - 1)
    } else if (event.key === 'Escape' && correcting !== null) {
      stopCorrecting()
    }
  })
  part('add')?.addEventListener('click', () => {
    if (take(field.value)) field.focus()
  })
  part('cancel')?.addEventListener('click', stopCorrecting)
  for (const button of live.querySelectorAll<HTMLElement>('[data-pad]')) {
    button.addEventListener('click', () => press(button.dataset.pad ?? ''))
  }

  /** A key of the pad on the screen: a number more, a whole sheet at once, or everything typed away. */
  function press(key: string): void {
    if (!field) return
    complain('')
    if (key === '') field.value = ''
    else if (key === '0' || key === 'x') take(key)
    else field.value = `${field.value} ${key}`.trim()
  }

  form.addEventListener('submit', event => {
    const typed = field.value.trim()
    const stays = (typed !== '' && !take(typed)) || !mayLeave()
    if (!stays) return
    event.preventDefault()
    event.stopImmediatePropagation()
    field.focus()
  })

  function mayLeave(): boolean {
    if (sheets.length === 0) complain(words.none)
    else if (page.defaultView?.navigator.onLine === false) complain(words.offline)
    else return true
    return false
  }

  plain.hidden = true
  live.hidden = false
  list.draw(sheets)
  save()
  ask()
  if (before !== null && before.sheets.length > 0) {
    say('note', fill(words.restored, { n: before.sheets.length }))
  }
  field.focus()
}
