import { parentPort } from 'node:worker_threads'
import type { ImageHeader } from '../core/image-header.ts'
import { makePhoto } from './photo-images.ts'

/** What the thread of photo-thread.ts is asked. */
export interface PhotoJob {
  readonly file: Uint8Array
  readonly header: ImageHeader
}

// A file that cannot be unpacked ends the thread, and with it whatever state the decoder was left in.
parentPort?.on('message', ({ file, header }: PhotoJob) => {
  parentPort?.postMessage(makePhoto(file, header))
})
