import { listPreparationWorkView } from '../../app/cycle/preparation-work-view.ts'
import { look } from '../visit.ts'
import type { WorkItem, WorkSource } from './sources.ts'

/** From proposals to check-in: drafts, screening, confirmation, the assembly's schedule, candidates, objections, roster. */
export const proposalWork: WorkSource = async visit => {
  const { actor, text } = visit
  if (actor.kind !== 'staff') return []
  const { kinds, titles } = text.work.preparation
  const { items } = await look(visit, listPreparationWorkView, { district_id: actor.district_id })
  return items.map(
    (item): WorkItem => ({
      kind: kinds[item.kind],
      title: item.title ?? titles[item.kind],
      where: item.community_name,
      href: placeOf(item),
      due: item.since,
    }),
  )
}

function placeOf(item: {
  kind: keyof typeof pathOf
  subject: string
  community_id: string
  cycle_id: string
}): string {
  return pathOf[item.kind](item)
}

type Subject = { readonly subject: string; readonly community_id: string; readonly cycle_id: string }

const pathOf = {
  draft: ({ subject }: Subject) => `/work/proposals/${subject}`,
  screen: ({ subject }: Subject) => `/work/proposals/${subject}`,
  confirm: ({ community_id, cycle_id }: Subject) =>
    `/work/communities/${community_id}/confirmation?cycle=${cycle_id}`,
  schedule: ({ community_id, cycle_id }: Subject) =>
    `/work/communities/${community_id}/assembly?cycle=${cycle_id}`,
  publish: ({ subject }: Subject) => `/work/assemblies/${subject}/candidates`,
  objection: ({ subject }: Subject) => `/work/objections/${subject}`,
  roster: ({ subject }: Subject) => `/work/assemblies/${subject}/roster`,
  duties: ({ subject }: Subject) => `/work/assemblies/${subject}/duties`,
  slips: ({ subject }: Subject) => `/work/assemblies/${subject}/slips`,
}
