import { showLog } from '../app/record/show-log.ts'
import { showVerifierKey } from '../app/record/show-verifier-key.ts'
import {
  listEntriesView,
  proveConsistency,
  proveInclusion,
  showCheckpoint,
  showRecord,
} from '../app/record/views.ts'
import { get, type Route } from './route.ts'

export const recordRoutes: readonly Route[] = [
  get('/districts/{district_id}/record', showRecord, { media: 'application/json' }),
  get('/districts/{district_id}/record/key', showVerifierKey),
  get('/districts/{district_id}/log', showLog),
  get('/districts/{district_id}/record/checkpoint', showCheckpoint, { media: 'text/plain; charset=utf-8' }),
  get('/districts/{district_id}/record/entries', listEntriesView),
  get('/districts/{district_id}/record/inclusion', proveInclusion),
  get('/districts/{district_id}/record/consistency', proveConsistency),
]
