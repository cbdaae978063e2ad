import type { Visit } from '../visit.ts'
import { assemblyWork } from './assemblies.ts'
import { auditWork } from './audit.ts'
import { projectWorkSource } from './projects.ts'
import { proposalWork } from './proposals.ts'

/** Something that waits for the visitor: what, where, since when, and where it is done. */
export interface WorkItem {
  /** The kind of work, under which items are listed together: "初审". */
  readonly kind: string
  readonly title: string
  /** The community, street or project it belongs to. */
  readonly where: string
  readonly href: string
  /** The day by which it is to be done, or from which it waits: YYYY-MM-DD or a moment. */
  readonly due?: string
}

/** What waits for one member of staff, of one kind of work. Signed in, of whatever role: others' work is left out. */
export type WorkSource = (visit: Visit) => Promise<readonly WorkItem[]>

/** Every kind of work, in the order of the year. */
export const workSources: readonly WorkSource[] = [proposalWork, assemblyWork, projectWorkSource, auditWork]
