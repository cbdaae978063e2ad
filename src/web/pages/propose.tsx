import { showCommunityYear } from '../../app/cycle/show-community-year.ts'
import type { View } from '../../app/operation.ts'
import { createProposal } from '../../app/proposal/create-proposal.ts'
import { showProposal } from '../../app/proposal/views.ts'
import type { Refusal } from '../../core/refusal.ts'
import { readYuan } from '../fields.ts'
import { blankForm, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { momentOf, money } from '../format.ts'
import { type Answer, type Page, redirect, type Shown, shown } from '../page.ts'
import { InsetText, Panel } from '../parts/blocks.tsx'
import { CheckAnswers, isConfirmed, isTakenBack } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { PhotoFields, photoFieldNames } from '../parts/photos.tsx'
import { actWithPhotos, photoErrors, photoRefusal } from '../photo-form.ts'
import { ask, look, type Visit } from '../visit.ts'
import { ProposeFields } from './propose-fields.tsx'
import { checkInput } from './work-frame.tsx'

/** How residents propose what their community's fund is spent on: no account, no script. */
export const proposePages: readonly Page[] = [
  { path: '/communities/:community_id/propose', photos: true, get: showPropose, post: takePropose },
]

type Output<V> = V extends View<infer _P, infer _I, infer O> ? O : never
type Place = Output<typeof showCommunityYear>

function placeOf(visit: Visit): Promise<Place> {
  return look(visit, showCommunityYear, { community_id: visit.params.community_id ?? '' })
}

async function showPropose(visit: Visit): Promise<Answer> {
  const place = await placeOf(visit)
  const done = visit.url.searchParams.get('done')
  if (done !== null) return confirmation(visit, place, done)
  if (place.year?.collecting !== true) return closed(visit, place)
  return formPage(visit, place, blankForm(visit.services))
}

async function takePropose(visit: Visit, form: Form): Promise<Answer> {
  const place = await placeOf(visit)
  if (isTakenBack(form)) return formPage(visit, place, form)
  const input = inputOf(form)
  const checked = checkInput(visit, form, createProposal, input, namesOf(visit))
  if (checked.errors.length > 0) return formPage(visit, place, checked)
  const { year } = place
  if (year === null || !(year.collecting || isConfirmed(form))) {
    const { closed: said } = visit.text.proposals.propose
    return formPage(visit, place, withErrors(form, [{ name: null, text: said }]))
  }
  const photographed = withErrors(form, photoErrors(visit.text, form))
  if (!isConfirmed(form) || photographed.errors.length > 0) return checkPage(visit, place, photographed)
  const list = { community_id: place.community.id, cycle_id: year.cycle.id }
  const result = await actWithPhotos(visit, createProposal, list, form, photos => ({ ...input, photos }))
  if (result.ok) return redirect(`/communities/${place.community.id}/propose?done=${form.id}`)
  if (result.error.code === 'ID_REUSED') return formPage(visit, place, anew(visit, form), form.id)
  const ofPhoto = photoRefusal(visit.text, form, result.error)
  if (ofPhoto !== null) return checkPage(visit, place, withErrors(form, [ofPhoto]))
  return formPage(visit, place, refused(visit, form, result.error))
}

/** The form under an id of its own: with the one it had, a proposal came in before. */
function anew(visit: Visit, form: Form): Form {
  const { taken } = visit.text.proposals.propose
  return { ...withErrors(form, [{ name: null, text: taken }]), id: blankForm(visit.services).id }
}

/** The form as the verb takes it. Its id is the proposal's: sent twice, it is one proposal. */
function inputOf(form: Form) {
  const value = (name: string) => fieldValue(form, name)
  return {
    id: form.id,
    grid_id: value('grid_id') === '' ? null : value('grid_id'),
    title: value('title'),
    category: value('category'),
    topic: value('topic'),
    description: value('description'),
    place: value('place'),
    beneficiaries: value('beneficiaries'),
    estimated_cost_fen: readYuan(value('cost')),
    contact: { name: value('contact-name'), phone: value('contact-phone') },
  }
}

function namesOf({ text }: Visit) {
  const { fields, errors } = text.proposals.propose
  return {
    labels: {
      title: fields.title,
      category: fields.category,
      topic: fields.topic,
      description: fields.description,
      grid_id: fields.grid,
      place: fields.place,
      beneficiaries: fields.beneficiaries,
      cost: fields.cost,
      'contact-name': fields.name,
      'contact-phone': fields.phone,
    },
    messages: {
      title: errors.title,
      category: text.common.fields.choose,
      topic: errors.topic,
      description: errors.description,
      place: errors.place,
      beneficiaries: errors.beneficiaries,
      cost: errors.cost,
      'contact-name': errors.name,
      'contact-phone': errors.phone,
    },
    nameOf: (pointer: string) => {
      if (pointer === '/estimated_cost_fen') return 'cost'
      return pointer.startsWith('/contact/')
        ? pointer.slice(1).replace('/', '-')
        : (pointer.split('/')[1] ?? null)
    },
    fields: { AREA_DOES_NOT_FIT: 'grid_id', CONTACT_REQUIRED: 'contact-name' },
  }
}

function refused(visit: Visit, form: Form, refusal: Refusal): Form {
  const { text, language } = visit
  const words = text.proposals.propose
  const { again_at } = refusal.detail
  if (refusal.code === 'TOO_MANY_PROPOSALS' && typeof again_at === 'string') {
    return withErrors(form, [{ name: null, text: words.crowdedUntil(momentOf(language, again_at)) }])
  }
  return refusedForm(text, form, refusal, namesOf(visit))
}

function frameOf(place: Place): Pick<Shown, 'district' | 'trail'> {
  const { district, community } = place
  return {
    district,
    trail: [
      { href: `/d/${district.slug}`, text: district.name },
      { href: `/communities/${community.id}`, text: community.name },
    ],
  }
}

function formPage(visit: Visit, place: Place, form: Form, taken?: string): Answer {
  const words = visit.text.proposals.propose
  return shown({
    ...frameOf(place),
    title: words.title,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <ProposeFields
          form={form}
          heading={<Heading caption={place.community.name}>{words.title}</Heading>}
          grids={place.grids}
          allocation={place.year?.money.allocation_fen ?? 0}
        />
        {taken !== undefined && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/proposals/${taken}`}>
              {words.takenLink}
            </a>
          </p>
        )}
      </>
    ),
  })
}

function checkPage(visit: Visit, place: Place, form: Form): Answer {
  const { text } = visit
  const words = text.proposals.propose
  const { fields } = words
  const value = (name: string) => fieldValue(form, name)
  const grid = place.grids.find(({ id }) => id === value('grid_id'))
  const rows = [
    { key: fields.title, value: value('title') },
    { key: fields.category, value: categoryOf(visit, value('category')) },
    { key: fields.topic, value: value('topic') },
    { key: fields.description, value: <span class="pj-text">{value('description')}</span> },
    { key: fields.grid, value: grid?.name ?? fields.gridUnknown },
    { key: fields.place, value: value('place') },
    { key: fields.beneficiaries, value: value('beneficiaries') },
    { key: fields.cost, value: money(readYuan(value('cost')) ?? 0) },
    { key: fields.contact, value: `${value('contact-name')} ${value('contact-phone')}${words.privately}` },
  ]
  return shown({
    ...frameOf(place),
    title: words.check,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <CheckAnswers
        form={form}
        rows={rows}
        title={words.check}
        warning={words.checkWarning}
        button={words.checkButton}
        own={photoFieldNames}
      >
        <h2 class="govuk-heading-m">{text.photos.ofProposal}</h2>
        <p class="govuk-body">{text.photos.ofProposalWhen}</p>
        <PhotoFields form={form} optional />
      </CheckAnswers>
    ),
  })
}

function categoryOf({ text }: Visit, category: string): string {
  const found = Object.entries(text.proposals.propose.fields.categories).find(([name]) => name === category)
  return found?.[1].text ?? ''
}

function closed(visit: Visit, place: Place): Answer {
  const words = visit.text.proposals.propose
  return shown({
    ...frameOf(place),
    title: words.title,
    body: (
      <>
        <Heading caption={place.community.name}>{words.title}</Heading>
        <InsetText>{words.closed}</InsetText>
        <p class="govuk-body">{words.closedWhy}</p>
        <BackToCommunity visit={visit} place={place} />
      </>
    ),
  })
}

/** What happens next. The address names the proposal only, which is public. */
async function confirmation(visit: Visit, place: Place, id: string): Promise<Answer> {
  const words = visit.text.proposals.propose
  const found = await ask(visit, showProposal, { proposal_id: id })
  if (!found.ok || found.value.community_id !== place.community.id) return redirect(visit.url.pathname)
  return shown({
    ...frameOf(place),
    title: words.done,
    body: (
      <>
        <Panel title={words.done}>{words.doneTitle(found.value.title)}</Panel>
        <h2 class="govuk-heading-m">{words.next}</h2>
        <ol class="govuk-list govuk-list--number">
          {words.steps.map(step => (
            <li>{step}</li>
          ))}
        </ol>
        <p class="govuk-body">{words.keep}</p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/proposals/${id}`}>
            {words.see}
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={visit.url.pathname}>
            {words.another}
          </a>
        </p>
        <BackToCommunity visit={visit} place={place} />
      </>
    ),
  })
}

function BackToCommunity({ visit, place }: { visit: Visit; place: Place }) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`/communities/${place.community.id}`}>
        {visit.text.proposals.propose.back}
      </a>
    </p>
  )
}
