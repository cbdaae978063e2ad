import { z } from 'zod'
import { leastSignatures } from '../../core/acceptance/acceptance.ts'
import { archive } from '../../core/project/archive.ts'
import { type AuditState, auditStateOf } from '../../core/project/audit-state.ts'
import { roomFor } from '../../core/project/payments.ts'
import { accept } from '../../core/result.ts'
import { auditStandings } from '../../db/audit-standing.ts'
import { findCycle } from '../../db/cycle.ts'
import { listWaitingChanges, listWaitingProjects, type WaitingProject } from '../../db/project-work.ts'
import type { Tx } from '../../db/tx.ts'
import { view } from '../operation.ts'
import { id, nothing } from '../schemas.ts'

/** What may wait between the result of the assembly and the archive. */
export const projectWork = [
  'contract',
  'start',
  'complete',
  'rectify',
  'pay',
  'satisfaction',
  'archive',
  'change',
  'accept',
  'sign',
  'decide',
] as const

const workItem = z.strictObject({
  kind: z.enum(projectWork),
  /** Of the project, change request or acceptance; of the community for the archive. */
  subject: id,
  title: z.string(),
  cycle_id: id,
  community_id: id,
  community_name: z.string(),
  /** By when it is due, or from when it waits. */
  due: z.string().nullable(),
})
type Item = z.output<typeof workItem>

/** What waits for whoever asks, from the contract to the archive; empty with a first password, which opens no area. */
export const listProjectWork = view({
  name: 'list-project-work',
  summary: 'What waits for whoever asks, from the contract to the archive',
  access: { staff: true },
  of: 'district_id',
  params: z.strictObject({ district_id: id }),
  input: nothing,
  output: z.strictObject({ items: z.array(workItem) }),
  async run({ tx, actor, at }) {
    if (actor.kind !== 'staff' || actor.must_change_password) return accept({ items: [] })
    const { account_id } = actor
    const areasOf = (wanted: string) =>
      actor.roles.flatMap(({ role, area_id }) => (role === wanted ? [area_id] : []))
    const communities = areasOf('community_clerk')
    const streets = areasOf('street_officer')
    if (communities.length + streets.length === 0) return accept({ items: [] })
    const own = await listWaitingProjects(tx, { communities, streets: [] }, account_id)
    const theirs = await listWaitingProjects(tx, { communities: [], streets }, account_id)
    const changes = await listWaitingChanges(tx, streets, account_id)
    return accept({
      items: [
        ...(await clerksWork(tx, own, at)),
        ...changes.map(({ requested_at, id, ...where }) => ({
          ...where,
          kind: 'change' as const,
          subject: id,
          due: requested_at,
        })),
        ...theirs.flatMap(officersWork),
      ],
    })
  },
})

async function clerksWork(tx: Tx, projects: readonly WaitingProject[], at: Date): Promise<Item[]> {
  const standings = await auditStandings(
    tx,
    projects.map(project => project.id),
  )
  const audits = new Map([...standings].map(([project, standing]) => [project, auditStateOf(standing)]))
  const items: Item[] = []
  for (const project of projects) {
    const due = nextStep(project, at)
    if (due !== null) items.push(itemOf(project, ...due))
    if (project.ratings > 0 && project.satisfaction_published_at === null)
      items.push(itemOf(project, 'satisfaction', project.accepted_at))
    if (project.accepted_at !== null && (await isOwed(tx, project, audits.get(project.id) === 'open')))
      items.push(itemOf(project, 'pay', project.accepted_at))
  }
  return [...items, ...archivable(projects, audits)]
}

/** What the status asks of the clerk, and by when. The contract waits for the end of the notice. */
function nextStep(project: WaitingProject, at: Date): [Item['kind'], string | null] | null {
  const { status, result_ends_at, changed_at, rectify_by } = project
  switch (status) {
    case 'selected':
      return result_ends_at !== null && new Date(result_ends_at) <= at ? ['contract', result_ends_at] : null
    case 'contracted':
      return ['start', changed_at]
    case 'in_progress':
      return ['complete', changed_at]
    case 'rectifying':
      return ['rectify', rectify_by]
    case 'completed':
    case 'accepted':
    case 'audited':
    case 'cancelled':
      return null
  }
}

/** Whether something of the settlement is still to be paid now. */
async function isOwed(tx: Tx, project: WaitingProject, audit_open: boolean): Promise<boolean> {
  const { rules } = await findCycle(tx, project.cycle_id)
  return (['final', 'retention'] as const).some(kind => {
    const room = roomFor({ ...project, audit_open }, rules, kind)
    return room.ok && room.value.left_fen > 0
  })
}

/** Years in which everything is over: nobody is told of the others, whatever is left there has its own line. */
function archivable(projects: readonly WaitingProject[], audits: ReadonlyMap<string, AuditState>): Item[] {
  const years = Map.groupBy(projects, project => `${project.cycle_id} ${project.community_id}`)
  return [...years.values()].flatMap(year => {
    const [first] = year
    const over = archive({
      archived: false,
      certified: true,
      projects: year.map(({ id, status }) => ({ id, status, audit: audits.get(id) ?? 'waiting' })),
    })
    if (first === undefined || !over.ok) return []
    return [{ ...itemOf(first, 'archive', null), subject: first.community_id, title: first.community_name }]
  })
}

/** What a completed project asks of the street's officers. */
function officersWork(project: WaitingProject): Item[] {
  const { status, acceptance_id, executed_by_asker, signed_by_asker, signatures } = project
  if (status !== 'completed' || executed_by_asker) return []
  if (acceptance_id === null) return [itemOf(project, 'accept', project.completed_on)]
  const subject = { subject: acceptance_id }
  if (!signed_by_asker) return [{ ...itemOf(project, 'sign', project.completed_on), ...subject }]
  return signatures >= leastSignatures
    ? [{ ...itemOf(project, 'decide', project.completed_on), ...subject }]
    : []
}

function itemOf(project: WaitingProject, kind: Item['kind'], due: string | null): Item {
  const { id: subject, title, cycle_id, community_id, community_name } = project
  return { kind, subject, title, cycle_id, community_id, community_name, due }
}
