import { commitSecret } from '../../app/audit/commit-secret.ts'
import { throwDice } from '../../app/audit/throw-dice.ts'
import { showDraw } from '../../app/audit/views.ts'
import { showCycle } from '../../app/cycle/views.ts'
import { showOwnAreas } from '../../app/identity/own-areas.ts'
import type { Department } from '../../core/identity/access.ts'
import type { Text } from '../text/choose.ts'
import { look, may, PageRefused, type Visit } from '../visit.ts'
import { nameDepartments } from './audit-parts.tsx'
import type { Draw } from './draw.tsx'

/** A draw and what its visitor does in the ceremony. */
export interface Ceremony {
  readonly draw: Draw
  readonly cycle: { readonly id: string; readonly name: string }
  readonly district: { readonly slug: string; readonly name: string }
  readonly admin: boolean
  /** The visitor's department; null for whoever is no auditor here. */
  readonly department: Department | null
}

/** @throws PageRefused for whoever has no part in the ceremony: everybody else watches on the draw's public page. */
export async function lookCeremony(visit: Visit): Promise<Ceremony> {
  const draw_id = visit.params.draw_id ?? ''
  const draw = await look(visit, showDraw, { draw_id })
  if (visit.actor.kind === 'staff' && visit.actor.must_change_password)
    throw new PageRefused({ code: 'PASSWORD_CHANGE_REQUIRED', detail: {} })
  const admin = await may(visit, throwDice, { draw_id })
  const auditor = await may(visit, commitSecret, { draw_id })
  if (!admin && !auditor) throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  const { id, name } = await look(visit, showCycle, { cycle_id: draw.cycle_id })
  const district_id = visit.actor.kind === 'staff' ? visit.actor.district_id : ''
  const { district } = await look(visit, showOwnAreas, { district_id })
  return {
    draw,
    cycle: { id, name },
    district: { slug: district.slug, name: district.name },
    admin,
    department: auditor ? departmentOf(visit) : null,
  }
}

export function departmentOf({ actor }: Visit): Department | null {
  if (actor.kind !== 'staff') return null
  return actor.roles.find(({ role }) => role === 'auditor')?.department ?? null
}

/** The departments that have not committed, and those that have and did not reveal. */
export function missingOf({ departments }: Draw): { uncommitted: Department[]; unrevealed: Department[] } {
  return {
    uncommitted: departments.filter(one => one.commitment === null).map(one => one.department),
    unrevealed: departments
      .filter(one => one.commitment !== null && one.reveal === null)
      .map(one => one.department),
  }
}

/** Who is waited for in a draw that is not made yet, as a sentence. */
export function waitedFor(text: Text, draw: Draw): string {
  const { uncommitted, unrevealed } = missingOf(draw)
  if (draw.status === 'framed') {
    return uncommitted.length > 0
      ? text.audit.waitCommit(nameDepartments(text, uncommitted))
      : text.audit.waitDice
  }
  return unrevealed.length > 0
    ? text.audit.waitReveal(nameDepartments(text, unrevealed))
    : text.audit.waitDraw
}

/** What a page about a draw is made from, for the script that asks whether it has gone on. */
export function watchOf(draw: Draw): string {
  const parts = draw.departments.map(
    ({ commitment, reveal }) => `${commitment === null ? '-' : 'c'}${reveal === null ? '-' : 'r'}`,
  )
  return JSON.stringify({ url: `/api/v1/draws/${draw.id}`, state: [draw.status, ...parts].join(' ') })
}
