import { z } from 'zod'
import { accept, refuse } from '../core/result.ts'
import { findPhoto } from '../db/photo.ts'
import { view } from './operation.ts'
import { photoSummary, shownPhotos } from './photo.ts'
import { id } from './schemas.ts'

/**
 * Whether somebody sees a photo that was not taken away. The bytes are asked of `services.photos` afterwards, outside of the
 * transaction. Refusals: NOT_FOUND.
 */
export const showPhoto = view({
  name: 'show-photo',
  summary: 'The picture of a photo, as JPEG: up to 1600 pixels, or 400 with size=small',
  access: { public: true },
  of: 'photo_id',
  params: z.strictObject({ photo_id: id }),
  input: z.strictObject({ size: z.enum(['full', 'small']).default('full') }),
  output: photoSummary,
  async run({ tx, actor, place }, params) {
    const photo = await findPhoto(tx, params.photo_id)
    const [seen] = photo?.removed_at === null ? shownPhotos([photo], actor, place.area_ids) : []
    return seen === undefined ? refuse('NOT_FOUND', { what: 'photo' }) : accept(seen)
  },
})
