import { shrunk } from './shrink-photo.ts'

/** The photos chosen in a form so far. */
export interface PhotoTray {
  readonly files: () => readonly File[]
  readonly add: (files: readonly File[]) => Promise<void>
}

interface Words {
  readonly remove: string
}

const thumbnail = 96

/**
 * Gathers the photos of a form: each shot of the camera and each choice is added to those before, made smaller, shown, and can be
 * taken out again. All of them are sent by the field `chooser`. Without script a new choice takes the place of the one before.
 */
export function photoTray(
  chooser: HTMLInputElement,
  camera: HTMLInputElement | null,
  changed: () => void,
): PhotoTray {
  const words = JSON.parse(chooser.dataset.tray ?? '{}') as Words
  const list = document.createElement('ul')
  list.className = 'pj-tray'
  chooser.after(list)
  let files: readonly File[] = []
  let working: Promise<void> | undefined

  function put(next: readonly File[]): void {
    files = next
    const transfer = new DataTransfer()
    for (const file of files) transfer.items.add(file)
    chooser.files = transfer.files
    list.replaceChildren(
      ...files.map(file => shown(file, words, () => put(files.filter(one => one !== file)))),
    )
    changed()
  }

  function add(chosen: readonly File[]): Promise<void> {
    const turn = (working ?? Promise.resolve()).then(async () => {
      const smaller = await Promise.all(chosen.map(shrunk))
      put([...files, ...smaller.filter(file => !files.some(one => isSame(one, file)))])
    })
    working = turn
    return turn.finally(() => {
      if (working === turn) working = undefined
    })
  }

  for (const input of camera === null ? [chooser] : [chooser, camera]) {
    input.addEventListener('change', () => {
      const chosen = [...(input.files ?? [])]
      if (input === camera) camera.value = ''
      void add(chosen)
    })
  }
  chooser.form?.addEventListener('submit', event => {
    if (working === undefined) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const { form } = chooser
    const button = event.submitter
    void working.finally(() => form?.requestSubmit(button))
  })
  return { files: () => files, add }
}

/** Made smaller, a photo has a new name and time, but the same one is made the same way. */
function isSame(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size
}

function shown(file: File, words: Words, remove: () => void): HTMLLIElement {
  const item = document.createElement('li')
  item.className = 'pj-tray__item'
  const canvas = document.createElement('canvas')
  canvas.className = 'pj-tray__picture'
  canvas.setAttribute('aria-hidden', 'true')
  const name = document.createElement('span')
  name.className = 'pj-tray__name'
  name.textContent = file.name
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-link pj-tray__remove'
  button.textContent = words.remove
  button.setAttribute('aria-label', `${words.remove} ${file.name}`)
  button.addEventListener('click', remove)
  item.append(canvas, name, button)
  void paint(file, canvas)
  return item
}

async function paint(file: File, canvas: HTMLCanvasElement): Promise<void> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = thumbnail / Math.max(picture.width, picture.height)
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
  } catch {
    // No picture this browser can open: its name stands alone, and the server says what is wrong with it.
    canvas.remove()
  }
}
