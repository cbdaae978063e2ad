import type { Context } from 'hono'
import { addAcceptancePhoto, removeAcceptancePhoto } from '../app/acceptance/photos.ts'
import { listCandidatePhotosView } from '../app/assembly/candidate-photos.ts'
import { addInspectionPhoto, removeInspectionPhoto } from '../app/audit/photos.ts'
import type { PhotoSummary } from '../app/photo.ts'
import { addProjectPhoto, listProjectPhotosView, removeProjectPhoto } from '../app/project/photos.ts'
import { addProposalPhoto, listProposalPhotosView, removeProposalPhoto } from '../app/proposal/photos.ts'
import { showPhoto } from '../app/show-photo.ts'
import { problem } from './problem.ts'
import { type Environment, get, post, type Route } from './route.ts'

export const photoRoutes: readonly Route[] = [
  get('/photos/{photo_id}', showPhoto, { media: 'image/jpeg', respond: respondWithPicture }),
  get('/proposals/{proposal_id}/photos', listProposalPhotosView),
  get('/projects/{project_id}/photos', listProjectPhotosView),
  get('/assemblies/{assembly_id}/photos', listCandidatePhotosView),
  post('/proposals/{proposal_id}/photos', addProposalPhoto, { upload: true }),
  post('/projects/{project_id}/photos', addProjectPhoto, { upload: true }),
  post('/acceptances/{acceptance_id}/photos', addAcceptancePhoto, { upload: true }),
  post('/inspections/{inspection_id}/photos', addInspectionPhoto, { upload: true }),
  post('/proposals/{proposal_id}/photos/{photo_id}/removal', removeProposalPhoto),
  post('/projects/{project_id}/photos/{photo_id}/removal', removeProjectPhoto),
  post('/acceptances/{acceptance_id}/photos/{photo_id}/removal', removeAcceptancePhoto),
  post('/inspections/{inspection_id}/photos/{photo_id}/removal', removeInspectionPhoto),
]

async function respondWithPicture(context: Context<Environment>, output: unknown): Promise<Response> {
  const photo = output as PhotoSummary
  const size = context.req.query('size') === 'small' ? 'small' : 'full'
  const bytes = await context.env.services.photos.get(photo.id, size)
  if (bytes === null) return problem(context, { code: 'NOT_FOUND', detail: { what: 'photo' } })
  return context.body(bytes, 200, {
    'content-type': 'image/jpeg',
    'cache-control': photo.public ? 'public, max-age=600' : 'private, no-store',
  })
}
