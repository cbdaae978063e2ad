import { cautionsOf } from '../../core/cycle/cautions.ts'
import { defaultRules, type VotingRules } from '../../core/cycle/rules.ts'
import { canonicalJson } from '../../core/record/canonical-json.ts'
import { money } from '../format.ts'
import type { Text } from '../text/choose.ts'
import { useVisit } from './context.ts'
import { WarningText } from './form.tsx'

export interface RuleInWords {
  readonly term: string
  readonly sentence: string
  readonly source: string
}

/**
 * Each rule of a cycle as a sentence anybody understands, with where it comes from (DOMAIN.md §4): what differs from the
 * default is the cycle's own. What the way of selecting makes no use of is left out.
 */
export function rulesInWords({ rules: text }: Text, rules: VotingRules): RuleInWords[] {
  const { terms, sentences, sources } = text
  const rule = (
    term: keyof typeof terms,
    sentence: string,
    source: string,
    members: readonly (keyof VotingRules)[] = [term],
  ): RuleInWords => {
    const usual = members.every(name => canonicalJson(rules[name]) === canonicalJson(defaultRules[name]))
    return { term: terms[term], sentence, source: usual ? source : sources.own }
  }
  const { founding, law, default: usual } = sources
  const { selection } = rules
  const completion = rules.completion === null ? '' : sentences.completion[rules.completion]
  const ties = selection === 'equal_shares' ? sentences.lot : sentences.runoffs(rules.max_runoffs)
  return [
    rule('allocation_fen', sentences.allocation(money(rules.allocation_fen)), founding),
    rule('quorum', sentences.quorum(rules.quorum), law),
    rule('surplus', sentences.surplus(rules.surplus), law),
    rule('max_choices', sentences.choices(rules.max_choices, rules.exact_choices), law, [
      'max_choices',
      'exact_choices',
    ]),
    rule('passing', sentences.passing[rules.passing.base](rules.passing), law),
    rule('selection', `${sentences.selection[selection]}${completion}`, usual, ['selection', 'completion']),
    ...(selection === 'top_seats' ? [rule('shortfall', sentences.shortfall[rules.shortfall], law)] : []),
    rule('max_runoffs', ties, law, selection === 'equal_shares' ? ['selection'] : ['max_runoffs']),
    rule('notice_days', sentences.notice(rules.notice_days), usual),
    rule('audit_ratio', sentences.audit(rules.audit_ratio), founding),
    rule('advance_cap', sentences.advance(rules.advance_cap), law),
    rule('retention', sentences.retention(rules.retention), law),
  ]
}

/** What nobody may mean in these rules, before they are frozen; nothing when all is usual. */
export function RuleCautions({ rules }: { rules: VotingRules }) {
  const { text } = useVisit()
  return (
    <>
      {cautionsOf(rules).map(caution => (
        <WarningText>{text.rules.cautions[caution]}</WarningText>
      ))}
    </>
  )
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
            <span class="pj-source">{text.common.pair(text.rules.source, source)}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
