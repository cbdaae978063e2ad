import { PhotonImage, resize, SamplingFilter } from '@cf-wasm/photon'
import type { PreparedPhoto } from '../app/services.ts'
import type { ImageHeader } from '../core/image-header.ts'
import { fitInto, uprightPixels } from '../core/image-pixels.ts'
import { photoSides } from '../core/photo.ts'
import { hashHexOfBytes } from '../core/record/hash.ts'

const quality = { full: 82, small: 78 } as const

/**
 * Makes the two pictures of a photo. They are written from pixels alone, so that nothing of what else stood in the file (place,
 * time, device, a second picture) is in them. @throws when the file cannot be unpacked: it is damaged, or not what it says.
 */
export function makePhoto(file: Uint8Array, { orientation }: ImageHeader): PreparedPhoto {
  const full = upright(file, orientation)
  const small = shrunk(full, photoSides.small, SamplingFilter.Lanczos3)
  try {
    return {
      sha256: hashHexOfBytes(file),
      full: Uint8Array.from(full.get_bytes_jpeg(quality.full)),
      small: Uint8Array.from(small.get_bytes_jpeg(quality.small)),
      width: full.get_width(),
      height: full.get_height(),
      small_width: small.get_width(),
      small_height: small.get_height(),
    }
  } finally {
    if (small !== full) small.free()
    full.free()
  }
}

/** Made smaller first: what is turned is then at most a few million pixels, whatever came. */
function upright(file: Uint8Array, orientation: number): PhotonImage {
  const sent = PhotonImage.new_from_byteslice(file)
  const fitting = shrunk(sent, photoSides.full, SamplingFilter.Triangle)
  const { width, height, data } = uprightPixels(
    { width: fitting.get_width(), height: fitting.get_height(), data: fitting.get_raw_pixels() },
    orientation,
  )
  if (fitting !== sent) fitting.free()
  sent.free()
  return new PhotonImage(data, width, height)
}

/** The picture itself when it is small enough. */
function shrunk(image: PhotonImage, longest: number, filter: SamplingFilter): PhotonImage {
  const before = { width: image.get_width(), height: image.get_height() }
  const { width, height } = fitInto(before, longest)
  return width === before.width && height === before.height ? image : resize(image, width, height, filter)
}
