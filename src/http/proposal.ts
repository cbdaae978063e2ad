import { changeProposal } from '../app/proposal/change-proposal.ts'
import { showCollection } from '../app/proposal/collection-view.ts'
import { confirmScreening } from '../app/proposal/confirm-screening.ts'
import { createProposal } from '../app/proposal/create-proposal.ts'
import { linkProposer } from '../app/proposal/link-proposer.ts'
import { listOpenProposalsView } from '../app/proposal/list-open-proposals.ts'
import { listOwnProposalsView } from '../app/proposal/own-proposals-view.ts'
import { showProposer } from '../app/proposal/proposer-view.ts'
import { screenProposal } from '../app/proposal/screen-proposal.ts'
import { listScreeningsView, showScreening } from '../app/proposal/screening-views.ts'
import { showProposalCourse } from '../app/proposal/show-proposal-course.ts'
import { submitProposal } from '../app/proposal/submit-proposal.ts'
import { listProposalsView, showProposal, showProposalContact } from '../app/proposal/views.ts'
import { get, post, put, type Route } from './route.ts'

const list = '/communities/{community_id}/cycles/{cycle_id}'

export const proposalRoutes: readonly Route[] = [
  post(`${list}/proposals`, createProposal),
  get(`${list}/proposals`, listProposalsView),
  get('/communities/{community_id}/collection', showCollection),
  get(`${list}/screenings`, listScreeningsView),
  post(`${list}/screening-confirmation`, confirmScreening),
  get('/proposals/{proposal_id}', showProposal),
  get('/proposals/{proposal_id}/course', showProposalCourse),
  get('/districts/{district_id}/proposals', listOpenProposalsView),
  get('/districts/{district_id}/own-proposals', listOwnProposalsView),
  put('/proposals/{proposal_id}', changeProposal),
  post('/proposals/{proposal_id}/submission', submitProposal),
  put('/proposals/{proposal_id}/proposer', linkProposer),
  get('/proposals/{proposal_id}/proposer', showProposer),
  post('/proposals/{proposal_id}/screening', screenProposal),
  get('/proposals/{proposal_id}/screening', showScreening),
  get('/proposals/{proposal_id}/contact', showProposalContact),
]
