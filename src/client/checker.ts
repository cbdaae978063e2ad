import { type CheckReply, type CheckRequest, verifyService } from './verify-service.ts'

/**
 * Whoever does the work of the page: a worker, so that the page stays responsive; where there are no such workers, the page
 * itself. `script` is the address of the script that both run.
 */
export function startChecker(
  script: string,
  reply: (reply: CheckReply) => void,
): (request: CheckRequest) => void {
  const here = verifyService(reply)
  let worker: Worker | null = null
  let last: CheckRequest | null = null
  try {
    worker = new Worker(script, { type: 'module' })
  } catch {
    // No workers of modules.
  }
  let answered = false
  worker?.addEventListener('message', (event: MessageEvent<CheckReply>) => {
    answered = true
    reply(event.data)
  })
  worker?.addEventListener('error', () => {
    if (answered) return reply({ step: 'failed', why: 'not_loaded' })
    worker = null
    if (last !== null) here(last)
  })
  return request => {
    last = request
    if (worker === null) here(request)
    else worker.postMessage(request)
  }
}
