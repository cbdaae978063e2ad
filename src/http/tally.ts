import { showBallots, showElection } from '../app/tally/ballot-views.ts'
import { listBatchesView, showBatch } from '../app/tally/batch-views.ts'
import { certifyTally } from '../app/tally/certify-tally.ts'
import { compareRulesView } from '../app/tally/compare-rules.ts'
import { showCount } from '../app/tally/count-view.ts'
import { createBatch } from '../app/tally/create-batch.ts'
import { drawLot } from '../app/tally/draw-lot.ts'
import { keyBatch } from '../app/tally/key-batch.ts'
import { listBallotsView } from '../app/tally/list-ballots.ts'
import { listResultsView } from '../app/tally/list-results.ts'
import { publishBallots } from '../app/tally/publish-ballots.ts'
import { removeBatch } from '../app/tally/remove-batch.ts'
import { ruleOnBatch } from '../app/tally/rule-on-batch.ts'
import { showOutcome } from '../app/tally/show-outcome.ts'
import { signTally } from '../app/tally/sign-tally.ts'
import { showReport, showTally } from '../app/tally/views.ts'
import { get, post, put, type Route, remove } from './route.ts'

/** A batch of 2000 sheets with all their choices. */
const largestKeying = 8 * 1024 * 1024

export const tallyRoutes: readonly Route[] = [
  post('/rounds/{round_id}/batches', createBatch),
  get('/rounds/{round_id}/batches', listBatchesView),
  get('/batches/{batch_id}', showBatch),
  remove('/batches/{batch_id}', removeBatch),
  get('/assemblies/{assembly_id}/count', showCount),
  put('/batches/{batch_id}/keying', keyBatch, { largest: largestKeying }),
  post('/batches/{batch_id}/rulings', ruleOnBatch),
  post('/rounds/{round_id}/lots', drawLot),
  post('/rounds/{round_id}/ballots-publication', publishBallots),
  get('/rounds/{round_id}/tally', showTally),
  post('/rounds/{round_id}/signatures', signTally),
  post('/rounds/{round_id}/certification', certifyTally),
  get('/assemblies/{assembly_id}/report', showReport),
  get('/assemblies/{assembly_id}/outcome', showOutcome),
  get('/assemblies/{assembly_id}/other-rules', compareRulesView),
  get('/districts/{district_id}/results', listResultsView),
  get('/rounds/{round_id}/ballots', listBallotsView),
  get('/assemblies/{assembly_id}/ballots', showBallots, { media: 'application/json' }),
  get('/assemblies/{assembly_id}/election.pb', showElection, { media: 'text/plain; charset=utf-8' }),
]
