import { acceptance } from './zh/acceptance.ts'
import { admin } from './zh/admin.ts'
import { audit } from './zh/audit.ts'
import { ballots } from './zh/ballots.ts'
import { ceremony } from './zh/ceremony.ts'
import { checkIn } from './zh/check-in.ts'
import { common } from './zh/common.ts'
import { community } from './zh/community.ts'
import { count } from './zh/count.ts'
import { deeds } from './zh/deeds.ts'
import { desk } from './zh/desk.ts'
import { hall } from './zh/hall.ts'
import { inspection } from './zh/inspection.ts'
import { notices } from './zh/notices.ts'
import { objections } from './zh/objections.ts'
import { openData } from './zh/open-data.ts'
import { overview } from './zh/overview.ts'
import { photos } from './zh/photos.ts'
import { preparation } from './zh/preparation.ts'
import { project } from './zh/project.ts'
import { projectWork } from './zh/project-work.ts'
import { proposals } from './zh/proposals.ts'
import { refusals } from './zh/refusals.ts'
import { report } from './zh/report.ts'
import { results } from './zh/results.ts'
import { roster } from './zh/roster.ts'
import { rules } from './zh/rules.ts'
import { screening } from './zh/screening.ts'
import { signIn } from './zh/sign-in.ts'
import { specimen } from './zh/specimen.ts'
import { verify } from './zh/verify.ts'
import { vote } from './zh/vote.ts'
import { words } from './zh/words.ts'
import { work } from './zh/work.ts'
import { year } from './zh/year.ts'

/** All text of the interface in Chinese, a file for each group of pages. */
export const zh = {
  acceptance,
  admin,
  audit,
  ballots,
  ceremony,
  checkIn,
  common,
  community,
  count,
  deeds,
  desk,
  hall,
  inspection,
  notices,
  objections,
  openData,
  overview,
  photos,
  preparation,
  project,
  projectWork,
  proposals,
  refusals,
  report,
  results,
  verify,
  roster,
  rules,
  screening,
  signIn,
  specimen,
  vote,
  words,
  work,
  year,
}

/** All text of the interface in one language. A missing key does not compile. */
export type Text = typeof zh
