import { showProposer } from '../../app/proposal/proposer-view.ts'
import { screenProposal } from '../../app/proposal/screen-proposal.ts'
import { showScreening } from '../../app/proposal/screening-views.ts'
import { showProposal } from '../../app/proposal/views.ts'
import { mayScreen } from '../../core/proposal/status.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { ErrorSummary, isConfirmed, isTakenBack, SentFromDevice } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, type Visit } from '../visit.ts'
import { draftPage, takeSubmission } from './proposals-work-draft.tsx'
import { keptProposal } from './proposals-work-fields.tsx'
import { confirmationPages } from './screening-confirmation.tsx'
import {
  checkDecision,
  decisionNames,
  readDecision,
  ScreeningCheck,
  ScreeningForm,
} from './screening-form.tsx'
import { Proposer, takeProposer } from './screening-proposer.tsx'
import { ProposalText, ScreeningResult } from './screening-text.tsx'
import { Done, frameOf, isClerk, refused, type Seen, statusOf } from './work-frame.tsx'

/** A proposal on the desk: its words, its screening, and who stands behind it. */
export const screeningPages: readonly Page[] = [
  { path: '/work/proposals/:proposal_id', signedIn: 'staff', get: showDesk, post: takeDesk },
  ...confirmationPages,
]

export interface Desk {
  readonly proposal: Seen<typeof showProposal>
  readonly screening: Seen<typeof showScreening>
  /** For the clerk only. */
  readonly proposer: Seen<typeof showProposer> | null
}

async function lookAtDesk(visit: Visit): Promise<Desk> {
  const params = { proposal_id: visit.params.proposal_id ?? '' }
  const screening = await look(visit, showScreening, params)
  const proposal = await look(visit, showProposal, params)
  const clerk = isClerk(visit, screening.place) && proposal.status !== 'draft'
  return { proposal, screening, proposer: clerk ? await look(visit, showProposer, params) : null }
}

async function showDesk(visit: Visit): Promise<Answer> {
  return deskPage(visit, await lookAtDesk(visit), blankForm(visit.services))
}

async function takeDesk(visit: Visit, form: Form): Promise<Answer> {
  const desk = await lookAtDesk(visit)
  const { proposal, screening } = desk
  const what = fieldValue(form, 'what')
  if (proposal.status === 'draft') return takeSubmission(visit, proposal, screening, form)
  if (what === 'submit') return redirect(`/work/proposals/${proposal.id}?done=submitted`)
  if (what === 'link' || what === 'unlink') {
    return takeProposer(visit, proposal.id, form, failed => deskPage(visit, desk, failed))
  }
  return takeDecision(visit, desk, form)
}

async function takeDecision(visit: Visit, desk: Desk, form: Form): Promise<Answer> {
  const { proposal, screening } = desk
  if (isTakenBack(form)) return deskPage(visit, desk, form)
  const decision = readDecision(form)
  // Decided already: the operation knows whether by this very form.
  if (proposal.status === 'submitted') {
    const checked = checkDecision(visit, form, decision, desk)
    if (checked.errors.length > 0) return deskPage(visit, desk, checked)
    if (!isConfirmed(form)) return checkPage(visit, desk, form)
  }
  const result = await act(visit, screenProposal, { proposal_id: proposal.id }, decision, form.id)
  if (result.ok) return redirect(`/work/proposals/${proposal.id}?done=${result.value.status}`)
  const names = decisionNames(visit)
  const again = withErrors({ ...form, errors: [] }, refused(visit, form, result.error, names).errors)
  return deskPage(visit, { proposal, screening, proposer: desk.proposer }, again)
}

function checkPage(visit: Visit, desk: Desk, form: Form): Answer {
  const { place, year } = desk.screening
  return shown({
    title: visit.text.screening.checkDecision,
    ...frameOf(visit, place, year.cycle.id, {
      href: `/work/proposals/${desk.proposal.id}`,
      text: desk.proposal.title,
    }),
    body: <ScreeningCheck desk={desk} form={form} />,
  })
}

function deskPage(visit: Visit, desk: Desk, form: Form): Answer {
  const { text } = visit
  const { proposal, screening, proposer } = desk
  const { place, year } = screening
  if (proposal.status === 'draft') return draftPage(visit, proposal, screening, form)
  const list = {
    cycle_status: year.cycle.status,
    archived: year.archived_at !== null,
    confirmed: year.confirmed_at !== null,
  }
  const open = mayScreen(proposal.status, list).ok
  const about = fieldValue(form, 'what')
  const linking = about === 'link' || about === 'unlink'
  const unused = blankForm(visit.services)
  return shown({
    title: proposal.title,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id, {
      href: `/work/communities/${place.community.id}/proposals?cycle=${year.cycle.id}`,
      text: text.screening.listTitle,
    }),
    body: (
      <>
        <Done said={text.screening.doneWithProposal} form={form} />
        <SentFromDevice name={keptProposal(place.community.id, visit.actor)} id={proposal.id} />
        <ErrorSummary form={form} />
        {proposal.status !== 'submitted' && screening.next !== null && proposer !== null && (
          <p class="govuk-body">
            <a class="govuk-link govuk-!-font-weight-bold" href={`/work/proposals/${screening.next.id}`}>
              {text.screening.next(screening.next.title)}
            </a>
          </p>
        )}
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{proposal.title}</Heading>
        <Notes screening={screening} text={text} />
        <ProposalText proposal={proposal} grid={screening.grid?.name ?? null} />
        <p class="govuk-body">
          <a class="govuk-link" href={`/proposals/${proposal.id}`}>
            {text.screening.publicPage}
          </a>
        </p>
        {proposer !== null && <Proposer proposer={proposer} form={linking ? form : unused} />}
        {proposal.screening !== null ? (
          <ScreeningResult screening={proposal.screening} mergedInto={screening.merged_into} />
        ) : proposer === null ? (
          <InsetText>{text.screening.waits}</InsetText>
        ) : open ? (
          <ScreeningForm desk={desk} form={linking ? unused : form} />
        ) : (
          <InsetText>{text.screening.listClosed}</InsetText>
        )}
      </>
    ),
  })
}

/** What else went into it, and what it had gone into before. */
function Notes({ screening, text }: { screening: Desk['screening']; text: Visit['text'] }) {
  const { merged, given_back_by } = screening
  return (
    <>
      {given_back_by.map(({ id, title }) => (
        <InsetText>
          {text.screening.givenBackBy(title)}{' '}
          <a class="govuk-link" href={`/work/proposals/${id}`}>
            {text.screening.seeIt}
          </a>
        </InsetText>
      ))}
      {merged.length > 0 && (
        <InsetText>
          <p class="govuk-body">{text.screening.mergedHere(merged.length)}</p>
          <ul class="govuk-list govuk-list--bullet">
            {merged.map(({ id, title }) => (
              <li>
                <a class="govuk-link" href={`/work/proposals/${id}`}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </InsetText>
      )}
    </>
  )
}
