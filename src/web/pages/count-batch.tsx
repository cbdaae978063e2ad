import { keyBatch } from '../../app/tally/key-batch.ts'
import { countClasses, keyedSheet, readSheets, sheetText, typedSheet } from '../../core/tally/sheet-entry.ts'
import { blankForm, type Form, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Banner, InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { ButtonLink, CheckAnswers, isConfirmed, isTakenBack } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'
import { Differences } from './count-differences.tsx'
import { Entry, sayFault } from './count-entry.tsx'
import { countPage, delegateOf, type OpenBatch, openBatch, type ShownBatch, termsOf } from './count-ground.ts'
import { rulingPage, takeRuling } from './count-ruling.tsx'
import { Classes } from './count-sheets.tsx'
import { sayGate } from './desk-words.ts'

/** One batch: keyed by tellers, its unreadable sheets ruled on by scrutineers. */
export const batchEntryPages: readonly Page[] = [
  {
    path: '/count/batches/:batch_id',
    signedIn: 'delegate',
    get: showBatchPage,
    post: takeBatchForm,
    largest: 1024 * 1024,
  },
]

/** As the verb takes at once. */
const mostSheets = 2000

async function showBatchPage(visit: Visit): Promise<Answer> {
  const open = await openBatch(visit)
  if (delegateOf(visit).duty !== 'teller') return rulingPage(visit, open, blankForm(visit.services))
  return tellersPage(visit, open, ownEntry(visit, open))
}

/** A form filled in with what the teller keyed before, as one would type it. */
function ownEntry({ services }: Visit, { batch, specimen }: OpenBatch): Form {
  if (specimen === null || batch.own === null) return blankForm(services)
  const terms = termsOf(specimen)
  const lines = batch.own.sheets.map(sheet => sheetText(typedSheet(terms, sheet)))
  return blankForm(services, { sheets: lines.join('\n') })
}

async function takeBatchForm(visit: Visit, form: Form): Promise<Answer> {
  const open = await openBatch(visit)
  if (delegateOf(visit).duty !== 'teller') return takeRuling(visit, open, form)
  return takeEntry(visit, open, form)
}

async function takeEntry(visit: Visit, open: OpenBatch, form: Form): Promise<Answer> {
  const { text } = visit
  const { batch, specimen } = open
  if (isTakenBack(form) || specimen === null) return tellersPage(visit, open, form, true)
  const terms = termsOf(specimen)
  const { sheets, faults } = readSheets(terms, form.values.sheets?.[0] ?? '')
  const wrong = faults.map(({ line, ...fault }) => text.count.faults.line(line, sayFault(text, fault)))
  if (wrong.length === 0 && sheets.length === 0) wrong.push(text.count.page.none)
  if (sheets.length > mostSheets) wrong.push(text.count.page.tooMany(mostSheets))
  if (wrong.length > 0) {
    const errors = wrong.map(said => ({ name: 'sheets', text: said }))
    return tellersPage(visit, open, withErrors(form, errors), true)
  }
  if (!isConfirmed(form)) {
    return shown({
      ...countPage(visit, specimen, { title: text.count.check.title }),
      body: (
        <CheckAnswers
          form={form}
          title={text.count.check.title}
          rows={[
            { key: text.count.batches, value: batch.label },
            {
              key: text.count.check.total,
              value: <strong class="pj-entry-total">{text.count.sheets(sheets.length)}</strong>,
            },
            { key: text.count.check.classes, value: <Classes counts={countClasses(terms, sheets)} /> },
          ]}
          warning={text.count.check.warning}
          button={text.count.check.button}
        />
      ),
    })
  }
  const input = { sheets: sheets.map(sheet => keyedSheet(terms, sheet)) }
  const result = await act(visit, keyBatch, { batch_id: batch.id }, input, form.id)
  if (result.ok) return redirect(`/count/batches/${batch.id}?done=${result.value.status}`)
  // The id of this form stands for what was submitted with it before; a new one stands for what is there to be seen.
  const reused = result.error.code === 'ID_REUSED'
  const again = reused ? { ...form, id: blankForm(visit.services).id } : form
  const said = reused ? text.count.check.reused : sayGate(visit, result.error)
  return tellersPage(visit, await openBatch(visit), withErrors(again, [{ name: null, text: said }]), true)
}

function tellersPage(visit: Visit, open: OpenBatch, form: Form, sent = false): Answer {
  const { text, url } = visit
  const { batch, specimen } = open
  const done = url.searchParams.get('done')
  const again = url.searchParams.get('again') === 'yes'
  const waits =
    batch.own !== null && (batch.status === 'ruling' || (batch.status === 'keying' && batch.keyed === 1))
  const enters = specimen !== null && batch.open && (sent || again || !waits)
  const title = text.count.page.keyTitle(batch.label)
  const draft = `${batch.id}:${delegateOf(visit).delegate_id}`
  const page = specimen === null ? { title } : countPage(visit, specimen, { title })
  return shown({
    trail: [{ href: '/count', text: text.count.title }],
    ...page,
    scripts: ['desk'],
    layout: 'wide',
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        {done !== null && <Taken status={batch.status} />}
        {/* What was sent just now stands in the form: the device may hold what was there before. */}
        {(done !== null || !enters || sent) && <div data-drop-draft={draft} />}
        <Heading>{title}</Heading>
        {specimen !== null && batch.differences !== null && batch.own !== null && (
          <Differences batch={batch} specimen={specimen} />
        )}
        {enters && batch.own === null && batch.keyed === 2 && (
          <InsetText>{text.count.forTeller.vacant}</InsetText>
        )}
        {specimen !== null && enters ? (
          <Entry form={form} batch={batch} specimen={specimen} draft={draft} />
        ) : (
          <Standing open={open} />
        )}
        <p class="govuk-body">
          <a class="govuk-link" href="/count">
            {text.count.title}
          </a>
        </p>
      </>
    ),
  })
}

function Taken({ status }: { status: ShownBatch['status'] }) {
  const { text } = useVisit()
  return (
    <Banner success>
      <p class="govuk-notification-banner__heading">{text.count.taken[status]}</p>
    </Banner>
  )
}

/** A batch in which the teller has nothing to type. */
function Standing({ open }: { open: OpenBatch }) {
  const { text } = useVisit()
  const { batch, specimen } = open
  const words = text.count.forTeller
  if (batch.status === 'agreed') return <InsetText>{words.agreed}</InsetText>
  if (specimen === null) return <InsetText>{text.count.desk.over}</InsetText>
  if (batch.own === null) return <InsetText>{words.taken}</InsetText>
  const terms = termsOf(specimen)
  const sheets = batch.own.sheets.map(sheet => typedSheet(terms, sheet))
  return (
    <>
      <InsetText>{batch.status === 'ruling' ? words.ruling : words.waitOther}</InsetText>
      <h2 class="govuk-heading-m">{text.count.own.title}</h2>
      <p class="govuk-body">{text.count.sheets(sheets.length)}</p>
      <Classes counts={countClasses(terms, sheets)} />
      <ButtonLink href={`/count/batches/${batch.id}?again=yes`} look="secondary">
        {text.count.page.change}
      </ButtonLink>
    </>
  )
}
