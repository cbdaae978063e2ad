import { z } from 'zod'
import { accept } from '../../core/result.ts'
import { listProjectPhotos } from '../../db/photo.ts'
import { lockProject } from '../../db/project.ts'
import { view } from '../operation.ts'
import { photoList, photoVerbs, shownPhotos } from '../photo.ts'
import { id, nothing } from '../schemas.ts'
import { takePart } from './take-part.ts'

/** Photos of the work on a project, by the clerk: who adds one takes part in it. Refusals: those of `takePart`. */
export const { add: addProjectPhoto, remove: removeProjectPhoto } = photoVerbs({
  kind: 'project',
  of: 'project_id',
  access: { roles: ['community_clerk'] },
  async open(step, projectId, to) {
    const project = await lockProject(step.tx, projectId)
    const { status } = project
    if (to === 'remove') return accept({ kind: 'project', status })
    const clerk = await takePart(step, project)
    return clerk.ok ? accept({ kind: 'project', status }) : clerk
  },
})

export const listProjectPhotosView = view({
  name: 'list-project-photos',
  summary:
    'The photos of a project, of the proposal it was, of its acceptances and inspections; the pictures themselves are at /photos/{photo_id}',
  access: { public: true },
  of: 'project_id',
  params: z.strictObject({ project_id: id }),
  input: nothing,
  output: photoList,
  async run({ tx, actor, place }, params) {
    const photos = await listProjectPhotos(tx, params.project_id)
    return accept({ items: shownPhotos(photos, actor, place.area_ids) })
  },
})
