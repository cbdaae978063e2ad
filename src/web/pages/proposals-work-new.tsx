import { createProposal } from '../../app/proposal/create-proposal.ts'
import { proposers } from '../../core/proposal/proposer.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { money } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Fieldset, Input, Radios } from '../parts/fields.tsx'
import { Button, ButtonGroup, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { PhotoFields, photoFieldNames } from '../parts/photos.tsx'
import { actWithPhotos, photoErrors, photoRefusal } from '../photo-form.ts'
import { PageRefused, type Visit } from '../visit.ts'
import { type CollectionYear, lookAtCollection, type OwnCollection } from './proposals-work-collection.ts'
import { keptProposal, ProposalFields, proposalNames, readProposal } from './proposals-work-fields.tsx'
import { checkInput, frameOf, refused, statusOf, Taken } from './work-frame.tsx'

/** Bringing a proposal in, for the clerk and for a grid officer: at once, or as a draft first. */
export const newProposalPages: readonly Page[] = [
  {
    path: '/work/communities/:community_id/proposals/new',
    signedIn: 'staff',
    photos: true,
    get: showNew,
    post: takeNew,
  },
]

async function showNew(visit: Visit): Promise<Answer> {
  const own = await lookAtOwn(visit)
  return newPage(
    visit,
    own,
    blankForm(visit.services, { proposer: own.clerk ? 'community_clerk' : 'resident' }),
  )
}

/** @throws PageRefused for the street officer, who brings nothing in. */
async function lookAtOwn(visit: Visit): Promise<OwnCollection> {
  const own = await lookAtCollection(visit)
  if (own.clerk || own.ownGrids.length > 0) return own
  throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
}

async function takeNew(visit: Visit, form: Form): Promise<Answer> {
  const own = await lookAtOwn(visit)
  const { collection, year } = own
  if (year === undefined || isTakenBack(form)) return newPage(visit, own, form)
  const draft = fieldValue(form, 'draft') === 'yes'
  const spokenFor = readProposer(form)
  const input = { ...readProposal(form), ...spokenFor, id: form.id, draft }
  const names = proposalNames(visit)
  const checked = checkInput(visit, form, createProposal, input, names)
  if (checked.errors.length > 0) return newPage(visit, own, checked)
  if (spokenFor.proposer === 'resident' && spokenFor.contact === null) {
    const refusal = { code: 'CONTACT_REQUIRED', detail: {} } as const
    return newPage(visit, own, refused(visit, form, refusal, names))
  }
  const photographed = withErrors(form, photoErrors(visit.text, form))
  if (!draft && (!isConfirmed(form) || photographed.errors.length > 0))
    return checkPage(visit, own, year, photographed)
  const where = { community_id: collection.place.community.id, cycle_id: year.cycle.id }
  const result = await actWithPhotos(visit, createProposal, where, form, photos => ({ ...input, photos }))
  if (result.ok) return redirect(`/work/proposals/${form.id}?done=${draft ? 'draft' : 'submitted'}`)
  if (result.error.code === 'ID_REUSED') return newPage(visit, own, form, true)
  const ofPhoto = photoRefusal(visit.text, form, result.error)
  if (ofPhoto !== null) return checkPage(visit, own, year, withErrors(form, [ofPhoto]))
  return newPage(visit, own, refused(visit, form, result.error, names))
}

function readProposer(form: Form) {
  const name = fieldValue(form, 'contact_name')
  const phone = fieldValue(form, 'contact_phone')
  return {
    proposer: fieldValue(form, 'proposer'),
    contact: name === '' && phone === '' ? null : { name, phone },
  }
}

function newPage(visit: Visit, own: OwnCollection, form: Form, taken = false): Answer {
  const { text } = visit
  const { collection, year, clerk, ownGrids } = own
  const { place, grids } = collection
  const title = text.screening.propose
  return shown({
    title: `${title} · ${place.community.name}`,
    ...statusOf(form),
    ...(taken ? { status: 409 as const } : {}),
    ...frameOf(visit, place, year?.cycle.id ?? null, {
      href: `/work/communities/${place.community.id}/proposals`,
      text: text.screening.listTitle,
    }),
    body: (
      <>
        <Heading caption={`${place.community.name}${year === undefined ? '' : ` · ${year.cycle.name}`}`}>
          {title}
        </Heading>
        {taken && <Taken path={`/work/proposals/${form.id}`} />}
        {year?.open !== true ? (
          <InsetText>{year === undefined ? text.year.noCycle : text.screening.listClosed}</InsetText>
        ) : (
          <>
            <InsetText>{text.screening.willBePublic}</InsetText>
            <PageForm form={form} keep={keptProposal(place.community.id, visit.actor)}>
              <ProposalFields
                form={form}
                grids={clerk ? grids : ownGrids}
                gridOptional={clerk}
                allocation={money(year.allocation_fen)}
              />
              <ProposerFields form={form} clerk={clerk} />
              <ButtonGroup>
                <Button name="draft" value="no">
                  {text.screening.checkAndSubmit}
                </Button>
                <Button name="draft" value="yes" look="secondary">
                  {text.screening.saveDraft}
                </Button>
              </ButtonGroup>
            </PageForm>
          </>
        )}
      </>
    ),
  })
}

/** A grid officer speaks for residents of the grid, and proposes things too. */
const officersChoices = ['resident', 'grid_officer'] as const

function ProposerFields({ form, clerk }: { form: Form; clerk: boolean }) {
  const { text } = useVisit()
  const { fields } = text.proposals.propose
  return (
    <>
      <Radios
        form={form}
        name="proposer"
        label={text.screening.whose}
        hint={text.screening.whoseHint}
        options={(clerk ? proposers : officersChoices).map(value => ({
          value,
          text: text.screening.proposers[value],
        }))}
      />
      <Fieldset
        form={form}
        name="contact"
        label={text.screening.contactOf}
        hint={text.screening.contactOfHint}
      >
        <Input form={form} name="contact_name" label={fields.name} width={20} autocomplete="off" />
        <Input
          form={form}
          name="contact_phone"
          label={fields.phone}
          width={20}
          type="tel"
          autocomplete="off"
        />
      </Fieldset>
    </>
  )
}

function checkPage(visit: Visit, { collection }: OwnCollection, year: CollectionYear, form: Form): Answer {
  const { text } = visit
  const { fields } = text.proposals.propose
  const words = readProposal(form)
  const grid = collection.grids.find(({ id }) => id === words.grid_id)
  const contact = [fieldValue(form, 'contact_name'), fieldValue(form, 'contact_phone')].filter(
    part => part !== '',
  )
  const category = (['works', 'service', 'goods'] as const).find(one => one === words.category)
  const proposer = proposers.find(one => one === fieldValue(form, 'proposer'))
  const rows = [
    { key: fields.title, value: words.title },
    { key: fields.category, value: category === undefined ? '' : text.words.categories[category] },
    { key: fields.topic, value: words.topic },
    { key: fields.description, value: <span class="pj-lines">{words.description}</span> },
    { key: fields.grid, value: grid?.name ?? text.common.none },
    { key: fields.place, value: words.place },
    { key: fields.beneficiaries, value: words.beneficiaries },
    { key: fields.cost, value: money(words.estimated_cost_fen ?? 0) },
    ...(proposer !== undefined
      ? [
          { key: text.screening.whose, value: text.screening.proposers[proposer] },
          {
            key: text.screening.contactOf,
            value:
              contact.length === 0
                ? text.common.none
                : `${contact.join(' ')}${text.proposals.propose.privately}`,
          },
        ]
      : []),
  ]
  const { place } = collection
  return shown({
    title: text.proposals.propose.check,
    ...frameOf(visit, place, year.cycle.id),
    ...statusOf(form),
    body: (
      <CheckAnswers
        form={form}
        rows={rows}
        title={text.screening.checkProposal}
        warning={text.proposals.propose.checkWarning}
        button={text.screening.submit}
        own={photoFieldNames}
      >
        <h2 class="govuk-heading-m">{text.photos.ofProposal}</h2>
        <p class="govuk-body">{text.photos.ofProposalWhen}</p>
        <PhotoFields form={form} camera optional />
      </CheckAnswers>
    ),
  })
}
