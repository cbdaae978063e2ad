import type { Refusal, RefusalCode } from '../../core/refusal.ts'
import { sayRefusal } from '../form.ts'
import { momentOf, money } from '../format.ts'
import type { Visit } from '../visit.ts'

type Detail = Refusal['detail']
type Sayer = (visit: Visit, detail: Detail) => string

/** What is in the way of a step at the desk, with its figures. */
export function sayGate(visit: Visit, gate: Refusal): string {
  return sayers[gate.code]?.(visit, gate.detail) ?? sayRefusal(visit.text, gate)
}

/** The refusals whose figures the desk says; all others are said as everywhere. */
const sayers: Partial<Record<RefusalCode, Sayer>> = {
  WRONG_STATUS: ({ text }) => text.desk.gate.stage,
  QUORUM_NOT_REACHED: ({ text }, detail) =>
    text.desk.gate.quorum(figure(detail, 'present'), figure(detail, 'need')),
  NOTICE_RUNNING: ({ text, language }, { ends_at }) =>
    text.desk.gate.notice(typeof ends_at === 'string' ? momentOf(language, ends_at) : ''),
  OBJECTIONS_UNANSWERED: ({ text }, detail) => text.desk.gate.objections(figure(detail, 'unanswered')),
  SURPLUS_MISSING: ({ text }, detail) =>
    text.desk.gate.surplus({
      candidates: figure(detail, 'candidates'),
      seats: figure(detail, 'seats'),
      need: figure(detail, 'need'),
    }),
  SEATS_OVER_BUDGET: ({ text }, detail) =>
    text.desk.gate.budget(
      figure(detail, 'seats'),
      money(figure(detail, 'dearest_fen')),
      money(figure(detail, 'allocation_fen')),
    ),
  DUTY_HOLDERS_ABSENT: ({ text }, detail) => text.desk.gate.duties(missingDuties(text, detail)),
  BATCHES_NOT_AGREED: ({ text }, detail) => text.desk.gate.batches(figure(detail, 'open')),
  SIGNATURES_MISSING: ({ text }, { missing }) => {
    const names = Object.entries(text.words.duties).flatMap(([duty, name]) =>
      Array.isArray(missing) && missing.includes(duty) ? [name] : [],
    )
    return text.desk.gate.signatures(names.join(text.common.list))
  },
  RETURNED_OVER_ISSUED: ({ text }, detail) => {
    const paper = figure(detail, 'returned_paper') > figure(detail, 'issued_paper')
    const kind = paper ? 'paper' : 'electronic'
    return text.desk.gate.returned({
      kind: paper ? text.desk.paper : text.desk.electronicBallot,
      returned: figure(detail, `returned_${kind}`),
      issued: figure(detail, `issued_${kind}`),
    })
  },
  LOT_DUE: ({ text }) => text.desk.gate.lot,
  FIGURES_INCONSISTENT: ({ text }, detail) =>
    'in_hall' in detail
      ? text.desk.gate.hall(figure(detail, 'in_hall'), figure(detail, 'present'))
      : text.refusals.FIGURES_INCONSISTENT,
  DELEGATE_NOT_PRESENT: ({ text }, { delegate_ids }) => text.desk.gate.notPresent(lengthOf(delegate_ids)),
  BALLOT_ALREADY_ISSUED: ({ text }, { delegate_ids }) => text.desk.gate.hasElectronic(lengthOf(delegate_ids)),
  DELEGATE_UNKNOWN: ({ text }) => text.desk.gate.notOnRoster,
  CHECKED_IN_OTHERWISE: ({ text }, { mode }) =>
    text.desk.gate.otherwise(text.checkIn.modes[mode === 'paper' ? 'paper' : 'electronic']),
  RULING_DIFFERS: ({ text }, detail) => text.desk.gate.otherRuling(figure(detail, 'unreadable')),
  CODE_REPLACED: ({ text }) => text.desk.gate.slipReplaced,
  ID_REUSED: ({ text }) => text.desk.gate.repeated,
  INPUT_INVALID: ({ text }) => text.desk.gate.input,
  QUORUM_REACHED: ({ text }, detail) =>
    text.desk.gate.quorumReached(figure(detail, 'in_hall'), figure(detail, 'need')),
}

function missingDuties(text: Visit['text'], { present, needed }: Detail): string {
  return Object.entries(text.words.duties)
    .flatMap(([duty, name]) => {
      const here = figureIn(present, duty)
      const need = figureIn(needed, duty)
      return here < need ? [text.desk.gate.duty(name, here, need)] : []
    })
    .join(text.common.list)
}

function figure(detail: Detail, name: string): number {
  return figureIn(detail, name)
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0
}

function figureIn(holder: unknown, name: string): number {
  const value: unknown = typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined
  return typeof value === 'number' ? value : 0
}
