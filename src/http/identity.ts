import { changeAccount } from '../app/identity/change-account.ts'
import { changeArea } from '../app/identity/change-area.ts'
import { changePassword } from '../app/identity/change-password.ts'
import { createAccount } from '../app/identity/create-account.ts'
import { createArea } from '../app/identity/create-area.ts'
import { enterWithCode } from '../app/identity/enter-with-code.ts'
import { listDistrictsView } from '../app/identity/list-districts.ts'
import { showOwnAreas } from '../app/identity/own-areas.ts'
import { signIn } from '../app/identity/sign-in.ts'
import { signOut } from '../app/identity/sign-out.ts'
import {
  listAccountsView,
  listAreasView,
  listTrailView,
  showAreaPath,
  showDistrict,
  showSelf,
} from '../app/identity/views.ts'
import { get, post, put, type Route, remove } from './route.ts'
import { respondSignedOut, respondWithSession } from './session.ts'

export const identityRoutes: readonly Route[] = [
  post('/sessions', signIn, { respond: respondWithSession, largest: 4096 }),
  post('/delegate-sessions', enterWithCode, { respond: respondWithSession, largest: 4096 }),
  remove('/sessions/own', signOut, { respond: respondSignedOut }),
  get('/self', showSelf),
  put('/accounts/{account_id}/password', changePassword, { largest: 4096 }),
  put('/accounts/{account_id}', changeAccount),
  get('/districts', listDistrictsView),
  post('/districts/{district_id}/accounts', createAccount),
  get('/districts/{district_id}/accounts', listAccountsView),
  post('/districts/{district_id}/areas', createArea),
  get('/districts/{district_id}/areas', listAreasView),
  put('/areas/{area_id}', changeArea),
  get('/districts/{district_id}/trail', listTrailView),
  get('/district-names/{slug}', showDistrict),
  get('/areas/{area_id}/path', showAreaPath),
  get('/districts/{district_id}/own-areas', showOwnAreas),
]
