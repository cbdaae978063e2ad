import { certifyTally } from '../../app/tally/certify-tally.ts'
import { showCount } from '../../app/tally/count-view.ts'
import { showOutcome } from '../../app/tally/show-outcome.ts'
import { signTally } from '../../app/tally/sign-tally.ts'
import { showTally } from '../../app/tally/views.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Banner, InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Button, ButtonGroup, ErrorSummary, PageForm, WarningText } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, ask, look, type Visit } from '../visit.ts'
import { type Count, countPage, delegateOf } from './count-ground.ts'
import { TallyInFull } from './count-result.tsx'
import { sayGate } from './desk-words.ts'

/** The whole result of a round: checked and signed by those who counted, certified by the chief scrutineer. */
export const tallyPages: readonly Page[] = [
  {
    path: '/count/rounds/:round_id',
    signedIn: 'delegate',
    get: visit => showSigning(visit, blankForm(visit.services)),
    post: takeSignature,
  },
  {
    path: '/count/rounds/:round_id/certify',
    signedIn: 'delegate',
    get: visit => showCertifying(visit, blankForm(visit.services)),
    post: takeCertificate,
  },
]

async function takeSignature(visit: Visit, form: Form): Promise<Answer> {
  const { round_id = '' } = visit.params
  const tally_hash = fieldValue(form, 'tally_hash')
  const result = await act(visit, signTally, { round_id }, { tally_hash }, form.id)
  if (result.ok) return redirect(`/count/rounds/${round_id}?done=yes`)
  const changed = result.error.code === 'TALLY_CHANGED'
  const said = changed ? visit.text.count.tally.changed : sayGate(visit, result.error)
  // What was refused was another result's signature: the one below is a new question.
  return showSigning(visit, withErrors(blankForm(visit.services), [{ name: null, text: said }]))
}

async function lookAtTally(visit: Visit) {
  const { round_id = '' } = visit.params
  const { assembly_id } = delegateOf(visit)
  const count = await look(visit, showCount, { assembly_id })
  const tally = await look(visit, showTally, { round_id })
  const { outcome } = await look(visit, showOutcome, { assembly_id })
  return { count, tally, outcome }
}

async function showSigning(visit: Visit, form: Form): Promise<Answer> {
  const { text, url } = visit
  const { count, tally, outcome } = await lookAtTally(visit)
  const own = count.round?.id === tally.round_id && count.round.tally?.own === true
  const words = text.count.tally
  const open = tally.status === 'published' && tally.next.step !== 'lot'
  return shown({
    ...countPage(visit, count, { title: words.title, layout: 'wide' }),
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        {url.searchParams.get('done') === 'yes' && own && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{words.done}</p>
          </Banner>
        )}
        <ErrorSummary form={form} />
        <Heading caption={text.desk.titleOf(count.community.name)}>{words.title}</Heading>
        <p class="govuk-body">{words.intro}</p>
        <TallyInFull tally={tally} outcome={outcome} />
        {own && <InsetText>{words.own}</InsetText>}
        {open && !own && (
          <>
            <WarningText>{words.warning}</WarningText>
            <PageForm form={{ ...form, errors: [] }}>
              <input type="hidden" name="tally_hash" value={tally.tally_hash} />
              <Button>{words.button}</Button>
            </PageForm>
          </>
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

async function takeCertificate(visit: Visit, form: Form): Promise<Answer> {
  const { round_id = '' } = visit.params
  const result = await act(visit, certifyTally, { round_id }, {}, form.id)
  if (result.ok) return redirect(`/count/rounds/${round_id}/certify?done=yes`)
  return showCertifying(visit, withErrors(form, [{ name: null, text: sayGate(visit, result.error) }]))
}

async function showCertifying(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const { round_id = '' } = visit.params
  const count = await look(visit, showCount, { assembly_id: delegateOf(visit).assembly_id })
  const tally = await ask(visit, showTally, { round_id })
  const words = text.count.certifyPage
  const certified = tally.ok && tally.value.status === 'certified'
  return shown({
    ...countPage(visit, count, { title: words.title }),
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: certified ? (
      <Certified count={count} />
    ) : (
      <>
        <ErrorSummary form={form} />
        <Heading caption={text.desk.titleOf(count.community.name)}>{words.title}</Heading>
        <Certifying count={count} form={form} />
      </>
    ),
  })
}

function Certified({ count }: { count: Count }) {
  const { text } = useVisit()
  return (
    <>
      <div class="govuk-panel govuk-panel--confirmation">
        <h1 class="govuk-panel__title">{text.count.certifyPage.done}</h1>
      </div>
      <p class="govuk-body">{text.count.certifyPage.follows[count.round?.tally?.next.step ?? 'result']}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/assemblies/${count.assembly_id}/report`}>
          {text.desk.links.report}
        </a>
      </p>
    </>
  )
}

function Certifying({ count, form }: { count: Count; form: Form }) {
  const { text } = useVisit()
  const words = text.count.certifyPage
  const tally = count.round?.tally ?? null
  if (count.round === null || tally === null) return <InsetText>{text.count.notYet}</InsetText>
  const missing = (['chief_scrutineer', 'scrutineer'] as const).filter(duty => !tally.signed.includes(duty))
  if (tally.next.step === 'lot') return <InsetText>{text.count.lotDue}</InsetText>
  if (missing.length > 0) {
    const names = missing.map(duty => text.words.duties[duty]).join(text.common.list)
    return <InsetText>{text.desk.gate.signatures(names)}</InsetText>
  }
  return (
    <>
      <p class="govuk-body">{words.ready}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/count/rounds/${count.round.id}`}>
          {text.count.tally.title}
        </a>
      </p>
      <p class="govuk-body">{words.follows[tally.next.step]}</p>
      <WarningText>{words.warning}</WarningText>
      <PageForm form={{ ...form, errors: [] }}>
        <ButtonGroup>
          <Button>{words.button}</Button>
          <a class="govuk-link" href="/count">
            {text.common.cancel}
          </a>
        </ButtonGroup>
      </PageForm>
    </>
  )
}
