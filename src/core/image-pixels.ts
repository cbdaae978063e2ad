/** A picture unpacked: four bytes a pixel, red, green, blue, alpha, row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/**
 * The picture as its camera saw it: turned and mirrored as its EXIF orientation asks (1 to 8, EXIF 2.32 §4.6.4), on white where
 * it is transparent. 5 to 8 swap width and height.
 */
export function uprightPixels({ width, height, data }: Pixels, orientation: number): Pixels {
  const swapped = orientation >= 5
  const upright = {
    width: swapped ? height : width,
    height: swapped ? width : height,
    data: new Uint8Array(4 * width * height),
  }
  // Where the picture's right and lower edge came from.
  const mirrored = orientation === 2 || orientation === 3 || orientation === 7 || orientation === 8
  const flipped = orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7
  for (let y = 0; y < upright.height; y++) {
    for (let x = 0; x < upright.width; x++) {
      const column = swapped ? y : x
      const row = swapped ? x : y
      const from = 4 * ((flipped ? height - 1 - row : row) * width + (mirrored ? width - 1 - column : column))
      const to = 4 * (y * upright.width + x)
      const alpha = Number(data[from + 3])
      for (let channel = 0; channel < 3; channel++) {
        const colour = Number(data[from + channel])
        upright.data[to + channel] = Math.round((colour * alpha + 255 * (255 - alpha)) / 255)
      }
      upright.data[to + 3] = 255
    }
  }
  return upright
}

/** A size in the same proportions whose longer side is at most `longest`; never larger than it was, never nothing. */
export function fitInto(
  { width, height }: Pick<Pixels, 'width' | 'height'>,
  longest: number,
): { width: number; height: number } {
  const shrink = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) }
}
