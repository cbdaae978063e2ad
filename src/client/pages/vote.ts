import { notesOf } from '../draft.ts'
import { entranceOf } from '../entrance.ts'
import { startVoting } from '../voting-page.ts'

// The delegates' entrance and the delegate's own page.
const scanned = decodeURIComponent(location.hash.slice(1))
// The code must neither stay in the address bar nor in the browser's history.
if (scanned !== '') history.replaceState(history.state, '', `${location.pathname}${location.search}`)
const entrance = entranceOf(notesOf(window))

const form = document.querySelector<HTMLFormElement>('[data-entrance] form')
const code = document.querySelector<HTMLInputElement>('#code')
if (form !== null && code !== null) {
  if (scanned !== '') code.value = scanned
  form.addEventListener('submit', () => {
    const request = form.querySelector<HTMLInputElement>('[name="form_id"]')
    if (request !== null) request.value = entrance.requestFor(code.value.normalize('NFKC'), request.value)
  })
}

const voting = document.querySelector<HTMLElement>('[data-voting]')
if (voting !== null) await startVoting(voting, entrance.isOther(scanned))
