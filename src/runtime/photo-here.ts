import type { PreparedPhoto } from '../app/services.ts'
import { checkPhotoFile } from '../core/photo.ts'
import { accept, type Result, refuse } from '../core/result.ts'

/** What fits into the 128 MB of a Worker while it is unpacked. Browsers with script send no more than two million. */
const mostPixels = 5_000_000

/** Prepares a photo in the thread that was asked: on Workers there is no other. */
export async function preparePhotoHere(file: Uint8Array): Promise<Result<PreparedPhoto>> {
  const checked = checkPhotoFile(file, mostPixels)
  if (!checked.ok) return checked
  // Only when there is a photo: the decoder is most of the program.
  const { makePhoto } = await import('./photo-images.ts')
  try {
    return accept(makePhoto(file, checked.value))
  } catch {
    return refuse('PHOTO_UNREADABLE')
  }
}
