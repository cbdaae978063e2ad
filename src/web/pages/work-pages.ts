import type { Page } from '../page.ts'
import { candidatePages } from './candidates.tsx'
import { dutyPages } from './duties.tsx'
import { objectionWorkPages } from './objection-work.tsx'
import { proposalWorkPages } from './proposals-work.tsx'
import { rosterPages } from './roster.tsx'
import { schedulePages } from './schedule.tsx'
import { screeningPages } from './screening.tsx'
import { slipPages } from './slips.tsx'
import { workPages } from './work.tsx'
import { yearPages } from './year.tsx'

/** The staff's pages from the work list to the eve of the assembly. */
export const staffPages: readonly Page[] = [
  ...workPages,
  ...yearPages,
  ...proposalWorkPages,
  ...screeningPages,
  ...schedulePages,
  ...candidatePages,
  ...objectionWorkPages,
  ...rosterPages,
  ...dutyPages,
  ...slipPages,
]
