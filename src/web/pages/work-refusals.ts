import type { Refusal, RefusalCode } from '../../core/refusal.ts'
import { momentOf, money } from '../format.ts'
import type { Visit } from '../visit.ts'

type Detail = Refusal['detail']
type Sentence = (visit: Visit, detail: Detail) => string

/** Refusals whose figures say more than the sentence that every door has for them. */
const sentences: Partial<Record<RefusalCode, Sentence>> = {
  NOT_AFFORDABLE: ({ text }, detail) =>
    text.work.refused.notAffordable(amount(detail.estimated_cost_fen), amount(detail.allocation_fen)),
  CHECKLIST_FAILS: ({ text }, detail) => text.work.refused.checklistFails(failingWords(text.words, detail)),
  SCREENING_UNFINISHED: ({ text }, detail) => text.work.refused.screeningUnfinished(Number(detail.undecided)),
  SURPLUS_MISSING: ({ text }, { seats, candidates, need }) =>
    text.work.refused.surplusMissing(Number(seats), Number(candidates), Number(need)),
  SEATS_OVER_BUDGET: ({ text }, detail) =>
    text.work.refused.seatsOverBudget(
      Number(detail.seats),
      amount(detail.dearest_fen),
      amount(detail.allocation_fen),
    ),
  NOTICE_RUNNING: ({ text, language }, { ends_at }) =>
    text.work.refused.noticeRunning(momentOf(language, String(ends_at))),
  DUTIES_INCOMPLETE: ({ text }, { counts }) => {
    const { chief_scrutineer, scrutineer, teller } = counts as Readonly<Record<string, number>>
    return text.work.refused.dutiesIncomplete(chief_scrutineer ?? 0, scrutineer ?? 0, teller ?? 0)
  },
  DELEGATE_IN_USE: ({ text }, { by }) =>
    by === 'duty' ? text.work.refused.delegateHasDuty : text.work.refused.delegateProposed,
  CODE_REPLACED: ({ text }, { generation }) =>
    text.work.refused.codeReplaced(typeof generation === 'number' ? generation : null),
}

/** A refusal of the work before the assembly as a sentence with its figures; null when the general sentence says it all. */
export function sayExactly(visit: Visit, refusal: Refusal): string | null {
  return sentences[refusal.code]?.(visit, refusal.detail) ?? null
}

function amount(value: unknown): string {
  return money(Number(value))
}

function failingWords({ requirements, exclusions }: Visit['text']['words'], { failing }: Detail): string[] {
  const words: Readonly<Record<string, string>> = {
    ...requirements,
    ...Object.fromEntries(Object.entries(exclusions).map(([name, word]) => [`negative_list.${name}`, word])),
  }
  return Array.isArray(failing) ? failing.flatMap(item => words[String(item)] ?? []) : []
}
