import type { Department } from '../identity/access.ts'
import type { AuditFrame } from '../record/entries.ts'
import { accept, type Result, refuse } from '../result.ts'
import type { ProposedInspector } from './extra-pick.ts'
import { inspectorsByTicket } from './inspectors.ts'

/** Why an inspector does not go on: a closed list, because a sentence about a person does not belong into a public record. */
export const replacementReasons = ['left', 'conflict', 'unavailable'] as const
export type ReplacementReason = (typeof replacementReasons)[number]

/** The two inspectors of a pick, and the one of them who leaves. */
export interface Leaving {
  /** Of the inspection that is not withdrawn; null before there is one. */
  readonly status: string | null
  readonly inspectors: readonly [string, string]
  readonly leaves: string
}

/**
 * Whether one of the two inspectors of a pick can be replaced: until its inspection is closed. Returns who stays.
 * Refused: `WRONG_STATUS`, `NOT_FOUND` for somebody who is none of the two.
 */
export function stayingInspector({ status, inspectors, leaves }: Leaving): Result<string> {
  if (status === 'closed') return refuse('WRONG_STATUS', { status })
  const [first, second] = inspectors
  if (leaves !== first && leaves !== second) return refuse('NOT_FOUND', { what: 'inspector' })
  return accept(leaves === first ? second : first)
}

/** A drawn project whose inspector leaves. */
export interface TicketReplacement {
  readonly seed: string
  readonly project: string
  readonly inspectors: AuditFrame['inspectors']
  readonly stays: string
  /** Whoever left this project's inspection, in this replacement or before. */
  readonly left: readonly string[]
  /** Inspectors of the frame who do not serve under its department any more, or had a part in the project since. */
  readonly unfit: readonly string[]
}

/**
 * The next inspector of a drawn project by ticket (PUBLIC-RECORD.md §5): of the frame's inspectors who are not excluded,
 * in the order in which the first two were found, the first of another department than the one who stays, who did not leave
 * this inspection and is fit. Only the frame's: an account made after the seed is known could be given an id with a small
 * ticket. How many projects somebody has already does not count here. `passed` are those who would have been next
 * and were unfit, in ticket order, so that anybody can follow the choice.
 *
 * Refused: `NO_INSPECTOR_LEFT` with how many were `passed`.
 */
export function nextInspector(
  replacement: TicketReplacement,
): Result<{ readonly inspector: string; readonly passed: readonly string[] }> {
  const { seed, project, inspectors, stays, left, unfit } = replacement
  const department = departmentOf(inspectors, stays)
  const eligible = inspectors.filter(
    ({ id, department: theirs, excluded }) =>
      theirs !== department && !excluded.includes(project) && !left.includes(id),
  )
  const passed: string[] = []
  for (const { id } of inspectorsByTicket(seed, project, eligible)) {
    if (!unfit.includes(id)) return accept({ inspector: id, passed })
    passed.push(id)
  }
  return refuse('NO_INSPECTOR_LEFT', { passed: passed.length })
}

function departmentOf(inspectors: AuditFrame['inspectors'], id: string): Department | undefined {
  return inspectors.find(inspector => inspector.id === id)?.department
}

/**
 * The new inspector of an extra pick, named by hand as the first two were: an auditor of another department than the one who
 * stays, without a part in the project, and not whoever leaves. Refused: `INSPECTORS_DO_NOT_FIT` with those who are `unfit`.
 */
export function replaceByHand(
  leaves: string,
  stays: ProposedInspector,
  next: ProposedInspector,
): Result<string> {
  if (next.department === null || next.involved || [leaves, stays.id].includes(next.id)) {
    return refuse('INSPECTORS_DO_NOT_FIT', { unfit: [next.id] })
  }
  return next.department === stays.department
    ? refuse('INSPECTORS_DO_NOT_FIT', { unfit: [] })
    : accept(next.id)
}
