import { startVerifyPage } from '../verify-page.ts'
import { type CheckRequest, verifyService } from '../verify-service.ts'

// One file for the page and for the worker that it starts: the worker has no document.
if (typeof document === 'undefined') {
  const serve = verifyService(reply => postMessage(reply))
  addEventListener('message', (event: MessageEvent<CheckRequest>) => serve(event.data))
} else {
  const root = document.querySelector<HTMLElement>('[data-verify]')
  if (root !== null) startVerifyPage(root, import.meta.url)
}
