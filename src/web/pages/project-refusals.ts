import type { Refusal, RefusalCode } from '../../core/refusal.ts'
import { type Form, type FormNames, refusedForm, withErrors } from '../form.ts'
import { dayOf, momentOf, money } from '../format.ts'
import { PageRefused, type Visit } from '../visit.ts'

type Sentence = (visit: Visit, detail: Refusal['detail']) => string

/** Refusals of the work on a project whose figures say more than the sentence that every door has for them. */
const sentences: Partial<Record<RefusalCode, Sentence>> = {
  CONTRACT_OVER_BUDGET: ({ text }, { contract_fen, budget_fen }) =>
    text.projectWork.refused.overBudget(amount(contract_fen), amount(budget_fen)),
  CONTRACT_BELOW_PAID: ({ text }, { cap_fen, paid_fen }) =>
    text.projectWork.refused.belowPaid(amount(cap_fen), amount(paid_fen)),
  NOTICE_RUNNING: ({ text, language }, { ends_at }) =>
    text.projectWork.refused.noticeRunning(momentOf(language, String(ends_at))),
  OBJECTIONS_UNANSWERED: ({ text }, { unanswered }) =>
    text.projectWork.refused.unanswered(Number(unanswered)),
  PAYMENT_OVER_CAP: ({ text }, { amount_fen, cap_fen, paid_fen, left_fen }) =>
    text.projectWork.payments.over(amount(amount_fen), amount(cap_fen), amount(paid_fen), amount(left_fen)),
  PAYMENT_KIND_DOES_NOT_FIT: ({ text }, { allowed }) =>
    text.projectWork.payments.kindNow(
      strings(allowed)
        .map(kind => named(text.project.money.kinds, kind))
        .join(text.common.list),
    ),
  CHANGE_WITHOUT_EFFECT: ({ text }) => text.projectWork.change.same,
  BUDGET_BELOW_CONTRACT: ({ text }, { contract_fen }) =>
    text.projectWork.change.belowContract(amount(contract_fen)),
  BUDGET_OVER_ALLOCATION: ({ text }, { most_fen }) =>
    text.projectWork.change.overAllocation(amount(most_fen)),
  PAID_NOT_REVERSED: ({ text }, { paid_fen }) => text.projectWork.change.paidNotReversed(amount(paid_fen)),
  SETTLEMENT_OVER_CONTRACT: ({ text }, { contract_fen, over_fen }) =>
    text.projectWork.complete.over(amount(contract_fen), amount(over_fen)),
  SETTLEMENT_BELOW_PAID: ({ text }, { paid_fen }) => text.projectWork.complete.below(amount(paid_fen)),
  SHORTFALL_UNEXPLAINED: ({ text }, { items }) => text.projectWork.refused.settled(strings(items)),
  CONCLUSION_CONTRADICTS: ({ text }, { contradicting }) =>
    text.acceptance.contradicts(
      strings(contradicting).map(item =>
        item === 'rectify_by' ? text.acceptance.contradictsDeadline : item,
      ),
    ),
  ACCEPTANCE_SIGNATURES_MISSING: ({ text }, { signed, need }) =>
    text.acceptance.signaturesNeeded(Number(signed), Number(need)),
  DAY_TOO_EARLY: ({ text, language }, { earliest, before }) =>
    text.projectWork.refused.tooEarly(
      named(text.projectWork.refused.before, String(before)),
      dayOf(language, String(earliest)),
    ),
  WRONG_STATUS: ({ text }, { status }) => {
    const name = named(text.words.projectStatuses, String(status))
    return name === '' ? text.refusals.WRONG_STATUS : text.projectWork.notNowStatus(name)
  },
}

const doors: ReadonlySet<RefusalCode> = new Set([
  'NOT_FOUND',
  'SIGN_IN_REQUIRED',
  'SESSION_ENDED',
  'PASSWORD_CHANGE_REQUIRED',
  'NOT_YOUR_ROLE',
  'NOT_YOUR_AREA',
])

/**
 * The form with what it was refused for, in sentences with figures where there are some.
 * @throws PageRefused when whoever asks may not do this at all.
 */
export function refusedWork(visit: Visit, form: Form, refusal: Refusal, names: FormNames): Form {
  if (doors.has(refusal.code)) throw new PageRefused(refusal)
  const said = sentences[refusal.code]?.(visit, refusal.detail)
  if (said === undefined) return refusedForm(visit.text, form, refusal, names)
  return withErrors(form, [{ name: names.fields?.[refusal.code] ?? null, text: said }])
}

function amount(value: unknown): string {
  return money(Number(value))
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function named(names: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(names, name) ? (names[name] ?? '') : ''
}
