import { changeCycle } from '../app/cycle/change-cycle.ts'
import { createCycle } from '../app/cycle/create-cycle.ts'
import { listDisplayedNoticesView } from '../app/cycle/list-displayed-notices.ts'
import { listPreparationWorkView } from '../app/cycle/preparation-work-view.ts'
import { publishCycle } from '../app/cycle/publish-cycle.ts'
import { showCommunityYear } from '../app/cycle/show-community-year.ts'
import { showDistrictYear } from '../app/cycle/show-district-year.ts'
import { listCyclesView, listFundsView, listNoticesView, showCycle } from '../app/cycle/views.ts'
import { showWorkYear } from '../app/cycle/work-year-view.ts'
import { get, post, put, type Route } from './route.ts'

export const cycleRoutes: readonly Route[] = [
  post('/districts/{district_id}/cycles', createCycle),
  get('/districts/{district_id}/cycles', listCyclesView),
  get('/districts/{district_id}/notices', listNoticesView),
  get('/districts/{district_id}/displayed-notices', listDisplayedNoticesView),
  get('/district-names/{slug}/year', showDistrictYear),
  get('/communities/{community_id}/year', showCommunityYear),
  get('/communities/{community_id}/work-year', showWorkYear),
  get('/districts/{district_id}/preparation-work', listPreparationWorkView),
  get('/cycles/{cycle_id}', showCycle),
  put('/cycles/{cycle_id}', changeCycle),
  post('/cycles/{cycle_id}/publication', publishCycle),
  get('/cycles/{cycle_id}/funds', listFundsView),
]
