import { forgetTaken, keepForm } from './keep-form.ts'
import { keptForms } from './kept-forms.ts'
import { type PhotoTray, photoTray } from './photo-tray.ts'

/** What the forms of a page get with script: photos gathered in a tray, and what is typed on site kept until it is sent. */
export function helpForms(): void {
  const store = keptForms(indexedDB, Date.now)
  void forgetTaken(store)
  for (const form of document.forms) {
    let tray: PhotoTray | null = null
    let changed = () => {}
    const chooser = form.querySelector<HTMLInputElement>('input[type=file][data-tray]')
    const camera = form.querySelector<HTMLInputElement>('input[type=file][capture]')
    if (chooser !== null) tray = photoTray(chooser, camera, () => changed())
    if (form.dataset.keep !== undefined) changed = keepForm(form, () => tray, store)
  }
}
