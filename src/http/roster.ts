import { addDelegates } from '../app/roster/add-delegates.ts'
import { listAttendeesView, showAttendee } from '../app/roster/attendee-views.ts'
import { changeDelegate } from '../app/roster/change-delegate.ts'
import { checkInDelegates } from '../app/roster/check-in-delegates.ts'
import { findDelegate } from '../app/roster/find-delegate.ts'
import { freezeRoster } from '../app/roster/freeze-roster.ts'
import { listDutyChoicesView, listSlipsView } from '../app/roster/preparation-views.ts'
import { printCodes } from '../app/roster/print-codes.ts'
import { removeDelegate } from '../app/roster/remove-delegate.ts'
import { replaceCode } from '../app/roster/replace-code.ts'
import { listDelegatesView, showRoster } from '../app/roster/views.ts'
import { get, post, put, type Route, remove } from './route.ts'

/** A thousand delegates with names of a hundred characters. */
const largest = 1024 * 1024

export const rosterRoutes: readonly Route[] = [
  post('/assemblies/{assembly_id}/delegates', addDelegates, { largest }),
  get('/assemblies/{assembly_id}/delegates', listDelegatesView),
  get('/assemblies/{assembly_id}/roster', showRoster),
  get('/assemblies/{assembly_id}/attendees', listAttendeesView),
  post('/assemblies/{assembly_id}/delegate-search', findDelegate),
  get('/delegates/{delegate_id}', showAttendee),
  post('/assemblies/{assembly_id}/roster-freeze', freezeRoster),
  get('/assemblies/{assembly_id}/duty-choices', listDutyChoicesView),
  post('/assemblies/{assembly_id}/codes', printCodes),
  get('/assemblies/{assembly_id}/codes', listSlipsView),
  post('/assemblies/{assembly_id}/check-ins', checkInDelegates),
  put('/delegates/{delegate_id}', changeDelegate),
  remove('/delegates/{delegate_id}', removeDelegate),
  post('/delegates/{delegate_id}/code', replaceCode),
]
