import type { KeptForm, KeptForms } from './kept-forms.ts'
import type { PhotoTray } from './photo-tray.ts'

interface Words {
  readonly restored: string
  readonly discard: string
  readonly offline: string
  readonly full: string
}

/** How long somebody types before it is kept, in ms. */
const pause = 300
/** How long the server may take to answer before it counts as out of reach, in ms. */
const patience = 6_000

/**
 * Keeps what is typed into a form, and the photos of its tray, on this device until the server has it: a phone closes pages while
 * its camera is open, and there is not everywhere a connection. Sending without one stays on the page and says so.
 * Gives what is to be done when something else of the form has changed.
 */
export function keepForm(form: HTMLFormElement, tray: () => PhotoTray | null, store: KeptForms): () => void {
  const name = form.dataset.keep ?? ''
  const words = JSON.parse(form.dataset.keepWords ?? '{}') as Words
  let waiting: ReturnType<typeof setTimeout> | undefined
  let restoring = true
  let reached = false

  async function keep(): Promise<boolean> {
    clearTimeout(waiting)
    return store.put({ name, ...typedIn(form), files: tray()?.files() ?? [], kept_at: Date.now() })
  }

  function keepSoon(): void {
    if (restoring) return
    clearTimeout(waiting)
    waiting = setTimeout(() => void keep(), pause)
  }

  async function restore(): Promise<void> {
    const kept = await store.get(name)
    if (kept !== null) {
      // The page of a refused form has what was typed; its photos are here only.
      const same = kept.id === idOf(form)
      if (!same) fillIn(form, kept)
      await tray()?.add(kept.files)
      if (kept.files.length > 0) form.querySelector('[data-photos-lost]')?.remove()
      if (!same) form.before(restoredNote(words, discard))
    }
    restoring = false
  }

  async function discard(): Promise<void> {
    restoring = true
    clearTimeout(waiting)
    await store.remove(name)
    location.reload()
  }

  async function send(button: HTMLElement | null): Promise<void> {
    await restored
    const kept = await keep()
    reached = await isReachable()
    if (reached) form.requestSubmit(button)
    else sayAbove(button ?? form, kept ? words.offline : words.full)
  }

  form.addEventListener('input', keepSoon)
  form.addEventListener('change', keepSoon)
  form.addEventListener('submit', event => {
    if (reached) return
    event.preventDefault()
    void send(event.submitter)
  })
  // Whoever comes back to the page by the browser's button sends anew.
  window.addEventListener('pageshow', () => {
    reached = false
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && !restoring && waiting !== undefined) void keep()
  })
  const restored = restore()
  return keepSoon
}

/** Forgets what was kept of forms that the server has taken, as this page says. */
export async function forgetTaken(store: KeptForms): Promise<void> {
  for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-taken]')) {
    const name = dataset.taken ?? ''
    const kept = await store.get(name)
    if (kept?.id === dataset.takenId) await store.remove(name)
  }
}

function idOf(form: HTMLFormElement): string {
  return String(new FormData(form).get('form_id') ?? '')
}

function typedIn(form: HTMLFormElement): Pick<KeptForm, 'id' | 'fields'> {
  const fields = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  return { id: idOf(form), fields }
}

/** Puts what was kept into the fields, the form's own id too: sent twice, it is one request. */
function fillIn(form: HTMLFormElement, { fields }: KeptForm): void {
  const values = new Map(fields)
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox'))
      field.checked = fields.some(([name, value]) => name === field.name && value === field.value)
    else if (field instanceof HTMLInputElement && field.type === 'file') continue
    else if (
      field instanceof HTMLInputElement ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement
    )
      field.value = values.get(field.name) ?? field.value
  }
}

function restoredNote(words: Words, discard: () => Promise<void>): HTMLElement {
  const note = document.createElement('div')
  note.className = 'govuk-inset-text'
  note.setAttribute('role', 'status')
  const said = document.createElement('p')
  said.className = 'govuk-body'
  said.textContent = words.restored
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = words.discard
  button.addEventListener('click', () => void discard())
  note.append(said, button)
  return note
}

function sayAbove(place: HTMLElement, sentence: string): void {
  document.querySelector('.pj-unsent')?.remove()
  const note = document.createElement('p')
  note.className = 'govuk-error-message pj-unsent'
  note.setAttribute('role', 'alert')
  note.textContent = sentence
  place.before(note)
}

async function isReachable(): Promise<boolean> {
  if (!navigator.onLine) return false
  try {
    await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(patience) })
    return true
  } catch {
    return false
  }
}
