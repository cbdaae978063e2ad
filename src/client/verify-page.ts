import type { Progress } from '../core/record/verify.ts'
import { startChecker } from './checker.ts'
import { seenHead } from './seen-head.ts'
import { alarm, checkList, findingPanel, goodPanel, memoryPart } from './verify-parts.ts'
import type { CheckReply, CheckRequest } from './verify-service.ts'
import { tellVerdict } from './verify-verdict.ts'
import { fill, sizeOf, type VerifyWords } from './verify-words.ts'

/** The page on which visitors verify the record in their own browser. `script` is what a worker is started from. */
export function startVerifyPage(root: HTMLElement, script: string): void {
  const words = JSON.parse(root.dataset.words ?? '{}') as VerifyWords
  const { record = '', district = '' } = root.dataset
  const head = seenHead(window, district)
  const file = part(root, '#file', HTMLInputElement)
  const key = part(root, '#key', HTMLInputElement)
  const seen = part(root, '#seen', HTMLTextAreaElement)
  const pasted = part(root, '#pasted', HTMLTextAreaElement)
  const result = part(root, '[data-result]', HTMLElement)
  const found = part(root, '[data-found]', HTMLElement)
  const wait = waiting(root, words)
  const ask = startChecker(script, answer)
  /** What is to be asked as soon as the record is verified. */
  let next: CheckRequest | null = null
  let isVerified = false
  let isFromServer = false

  part(root, 'form[data-check]', HTMLFormElement).addEventListener('submit', event => {
    event.preventDefault()
    verify()
  })
  part(root, 'form[data-own]', HTMLFormElement).addEventListener('submit', event => {
    event.preventDefault()
    const kept = event.submitter?.hasAttribute('data-kept') === true
    find(kept ? { ask: 'find_kept' } : { ask: 'find', pasted: pasted.value })
  })
  file.addEventListener('change', () => {
    isVerified = false
  })
  root.hidden = false

  function verify(): void {
    const chosen = file.files?.[0]
    isFromServer = chosen === undefined
    const typed = seen.value.trim().replaceAll('\r\n', '\n')
    const remembered = isFromServer ? head.get() : null
    const heads = [...(typed === '' ? [] : [`${typed}\n`]), ...(remembered === null ? [] : [remembered])]
    const source = chosen === undefined ? { url: record } : { file: chosen }
    result.replaceChildren()
    found.replaceChildren()
    wait.begin()
    ask({ ask: 'verify', source, key: key.value.trim() || undefined, seen: heads })
  }

  /** Looks in the record verified last; verifies the server's first when there is none. */
  function find(request: CheckRequest): void {
    found.replaceChildren()
    if (isVerified) {
      ask(request)
      return
    }
    next = request
    verify()
  }

  function answer(reply: CheckReply): void {
    switch (reply.step) {
      case 'reading':
        wait.read(reply.bytes, reply.total)
        break
      case 'checking':
        wait.check(reply.progress)
        break
      case 'verdict':
        wait.end()
        showVerdict(reply)
        break
      case 'failed': {
        wait.end()
        next = null
        const place = reply.why === 'too_old' || reply.why === 'not_loaded' ? result : found
        place.replaceChildren(alarm(words.failedTitle, words.failed[reply.why]))
        place.focus()
        break
      }
      case 'found':
        found.replaceChildren(...reply.findings.map(finding => findingPanel(words, finding)))
        found.focus()
        break
    }
  }

  function showVerdict({ verdict, checkpoint, milliseconds }: CheckReply & { step: 'verdict' }): void {
    const told = tellVerdict(words, verdict)
    const figures = {
      ...verdict.counts,
      size: sizeOf(verdict.counts.bytes),
      seconds: (milliseconds / 1000).toFixed(1),
      failed: told.filter(({ mark }) => mark === 'fail').length,
    }
    const summary = verdict.ok
      ? goodPanel(words.good, fill(words.goodText, figures))
      : alarm(words.bad, fill(words.badText, figures))
    result.replaceChildren(summary, checkList(words, told))
    isVerified = checkpoint !== null
    if (verdict.ok && isFromServer && checkpoint !== null) head.set(checkpoint)
    if (isFromServer && head.get() !== null) result.append(memoryPart(words, head.forget))
    if (isVerified && next !== null) ask(next)
    else result.focus()
    next = null
  }
}

/**
 * What is being done, told to those who listen once a step; and how far it is, as a bar where the length is known and in
 * figures.
 */
function waiting(root: HTMLElement, words: VerifyWords) {
  const status = part(root, '[data-status]', HTMLElement)
  const reached = part(root, '[data-reached]', HTMLElement)
  const progress = part(root, 'progress', HTMLProgressElement)
  function say(step: string, figures: string, share: number | null): void {
    if (status.textContent !== step) status.textContent = step
    reached.textContent = figures
    if (share === null) progress.removeAttribute('value')
    else progress.value = share
  }
  function switchTo(isBusy: boolean): void {
    progress.hidden = !isBusy
    say('', '', null)
    for (const button of root.querySelectorAll('button')) button.disabled = isBusy
  }
  return {
    begin: () => switchTo(true),
    read: (bytes: number, total: number | null) => {
      const size = sizeOf(bytes)
      const figures =
        total === null
          ? fill(words.reached.bytes, { size })
          : fill(words.reached.bytesOf, { size, total: sizeOf(total) })
      say(words.steps.reading, figures, total ? bytes / total : null)
    },
    check: (checked: Progress | null) => {
      if (checked === null) return say(words.steps.checking, '', null)
      const { step, done, of } = checked
      say(words.steps[step], fill(words.reached[step], { done, of }), done / of)
    },
    end: () => switchTo(false),
  }
}

function part<T extends Element>(root: ParentNode, selector: string, type: abstract new () => T): T {
  const found = root.querySelector(selector)
  if (!(found instanceof type)) throw new TypeError(`the page has no ${selector}`)
  return found
}
