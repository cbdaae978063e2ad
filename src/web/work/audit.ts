import { listFindings, listPicksView } from '../../app/audit/inspection-views.ts'
import { showAuditDesk } from '../../app/audit/overview-views.ts'
import type { View } from '../../app/operation.ts'
import { type Actor, type Department, departments } from '../../core/identity/access.ts'
import { money } from '../format.ts'
import { look, lookAll, type Visit } from '../visit.ts'
import type { WorkItem, WorkSource } from './sources.ts'

type Seen<V> = V extends View<infer _P, infer _I, infer Output> ? Output : never
type Desk = Seen<typeof showAuditDesk>
type Staff = Extract<Actor, { kind: 'staff' }>

/** What waits in the audit: steps of draws, inspections, signatures, re-inspections, rectifications and recoveries. */
export const auditWork: WorkSource = async visit => {
  const { actor } = visit
  if (actor.kind !== 'staff') return []
  const department = actor.roles.find(({ role }) => role === 'auditor')?.department ?? null
  const admin = actor.roles.some(({ role }) => role === 'district_admin')
  const clerk = actor.roles.some(({ role }) => role === 'community_clerk')
  return [
    ...(admin || department !== null ? await drawsDue(visit, actor, department, admin) : []),
    ...(department === null ? [] : await inspectionsDue(visit, actor)),
    ...(clerk ? await rectificationsDue(visit, actor) : []),
    ...(admin || department === 'finance' ? await recoveriesDue(visit, actor) : []),
  ]
}

async function drawsDue(
  visit: Visit,
  { district_id }: Staff,
  department: Department | null,
  admin: boolean,
): Promise<WorkItem[]> {
  const { cycles } = await look(visit, showAuditDesk, { district_id })
  return cycles.flatMap(cycle => {
    const open = cycle.draws.find(draw => draw.status !== 'drawn')
    if (open !== undefined) return stepsDue(visit, cycle, open, department, admin)
    if (!admin || cycle.waiting === 0) return []
    const { work } = visit.text.inspection
    return [
      {
        kind: work.open,
        title: work.openTitle(cycle.waiting),
        where: cycle.name,
        href: `/work/cycles/${cycle.id}/draw`,
      },
    ]
  })
}

function stepsDue(
  { text }: Visit,
  cycle: Desk['cycles'][number],
  draw: Desk['cycles'][number]['draws'][number],
  department: Department | null,
  admin: boolean,
): WorkItem[] {
  const { work } = text.inspection
  const { committed, revealed, status } = draw
  const at = `/work/draws/${draw.id}`
  const item = (kind: string, href: string): WorkItem => ({
    kind,
    title: text.audit.number(draw.number),
    where: cycle.name,
    href,
    due: draw.opened_at,
  })
  if (status === 'framed') {
    return [
      ...(department !== null && !committed.includes(department) ? [item(work.commit, `${at}/commit`)] : []),
      ...(admin && committed.length === departments.length ? [item(work.dice, `${at}/dice`)] : []),
    ]
  }
  const owes = (one: Department) => committed.includes(one) && !revealed.includes(one)
  return [
    ...(department !== null && owes(department) ? [item(work.reveal, `${at}/reveal`)] : []),
    ...(admin && !departments.some(owes) ? [item(work.draw, `${at}/drawing`)] : []),
  ]
}

async function inspectionsDue(visit: Visit, { district_id, account_id }: Staff): Promise<WorkItem[]> {
  const picks = await lookAll(visit, listPicksView, { district_id }, { own: 'true', open: 'true' })
  const { work, where } = visit.text.inspection
  return picks.flatMap(({ inspection, ...pick }): WorkItem[] => {
    const place = { title: pick.title, where: where(pick.street, pick.community) }
    if (inspection === null)
      return [{ kind: work.inspect, ...place, href: `/work/projects/${pick.project_id}/inspection` }]
    const href = `/work/inspections/${inspection.id}`
    if (inspection.status === 'drafted' && !inspection.signed.includes(account_id))
      return [{ kind: work.sign, ...place, href }]
    if (inspection.status !== 'rectified') return []
    const due = inspection.deadline === null ? {} : { due: inspection.deadline }
    return [{ kind: work.reinspect, ...place, href, ...due }]
  })
}

async function rectificationsDue(visit: Visit, { district_id, roles }: Staff): Promise<WorkItem[]> {
  const { work, where } = visit.text.inspection
  const items: WorkItem[] = []
  for (const { role, area_id } of roles) {
    if (role !== 'community_clerk') continue
    const query = { community_id: area_id, status: 'recorded' }
    const findings = await lookAll(visit, listFindings, { district_id }, query)
    for (const { id, title, street, community, deadline } of findings) {
      items.push({
        kind: work.rectify,
        title,
        where: where(street, community),
        href: `/work/inspections/${id}`,
        ...(deadline === null ? {} : { due: deadline }),
      })
    }
  }
  return items
}

async function recoveriesDue(visit: Visit, { district_id }: Staff): Promise<WorkItem[]> {
  const { work, where } = visit.text.inspection
  const findings = await lookAll(visit, listFindings, { district_id }, { outstanding: 'true' })
  return findings.map(({ id, title, street, community, questioned_fen, recovered_fen, recorded_at }) => ({
    kind: work.recover,
    title: work.left(title, money(questioned_fen - recovered_fen)),
    where: where(street, community),
    href: `/work/inspections/${id}/recovery`,
    due: recorded_at,
  }))
}
