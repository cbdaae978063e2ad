import { archiveYear } from '../app/project/archive-year.ts'
import { showChangeRequest, showChangeTerms } from '../app/project/change-views.ts'
import { completeProject } from '../app/project/complete-project.ts'
import { decideChange } from '../app/project/decide-change.ts'
import { listDistrictProjects } from '../app/project/list-district-projects.ts'
import { listOwnRatings } from '../app/project/list-own-ratings.ts'
import { listProjectWork } from '../app/project/list-project-work.ts'
import { publishSatisfaction } from '../app/project/publish-satisfaction.ts'
import { rateProject } from '../app/project/rate-project.ts'
import { recordContract } from '../app/project/record-contract.ts'
import { recordPayment } from '../app/project/record-payment.ts'
import { requestChange } from '../app/project/request-change.ts'
import { reversePayment } from '../app/project/reverse-payment.ts'
import { showArchiveState } from '../app/project/show-archive-state.ts'
import { showProjectGround } from '../app/project/show-project-ground.ts'
import { startProject } from '../app/project/start-project.ts'
import { listProjectsView, showArchive, showProject, showSatisfaction } from '../app/project/views.ts'
import { writeProgressNote } from '../app/project/write-progress-note.ts'
import { get, post, put, type Route } from './route.ts'

export const projectRoutes: readonly Route[] = [
  get('/districts/{district_id}/projects', listProjectsView),
  get('/district-names/{slug}/projects', listDistrictProjects),
  get('/districts/{district_id}/project-work', listProjectWork),
  get('/projects/{project_id}', showProject),
  get('/projects/{project_id}/ground', showProjectGround),
  post('/projects/{project_id}/contracts', recordContract),
  post('/projects/{project_id}/start', startProject),
  post('/projects/{project_id}/notes', writeProgressNote),
  post('/projects/{project_id}/payments', recordPayment),
  post('/projects/{project_id}/reversals', reversePayment),
  post('/projects/{project_id}/changes', requestChange),
  get('/projects/{project_id}/change-terms', showChangeTerms),
  get('/change-requests/{change_request_id}', showChangeRequest),
  post('/change-requests/{change_request_id}/decision', decideChange),
  post('/projects/{project_id}/completion', completeProject),
  put('/projects/{project_id}/satisfaction', rateProject),
  get('/assemblies/{assembly_id}/own-ratings', listOwnRatings),
  post('/projects/{project_id}/satisfaction', publishSatisfaction),
  get('/projects/{project_id}/satisfaction', showSatisfaction),
  get('/communities/{community_id}/cycles/{cycle_id}/archive', showArchive, { media: 'application/json' }),
  get('/communities/{community_id}/cycles/{cycle_id}/archive-state', showArchiveState),
  post('/communities/{community_id}/cycles/{cycle_id}/archive', archiveYear),
]
