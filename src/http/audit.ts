import { commitSecret } from '../app/audit/commit-secret.ts'
import { draftInspection } from '../app/audit/draft-inspection.ts'
import { drawProjects } from '../app/audit/draw-projects.ts'
import {
  listAuditors,
  listFindings,
  listPicksView,
  listReplacementsView,
  showInspection,
} from '../app/audit/inspection-views.ts'
import { openDraw } from '../app/audit/open-draw.ts'
import { listFrameProjectsView, previewDraw, showAudit, showAuditDesk } from '../app/audit/overview-views.ts'
import { pickExtra } from '../app/audit/pick-extra.ts'
import { recordRecovery } from '../app/audit/record-recovery.ts'
import { reinspectProject } from '../app/audit/reinspect-project.ts'
import { replaceInspector } from '../app/audit/replace-inspector.ts'
import { reportRectification } from '../app/audit/report-rectification.ts'
import { revealSecret } from '../app/audit/reveal-secret.ts'
import { signInspection } from '../app/audit/sign-inspection.ts'
import { throwDice } from '../app/audit/throw-dice.ts'
import { listDrawsView, listExtraPicksView, showDraw, showEvidence } from '../app/audit/views.ts'
import { withdrawInspection } from '../app/audit/withdraw-inspection.ts'
import { get, post, type Route } from './route.ts'

export const auditRoutes: readonly Route[] = [
  post('/cycles/{cycle_id}/draws', openDraw),
  get('/cycles/{cycle_id}/draws', listDrawsView),
  get('/cycles/{cycle_id}/audit', showAudit),
  get('/cycles/{cycle_id}/draw-preview', previewDraw),
  get('/districts/{district_id}/audit-desk', showAuditDesk),
  get('/districts/{district_id}/auditors', listAuditors),
  get('/districts/{district_id}/picks', listPicksView),
  get('/districts/{district_id}/findings', listFindings),
  get('/draws/{draw_id}', showDraw),
  get('/draws/{draw_id}/evidence', showEvidence),
  get('/draws/{draw_id}/projects', listFrameProjectsView),
  get('/draws/{draw_id}/replacements', listReplacementsView),
  post('/draws/{draw_id}/commitments', commitSecret),
  post('/draws/{draw_id}/dice', throwDice),
  post('/draws/{draw_id}/reveals', revealSecret),
  post('/draws/{draw_id}/drawing', drawProjects),
  post('/cycles/{cycle_id}/extra-picks', pickExtra),
  get('/cycles/{cycle_id}/extra-picks', listExtraPicksView),
  post('/projects/{project_id}/inspector-replacements', replaceInspector),
  post('/projects/{project_id}/inspections', draftInspection),
  get('/inspections/{inspection_id}', showInspection),
  post('/inspections/{inspection_id}/signatures', signInspection),
  post('/inspections/{inspection_id}/withdrawal', withdrawInspection),
  post('/inspections/{inspection_id}/rectifications', reportRectification),
  post('/inspections/{inspection_id}/reinspections', reinspectProject),
  post('/inspections/{inspection_id}/recoveries', recordRecovery),
]
