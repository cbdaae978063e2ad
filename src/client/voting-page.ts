import { parseVerifierKey } from '../core/record/checkpoint.ts'
import { type Attendance, lookAtAttendance } from './attendance.ts'
import { ballotForm } from './ballot-form.ts'
import { draftsOf, notesOf } from './draft.ts'
import { httpServer } from './http-server.ts'
import { databasesOf, eraseBallots, indexedDbStore } from './indexed-db-store.ts'
import { fillIn, renew, showLive } from './live.ts'
import { lackOfBrowser } from './readiness.ts'
import { showReceipt } from './receipt-part.ts'
import { screensOf } from './screens.ts'
import { type Moment, takePart } from './take-part.ts'
import { liveOf } from './vote-state.ts'

/** Sentences that only the script says, from the page. */
interface Words {
  readonly product: string
  readonly over: string
  readonly under: string
  readonly copied: string
  readonly notCopied: string
  readonly file: string
}

interface PageAttendance extends Attendance {
  readonly assembly_id: string
  readonly district: { readonly id: string }
}

/** Brings the delegate's page to life: everything it shows follows from what `takePart` tells. */
export async function startVoting(root: HTMLElement, otherSlip: boolean): Promise<void> {
  // A parsed boundary: the server wrote it into the page.
  const first = JSON.parse(root.dataset.attendance ?? '') as PageAttendance
  const words = JSON.parse(root.dataset.words ?? '') as Words
  const logKey = parseVerifierKey(root.dataset.verifierKey ?? '')
  if (!logKey.ok) throw new Error(logKey.error)
  const { delegate_id, assembly_id, district } = first
  const send = fetch.bind(window)
  const databases = databasesOf(window)
  const lack = await lackOfBrowser(databases)
  const drafts = draftsOf(notesOf(window), delegate_id)
  const storeName = `piaojue-${delegate_id}`
  const screens = screensOf(root, words.product)
  const windows = new BroadcastChannel(storeName)
  let moment: Moment | null = null
  let byHand = false
  let drafted = ''

  const roundOf = () => moment?.attendance.round ?? null
  const form = ballotForm({
    form: part(root, 'form[data-ballot]'),
    most: () => roundOf()?.max_choices ?? 0,
    changed: () => {
      const round = roundOf()
      if (round !== null) drafts.keep(round.id, form.choices())
      say('')
      update()
    },
    refused: () => say(words.over),
  })

  const participation = takePart(
    {
      device: {
        server: httpServer({
          origin: location.origin,
          district: district.id,
          logKey: logKey.value,
          fetch: send,
        }),
        store: indexedDbStore(databases, storeName),
        randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
        logKey: logKey.value.publicKey,
      },
      able: lack === null,
      look: () => lookAtAttendance(assembly_id, send),
      hidden: () => document.visibilityState === 'hidden',
      chance: Math.random,
      show(next) {
        moment = next
        update()
      },
      tell: () => windows.postMessage('further'),
    },
    first,
  )

  async function erase(): Promise<void> {
    await participation.stop()
    await eraseBallots(databases, storeName)
  }

  function say(sentence: string): void {
    const round = roundOf()
    const slots = { max: round?.max_choices ?? 0, chosen: form.choices().length }
    part(root, '[data-wrong]').textContent = fillIn(sentence, slots) ?? ''
  }

  /** Puts the ballot of the round on the page, with what was chosen of it before. */
  function prepareBallot(): void {
    const round = roundOf()
    if (round === null || drafted === round.id) return
    if (!form.present(round)) {
      void renewed(['ballot'])
      return
    }
    drafted = round.id
    const choices = drafts.read(round.id)
    form.tick((choices ?? []).filter(id => round.candidates.includes(id)))
    if (choices !== null && isChecking(history.state)) void participation.check(true)
  }

  function update(): void {
    if (moment === null) return
    prepareBallot()
    const { step, kept, attendance } = moment
    showLive(root, liveOf(moment, { lack, choices: form.choices(), otherSlip }))
    if (step.screen === 'checking') list(part(root, '[data-chosen]'), form.titles())
    if (kept?.ballot !== undefined) drafts.remove(kept.round)
    showReceipt(root, kept, attendance.round?.number ?? 0, { ...words, erase })
    screens.show(step.screen, byHand)
    byHand = false
    const { round } = attendance
    const counted = ['published', 'between', 'result'].includes(step.screen)
    const wanted = counted && round !== null ? `${round.id} ${round.status}` : ''
    if (part(root, '#outcome').dataset.outcome !== wanted) void renewed(['outcome', 'afterwards'])
  }

  let renewing = false
  async function renewed(ids: readonly string[]): Promise<void> {
    if (renewing) return
    renewing = true
    await renew(ids, send)
    renewing = false
  }

  async function toCheck(checking: boolean): Promise<void> {
    byHand = true
    await participation.check(checking)
  }

  part(root, 'form[data-ballot]').addEventListener('submit', event => {
    event.preventDefault()
    const count = form.choices().length
    const max = roundOf()?.max_choices ?? 0
    if (moment?.attendance.exact_choices && count > 0 && count < max) {
      say(words.under)
      return
    }
    history.pushState({ checking: true }, '')
    void toCheck(true)
  })
  part(root, '[data-back]').addEventListener('click', () => {
    if (isChecking(history.state)) history.back()
    else void toCheck(false)
  })
  window.addEventListener('popstate', event => void toCheck(isChecking(event.state)))
  part(root, 'form[data-check]').addEventListener('submit', event => {
    event.preventDefault()
    byHand = true
    void participation.cast(form.choices())
  })
  for (const button of root.querySelectorAll('[data-retry]'))
    button.addEventListener('click', () => void participation.tryAgain())
  windows.addEventListener('message', () => void participation.reread())
  for (const event of ['online', 'pageshow', 'focus'])
    window.addEventListener(event, () => void participation.refresh())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void participation.refresh()
  })
  // Without it a browser that runs out of space may throw the ballot away; it may say no.
  void navigator.storage?.persist?.()
  await participation.refresh()
}

function isChecking(state: unknown): boolean {
  return typeof state === 'object' && state !== null && Reflect.get(state, 'checking') === true
}

function list(element: HTMLElement, items: readonly string[]): void {
  element.replaceChildren(
    ...items.map(text => {
      const item = document.createElement('li')
      item.textContent = text
      return item
    }),
  )
}

function part<Selector extends string>(root: HTMLElement, selector: Selector) {
  const found = root.querySelector<Selector extends `form${string}` ? HTMLFormElement : HTMLElement>(selector)
  if (found === null) throw new TypeError(`the page has no ${selector}`)
  return found
}
