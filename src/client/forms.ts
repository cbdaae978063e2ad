import { forgetTaken, keepForm } from './keep-form.ts'
import { type KeptForms, keptForms } from './kept-forms.ts'
import { type PhotoTray, photoTray } from './photo-tray.ts'

/** What the forms of a page get with script: photos gathered in a tray, and what is typed on site kept until it is sent. */
export function helpForms(): void {
  const store = keptForms(() => indexedDB, Date.now)
  void forgetTaken(store)
  void leaveNothing(store)
  for (const form of document.forms) {
    let tray: PhotoTray | null = null
    let changed = () => {}
    const chooser = form.querySelector<HTMLInputElement>('input[type=file][data-tray]')
    const camera = form.querySelector<HTMLInputElement>('input[type=file][capture]')
    if (chooser !== null) tray = photoTray(chooser, camera, () => changed())
    if (form.dataset.keep !== undefined) changed = keepForm(form, () => tray, store)
  }
}

/** Whoever signs out is told of what was typed and not sent; once they have, nothing of it stays: the device may be a shared one. */
async function leaveNothing(store: KeptForms): Promise<void> {
  const warning = document.querySelector<HTMLElement>('[data-unsent]')
  if (warning !== null) warning.hidden = (await store.count()) === 0
  if (document.querySelector('[data-signed-out]') !== null) await store.clear()
}
