import type { KeptBallot } from './ballot-store.ts'
import { receiptOf, receiptText } from './receipt.ts'

export interface ReceiptOptions {
  readonly copied: string
  readonly notCopied: string
  /** The name of the file, with the round's number in braces. */
  readonly file: string
  /** Erases the delegate's ballots from this device. */
  readonly erase: () => Promise<void>
}

const ready = new WeakSet<HTMLElement>()

/** Shows the receipt of a ballot that has one: in full, to be saved, copied, or erased from a device that is somebody else's. */
export function showReceipt(
  root: HTMLElement,
  kept: KeptBallot | null,
  round: number,
  options: ReceiptOptions,
): void {
  const field = root.querySelector<HTMLTextAreaElement>('[data-receipt]')
  const receipt = kept === null ? null : receiptOf(kept)
  if (field === null || receipt === null) return
  const text = receiptText(receipt)
  if (field.value !== text) field.value = text
  field.dataset.file = options.file.replace('{number}', String(round))
  if (ready.has(field)) return
  ready.add(field)
  root.querySelector('[data-save]')?.addEventListener('click', () => save(field))
  root.querySelector('[data-copy]')?.addEventListener('click', async () => {
    const said = root.querySelector('[data-copied]')
    const copied = await copy(field)
    if (said !== null) said.textContent = copied ? options.copied : options.notCopied
  })
  root.querySelector<HTMLFormElement>('[data-erase]')?.addEventListener('submit', async event => {
    event.preventDefault()
    await options.erase()
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
