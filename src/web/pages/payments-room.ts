import { fen } from '../../core/money.ts'
import {
  type PayableProject,
  type PaymentKind,
  type PaymentRoom,
  paymentKinds,
  retentionOf,
  roomFor,
} from '../../core/project/payments.ts'
import { money } from '../format.ts'
import type { Visit } from '../visit.ts'
import { type Ground, type Project, shareOf } from './project-ground.ts'

/** A project as the rules of payments see it. */
export function payableOf(project: Project): PayableProject {
  const { contract_fen, cost_fen, paid_fen, retention_paid_fen, settlement_fen } = project.money
  return {
    status: project.status,
    cost_fen: fen(cost_fen),
    contract_fen: fen(contract_fen),
    paid_fen: fen(paid_fen),
    retention_paid_fen: fen(retention_paid_fen),
    settlement_fen: settlement_fen === null ? null : fen(settlement_fen),
    audit_open: project.audit.state === 'open',
  }
}

/** What of each kind may be recorded now, is paid and is left. */
export function roomsOf(project: Project, ground: Ground): { kind: PaymentKind; room: PaymentRoom }[] {
  return paymentKinds.flatMap(kind => {
    const room = roomFor(payableOf(project), ground.rules, kind)
    return room.ok ? [{ kind, room: room.value }] : []
  })
}

/** Why no more may be paid, as a reckoning: the rule with this project's figures. */
export function capInWords({ text }: Visit, project: Project, ground: Ground): string[] {
  const words = text.projectWork.payments
  const { advance_cap, retention } = ground.rules
  const { contract_fen, advance_cap_fen, settlement_fen } = project.money
  const accepted = project.status === 'accepted' || project.status === 'audited'
  if (!accepted || settlement_fen === null) {
    return [words.before(shareOf(advance_cap), money(contract_fen), money(advance_cap_fen))]
  }
  const held = retentionOf(ground.rules, fen(settlement_fen))
  const after = words.after(
    money(settlement_fen),
    shareOf(retention),
    money(held),
    money(settlement_fen - held),
  )
  return project.audit.state === 'open' ? [after, words.auditOpen] : [after]
}
