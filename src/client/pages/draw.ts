import { checkSecret, fillSecret, offerSecret } from '../draw/secret.ts'
import { setStage } from '../draw/stage.ts'
import { watchDraw } from '../draw/watch.ts'

// The pages of a draw: its ceremony and its replay. What stands there for browsers without script goes when this runs.
const parts: Readonly<Record<string, (element: HTMLElement) => void>> = {
  '[data-replay]': setStage,
  '[data-secret-maker]': offerSecret,
  '[data-secret-check]': checkSecret,
  '[data-secret-filler]': fillSecret,
  '[data-watch]': watchDraw,
}

for (const [selector, start] of Object.entries(parts)) {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) start(element)
}

for (const element of document.querySelectorAll<HTMLElement>('[data-unscripted]')) element.hidden = true
