import type { Page } from '../page.ts'
import { auditPage } from './audit.tsx'
import { ceremonyPage } from './ceremony.tsx'
import { drawingPages } from './ceremony-draw.tsx'
import { auditDeskPages } from './ceremony-list.tsx'
import { secretPages } from './ceremony-secrets.tsx'
import { drawPages } from './draw.tsx'
import { inspectionPage } from './inspection.tsx'
import { draftPage } from './inspection-draft.tsx'
import { extraPickPage } from './inspection-extra.tsx'
import { followPages } from './inspection-follow.tsx'
import { inspectionPhotosPage } from './inspection-photos.tsx'
import { replacePage } from './inspection-replace.tsx'

/** The audit, public and for staff. */
export const auditPages: readonly Page[] = [
  auditPage,
  ...drawPages,
  ...auditDeskPages,
  ceremonyPage,
  ...secretPages,
  ...drawingPages,
  draftPage,
  inspectionPage,
  inspectionPhotosPage,
  ...followPages,
  replacePage,
  extraPickPage,
]
