import { Worker } from 'node:worker_threads'
import type { PreparedPhoto } from '../app/services.ts'
import { checkPhotoFile } from '../core/photo.ts'
import { accept, type Result, refuse } from '../core/result.ts'
import type { PhotoJob } from './photo-worker.ts'

/** 50 million pixels are 400 MB while they are unpacked, once at a time. */
const mostPixels = 50_000_000
/** More would wait longer than a browser does. */
const mostWaiting = 16

const patience = {
  /** An ordinary photo takes half a second; what takes so much longer was made to. */
  job: 20_000,
  /** The thread's memory does not shrink: it goes with the thread. */
  idle: 15_000,
}

/**
 * Prepares photos one after the other in a thread of their own, so that requests are answered meanwhile. The thread begins with
 * the first photo and ends when there are no more.
 */
export function createPhotoThread(): (file: Uint8Array) => Promise<Result<PreparedPhoto>> {
  let thread: Worker | undefined
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined

  async function work(job: PhotoJob): Promise<Result<PreparedPhoto>> {
    clearTimeout(idle)
    thread ??= startThread()
    const current = thread
    const end = () => {
      void current.terminate()
      if (thread === current) thread = undefined
    }
    const prepared = await askThread(current, job)
    if (prepared === null) end()
    else {
      idle = setTimeout(end, patience.idle)
      idle.unref()
      current.unref()
    }
    return prepared === null ? refuse('PHOTO_UNREADABLE') : accept(prepared)
  }

  return async file => {
    const checked = checkPhotoFile(file, mostPixels)
    if (!checked.ok) return checked
    if (waiting >= mostWaiting) return refuse('BUSY_TRY_AGAIN')
    waiting++
    const turn = last.then(() => work({ file, header: checked.value }))
    last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      waiting--
    }
  }
}

function startThread(): Worker {
  const thread = new Worker(new URL('./photo-worker.ts', import.meta.url))
  // Each job hears of errors itself; one that nobody hears would bring the server down.
  thread.on('error', () => undefined)
  return thread
}

/** What the thread made of a file; null when it could not, or not in time. */
function askThread(thread: Worker, job: PhotoJob): Promise<PreparedPhoto | null> {
  const { promise, resolve } = Promise.withResolvers<PreparedPhoto | null>()
  const late = setTimeout(() => resolve(null), patience.job)
  const done = (prepared: PreparedPhoto) => resolve(prepared)
  const failed = () => resolve(null)
  thread.ref()
  thread.once('message', done)
  thread.once('error', failed)
  thread.once('exit', failed)
  thread.postMessage(job)
  return promise.finally(() => {
    clearTimeout(late)
    thread.off('message', done)
    thread.off('error', failed)
    thread.off('exit', failed)
  })
}
