import { readCode } from '../core/identity/codes.ts'

/**
 * The list of delegates follows what is typed into the search field. Enter goes to the first button of the first one left, so
 * that name, Enter, Enter checks somebody in; a code goes to the server.
 */
export function startFilter(page: Document): void {
  const search = page.querySelector<HTMLFormElement>('[data-roll-search]')
  const field = search?.querySelector<HTMLInputElement>('input[name="q"]')
  const roll = page.querySelector<HTMLElement>('[data-roll]')
  const empty = page.querySelector<HTMLElement>('[data-roll-empty]')
  if (!search || !field || !roll) return
  const rows = [...roll.querySelectorAll<HTMLElement>('[data-name]')]
  const filter = () => {
    const wanted = field.value.trim().toLowerCase()
    let left = 0
    for (const row of rows) {
      const fits = isCode(wanted) || (row.dataset.name ?? '').includes(wanted)
      row.hidden = !fits
      if (fits) left++
    }
    if (empty) empty.hidden = left > 0
  }
  field.addEventListener('input', filter)
  search.addEventListener('submit', event => {
    if (field.value.trim() === '' || isCode(field.value)) return
    const first = rows.find(row => !row.hidden)
    // Somebody who is not in this list may be in the whole roster: the server looks.
    if (first === undefined) return
    event.preventDefault()
    first.querySelector<HTMLElement>('button, a')?.focus()
  })
  filter()
  field.focus()
}

/** A code as typed, or as a scanner types the address of the slip. */
function isCode(typed: string): boolean {
  return readCode(typed.split('#').at(-1) ?? '') !== null
}
