import { listOpenAssembliesView } from '../../app/assembly/list-open-assemblies.ts'
import type { Result } from '../../core/result.ts'
import { isoDayOf } from '../format.ts'
import { look, type Visit } from '../visit.ts'
import type { WorkItem, WorkSource } from './sources.ts'

type Listed =
  Awaited<ReturnType<typeof listOpenAssembliesView.run>> extends Result<infer Output> ? Output : never
type OpenAssembly = Listed['items'][number]

/** Assemblies of a clerk's communities that are under way, or ready and due to be opened. */
export const assemblyWork: WorkSource = async visit => {
  const { actor } = visit
  if (actor.kind !== 'staff') return []
  const own = actor.roles.filter(({ role }) => role === 'community_clerk')
  const lists = await Promise.all(
    own.map(({ area_id }) => look(visit, listOpenAssembliesView, { community_id: area_id })),
  )
  return lists.flatMap(({ items }) => items.flatMap(assembly => itemOf(visit, assembly)))
}

function itemOf(visit: Visit, assembly: OpenAssembly): WorkItem[] {
  const { work } = visit.text.desk
  const title = titleOf(visit, assembly)
  if (title === null) return []
  const { id, community, scheduled_for } = assembly
  return [{ kind: work.kind, title, where: community, href: `/desk/${id}`, due: scheduled_for }]
}

function titleOf({ text, now }: Visit, assembly: OpenAssembly): string | null {
  const { work } = text.desk
  const { status, round_status, scheduled_for, roster_frozen_at, notice_ends_at } = assembly
  switch (status) {
    case 'scheduled': {
      const today = isoDayOf(scheduled_for) <= isoDayOf(now)
      const prepared =
        roster_frozen_at !== null && notice_ends_at !== null && Date.parse(notice_ends_at) <= now.getTime()
      return today && prepared ? work.openCheckIn : null
    }
    case 'checking_in':
      return work.under.checking_in
    case 'voting':
    case 'counting':
      return round_status === null || round_status === 'certified' || round_status === 'voided'
        ? work.under.between
        : work.under[round_status]
    case 'certified':
    case 'void':
      return null
  }
}
