import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { listCandidatePhotos } from '../../db/photo.ts'
import { view } from '../operation.ts'
import { photoList, shownPhotos } from '../photo.ts'
import { id, nothing } from '../schemas.ts'

export const listCandidatePhotosView = view({
  name: 'list-candidate-photos',
  summary: 'The photos of the candidates of an assembly, each under the id of its proposal',
  access: { public: true },
  of: 'assembly_id',
  params: z.strictObject({ assembly_id: id }),
  input: nothing,
  output: photoList,
  async run({ tx, actor, place }, params) {
    const photos = await listCandidatePhotos(tx, params.assembly_id)
    return accept({ items: shownPhotos(photos, actor, place.area_ids) })
  },
})
