import { hashHex } from '../../core/record/hash.ts'

/** What the page says about a department's secret: where it belongs, what was committed, and all words. */
interface Place {
  readonly draw: string
  readonly department: string
  /** null as long as nothing is committed. */
  readonly commitment: string | null
  readonly words: Readonly<Record<string, string>>
}

const form = /^[0-9a-f]{64}$/

/** The secret this device keeps for a department of a draw; null when it keeps none, or may not keep anything. */
function keptSecret({ draw, department }: Place): string | null {
  try {
    const kept = localStorage.getItem(nameOf(draw, department))
    return kept !== null && form.test(kept) ? kept : null
  } catch {
    return null
  }
}

/** Keeps a secret on this device; false when the browser does not let it. */
function keepSecret({ draw, department }: Place, secret: string): boolean {
  try {
    localStorage.setItem(nameOf(draw, department), secret)
    return true
  } catch {
    return false
  }
}

function nameOf(draw: string, department: string): string {
  return `piaojue-draw-secret/${draw}/${department}`
}

/** 32 random bytes as 64 hex characters: what is revealed later, character for character. */
function makeSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** On the page where a department commits: makes the secret on this device, once, and enters its hash. */
export function offerSecret(box: HTMLElement): void {
  const place = placeOf(box)
  const input = document.querySelector<HTMLInputElement>('#commitment')
  const make = box.querySelector<HTMLButtonElement>('[data-make]')
  if (input === null || make === null) return
  box.hidden = false
  const kept = keptSecret(place)
  if (kept !== null) showSecret(place, box, input, kept, place.words.kept)
  make.addEventListener('click', () => {
    const secret = makeSecret()
    const stays = keepSecret(place, secret)
    showSecret(place, box, input, secret, stays ? place.words.made : place.words.madeNotKept)
    // The button is gone: whoever uses the keyboard goes on from what it gave.
    box.querySelector<HTMLElement>('[data-save]')?.focus()
  })
}

function showSecret(
  place: Place,
  box: HTMLElement,
  input: HTMLInputElement,
  secret: string,
  said: string | undefined,
): void {
  const { words, draw, department } = place
  const commitment = hashHex(secret)
  input.value = commitment
  const make = box.querySelector<HTMLElement>('[data-make]')
  if (make !== null) make.hidden = true
  const status = box.querySelector<HTMLElement>('[data-said]')
  if (status !== null) status.textContent = said ?? ''
  const sheet = [
    words.title,
    `${words.draw}: ${draw}`,
    `${words.department}: ${words.departmentName}`,
    `${words.secret}: ${secret}`,
    `${words.commitment}: ${commitment}`,
  ]
  const save = box.querySelector<HTMLAnchorElement>('[data-save]')
  if (save !== null) {
    save.href = URL.createObjectURL(new Blob([`${sheet.join('\n')}\n`], { type: 'text/plain' }))
    save.download = `${words.fileName}-${department}.txt`
  }
  const paper = box.querySelector<HTMLElement>('[data-sheet]')
  if (paper !== null) paper.textContent = sheet.join('\n')
  const keeping = box.querySelector<HTMLElement>('[data-keeping]')
  if (keeping !== null) keeping.hidden = false
}

/** On the check page: whether this device could reveal what is about to be committed. */
export function checkSecret(box: HTMLElement): void {
  const place = placeOf(box)
  const kept = keptSecret(place)
  const same = kept !== null && hashHex(kept) === place.commitment
  box.textContent = (same ? place.words.onDevice : place.words.notOnDevice) ?? ''
  box.hidden = false
}

/** On the page where a department reveals: enters the secret that this device keeps, if it is the one that was committed. */
export function fillSecret(box: HTMLElement): void {
  const place = placeOf(box)
  const input = document.querySelector<HTMLInputElement>('#reveal')
  if (input === null) return
  const kept = keptSecret(place)
  const found = kept !== null && hashHex(kept) === place.commitment
  if (found && input.value === '') input.value = kept
  box.textContent = (found ? place.words.revealFound : place.words.revealNotFound) ?? ''
  box.hidden = false
}

function placeOf(box: HTMLElement): Place {
  return JSON.parse(box.dataset.secret ?? '') as Place
}
