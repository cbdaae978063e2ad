import type { showProposal } from '../../app/proposal/views.ts'
import { exclusions, failingItems, requirements } from '../../core/proposal/screening.ts'
import type { ProposalStatus } from '../../core/proposal/status.ts'
import { momentOf, money } from '../format.ts'
import { Details, SummaryList, Tag, type TagColour } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import type { Seen } from './work-frame.tsx'

type Proposal = Seen<typeof showProposal>

const colours: Readonly<Record<ProposalStatus, TagColour>> = {
  draft: 'grey',
  submitted: 'blue',
  screened: 'green',
  rejected: 'red',
  merged: 'purple',
  candidate: 'teal',
}

/** Where a proposal stands, in its colour everywhere. */
export function ProposalStatusTag({ status }: { status: ProposalStatus }) {
  const { text } = useVisit()
  return <Tag colour={colours[status]}>{text.words.proposalStatuses[status]}</Tag>
}

/** What a proposal says, for those who work with it. */
export function ProposalText({ proposal, grid }: { proposal: Proposal; grid: string | null }) {
  const { text, language } = useVisit()
  const { page } = text.proposals
  return (
    <SummaryList
      rows={[
        { key: page.status, value: <ProposalStatusTag status={proposal.status} /> },
        { key: page.by, value: text.words.proposers[proposal.proposer] },
        {
          key: page.category,
          value: text.screening.categoryAndTopic(text.words.categories[proposal.category], proposal.topic),
        },
        { key: page.description, value: <span class="pj-lines">{proposal.description}</span> },
        { key: page.place, value: proposal.place },
        { key: page.grid, value: grid ?? text.common.none },
        { key: page.beneficiaries, value: proposal.beneficiaries },
        { key: page.cost, value: money(proposal.estimated_cost_fen) },
        ...(proposal.submitted_at === null
          ? []
          : [{ key: page.submitted, value: momentOf(language, proposal.submitted_at) }]),
      ]}
    />
  )
}

/** A decided screening: the outcome with its reason, and the checklist item by item. */
export function ScreeningResult({
  screening,
  mergedInto,
}: {
  screening: NonNullable<Proposal['screening']>
  mergedInto: { readonly id: string; readonly title: string } | null
}) {
  const { text, language } = useVisit()
  const { page } = text.proposals
  const { checklist } = screening
  const items = requirements.length + exclusions.length
  const failing = failingItems(checklist).length
  const yes = (item: boolean) => (item ? page.passes : page.fails)
  return (
    <>
      <h2 class="govuk-heading-m">{page.screening}</h2>
      <SummaryList
        rows={[
          { key: text.screening.outcome, value: page.outcomes[screening.outcome] },
          ...(mergedInto === null
            ? []
            : [
                {
                  key: page.mergedInto,
                  value: (
                    <a class="govuk-link" href={`/work/proposals/${mergedInto.id}`}>
                      {mergedInto.title}
                    </a>
                  ),
                },
              ]),
          ...(screening.reason === null
            ? []
            : [{ key: page.reason, value: <span class="pj-lines">{screening.reason}</span> }]),
          { key: text.screening.decidedAt, value: momentOf(language, screening.decided_at) },
        ]}
      />
      <Details summary={text.screening.checklistOf(text.screening.passed(items - failing, failing))}>
        <SummaryList
          rows={[
            ...requirements.map(item => ({
              key: text.words.requirements[item],
              value: yes(checklist[item]),
            })),
            ...exclusions.map(item => ({
              key: page.exclusion(text.words.exclusions[item]),
              value: yes(!checklist.negative_list[item]),
            })),
          ]}
        />
      </Details>
    </>
  )
}
