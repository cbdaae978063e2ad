import { auditSeed, drawSample } from '../../core/audit/draw.ts'
import { assignInspectors } from '../../core/audit/inspectors.ts'
import { ticketOrder, tickets } from '../../core/audit/ticket-order.ts'
import { type Department, departments } from '../../core/identity/access.ts'
import { canonicalJson } from '../../core/record/canonical-json.ts'
import type { AuditDrawn, AuditFrame } from '../../core/record/entries.ts'
import { hashHex } from '../../core/record/hash.ts'

/** What was published of a draw that is made. */
export interface PublishedDraw {
  readonly frame: AuditFrame
  readonly departments: readonly {
    readonly department: Department
    readonly commitment: string | null
    readonly reveal: string | null
  }[]
  readonly dice: string
  readonly outcome: AuditDrawn
}

/** How a department's part of the seed came about. */
export type Secret = 'match' | 'mismatch' | 'unrevealed' | 'absent'

export type Step =
  | { readonly kind: 'frame'; readonly hash: string }
  | { readonly kind: 'secret'; readonly department: Department; readonly secret: Secret }
  | { readonly kind: 'dice'; readonly dice: string }
  | { readonly kind: 'seed'; readonly seed: string }
  | { readonly kind: 'ticket'; readonly stratum: string; readonly project: string; readonly ticket: string }
  | {
      readonly kind: 'cut'
      readonly stratum: string
      readonly order: readonly string[]
      readonly quota: number
    }
  | { readonly kind: 'inspectors'; readonly assignments: AuditDrawn['assignments'] }
  | { readonly kind: 'verdict'; readonly differing: readonly Part[]; readonly drawn: number }

export type Part = 'commitments' | 'seed' | 'selected' | 'assignments'

/**
 * Repeats a draw from what was published, step by step, with the functions the server itself uses; the last step compares
 * with the published outcome. A reveal that does not match its commitment makes the draw differ, whatever follows from it.
 */
export function replayDraw(draw: PublishedDraw): Step[] {
  const { frame, dice, outcome } = draw
  const secrets = departments.map(department => ({ department, secret: secretOf(draw, department) }))
  const reveals = Object.fromEntries(
    draw.departments.flatMap(({ department, reveal }) => (reveal === null ? [] : [[department, reveal]])),
  )
  const seed = auditSeed(frame, dice, reveals)
  const selected = drawSample(seed, frame.strata)
  const assigned = assignInspectors(seed, selected, frame.inspectors)
  const assignments = assigned.ok ? assigned.value : []
  const agrees: Readonly<Record<Part, boolean>> = {
    commitments: secrets.every(({ secret }) => secret !== 'mismatch'),
    seed: seed === outcome.seed,
    selected: canonicalJson(selected) === canonicalJson(outcome.selected),
    assignments: canonicalJson(assignments) === canonicalJson(outcome.assignments),
  }
  return [
    { kind: 'frame', hash: hashHex(canonicalJson(frame)) },
    ...secrets.map(({ department, secret }) => ({ kind: 'secret' as const, department, secret })),
    { kind: 'dice', dice },
    { kind: 'seed', seed },
    ...frame.strata.flatMap(stratum => stepsOf(seed, stratum)),
    { kind: 'inspectors', assignments },
    {
      kind: 'verdict',
      differing: parts.filter(part => !agrees[part]),
      drawn: assignments.length,
    },
  ]
}

const parts = ['commitments', 'seed', 'selected', 'assignments'] as const

function secretOf(draw: PublishedDraw, department: Department): Secret {
  const own = draw.departments.find(one => one.department === department)
  if (own === undefined || own.commitment === null) return own?.reveal ? 'mismatch' : 'absent'
  if (own.reveal === null) return 'unrevealed'
  return hashHex(own.reveal) === own.commitment ? 'match' : 'mismatch'
}

function stepsOf(seed: string, { id, projects, quota }: AuditFrame['strata'][number]): Step[] {
  const found = tickets(seed, projects)
  return [
    ...projects.map((project, place) => ({
      kind: 'ticket' as const,
      stratum: id,
      project,
      ticket: found[place] ?? '',
    })),
    { kind: 'cut', stratum: id, order: ticketOrder(seed, projects), quota },
  ]
}
