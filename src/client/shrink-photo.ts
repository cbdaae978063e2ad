/** As the server keeps them. */
const longest = 1600
/** Smaller files are sent as they are, in bytes. */
const smallEnough = 1_000_000

/**
 * Makes a photo smaller before it is sent: a phone's picture of ten megabytes becomes half a megabyte, and place and device stay on
 * the phone. What this browser cannot open is sent as it is, and the server says what is wrong with it.
 */
export async function shrunk(file: File): Promise<File> {
  if (file.size <= smallEnough) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const shrink = Math.min(1, longest / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * shrink)
    canvas.height = Math.round(picture.height * shrink)
    const context = canvas.getContext('2d')
    if (context === null) return file
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    return blob === null || blob.size >= file.size
      ? file
      : new File([blob], file.name.replace(/\.[a-z]+$/i, '.jpg'), { type: 'image/jpeg' })
  } catch {
    return file
  }
}
