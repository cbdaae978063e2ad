import { showOwnAreas } from '../../app/identity/own-areas.ts'
import { changeProposal } from '../../app/proposal/change-proposal.ts'
import { showCollection } from '../../app/proposal/collection-view.ts'
import { showScreening } from '../../app/proposal/screening-views.ts'
import { submitProposal } from '../../app/proposal/submit-proposal.ts'
import { showProposal } from '../../app/proposal/views.ts'
import { blankForm, type Form } from '../form.ts'
import { money } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import {
  Button,
  ButtonGroup,
  ButtonLink,
  ErrorSummary,
  PageForm,
  SentFromDevice,
  WarningText,
} from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'
import {
  keptProposal,
  ProposalFields,
  proposalNames,
  proposalValues,
  readProposal,
} from './proposals-work-fields.tsx'
import { ProposalText } from './screening-text.tsx'
import { checkInput, Done, frameOf, refused, type Seen, statusOf } from './work-frame.tsx'

/** Changing an own draft. */
export const changeDraftPages: readonly Page[] = [
  { path: '/work/proposals/:proposal_id/edit', signedIn: 'staff', get: showChange, post: takeChange },
]

type Proposal = Seen<typeof showProposal>
type Screening = Seen<typeof showScreening>

/** @throws PageRefused when it is not the visitor's own draft. */
async function lookAtDraft(visit: Visit) {
  const params = { proposal_id: visit.params.proposal_id ?? '' }
  const screening = await look(visit, showScreening, params)
  const proposal = await look(visit, showProposal, params)
  if (!screening.own || proposal.status !== 'draft') throw new PageRefused({ code: 'NOT_FOUND', detail: {} })
  const { district, community } = screening.place
  const { grids } = await look(visit, showCollection, { community_id: community.id })
  const { roles } = await look(visit, showOwnAreas, { district_id: district.id })
  const own = roles.filter(({ communities }) => communities.some(({ id }) => id === community.id))
  const clerk = own.some(({ role }) => role === 'community_clerk')
  const ownGrids = own.flatMap(({ role, area }) =>
    role === 'grid_officer' ? [{ id: area.id, name: area.name }] : [],
  )
  return { proposal, screening, clerk, grids: clerk ? grids : ownGrids }
}

async function showChange(visit: Visit): Promise<Answer> {
  const own = await lookAtDraft(visit)
  return changePage(visit, own, blankForm(visit.services, proposalValues(own.proposal)))
}

async function takeChange(visit: Visit, form: Form): Promise<Answer> {
  const own = await lookAtDraft(visit)
  const { id } = own.proposal
  const input = readProposal(form)
  const names = proposalNames(visit)
  const checked = checkInput(visit, form, changeProposal, input, names)
  if (checked.errors.length > 0) return changePage(visit, own, checked)
  const result = await act(visit, changeProposal, { proposal_id: id }, input, form.id)
  if (result.ok) return redirect(`/work/proposals/${id}?done=changed`)
  return changePage(visit, own, refused(visit, form, result.error, names))
}

function changePage(visit: Visit, own: Awaited<ReturnType<typeof lookAtDraft>>, form: Form): Answer {
  const { text } = visit
  const { proposal, screening, clerk, grids } = own
  const { place, year } = screening
  return shown({
    title: text.screening.changeDraft,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id, { href: `/work/proposals/${proposal.id}`, text: proposal.title }),
    body: (
      <>
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>
          {text.screening.changeDraft}
        </Heading>
        <PageForm form={form}>
          <ProposalFields
            form={form}
            grids={grids}
            gridOptional={clerk}
            allocation={money(year.allocation_fen)}
          />
          <Button>{text.screening.saveDraft}</Button>
        </PageForm>
      </>
    ),
  })
}

/** A draft as it stands: everything once more above the button that submits it. */
export function draftPage(visit: Visit, proposal: Proposal, screening: Screening, form: Form): Answer {
  const { text } = visit
  const { place, year, own } = screening
  const open = year.confirmed_at === null && year.archived_at === null
  return shown({
    title: proposal.title,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id),
    body: (
      <>
        <Done said={text.screening.doneWithDraft} form={form} />
        <SentFromDevice name={keptProposal(place.community.id, visit.actor)} id={proposal.id} />
        <ErrorSummary form={form} />
        <Heading caption={text.screening.draftOf(place.community.name, year.cycle.name)}>
          {proposal.title}
        </Heading>
        <ProposalText proposal={proposal} grid={screening.grid?.name ?? null} />
        {!own ? (
          <InsetText>{text.screening.othersDraft}</InsetText>
        ) : open ? (
          <>
            <WarningText>{text.proposals.propose.checkWarning}</WarningText>
            <PageForm form={{ ...form, errors: [] }}>
              <input type="hidden" name="what" value="submit" />
              <ButtonGroup>
                <Button>{text.screening.submit}</Button>
                <ButtonLink href={`/work/proposals/${proposal.id}/edit`} look="secondary">
                  {text.screening.changeDraft}
                </ButtonLink>
              </ButtonGroup>
            </PageForm>
          </>
        ) : (
          <InsetText>{text.screening.listClosed}</InsetText>
        )}
      </>
    ),
  })
}

export async function takeSubmission(
  visit: Visit,
  proposal: Proposal,
  screening: Screening,
  form: Form,
): Promise<Answer> {
  const result = await act(visit, submitProposal, { proposal_id: proposal.id }, {}, form.id)
  if (result.ok) return redirect(`/work/proposals/${proposal.id}?done=submitted`)
  return draftPage(visit, proposal, screening, refused(visit, form, result.error, { labels: {} }))
}
