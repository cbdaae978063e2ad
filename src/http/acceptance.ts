import { decideAcceptance } from '../app/acceptance/decide-acceptance.ts'
import { draftAcceptance } from '../app/acceptance/draft-acceptance.ts'
import { showAcceptance } from '../app/acceptance/show-acceptance.ts'
import { signAcceptance } from '../app/acceptance/sign-acceptance.ts'
import { withdrawAcceptance } from '../app/acceptance/withdraw-acceptance.ts'
import { get, post, type Route } from './route.ts'

export const acceptanceRoutes: readonly Route[] = [
  post('/projects/{project_id}/acceptances', draftAcceptance),
  get('/acceptances/{acceptance_id}', showAcceptance),
  post('/acceptances/{acceptance_id}/signatures', signAcceptance),
  post('/acceptances/{acceptance_id}/decision', decideAcceptance),
  post('/acceptances/{acceptance_id}/withdrawal', withdrawAcceptance),
]
