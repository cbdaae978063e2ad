import { screenProposal } from '../../app/proposal/screen-proposal.ts'
import { fen } from '../../core/money.ts'
import { checkScreening, exclusions, failingItems, requirements } from '../../core/proposal/screening.ts'
import { type Form, type FormNames, fieldValue, fieldValues } from '../form.ts'
import { money } from '../format.ts'
import { useVisit } from '../parts/context.ts'
import { Checkboxes, Radios, Select, Textarea } from '../parts/fields.tsx'
import { Button, CheckAnswers, PageForm } from '../parts/form.tsx'
import type { Visit } from '../visit.ts'
import type { Desk } from './screening.tsx'
import { checkInput, refused } from './work-frame.tsx'

const outcomes = ['screened', 'rejected', 'merged'] as const
type Outcome = (typeof outcomes)[number]

/** The decision as typed: what is not ticked is not met, or does not hold. */
export function readDecision(form: Form) {
  const met = fieldValues(form, 'requirements')
  const held = fieldValues(form, 'exclusions')
  const outcome = outcomes.find(one => one === fieldValue(form, 'outcome'))
  const target = fieldValue(form, 'merged_into')
  return {
    checklist: { ...flags(requirements, met), negative_list: flags(exclusions, held) },
    outcome: outcome ?? '',
    reason: reasonOf(form, outcome),
    merged_into: outcome === 'merged' && target !== '' ? target : null,
  }
}

function flags<Name extends string>(
  names: readonly Name[],
  ticked: readonly string[],
): Readonly<Record<Name, boolean>> {
  const all = names.map(name => [name, ticked.includes(name)] as const)
  return Object.fromEntries(all) as Record<Name, boolean>
}

/** Each outcome has a field for words of its own: what was typed for another one is not meant. */
function reasonOf(form: Form, outcome: Outcome | undefined): string | null {
  const typed = outcome === undefined ? '' : fieldValue(form, `${outcome}_reason`)
  return typed === '' ? null : typed
}

export function decisionNames({ text }: Visit): FormNames {
  return {
    labels: {
      outcome: text.screening.outcome,
      reason: text.screening.reason,
      rejected_reason: text.screening.reason,
      merged_into: text.screening.target,
      requirements: text.screening.requirements,
    },
    fields: {
      REASON_REQUIRED: 'rejected_reason',
      MERGE_TARGET_UNFIT: 'merged_into',
      CHECKLIST_FAILS: 'requirements',
      NOT_AFFORDABLE: 'requirements',
    },
  }
}

/** The form with what the operation would refuse it for: people learn of it before the check page, and not after. */
export function checkDecision(
  visit: Visit,
  form: Form,
  decision: ReturnType<typeof readDecision>,
  { proposal, screening }: Desk,
): Form {
  const names = decisionNames(visit)
  const checked = checkInput(visit, form, screenProposal, decision, names)
  const parsed = screenProposal.input.safeParse(decision)
  if (!parsed.success) return checked
  const target = screening.targets.find(({ id }) => id === decision.merged_into)
  const held = checkScreening(parsed.data, {
    proposal_id: proposal.id,
    estimated_cost_fen: fen(proposal.estimated_cost_fen),
    allocation_fen: fen(screening.year.allocation_fen),
    target: target === undefined ? null : { same_list: true, status: target.status },
  })
  return held.ok ? form : refused(visit, form, held.error, names)
}

/** Checklist and decision in one form. */
export function ScreeningForm({ desk, form }: { desk: Desk; form: Form }) {
  const { text } = useVisit()
  const { targets, year } = desk.screening
  const words = text.screening
  return (
    <section aria-labelledby="screening">
      <h2 class="govuk-heading-m" id="screening">
        {words.decide}
      </h2>
      <PageForm form={{ ...form, errors: [] }}>
        <input type="hidden" name="what" value="decide" />
        <Checkboxes
          form={form}
          name="requirements"
          label={words.requirements}
          hint={words.requirementsHint(money(year.allocation_fen))}
          options={requirements.map(value => ({ value, text: text.words.requirements[value] }))}
        />
        <Checkboxes
          form={form}
          name="exclusions"
          label={words.exclusions}
          hint={words.exclusionsHint}
          options={exclusions.map(value => ({ value, text: text.words.exclusions[value] }))}
        />
        <Radios
          form={form}
          name="outcome"
          label={words.outcome}
          options={[
            {
              value: 'screened',
              text: words.outcomes.screened,
              hint: words.outcomeHints.screened,
              more: <Reason form={form} outcome="screened" optional />,
            },
            {
              value: 'rejected',
              text: words.outcomes.rejected,
              hint: words.outcomeHints.rejected,
              more: <Reason form={form} outcome="rejected" />,
            },
            ...(targets.length === 0
              ? []
              : [
                  {
                    value: 'merged',
                    text: words.outcomes.merged,
                    hint: words.outcomeHints.merged,
                    more: (
                      <>
                        <Select
                          form={form}
                          name="merged_into"
                          label={words.target}
                          options={[
                            { value: '', text: words.chooseTarget },
                            ...targets.map(({ id, title, estimated_cost_fen, status }) => ({
                              value: id,
                              text: words.targetOption(
                                title,
                                money(estimated_cost_fen),
                                text.words.proposalStatuses[status],
                              ),
                            })),
                          ]}
                        />
                        <Reason form={form} outcome="merged" optional />
                      </>
                    ),
                  },
                ]),
          ]}
        />
        <Button>{text.common.continue}</Button>
      </PageForm>
    </section>
  )
}

function Reason({ form, outcome, optional }: { form: Form; outcome: Outcome; optional?: true }) {
  const { text } = useVisit()
  return (
    <Textarea
      form={form}
      name={`${outcome}_reason`}
      label={optional ? text.screening.note : text.screening.reason}
      hint={text.screening.reasonHint}
      rows={3}
      {...(optional === undefined ? {} : { optional })}
    />
  )
}

/** The decision once more, with what follows from it. */
export function ScreeningCheck({ desk, form }: { desk: Desk; form: Form }) {
  const { text } = useVisit()
  const { proposal, screening } = desk
  const words = text.screening
  const { checklist, outcome, reason, merged_into } = readDecision(form)
  const failing = failingItems(checklist)
  const target = screening.targets.find(({ id }) => id === merged_into)
  const decided = outcomes.find(one => one === outcome)
  const givenBack = outcome === 'rejected' ? screening.merged : []
  return (
    <CheckAnswers
      form={form}
      title={words.checkDecision}
      rows={[
        { key: text.words.proposal, value: proposal.title },
        { key: words.outcome, value: decided === undefined ? '' : words.outcomes[decided] },
        ...(target === undefined ? [] : [{ key: words.target, value: target.title }]),
        ...(reason === null ? [] : [{ key: words.reason, value: <span class="pj-lines">{reason}</span> }]),
        {
          key: words.checklistResult,
          value: words.passed(requirements.length + exclusions.length - failing.length, failing.length),
        },
        ...(givenBack.length === 0
          ? []
          : [
              {
                key: words.givenBack,
                value: (
                  <ul class="govuk-list govuk-list--bullet">
                    {givenBack.map(({ title }) => (
                      <li>{title}</li>
                    ))}
                  </ul>
                ),
              },
            ]),
      ]}
      warning={givenBack.length === 0 ? words.decisionFinal : words.rejectionGivesBack(givenBack.length)}
      button={decided === undefined ? text.common.confirm : words.confirmOutcome[decided]}
    />
  )
}
