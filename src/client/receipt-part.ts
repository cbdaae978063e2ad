import type { KeptBallot } from './ballot-store.ts'
import { eraseBallots } from './indexed-db-store.ts'
import { receiptOf, receiptText } from './receipt.ts'

export interface ReceiptWords {
  readonly copied: string
  readonly notCopied: string
  /** The name of the file, with the round's number in braces. */
  readonly file: string
  /** Under which this device keeps the delegate's ballots. */
  readonly storeName: string
}

const ready = new WeakSet<HTMLElement>()

/** Shows the receipt of a ballot that has one: in full, to be saved, copied, or erased from a device that is somebody else's. */
export function showReceipt(
  root: HTMLElement,
  kept: KeptBallot | null,
  round: number,
  words: ReceiptWords,
): void {
  const field = root.querySelector<HTMLTextAreaElement>('[data-receipt]')
  const receipt = kept === null ? null : receiptOf(kept)
  if (field === null || receipt === null) return
  const text = receiptText(receipt)
  if (field.value !== text) field.value = text
  field.dataset.file = words.file.replace('{number}', String(round))
  if (ready.has(field)) return
  ready.add(field)
  root.querySelector('[data-save]')?.addEventListener('click', () => save(field))
  root.querySelector('[data-copy]')?.addEventListener('click', async () => {
    const said = root.querySelector('[data-copied]')
    const copied = await copy(field)
    if (said !== null) said.textContent = copied ? words.copied : words.notCopied
  })
  root.querySelector<HTMLFormElement>('[data-erase]')?.addEventListener('submit', async event => {
    event.preventDefault()
    await eraseBallots(indexedDB, words.storeName)
    HTMLFormElement.prototype.submit.call(event.target)
  })
}

function save(field: HTMLTextAreaElement): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([field.value], { type: 'application/json' }))
  link.download = field.dataset.file ?? ''
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

async function copy(field: HTMLTextAreaElement): Promise<boolean> {
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    return false
  }
}
