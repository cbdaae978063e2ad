import { listProjectWork } from '../../app/project/list-project-work.ts'
import { look } from '../visit.ts'
import type { WorkItem, WorkSource } from './sources.ts'

/** From the contract to the archive: what waits for the clerk, and for the officers of the street. */
export const projectWorkSource: WorkSource = async visit => {
  const { actor, text } = visit
  if (actor.kind !== 'staff') return []
  const { kinds } = text.projectWork
  const { items } = await look(visit, listProjectWork, { district_id: actor.district_id })
  return items.map(
    (item): WorkItem => ({
      kind: kinds[item.kind],
      title: item.title,
      where: item.community_name,
      href: pathOf[item.kind](item),
      ...(item.due === null ? {} : { due: item.due }),
    }),
  )
}

const project =
  (step: string) =>
  ({ subject }: { subject: string; cycle_id: string }) =>
    `/work/projects/${subject}${step}`

/** Where each kind of work is done. */
const pathOf = {
  contract: project('/contract'),
  start: project('/start'),
  complete: project('/completion'),
  rectify: project('/completion'),
  pay: project('/payments'),
  satisfaction: project('/satisfaction'),
  archive: ({ subject, cycle_id }: { subject: string; cycle_id: string }) =>
    `/work/communities/${subject}/archive?cycle=${cycle_id}`,
  change: ({ subject }: { subject: string }) => `/work/change-requests/${subject}`,
  accept: project('/acceptance'),
  sign: ({ subject }: { subject: string }) => `/work/acceptances/${subject}`,
  decide: ({ subject }: { subject: string }) => `/work/acceptances/${subject}`,
}
