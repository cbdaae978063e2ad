import { linkProposer } from '../../app/proposal/link-proposer.ts'
import type { showProposer } from '../../app/proposal/proposer-view.ts'
import { type Form, fieldValue } from '../form.ts'
import { type Answer, redirect } from '../page.ts'
import { Details, SummaryList } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Select } from '../parts/fields.tsx'
import { Button, PageForm } from '../parts/form.tsx'
import { act, type Visit } from '../visit.ts'
import { refused, type Seen } from './work-frame.tsx'

/** Names or takes away the delegate behind a proposal. */
export async function takeProposer(
  visit: Visit,
  proposalId: string,
  form: Form,
  page: (form: Form) => Answer,
): Promise<Answer> {
  const unlink = fieldValue(form, 'what') === 'unlink'
  const delegate_id = unlink ? null : fieldValue(form, 'delegate_id')
  const result = await act(visit, linkProposer, { proposal_id: proposalId }, { delegate_id }, form.id)
  if (result.ok) return redirect(`/work/proposals/${proposalId}?done=${unlink ? 'unlinked' : 'linked'}`)
  const { screening } = visit.text
  const names = {
    labels: { delegate_id: screening.delegate },
    messages: { delegate_id: screening.chooseDelegate },
    fields: { PROPOSER_UNFIT: 'delegate_id', PROPOSER_HAS_DUTY: 'delegate_id', WRONG_STATUS: 'delegate_id' },
  }
  return page(refused(visit, form, result.error, names))
}

/** How to reach whoever proposed, and which delegate it is: for the clerk's eyes only. */
export function Proposer({ proposer, form }: { proposer: Seen<typeof showProposer>; form: Form }) {
  const { text } = useVisit()
  const words = text.screening
  const { contact, delegate, removable, choices } = proposer
  const named =
    delegate === null
      ? null
      : text.common.aside(delegate.name, text.words.delegateCategories[delegate.category])
  return (
    <Details summary={words.proposer} open={form.errors.length > 0}>
      <p class="govuk-body">{words.clerkOnly}</p>
      <SummaryList
        rows={[
          { key: words.whose, value: text.words.proposers[proposer.proposer] },
          {
            key: words.contactOf,
            value: contact === null ? text.common.none : `${contact.name} ${contact.phone}`,
          },
          { key: words.delegate, value: named ?? words.noDelegate },
        ]}
      />
      <p class="govuk-body">{words.whyDelegate}</p>
      {choices.length > 0 && (
        <PageForm form={{ ...form, errors: [] }}>
          <input type="hidden" name="what" value="link" />
          <Select
            form={form}
            name="delegate_id"
            label={delegate === null ? words.linkDelegate : words.linkOther}
            options={[
              { value: '', text: words.chooseDelegate },
              ...choices
                .filter(({ id }) => id !== delegate?.id)
                .map(({ id, name, category }) => ({
                  value: id,
                  text: text.common.aside(name, text.words.delegateCategories[category]),
                })),
            ]}
          />
          <Button look="secondary">{words.link}</Button>
        </PageForm>
      )}
      {removable && (
        <PageForm form={{ ...form, errors: [] }}>
          <input type="hidden" name="what" value="unlink" />
          <Button look="secondary">{words.unlink(delegate?.name ?? '')}</Button>
        </PageForm>
      )}
    </Details>
  )
}
