import { z } from 'zod'
import {
  nextInspector,
  replaceByHand,
  replacementReasons,
  stayingInspector,
} from '../../core/audit/replacement.ts'
import type { Department } from '../../core/identity/access.ts'
import { accept, type Result, refuse } from '../../core/result.ts'
import { findDraw } from '../../db/audit.ts'
import {
  listInspections,
  listInvolved,
  listPicks,
  lockInspection,
  type Pick,
  setInspection,
} from '../../db/inspection.ts'
import { lockProject } from '../../db/project.ts'
import { addReplacement, listReplacements, listServing, type Replacement } from '../../db/replacement.ts'
import type { Tx } from '../../db/tx.ts'
import { verb } from '../operation.ts'
import { id } from '../schemas.ts'

/**
 * Replaces an inspector who cannot go on. For a drawn project the next one follows from the draw's seed; for an extra pick
 * `inspector` names them, as the first two were named. A draft is withdrawn: the new pair looks for itself. The draw
 * stays as it is; the replacement is an entry of its own. Refusals: NOT_FOUND (not picked this way, or none of the two) and
 * those of `stayingInspector`, `nextInspector` and `replaceByHand`.
 */
export const replaceInspector = verb({
  name: 'replace-inspector',
  summary: 'Replace an inspector of a picked project who cannot go on',
  access: { roles: ['district_admin'] },
  of: 'project_id',
  creates: true,
  params: z.strictObject({ project_id: id }),
  input: z.strictObject({
    id,
    /** Of the extra pick, not of the drawn one. */
    extra: z.boolean(),
    leaves: id,
    reason: z.enum(replacementReasons),
    /** For an extra pick, and only there. */
    inspector: id.nullable().default(null),
  }),
  output: z.strictObject({ id, inspector: id, passed: z.array(id).readonly() }),
  async run({ tx, actor, place, at, append }, params, input) {
    if (actor.kind !== 'staff') return refuse('NOT_YOUR_ROLE')
    const project = await lockProject(tx, params.project_id)
    const { extra, leaves, reason } = input
    const pick = (await listPicks(tx, project.id)).find(one => one.extra === extra)
    if (pick === undefined) return refuse('NOT_FOUND', { what: 'pick' })
    const alive = (await listInspections(tx, project.id)).find(
      one => one.extra === extra && one.status !== 'withdrawn',
    )
    const { inspectors } = pick
    const stays = stayingInspector({ status: alive?.status ?? null, inspectors, leaves })
    if (!stays.ok) return stays
    const before = await listReplacements(tx, project.id, extra)
    const leaving = {
      district: place.district_id,
      project: project.id,
      pick,
      stays: stays.value,
      leaves,
      before,
    }
    const chosen = extra ? await byHand(tx, leaving, input.inspector) : await byTicket(tx, leaving)
    if (!chosen.ok) return chosen
    const { inspector, passed } = chosen.value
    if (alive?.status === 'drafted') {
      await lockInspection(tx, alive.id)
      await setInspection(tx, alive.id, { status: 'withdrawn' })
    }
    await addReplacement(tx, {
      id: input.id,
      district_id: place.district_id,
      project_id: project.id,
      extra,
      number: before.length + 1,
      place: inspectors.indexOf(leaves) + 1,
      leaves,
      account_id: inspector,
      passed,
      reason,
      replaced_by: actor.account_id,
      replaced_at: at.toISOString(),
    })
    const body = { project: project.id, pick: pick.id, extra, leaves, inspector, passed, reason }
    await append([{ type: 'inspector.replaced', subject: input.id, body }])
    return accept({ id: input.id, inspector, passed })
  },
})

interface LeavingPick {
  readonly district: string
  readonly project: string
  readonly pick: Pick
  readonly stays: string
  readonly leaves: string
  readonly before: readonly Replacement[]
}

async function byTicket(tx: Tx, leaving: LeavingPick) {
  const { district, project, pick, stays, leaves, before } = leaving
  const { seed, frame } = await findDraw(tx, pick.id)
  if (seed === null) throw new TypeError('a drawn project has its seed')
  const serving = await listServing(tx, district)
  const involved = await listInvolved(tx, project)
  const fits = (one: { id: string; department: Department }) =>
    serving.get(one.id) === one.department && !involved.includes(one.id)
  return nextInspector({
    seed,
    project,
    inspectors: frame.inspectors,
    stays,
    left: [leaves, ...before.map(one => one.leaves)],
    unfit: frame.inspectors.filter(one => !fits(one)).map(one => one.id),
  })
}

async function byHand(
  tx: Tx,
  { district, project, leaves, stays }: LeavingPick,
  named: string | null,
): Promise<Result<{ inspector: string; passed: readonly string[] }>> {
  if (named === null) return refuse('INSPECTORS_DO_NOT_FIT', { unfit: [] })
  const serving = await listServing(tx, district)
  const involved = await listInvolved(tx, project)
  const proposed = (one: string) => ({
    id: one,
    department: serving.get(one) ?? null,
    involved: involved.includes(one),
  })
  const chosen = replaceByHand(leaves, proposed(stays), proposed(named))
  return chosen.ok ? accept({ inspector: chosen.value, passed: [] }) : chosen
}
