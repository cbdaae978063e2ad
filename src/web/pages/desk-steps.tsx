import type { Child } from 'hono/jsx'
import { closeIssuing } from '../../app/assembly/close-issuing.ts'
import { closeVoting } from '../../app/assembly/close-voting.ts'
import { confirmScrutineers } from '../../app/assembly/confirm-scrutineers.ts'
import type { Desk, DeskStep } from '../../app/assembly/desk-schema.ts'
import { openCheckIn } from '../../app/assembly/open-check-in.ts'
import { certifyTally } from '../../app/tally/certify-tally.ts'
import { publishBallots } from '../../app/tally/publish-ballots.ts'
import type { Duty } from '../../core/identity/access.ts'
import type { Result } from '../../core/result.ts'
import { blankForm, type Form, fieldValue, withErrors } from '../form.ts'
import { momentOf } from '../format.ts'
import { type Answer, type Page, redirect } from '../page.ts'
import { SummaryList } from '../parts/blocks.tsx'
import { Button, ButtonGroup, PageForm, WarningText } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import type { Text } from '../text/choose.ts'
import { act, type Visit } from '../visit.ts'
import { assemblyOf, lookAtDesk } from './desk-frame.tsx'
import { stepPage } from './desk-not-now.tsx'
import { sayGate } from './desk-words.ts'

/** A step without anything to fill in: its page says what follows, and its button does it. */
interface FinalStep {
  readonly place: string
  readonly gate: DeskStep
  readonly words: (text: Text) => {
    readonly title: string
    readonly button: string
    readonly follows: string
  }
  readonly rows: (visit: Visit, desk: Desk) => readonly { readonly key: string; readonly value: Child }[]
  /** A warning beside what follows, when there is one. */
  readonly beware?: (text: Text, desk: Desk) => string | null
  readonly take: (
    visit: Visit,
    of: { assembly_id: string; round_id: string },
    form: Form,
  ) => Promise<Result<unknown>>
}

const steps: readonly FinalStep[] = [
  {
    place: 'open-check-in',
    gate: 'open_check_in',
    words: text => text.desk.steps.openCheckIn,
    rows: ({ text, language }, desk) => [
      { key: text.desk.rows.scheduled, value: momentOf(language, desk.scheduled_for) },
      { key: text.desk.rows.place, value: desk.place },
      { key: text.desk.figures.eligible, value: text.desk.figures.people(desk.eligible) },
      { key: text.desk.rows.candidates, value: desk.candidates },
      { key: text.desk.rows.seats, value: desk.seats },
    ],
    take: (visit, { assembly_id }, form) => act(visit, openCheckIn, { assembly_id }, {}, form.id),
  },
  {
    place: 'confirm-scrutineers',
    gate: 'confirm_scrutineers',
    words: text => text.desk.steps.confirmScrutineers,
    rows: ({ text }, desk) => [
      presentRow(text, desk),
      {
        key: text.desk.rows.duties,
        value: dutyLines(text, desk.duties.present).map(line => <div>{line}</div>),
      },
    ],
    take: (visit, { assembly_id }, form) => act(visit, confirmScrutineers, { assembly_id }, {}, form.id),
  },
  {
    place: 'close-issuing',
    gate: 'close_issuing',
    words: text => text.desk.steps.closeIssuing,
    rows: ({ text }, desk) => [presentRow(text, desk), issuedRow(text, desk), ...withoutRows(text, desk)],
    take: (visit, { round_id }, form) => act(visit, closeIssuing, { round_id }, {}, form.id),
  },
  {
    place: 'close-voting',
    gate: 'close_voting',
    words: text => text.desk.steps.closeVoting,
    rows: ({ text }, desk) => [issuedRow(text, desk), ...castRows(text, desk)],
    take: (visit, { round_id }, form) => act(visit, closeVoting, { round_id }, {}, form.id),
  },
  {
    place: 'publish-ballots',
    gate: 'publish_ballots',
    words: text => text.desk.steps.publish,
    rows: ({ text }, desk) => [
      issuedRow(text, desk),
      {
        key: text.desk.rows.returnedPaper,
        value: text.desk.rows.of(desk.round?.sheets ?? 0, desk.round?.issued_paper ?? 0),
      },
      ...castRows(text, desk),
    ],
    beware: (text, { round }) => {
      if (round === null) return null
      const returned = round.sheets + round.cast_electronic
      const issued = round.issued_paper + round.issued_electronic
      return returned > issued ? text.desk.steps.publish.voids(returned, issued) : null
    },
    take: (visit, { round_id }, form) => act(visit, publishBallots, { round_id }, {}, form.id),
  },
  {
    place: 'certify',
    gate: 'certify',
    words: text => text.desk.steps.certify,
    rows: ({ text }, desk) => [
      {
        key: text.desk.rows.signed,
        value:
          desk.round?.signed == null
            ? text.common.none
            : dutyLines(text, desk.round.signed).map(line => <div>{line}</div>),
      },
    ],
    take: (visit, { round_id }, form) => act(visit, certifyTally, { round_id }, {}, form.id),
  },
]

