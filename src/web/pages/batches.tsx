import { showCount } from '../../app/tally/count-view.ts'
import { createBatch } from '../../app/tally/create-batch.ts'
import { removeBatch } from '../../app/tally/remove-batch.ts'
import type { BatchStatus } from '../../core/assembly/batch.ts'
import { blankForm, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Banner, InsetText, Tag, type TagColour } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Input } from '../parts/fields.tsx'
import { Button, ButtonLink, ErrorSummary, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'
import { type Count, countPage, delegateOf } from './count-ground.ts'
import { assemblyOf, deskPage, idInQuery, Renewed, RenewState } from './desk-frame.tsx'
import { sayGate } from './desk-words.ts'

/** The stacks of paper ballots: begun at the desk or by the tellers themselves, keyed by two of them each. */
export const batchPages: readonly Page[] = [
  {
    path: '/desk/:assembly_id/batches',
    signedIn: 'staff',
    get: visit => showBatches(visit, atDesk(visit), null),
    post: (visit, form) => takeForm(visit, atDesk(visit), form),
  },
  {
    path: '/count/batches',
    signedIn: 'delegate',
    get: visit => showBatches(visit, ofTeller(visit), null),
    post: (visit, form) => takeForm(visit, ofTeller(visit), form),
  },
]

/** Where the page stands: whose assembly it is about, and where its way back leads. */
interface Standpoint {
  readonly assembly_id: string
  readonly here: string
  readonly back: { readonly href: string; readonly text: string }
  readonly frame: typeof deskPage | typeof countPage
}

function atDesk(visit: Visit): Standpoint {
  const assembly_id = assemblyOf(visit)
  const desk = `/desk/${assembly_id}`
  const back = { href: desk, text: visit.text.desk.links.desk }
  return { assembly_id, here: `${desk}/batches`, back, frame: deskPage }
}

function ofTeller(visit: Visit): Standpoint {
  const { assembly_id, duty } = delegateOf(visit)
  if (duty !== 'teller') throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  const back = { href: '/count', text: visit.text.count.title }
  return { assembly_id, here: '/count/batches', back, frame: countPage }
}

async function takeForm(visit: Visit, from: Standpoint, form: Form): Promise<Answer> {
  const { text } = visit
  const { here } = from
  if (fieldValue(form, 'what') === 'remove') {
    const result = await act(visit, removeBatch, { batch_id: fieldValue(form, 'batch_id') }, {}, form.id)
    // Whoever presses twice has it removed by the first.
    if (result.ok || result.error.code === 'NOT_FOUND') return redirect(`${here}?removed=yes`)
    const said = sayGate(visit, result.error)
    return showBatches(visit, from, withErrors(blankForm(visit.services), [{ name: null, text: said }]))
  }
  const label = fieldValue(form, 'label')
  const round_id = fieldValue(form, 'round_id')
  const result = await act(visit, createBatch, { round_id }, { id: form.id, label })
  if (result.ok) return redirect(`${here}?created=${form.id}`)
  const labels = { label: text.count.desk.label }
  const names = { labels, fields: { LABEL_TAKEN: 'label' } }
  return showBatches(visit, from, refusedForm(text, form, result.error, names))
}

async function showBatches(visit: Visit, from: Standpoint, refused: Form | null): Promise<Answer> {
  const { text, services, url } = visit
  const count = await look(visit, showCount, { assembly_id: from.assembly_id })
  const { round } = count
  const words = text.count.desk
  const batches = round?.batches ?? []
  const form = refused ?? blankForm(services, { label: words.suggested(batches.length + 1) })
  const created = batches.find(({ id }) => id === idInQuery(visit, 'created'))
  return shown({
    ...from.frame(visit, count, {
      title: words.title,
      scripts: ['desk'],
      ...(refused === null ? {} : { status: 422 as const }),
    }),
    body: (
      <>
        {created !== undefined && <Done said={words.created(created.label)} />}
        {url.searchParams.get('removed') === 'yes' && <Done said={words.removed} />}
        <ErrorSummary form={form} />
        <Heading caption={text.desk.titleOf(count.community.name)}>{words.title}</Heading>
        <RenewState />
        <Renewed name="batches">
          <Batches round={round} />
        </Renewed>
        {round?.status === 'counting' && round.issued_paper > 0 && (
          <>
            <h2 class="govuk-heading-m">{words.create}</h2>
            <p class="govuk-body">{words.intro}</p>
            <PageForm form={{ ...form, errors: [] }}>
              <input type="hidden" name="round_id" value={round.id} />
              <Input
                form={form}
                name="label"
                label={words.label}
                hint={words.labelHint}
                width={10}
                autocomplete="off"
              />
              <Button>{words.create}</Button>
            </PageForm>
          </>
        )}
        <ButtonLink href={from.back.href} look="secondary">
          {from.back.text}
        </ButtonLink>
      </>
    ),
  })
}

function Done({ said }: { said: string }) {
  return (
    <Banner success>
      <p class="govuk-notification-banner__heading">{said}</p>
    </Banner>
  )
}

function Batches({ round }: { round: Count['round'] }) {
  const { text } = useVisit()
  const words = text.count.desk
  if (round === null || round.status === 'issuing' || round.status === 'voting')
    return <InsetText>{words.notCounting}</InsetText>
  if (round.batches.length === 0) {
    const said = round.issued_paper === 0 ? text.desk.steps.count.none : text.desk.steps.count.empty
    return <InsetText>{said}</InsetText>
  }
  const agreed = round.batches.reduce((sum, { sheets }) => sum + (sheets ?? 0), 0)
  return (
    <>
      <ul class="pj-roll">
        {round.batches.map(batch => (
          <li class="pj-roll__row">
            <span class="pj-roll__who">
              <strong class="pj-roll__name">{batch.label}</strong> <BatchTag status={batch.status} />
              <span class="pj-roll__about pj-roll__line">
                {batch.sheets === null ? words.keyed(batch.keyed) : text.count.sheets(batch.sheets)}
              </span>
            </span>
            {batch.keyed === 0 && round.status === 'counting' && <Remove batch={batch} />}
          </li>
        ))}
      </ul>
      <p class="govuk-body">{words.paper(agreed, round.issued_paper)}</p>
      {round.status !== 'counting' && <p class="govuk-body">{words.over}</p>}
    </>
  )
}

const colours: Readonly<Record<BatchStatus, TagColour>> = {
  keying: 'blue',
  differing: 'orange',
  ruling: 'purple',
  agreed: 'green',
}

export function BatchTag({ status }: { status: BatchStatus }) {
  const { text } = useVisit()
  return <Tag colour={colours[status]}>{text.count.statuses[status]}</Tag>
}

function Remove({ batch: { id, label } }: { batch: { readonly id: string; readonly label: string } }) {
  const { text, services } = useVisit()
  return (
    <form method="post" class="pj-roll__form">
      <input type="hidden" name="form_id" value={blankForm(services).id} />
      <input type="hidden" name="what" value="remove" />
      <input type="hidden" name="batch_id" value={id} />
      <Button look="secondary">
        {text.count.desk.remove}
        <span class="govuk-visually-hidden">{text.count.batch(label)}</span>
      </Button>
    </form>
  )
}
