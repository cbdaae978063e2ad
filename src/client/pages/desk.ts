import { startEntry } from '../entry.ts'
import { draftsIn } from '../entry-draft.ts'
import { startRenewing } from '../renew.ts'
import { startFilter } from '../roll-filter.ts'

// The desk and the count: figures that renew themselves, a list that follows what is typed, sheets keyed one after the other.
const storage = storageOf()
const drafts = draftsIn(storage)
const taken = document.querySelector<HTMLElement>('[data-drop-draft]')?.dataset.dropDraft
if (taken !== undefined) drafts.forget(taken)
const open = document.querySelector<HTMLElement>('[data-open-batches]')
if (open !== null) {
  drafts.forgetSettled(open.dataset.teller ?? '', (open.dataset.openBatches ?? '').split(' '))
}

startEntry(document, storage)
startFilter(document)
startRenewing(document)

/** Where a browser forbids its storage, asking for it throws. */
function storageOf(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}
