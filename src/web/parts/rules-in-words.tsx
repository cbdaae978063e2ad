import type { VotingRules } from '../../core/cycle/rules.ts'
import { money } from '../format.ts'
import type { Text } from '../text/choose.ts'
import { useVisit } from './context.ts'

export interface RuleInWords {
  readonly term: string
  readonly sentence: string
  readonly source: string
}

/** Each rule of a cycle as a sentence anybody understands, with where it comes from (DOMAIN.md §4). */
export function rulesInWords({ rules: text }: Text, rules: VotingRules): RuleInWords[] {
  const { terms, sentences, sources } = text
  const { founding, law, default: usual } = sources
  const completion = rules.completion === null ? '' : sentences.completion[rules.completion]
  return [
    {
      term: terms.allocation_fen,
      sentence: sentences.allocation(money(rules.allocation_fen)),
      source: founding,
    },
    { term: terms.quorum, sentence: sentences.quorum(rules.quorum), source: law },
    { term: terms.surplus, sentence: sentences.surplus(rules.surplus), source: law },
    {
      term: terms.max_choices,
      sentence: sentences.choices(rules.max_choices, rules.exact_choices),
      source: law,
    },
    { term: terms.passing, sentence: sentences.passing[rules.passing.base](rules.passing), source: law },
    {
      term: terms.selection,
      sentence: `${sentences.selection[rules.selection]}${completion}`,
      source: usual,
    },
    { term: terms.shortfall, sentence: sentences.shortfall[rules.shortfall], source: law },
    { term: terms.max_runoffs, sentence: sentences.runoffs(rules.max_runoffs), source: law },
    { term: terms.notice_days, sentence: sentences.notice(rules.notice_days), source: usual },
    { term: terms.audit_ratio, sentence: sentences.audit(rules.audit_ratio), source: founding },
    { term: terms.advance_cap, sentence: sentences.advance(rules.advance_cap), source: law },
    { term: terms.retention, sentence: sentences.retention(rules.retention), source: law },
  ]
}

export function RulesInWords({ rules }: { rules: VotingRules }) {
  const { text } = useVisit()
  return (
    <dl class="govuk-summary-list">
      {rulesInWords(text, rules).map(({ term, sentence, source }) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{term}</dt>
          <dd class="govuk-summary-list__value">
            {sentence}
            <span class="pj-source">{`${text.rules.source}：${source}`}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
