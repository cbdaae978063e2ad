import { assignDuties } from '../app/assembly/assign-duties.ts'
import { changeAssembly } from '../app/assembly/change-assembly.ts'
import { confirmScrutineers } from '../app/assembly/confirm-scrutineers.ts'
import { showDesk } from '../app/assembly/desk-view.ts'
import { listCandidatesView, showAttendance, showHall } from '../app/assembly/hall-views.ts'
import { listOpenAssembliesView } from '../app/assembly/list-open-assemblies.ts'
import { openCheckIn } from '../app/assembly/open-check-in.ts'
import { showPreparation } from '../app/assembly/preparation-view.ts'
import { publishCandidates } from '../app/assembly/publish-candidates.ts'
import { replaceDutyHolder } from '../app/assembly/replace-duty-holder.ts'
import { scheduleAssembly } from '../app/assembly/schedule-assembly.ts'
import { showCourse } from '../app/assembly/show-course.ts'
import { showSpecimen } from '../app/assembly/specimen-view.ts'
import { listAssembliesView, showAssembly } from '../app/assembly/views.ts'
import { voidAssembly } from '../app/assembly/void-assembly.ts'
import { get, post, put, type Route } from './route.ts'

export const assemblyRoutes: readonly Route[] = [
  post('/communities/{community_id}/cycles/{cycle_id}/assemblies', scheduleAssembly),
  get('/communities/{community_id}/cycles/{cycle_id}/assemblies', listAssembliesView),
  get('/assemblies/{assembly_id}', showAssembly),
  get('/assemblies/{assembly_id}/course', showCourse),
  get('/assemblies/{assembly_id}/desk', showDesk),
  get('/assemblies/{assembly_id}/specimen', showSpecimen),
  get('/communities/{community_id}/open-assemblies', listOpenAssembliesView),
  get('/assemblies/{assembly_id}/preparation', showPreparation),
  put('/assemblies/{assembly_id}', changeAssembly),
  post('/assemblies/{assembly_id}/candidates', publishCandidates),
  get('/assemblies/{assembly_id}/candidates', listCandidatesView),
  get('/assemblies/{assembly_id}/hall', showHall),
  get('/assemblies/{assembly_id}/attendance', showAttendance),
  put('/assemblies/{assembly_id}/duties', assignDuties),
  post('/assemblies/{assembly_id}/check-in-opening', openCheckIn),
  post('/assemblies/{assembly_id}/scrutineers-confirmation', confirmScrutineers),
  post('/assemblies/{assembly_id}/duty-replacements', replaceDutyHolder),
  post('/assemblies/{assembly_id}/void', voidAssembly),
]
