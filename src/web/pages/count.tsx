import { showCount } from '../../app/tally/count-view.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Banner, InsetText, Tag, type Task, TaskList } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { ButtonLink } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { look, type Visit } from '../visit.ts'
import { type Count, delegateOf } from './count-ground.ts'
import { Renewed, RenewState } from './desk-frame.tsx'

/** What waits for a teller or a scrutineer. */
export const countPages: readonly Page[] = [{ path: '/count', signedIn: 'delegate', get: showCountPage }]

async function showCountPage(visit: Visit): Promise<Answer> {
  const { text } = visit
  const { delegate_id, assembly_id, duty } = delegateOf(visit)
  if (duty === null) return strangerPage(visit)
  const count = await look(visit, showCount, { assembly_id })
  const { round } = count
  return shown({
    title: text.count.title,
    district: count.district,
    scripts: ['desk'],
    refresh: 20,
    body: (
      <>
        <Heading caption={text.desk.titleOf(count.community.name)}>{text.count.title}</Heading>
        <p class="govuk-body">{text.count.duty(text.words.duties[duty])}</p>
        {visit.url.searchParams.get('done') === 'lot' && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{text.desk.steps.drawLot.done}</p>
          </Banner>
        )}
        <RenewState />
        <Renewed name="count">
          {round === null || round.status === 'issuing' || round.status === 'voting' ? (
            <InsetText>{text.count.notYet}</InsetText>
          ) : (
            <Round count={count} round={round} />
          )}
        </Renewed>
        {duty === 'teller' && (
          <div data-teller={delegate_id} data-open-batches={openBatchIds(count).join(' ')} />
        )}
      </>
    ),
  })
}

function strangerPage({ text }: Visit): Answer {
  return shown({
    title: text.count.title,
    status: 403,
    body: (
      <>
        <Heading>{text.count.title}</Heading>
        <p class="govuk-body">{text.count.noDuty}</p>
        <ButtonLink href="/vote">{text.count.toVote}</ButtonLink>
      </>
    ),
  })
}

type Round = NonNullable<Count['round']>
type Batch = Round['batches'][number]

function Round({ count, round }: { count: Count; round: Round }) {
  const visit = useVisit()
  const { text } = visit
  const batches = round.batches.map(batch =>
    count.duty === 'teller' ? tellersTask(visit, batch) : scrutineersTask(visit, batch),
  )
  const tasks = [
    ...lotTasks(visit, count, round),
    ...tallyTasks(visit, count, round),
    ...(round.status === 'counting' ? batches : []),
  ]
  const waiting = tasks.some(({ href }) => href !== null)
  const keys = count.duty === 'teller' && round.status === 'counting' && round.issued_paper > 0
  const begins = keys && batches.length === 0
  return (
    <>
      <h2 class="govuk-heading-m">{text.count.roundTitle(round.number, text.desk.kinds[round.kind])}</h2>
      {round.status === 'certified' && <InsetText>{text.count.certified}</InsetText>}
      {round.lot_group !== null && count.duty === 'teller' && <InsetText>{text.count.lotDue}</InsetText>}
      {!waiting && !begins && round.status !== 'certified' && <p class="govuk-body">{text.count.nothing}</p>}
      {tasks.length > 0 && <TaskList id="count" tasks={tasks} />}
      {round.status === 'counting' && batches.length === 0 && (
        <p class="govuk-body">{round.issued_paper > 0 ? text.count.noBatches : text.desk.steps.count.none}</p>
      )}
      {keys && (
        <ButtonLink href="/count/batches" {...(begins ? {} : { look: 'secondary' as const })}>
          {text.count.manage}
        </ButtonLink>
      )}
    </>
  )
}

function tellersTask({ text }: Visit, batch: Batch): Task {
  const { label, status, own, open, keyed, sheets, id } = batch
  const words = text.count.forTeller
  const href = `/count/batches/${id}`
  const title = text.count.batch(label)
  if (!own && keyed === 2 && status !== 'agreed') {
    return open
      ? { title, href, hint: words.vacant, status: <Tag colour="blue">{words.key}</Tag> }
      : { title, href: null, status: <Tag colour="grey">{words.taken}</Tag> }
  }
  switch (status) {
    case 'keying':
      if (own && keyed === 1) return { title, href, status: <Tag colour="grey">{words.waitOther}</Tag> }
      return { title, href, status: <Tag colour="blue">{own ? words.again : words.key}</Tag> }
    case 'differing':
      return { title, href, status: <Tag colour="orange">{words.differs}</Tag> }
    case 'ruling':
      return { title, href, status: <Tag colour="purple">{words.ruling}</Tag> }
    case 'agreed':
      return agreedTask(text, title, sheets)
  }
}

function scrutineersTask({ text }: Visit, { label, status, sheets, id }: Batch): Task {
  const words = text.count.forScrutineer
  const title = text.count.batch(label)
  switch (status) {
    case 'ruling':
      return { title, href: `/count/batches/${id}`, status: <Tag colour="purple">{words.rule}</Tag> }
    case 'keying':
    case 'differing':
      return { title, href: null, status: <Tag colour="grey">{words.wait}</Tag> }
    case 'agreed':
      return agreedTask(text, title, sheets)
  }
}

function agreedTask(text: Visit['text'], title: string, sheets: number | null): Task {
  const hint = sheets === null ? {} : { hint: text.count.sheets(sheets) }
  return { title, href: null, ...hint, status: <Tag colour="green">{text.count.statuses.agreed}</Tag> }
}

/** The lot that is due: scrutineers enter the dice themselves, as the desk may. */
function lotTasks({ text }: Visit, { duty }: Count, { lot_group }: Round): Task[] {
  if (lot_group === null || duty === 'teller') return []
  const { title, hint } = text.desk.steps.drawLot
  const ready = <Tag colour="blue">{text.desk.states.ready}</Tag>
  return [{ title, href: '/count/lot', hint: hint(lot_group.length), status: ready }]
}

/** Signing, and for the chief scrutineer certifying, once the ballots are published. */
function tallyTasks({ text }: Visit, { duty }: Count, { id, status, tally }: Round): Task[] {
  if (status !== 'published' || tally === null || tally.next.step === 'lot') return []
  const ready = <Tag colour="blue">{text.desk.states.ready}</Tag>
  const sign = {
    title: text.count.sign,
    href: `/count/rounds/${id}`,
    status: tally.own ? <Tag colour="green">{text.count.signed}</Tag> : ready,
  }
  if (duty !== 'chief_scrutineer') return [sign]
  const complete = tally.signed.includes('chief_scrutineer') && tally.signed.includes('scrutineer')
  const certify = {
    title: text.count.certify,
    href: complete ? `/count/rounds/${id}/certify` : null,
    status: complete ? ready : <Tag colour="grey">{text.desk.states.waiting}</Tag>,
  }
  return [sign, certify]
}

/** The batches of which a teller may still keep a draft on this device; the script forgets the others. */
function openBatchIds({ round }: Count): string[] {
  if (round?.status !== 'counting') return []
  return round.batches.filter(({ status }) => status !== 'agreed').map(({ id }) => id)
}
