import { acceptanceRoutes } from './acceptance.ts'
import { assemblyRoutes } from './assembly.ts'
import { auditRoutes } from './audit.ts'
import { cycleRoutes } from './cycle.ts'
import { identityRoutes } from './identity.ts'
import { noticeRoutes } from './notice.ts'
import { photoRoutes } from './photo.ts'
import { projectRoutes } from './project.ts'
import { proposalRoutes } from './proposal.ts'
import { recordRoutes } from './record.ts'
import { rosterRoutes } from './roster.ts'
import { roundRoutes } from './round.ts'
import type { Route } from './route.ts'
import { tallyRoutes } from './tally.ts'

/** Every address of the API. A test demands a rule for each of them. */
export const routes: readonly Route[] = [
  ...identityRoutes,
  ...cycleRoutes,
  ...recordRoutes,
  ...proposalRoutes,
  ...noticeRoutes,
  ...rosterRoutes,
  ...assemblyRoutes,
  ...roundRoutes,
  ...tallyRoutes,
  ...projectRoutes,
  ...acceptanceRoutes,
  ...auditRoutes,
  ...photoRoutes,
]
