import { acceptance } from './en/acceptance.ts'
import { admin } from './en/admin.ts'
import { audit } from './en/audit.ts'
import { ballots } from './en/ballots.ts'
import { ceremony } from './en/ceremony.ts'
import { checkIn } from './en/check-in.ts'
import { common } from './en/common.ts'
import { community } from './en/community.ts'
import { count } from './en/count.ts'
import { deeds } from './en/deeds.ts'
import { desk } from './en/desk.ts'
import { hall } from './en/hall.ts'
import { inspection } from './en/inspection.ts'
import { notices } from './en/notices.ts'
import { objections } from './en/objections.ts'
import { openData } from './en/open-data.ts'
import { overview } from './en/overview.ts'
import { photos } from './en/photos.ts'
import { preparation } from './en/preparation.ts'
import { project } from './en/project.ts'
import { projectWork } from './en/project-work.ts'
import { proposals } from './en/proposals.ts'
import { refusals } from './en/refusals.ts'
import { report } from './en/report.ts'
import { results } from './en/results.ts'
import { roster } from './en/roster.ts'
import { rules } from './en/rules.ts'
import { screening } from './en/screening.ts'
import { signIn } from './en/sign-in.ts'
import { specimen } from './en/specimen.ts'
import { verify } from './en/verify.ts'
import { vote } from './en/vote.ts'
import { words } from './en/words.ts'
import { work } from './en/work.ts'
import { year } from './en/year.ts'
import type { Text } from './zh.ts'

export const en: Text = {
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
