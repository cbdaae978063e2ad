import { listOwnProposalsView } from '../../app/proposal/own-proposals-view.ts'
import { dayOf } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { SummaryList } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Heading } from '../parts/layout.tsx'
import { look, PageRefused, type Visit } from '../visit.ts'
import { ProposalStatusTag } from './screening-text.tsx'
import type { Seen } from './work-frame.tsx'

/** What somebody brought in for residents, to tell them what became of it. */
export const ownProposalPages: readonly Page[] = [
  { path: '/work/proposals', signedIn: 'staff', get: showOwn },
]

type Own = Seen<typeof listOwnProposalsView>['items'][number]

async function showOwn(visit: Visit): Promise<Answer> {
  const { actor, text } = visit
  if (actor.kind !== 'staff') throw new PageRefused({ code: 'SIGN_IN_REQUIRED', detail: {} })
  if (actor.must_change_password) throw new PageRefused({ code: 'PASSWORD_CHANGE_REQUIRED', detail: {} })
  const { items } = await look(visit, listOwnProposalsView, { district_id: actor.district_id })
  const words = text.screening.own
  return shown({
    title: words.title,
    trail: [{ href: '/work', text: text.common.nav.work }],
    body: (
      <>
        <Heading>{words.title}</Heading>
        <p class="govuk-body">{words.lead}</p>
        {items.length === 0 ? (
          <p class="govuk-body">{words.none}</p>
        ) : (
          items.map(own => <OwnProposal own={own} />)
        )}
      </>
    ),
  })
}

function OwnProposal({ own }: { own: Own }) {
  const visit = useVisit()
  const { text, language } = visit
  const words = text.screening.own
  const where = [own.community_name, own.grid_name].filter(name => name !== null).join(' · ')
  return (
    <section aria-labelledby={`own-${own.id}`}>
      <h2 class="govuk-heading-s" id={`own-${own.id}`}>
        <a class="govuk-link" href={`/work/proposals/${own.id}`}>
          {own.title}
        </a>
      </h2>
      <SummaryList
        rows={[
          { key: words.status, value: <ProposalStatusTag status={own.status} /> },
          { key: words.came, value: outcomeOf(visit, own) },
          {
            key: words.whom,
            value:
              own.contact === null ? (
                words.nobody
              ) : (
                <>
                  {own.contact.name}{' '}
                  <a class="govuk-link" href={`tel:${own.contact.phone.replaceAll(/[^0-9+]/g, '')}`}>
                    {own.contact.phone}
                  </a>
                </>
              ),
          },
          { key: words.since, value: `${dayOf(language, own.since)} · ${where} · ${own.cycle_name}` },
        ]}
      />
    </section>
  )
}

/** What to tell whoever asked for it. */
function outcomeOf({ text }: Visit, own: Own): string {
  const { outcomes } = text.screening.own
  switch (own.status) {
    case 'draft':
    case 'submitted':
    case 'screened':
      return outcomes[own.status]
    case 'rejected':
      return outcomes.rejected(own.reason ?? '')
    case 'merged':
      return outcomes.merged(own.merged_into ?? '', own.reason ?? '')
    case 'candidate':
      if (own.project_status !== null)
        return outcomes.selected(text.words.projectStatuses[own.project_status])
      return own.certified ? outcomes.unselected : outcomes.candidate
  }
}
