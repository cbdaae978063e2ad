import { coverQuantities, type Quantity } from '../acceptance/quantities.ts'
import { type Fen, fen } from '../money.ts'
import { accept, type Result, refuse } from '../result.ts'

/** What two inspectors look at on site (DOMAIN.md §6.3). */
export const inspectionItems = [
  'exists_as_contracted',
  'quantities_match_bill',
  'invoices_match_payments',
  'notice_shown',
  'residents_interviewed',
] as const
export type InspectionItem = (typeof inspectionItems)[number]

export type Finding = 'pass' | 'minor' | 'major'

/**
 * drafted (one inspector wrote it) → recorded (both signed a minor or major finding) → rectified (the community reports
 * 整改) → closed, or back to recorded by a re-inspection that does not pass. A signed pass is closed at once.
 */
export type InspectionStatus = 'drafted' | 'recorded' | 'rectified' | 'closed'

/** What the inspectors measured of an item, against what the acceptance had measured and the settlement billed. */
export interface InspectedQuantity {
  readonly item: string
  readonly unit: string
  readonly billed: string
  readonly measured: string
}

/** Dates are YYYY-MM-DD. */
export interface InspectionFinding {
  readonly inspected_on: string
  /** True where the item is as it should be. */
  readonly checklist: Readonly<Record<InspectionItem, boolean>>
  readonly measurements: readonly InspectedQuantity[]
  readonly note: string
  readonly finding: Finding
  /** Fen whose use is questioned. */
  readonly questioned_fen: Fen
  /** By when the fault must be mended; null exactly for a pass. */
  readonly deadline: string | null
}

/**
 * Decides whether what the inspectors wrote holds together (DOMAIN.md §6.3). Every billed quantity was measured; if less is
 * there and they still say that the quantities match, the note says why. A pass has nothing wrong on the checklist,
 * questions no money and sets no deadline; minor and major set a deadline, not before the inspection.
 *
 * Refused: `MEASUREMENTS_DO_NOT_FIT`, `SHORTFALL_UNEXPLAINED` with the items, `FINDING_CONTRADICTS` with the members that
 * contradict a pass, `DEADLINE_MISSING`, `DEADLINE_TOO_EARLY`.
 */
export function checkFinding(
  billed: readonly Quantity[],
  found: InspectionFinding,
): Result<InspectionFinding> {
  const compared = found.measurements.map(one => ({ ...one, contracted: one.billed }))
  const short = coverQuantities(billed, compared)
  if (!short.ok) return short
  if (short.value.length > 0 && found.checklist.quantities_match_bill && found.note === '')
    return refuse('SHORTFALL_UNEXPLAINED', { items: short.value })
  if (found.finding !== 'pass') {
    const deadline = checkDeadline(found.deadline, found.inspected_on)
    return deadline.ok ? accept(found) : deadline
  }
  const contradicting: string[] = inspectionItems.filter(item => !found.checklist[item])
  if (found.questioned_fen > 0) contradicting.push('questioned_fen')
  if (found.deadline !== null) contradicting.push('deadline')
  return contradicting.length === 0 ? accept(found) : refuse('FINDING_CONTRADICTS', { contradicting })
}

/**
 * One of the two assigned inspectors signs the finding. It stands, recorded or closed, when both have signed.
 * Refused: `WRONG_STATUS`, `NOT_THE_INSPECTOR`, `INSPECTION_ALREADY_SIGNED`.
 */
export function signInspection(
  inspection: {
    readonly status: InspectionStatus
    readonly finding: Finding
    readonly inspectors: readonly [string, string]
    readonly signed: readonly string[]
  },
  inspector: string,
): Result<InspectionStatus> {
  const { status, finding, inspectors, signed } = inspection
  if (status !== 'drafted') return refuse('WRONG_STATUS', { status })
  if (!inspectors.includes(inspector)) return refuse('NOT_THE_INSPECTOR')
  if (signed.includes(inspector)) return refuse('INSPECTION_ALREADY_SIGNED')
  const both = inspectors.every(one => one === inspector || signed.includes(one))
  if (!both) return accept('drafted')
  return accept(finding === 'pass' ? 'closed' : 'recorded')
}

/** The community reports what it did about the finding. Refused: `WRONG_STATUS`. */
export function rectify(status: InspectionStatus): Result<'rectified'> {
  return status === 'recorded' ? accept('rectified') : refuse('WRONG_STATUS', { status })
}

/**
 * An inspector looks again (复验): passed closes the inspection; otherwise a new deadline, not before this day, and the
 * community mends once more. Refused: `WRONG_STATUS`, `FINDING_CONTRADICTS` for a pass with a deadline, `DEADLINE_MISSING`,
 * `DEADLINE_TOO_EARLY`.
 */
export function reinspect(
  status: InspectionStatus,
  seen: { readonly inspected_on: string; readonly passed: boolean; readonly deadline: string | null },
): Result<'closed' | 'recorded'> {
  if (status !== 'rectified') return refuse('WRONG_STATUS', { status })
  if (seen.passed) {
    return seen.deadline === null
      ? accept('closed')
      : refuse('FINDING_CONTRADICTS', { contradicting: ['deadline'] })
  }
  const deadline = checkDeadline(seen.deadline, seen.inspected_on)
  return deadline.ok ? accept('recorded') : deadline
}

/**
 * Money came back (追回). Returns what has been recovered in all, in fen; never more than was questioned. Possible from the
 * moment the finding stands, also after the fault itself is mended.
 *
 * Refused: `WRONG_STATUS`, `RECOVERY_OVER_QUESTIONED` with how much is `left` to recover.
 */
export function recover(
  inspection: {
    readonly status: InspectionStatus
    readonly questioned_fen: Fen
    readonly recovered_fen: Fen
  },
  amount: Fen,
): Result<Fen> {
  const { status, questioned_fen, recovered_fen } = inspection
  if (status === 'drafted') return refuse('WRONG_STATUS', { status })
  const left = questioned_fen - recovered_fen
  if (amount > left) return refuse('RECOVERY_OVER_QUESTIONED', { left })
  return accept(fen(recovered_fen + amount))
}

function checkDeadline(deadline: string | null, inspectedOn: string): Result<string> {
  if (deadline === null) return refuse('DEADLINE_MISSING')
  return deadline < inspectedOn ? refuse('DEADLINE_TOO_EARLY', { earliest: inspectedOn }) : accept(deadline)
}
