import type { View } from '../../app/operation.ts'
import { listProjectPhotosView } from '../../app/project/photos.ts'
import { showProjectGround } from '../../app/project/show-project-ground.ts'
import { showProject, showSatisfaction } from '../../app/project/views.ts'
import type { Fraction } from '../../core/fraction.ts'
import type { ProjectStatus } from '../../core/project/project.ts'
import { money, percent } from '../format.ts'
import type { TagColour } from '../parts/blocks.tsx'
import { look, type Visit } from '../visit.ts'

type Seen<V> = V extends View<infer _P, infer _I, infer O> ? O : never

export type Project = Seen<typeof showProject>
export type Ground = Seen<typeof showProjectGround>
export type Photo = Seen<typeof listProjectPhotosView>['items'][number]
export type Satisfaction = Seen<typeof showSatisfaction>
export type Change = Project['changes'][number]

/** A project with where it is and what its money follows. */
export async function lookAtProject(visit: Visit): Promise<{ project: Project; ground: Ground }> {
  const where = { project_id: visit.params.project_id ?? '' }
  const project = await look(visit, showProject, where)
  return { project, ground: await look(visit, showProjectGround, where) }
}

export async function lookAtPhotos(visit: Visit, projectId: string): Promise<readonly Photo[]> {
  return (await look(visit, listProjectPhotosView, { project_id: projectId })).items
}

export function lookAtSatisfaction(visit: Visit, projectId: string): Promise<Satisfaction> {
  return look(visit, showSatisfaction, { project_id: projectId })
}

export const statusColours: Readonly<Record<ProjectStatus, TagColour>> = {
  selected: 'grey',
  contracted: 'blue',
  in_progress: 'blue',
  completed: 'purple',
  rectifying: 'orange',
  accepted: 'green',
  audited: 'green',
  cancelled: 'grey',
}

/** A fraction of the rules as a percentage: 50/100 is 50%. */
export function shareOf({ num, den }: Fraction): string {
  return percent(num, den)
}

/** What a change is about, in words. */
export function changeInWords(
  { text }: Visit,
  { kind, cost_fen }: Pick<Change, 'kind' | 'cost_fen'>,
): string {
  const words = text.project.changes
  switch (kind) {
    case 'budget':
      return words.budget(money(cost_fen ?? 0))
    case 'scope':
      return words.scope
    case 'cancel':
      return words.cancel
  }
}
