import type { Desk } from '../../app/assembly/desk-schema.ts'
import { momentOf } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Banner, Details, InsetText, Tag } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { ButtonLink } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import type { Visit } from '../visit.ts'
import { batchPages } from './batches.tsx'
import { checkInPages } from './check-in.tsx'
import { slipPages } from './check-in-slip.tsx'
import { countPages } from './count.tsx'
import { batchEntryPages } from './count-batch.tsx'
import { tallyPages } from './count-tally.tsx'
import { deskPage, Figures, type FigureTile, lookAtDesk, Renewed, RenewState } from './desk-frame.tsx'
import { issuePages } from './desk-issue.tsx'
import { lotPages } from './desk-lot.tsx'
import { openRoundPages } from './desk-open-round.tsx'
import { finalStepPages } from './desk-steps.tsx'
import { DeskTasks } from './desk-task-list.tsx'
import { openBatches } from './desk-tasks.ts'
import { voidPages } from './desk-void.tsx'
import { dutyReplacementPages } from './duty-replacement.tsx'
import { specimenPages } from './specimen.tsx'

/** The clerk's desk in the hall, and the count of tellers and scrutineers. */
export const deskPages: readonly Page[] = [
  { path: '/desk/:assembly_id', signedIn: 'staff', get: showDeskPage },
  ...finalStepPages,
  ...openRoundPages,
  ...lotPages,
  ...dutyReplacementPages,
  ...voidPages,
  ...issuePages,
  ...checkInPages,
  ...slipPages,
  ...batchPages,
  ...specimenPages,
  ...countPages,
  ...batchEntryPages,
  ...tallyPages,
]

async function showDeskPage(visit: Visit): Promise<Answer> {
  const { text } = visit
  const desk = await lookAtDesk(visit)
  const title = `${text.desk.titleOf(desk.community.name)} · ${text.desk.title}`
  return shown({
    ...deskPage(visit, desk, { title, scripts: ['desk'], refresh: 20 }),
    trail: [{ href: '/work', text: text.common.nav.work }],
    body: (
      <>
        <DoneBanner desk={desk} />
        <Heading caption={text.desk.titleOf(desk.community.name)}>{text.desk.title}</Heading>
        <Links desk={desk} />
        <RenewState />
        <Renewed name="figures">
          <Standing desk={desk} />
          <Figures tiles={tilesOf(visit, desk)} label={text.desk.figures.title} />
        </Renewed>
        <Renewed name="tasks">
          <DeskTasks desk={desk} />
        </Renewed>
        <Special desk={desk} />
      </>
    ),
  })
}

/** What was done by the form that led here. */
function DoneBanner({ desk }: { desk: Desk }) {
  const { text, url } = useVisit()
  const { steps } = text.desk
  const done = url.searchParams.get('done') ?? ''
  const said: Readonly<Record<string, string>> = {
    'open-check-in': steps.openCheckIn.done,
    'confirm-scrutineers': steps.confirmScrutineers.done,
    'open-round': steps.openRound.done,
    'close-issuing': steps.closeIssuing.done,
    'close-voting': steps.closeVoting.done,
    lot: steps.drawLot.done,
    'publish-ballots': desk.round?.status === 'published' ? steps.publish.done : steps.publish.voided,
    certify: steps.certify.done,
    'replace-duty': text.roster.replaceDuty.done,
    'void-round': steps.voidRound.done,
    'void-assembly': steps.voidAssembly.done,
  }
  const sentence = Object.hasOwn(said, done) ? said[done] : undefined
  return sentence === undefined ? null : (
    <Banner success>
      <p class="govuk-notification-banner__heading">{sentence}</p>
    </Banner>
  )
}

function Links({ desk: { assembly_id, rounds } }: { desk: Desk }) {
  const { links } = useVisit().text.desk
  const certified = rounds.some(({ status }) => status === 'certified')
  return (
    <div class="govuk-button-group">
      <ButtonLink href={`/desk/${assembly_id}/check-in`} look="secondary">
        {links.checkIn}
      </ButtonLink>
      <a class="govuk-link" href={`/hall/${assembly_id}`} target="_blank" rel="noopener">
        {links.hall}
      </a>
      <a class="govuk-link" href={`/desk/${assembly_id}/batches`}>
        {links.batches}
      </a>
      <a class="govuk-link" href={`/desk/${assembly_id}/specimen`}>
        {links.specimen}
      </a>
      <a class="govuk-link" href={`/work/assemblies/${assembly_id}`}>
        {links.preparation}
      </a>
      {certified && (
        <a class="govuk-link" href={`/assemblies/${assembly_id}/report`}>
          {links.report}
        </a>
      )}
    </div>
  )
}

function Standing({ desk }: { desk: Desk }) {
  const { text, language } = useVisit()
  return (
    <>
      <p class="govuk-body">
        <Tag colour={desk.status === 'void' ? 'red' : desk.status === 'certified' ? 'green' : 'blue'}>
          {text.words.assemblyStatuses[desk.status]}
        </Tag>{' '}
        {momentOf(language, desk.scheduled_for)} · {desk.place}
      </p>
      {desk.status === 'void' && <InsetText>{text.desk.voided(desk.void_reason ?? '')}</InsetText>}
      {desk.status === 'certified' && <InsetText>{text.desk.over}</InsetText>}
    </>
  )
}

function tilesOf({ text }: Visit, desk: Desk): FigureTile[] {
  const { figures } = text.desk
  const { eligible, present, modes, quorum, round } = desk
  const missing = quorum.need - present
  const hall: FigureTile[] = [
    { name: figures.eligible, value: eligible },
    { name: figures.present, value: present, more: figures.modes(modes.paper, modes.electronic) },
    {
      name: figures.quorum,
      value: quorum.need,
      more: quorum.reached ? figures.reached : figures.missing(Math.max(missing, 0)),
      lacking: !quorum.reached,
    },
  ]
  if (round === null) return hall
  const { issued_paper, issued_electronic, cast_electronic, batches, sheets } = round
  const issued = {
    name: figures.issued,
    value: issued_paper + issued_electronic,
    more: figures.issuedModes(issued_paper, issued_electronic),
  }
  const cast = issued_electronic > 0 ? [{ name: figures.cast, value: cast_electronic }] : []
  const all = batches.agreed + openBatches(round)
  const paper =
    all > 0 ? [{ name: figures.sheets, value: sheets, more: figures.batches(batches.agreed, all) }] : []
  return [...hall, issued, ...cast, ...paper]
}

/** What nobody hopes for, out of the way of what is done every time. */
function Special({ desk: { assembly_id, gates } }: { desk: Desk }) {
  const { text } = useVisit()
  const { steps, sections } = text.desk
  const ways = [
    ...(gates.replace_duty === null ? [{ place: 'replace-duty', title: text.roster.replaceDuty.title }] : []),
    ...(gates.void_round === null ? [{ place: 'void-round', title: steps.voidRound.title }] : []),
    ...(gates.void_assembly === null ? [{ place: 'void-assembly', title: steps.voidAssembly.title }] : []),
  ]
  return ways.length === 0 ? null : (
    <Details summary={sections.special}>
      <ul class="govuk-list">
        {ways.map(({ place, title }) => (
          <li>
            <a class="govuk-link" href={`/desk/${assembly_id}/${place}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </Details>
  )
}
