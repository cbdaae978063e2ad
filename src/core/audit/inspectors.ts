import type { AuditDrawn, AuditFrame } from '../record/entries.ts'
import { accept, type Result, refuse } from '../result.ts'
import { ticketOrder } from './ticket-order.ts'

type Inspector = AuditFrame['inspectors'][number]

/**
 * Gives every selected project two inspectors of different departments (PUBLIC-RECORD.md §5). In draw order: those not
 * excluded, by ticket(seed, `inspector|<project>|<inspector>`); the first who has fewer than cap = ⌈2 × selected ÷
 * inspectors⌉ + 1 projects so far, or the first of all if none has; then likewise among the other departments.
 *
 * Refused: `AUDIT_DEPARTMENTS_MISSING` with the first project that two departments cannot inspect; a frame made by
 * `buildFrame` has none.
 */
export function assignInspectors(
  seed: string,
  selected: AuditDrawn['selected'],
  inspectors: AuditFrame['inspectors'],
): Result<AuditDrawn['assignments']> {
  const projects = selected.flatMap(stratum => stratum.projects)
  const cap = Math.ceil((2 * projects.length) / inspectors.length) + 1
  const loads = new Map(inspectors.map(inspector => [inspector.id, 0]))
  const excluded = new Map(inspectors.map(inspector => [inspector.id, new Set(inspector.excluded)]))
  const assignments: AuditDrawn['assignments'][number][] = []
  for (const project of projects) {
    const eligible = inspectors.filter(inspector => !excluded.get(inspector.id)?.has(project))
    const ranked = inspectorsByTicket(seed, project, eligible)
    const first = leastLoaded(ranked, loads, cap)
    const others = ranked.filter(inspector => inspector.department !== first?.department)
    const second = leastLoaded(others, loads, cap)
    if (first === undefined || second === undefined) {
      return refuse('AUDIT_DEPARTMENTS_MISSING', { projects: [project] })
    }
    for (const { id } of [first, second]) loads.set(id, Number(loads.get(id)) + 1)
    assignments.push({ project, inspectors: [first.id, second.id] })
  }
  return accept(assignments)
}

/** Inspectors in the order of their tickets for a project: ticket(seed, `inspector|<project>|<inspector>`), smallest first. */
export function inspectorsByTicket(
  seed: string,
  project: string,
  inspectors: readonly Inspector[],
): Inspector[] {
  const named = (id: string) => `inspector|${project}|${id}`
  const names = ticketOrder(
    seed,
    inspectors.map(inspector => named(inspector.id)),
  )
  const places = new Map(names.map((name, place) => [name, place]))
  const placeOf = ({ id }: Inspector) => Number(places.get(named(id)))
  return [...inspectors].sort((a, b) => placeOf(a) - placeOf(b))
}

/** The first below the cap; the first of all when none is. */
function leastLoaded(
  ranked: readonly Inspector[],
  loads: ReadonlyMap<string, number>,
  cap: number,
): Inspector | undefined {
  return ranked.find(({ id }) => Number(loads.get(id)) < cap) ?? ranked[0]
}
