import type { Page } from './page.ts'
import { adminPages } from './pages/admin/hub.tsx'
import { auditPages } from './pages/audit-pages.ts'
import { communityPages } from './pages/community.tsx'
import { deskPages } from './pages/desk.tsx'
import { districtPages } from './pages/district.tsx'
import { enterPages } from './pages/enter.tsx'
import { hallPages } from './pages/hall.tsx'
import { noticePages } from './pages/notices.tsx'
import { objectionPages } from './pages/objections.tsx'
import { photoPages } from './pages/photos.tsx'
import { projectGroupPages } from './pages/project-pages.ts'
import { proposalPages } from './pages/proposal.tsx'
import { proposePages } from './pages/propose.tsx'
import { resultPages } from './pages/results.ts'
import { rulesPages } from './pages/rules.tsx'
import { signInPages } from './pages/sign-in.tsx'
import { votePages } from './pages/vote.tsx'
import { ratingPages } from './pages/vote-ratings.tsx'
import { staffPages } from './pages/work-pages.ts'

/** Every page of the site, by group. */
export const pages: readonly Page[] = [
  ...objectionPages,
  ...proposalPages,
  ...proposePages,
  ...rulesPages,
  ...noticePages,
  ...communityPages,
  ...districtPages,
  ...deskPages,
  ...signInPages,
  ...adminPages,
  ...auditPages,
  ...photoPages,
  ...projectGroupPages,
  ...resultPages,
  ...enterPages,
  ...votePages,
  ...ratingPages,
  ...hallPages,
  ...staffPages,
]