export const finalStepPages: readonly Page[] = steps.map(step => ({
  path: `/desk/:assembly_id/${step.place}`,
  signedIn: 'staff',
  get: visit => showStep(visit, step, null),
  post: (visit, form) => takeStep(visit, step, form),
}))

async function takeStep(visit: Visit, step: FinalStep, form: Form): Promise<Answer> {
  const assembly_id = assemblyOf(visit)
  // The round that was looked at, not the one that may have been opened since.
  const result = await step.take(visit, { assembly_id, round_id: fieldValue(form, 'round_id') }, form)
  if (result.ok) return redirect(`/desk/${assembly_id}?done=${step.place}`)
  const said = sayGate(visit, result.error)
  return showStep(visit, step, withErrors(form, [{ name: null, text: said }]))
}

async function showStep(visit: Visit, step: FinalStep, refused: Form | null): Promise<Answer> {
  const { text, services } = visit
  const desk = await lookAtDesk(visit)
  const words = step.words(text)
  const gate = desk.gates[step.gate]
  const form = refused ?? blankForm(services)
  const beware = step.beware?.(text, desk) ?? null
  return stepPage(visit, {
    desk,
    step: step.gate,
    title: words.title,
    gate,
    form,
    body: (
      <>
        <Heading caption={text.desk.titleOf(desk.community.name)}>{words.title}</Heading>
        <SummaryList rows={step.rows(visit, desk)} />
        <p class="govuk-body">{words.follows}</p>
        <WarningText>{beware ?? text.common.cannotUndo}</WarningText>
        <PageForm form={form}>
          <input type="hidden" name="round_id" value={desk.round?.id ?? ''} />
          <ButtonGroup>
            <Button {...(beware === null ? {} : { look: 'warning' as const })}>{words.button}</Button>
            <a class="govuk-link" href={`/desk/${desk.assembly_id}`}>
              {text.common.cancel}
            </a>
          </ButtonGroup>
        </PageForm>
      </>
    ),
  })
}

function presentRow(text: Text, desk: Desk) {
  return { key: text.desk.rows.present, value: text.desk.steps.checkIn.count(desk.present, desk.eligible) }
}

function issuedRow({ desk: { rows } }: Text, { round }: Desk) {
  return { key: rows.issued, value: rows.modes(round?.issued_paper ?? 0, round?.issued_electronic ?? 0) }
}

/** Who would be left out: nobody gets a ballot afterwards. */
function withoutRows({ desk: { rows, figures } }: Text, { round }: Desk) {
  const { paper, electronic } = round?.without_ballot ?? { paper: 0, electronic: 0 }
  const phones = { key: rows.unasked, value: figures.people(electronic) }
  return [{ key: rows.unissued, value: figures.people(paper) }, ...(electronic > 0 ? [phones] : [])]
}

function castRows({ desk: { rows } }: Text, { round }: Desk) {
  if (round === null || round.issued_electronic === 0) return []
  return [{ key: rows.cast, value: rows.of(round.cast_electronic, round.issued_electronic) }]
}

function dutyLines(text: Text, counts: Readonly<Record<Duty, number>>): string[] {
  const names = text.words.duties
  return [
    text.desk.rows.duty(names.chief_scrutineer, counts.chief_scrutineer),
    text.desk.rows.duty(names.scrutineer, counts.scrutineer),
    text.desk.rows.duty(names.teller, counts.teller),
  ]
}
