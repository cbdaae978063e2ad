import type { Child, PropsWithChildren } from 'hono/jsx'
import type { DelegateScreen } from '../../core/assembly/delegate-step.ts'
import { SummaryList } from '../parts/blocks.tsx'
import { WarningText } from '../parts/form.tsx'
import { Live, When } from '../parts/live.tsx'
import { BallotForm, CheckPage } from './vote-ballot.tsx'
import type { VoteGround } from './vote-ground.ts'

interface ScreenProps {
  readonly ground: VoteGround
  readonly name: DelegateScreen
  readonly title: Child
  /** The main sentence, read aloud when the screen comes up. */
  readonly lead?: string
}

/** One screen of the delegate's page. All are in the document; one is shown. */
export function Screen(props: PropsWithChildren<ScreenProps>) {
  const { ground, name, title, lead, children } = props
  const here = ground.step.screen === name
  return (
    <section data-screen={name} data-at={String(stepOf[name])} {...(here ? {} : { hidden: true })}>
      <h1 class="govuk-heading-l" tabindex={-1}>
        {title}
      </h1>
      {lead !== undefined && (
        <p class="govuk-body pj-lead" data-lead>
          <Live state={ground.state} words={lead} />
        </p>
      )}
      {children}
    </section>
  )
}

/** The step of the way that each screen belongs to: checking in, getting the ballot, voting, the result. */
export const stepOf: Readonly<Record<DelegateScreen, 0 | 1 | 2 | 3>> = {
  scheduled: 0,
  absent: 0,
  gathering: 1,
  round_voided: 1,
  paper_to_fetch: 1,
  paper_held: 1,
  paper_only: 1,
  starting: 1,
  unable: 1,
  obtaining: 1,
  blank: 1,
  paper_to_fill: 2,
  choosing: 2,
  checking: 2,
  casting: 2,
  cast: 2,
  elsewhere: 2,
  late: 2,
  counting: 3,
  published: 3,
  between: 3,
  result: 3,
  void: 3,
}

/** The screens up to the blank ballot. */
export function EarlyScreens({ ground }: { ground: VoteGround }) {
  const { text } = ground.visit
  const { screens, figures } = text.vote
  const { state } = ground
  return (
    <>
      <Screen ground={ground} name="void" {...wordsOf(screens.void)}>
        <p class="govuk-body">{screens.void.more}</p>
      </Screen>
      <Screen ground={ground} name="scheduled" {...wordsOf(screens.scheduled)}>
        <SummaryList
          rows={[
            { key: screens.scheduled.time, value: <Live state={state} words="{time}" /> },
            { key: screens.scheduled.place, value: <Live state={state} words="{place}" /> },
          ]}
        />
        <Ability ground={ground} />
      </Screen>
      <Screen ground={ground} name="absent" {...wordsOf(screens.absent)}>
        <ul class="govuk-list govuk-list--bullet">
          <li>{screens.absent.electronic}</li>
          <li>{screens.absent.paper}</li>
        </ul>
        <Ability ground={ground} />
        <p class="govuk-body">{screens.absent.more}</p>
      </Screen>
      <Screen ground={ground} name="gathering" title={screens.gathering.title}>
        <p class="govuk-body pj-lead" data-lead>
          <Choice ground={ground} electronic={screens.gathering.electronic} paper={screens.gathering.paper} />
        </p>
        <SummaryList
          rows={[
            {
              key: figures.present,
              value: <Live state={state} words={countOf(figures.people, 'present')} />,
            },
            {
              key: figures.eligible,
              value: <Live state={state} words={countOf(figures.people, 'eligible')} />,
            },
            {
              key: figures.need,
              value: (
                <>
                  <Live state={state} words={countOf(figures.people, 'need')} />
                  <When state={state} on="reached">
                    {figures.reached}
                  </When>
                  <When state={state} on="missing">
                    {figures.missing}
                  </When>
                </>
              ),
            },
          ]}
        />
        <p class="govuk-body">{screens.gathering.waits}</p>
        <p class="govuk-body">
          <Choice
            ground={ground}
            electronic={screens.gathering.nextElectronic}
            paper={screens.gathering.nextPaper}
          />
        </p>
      </Screen>
      <Screen ground={ground} name="round_voided" {...wordsOf(screens.round_voided)} />
      <Screen ground={ground} name="paper_to_fetch" {...wordsOf(screens.paper_to_fetch)} />
      <Screen ground={ground} name="paper_held" {...wordsOf(screens.paper_held)} />
      <Screen ground={ground} name="paper_only" {...wordsOf(screens.paper_only)} />
      <Screen ground={ground} name="starting" {...wordsOf(screens.starting)}>
        <noscript>
          <h2 class="govuk-heading-m">{text.vote.script.title}</h2>
          <p class="govuk-body">{text.vote.script.how}</p>
        </noscript>
      </Screen>
      <Screen ground={ground} name="unable" {...wordsOf(screens.unable)}>
        <Lacks ground={ground} />
      </Screen>
      <Screen ground={ground} name="obtaining" {...wordsOf(screens.obtaining)}>
        <Busy />
      </Screen>
      <Screen ground={ground} name="blank" {...wordsOf(screens.blank)}>
        <Fingerprint ground={ground} />
      </Screen>
    </>
  )
}

/** The screens of the vote itself. */
export function VotingScreens({ ground }: { ground: VoteGround }) {
  const { screens } = ground.visit.text.vote
  const { paper_to_fill: sheet } = screens
  const { state } = ground
  return (
    <>
      <Screen ground={ground} name="paper_to_fill" title={sheet.title} lead={sheet.lead}>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            <When state={state} on="most">
              <Live state={state} words={sheet.most} />
            </When>
            <When state={state} on="exact">
              <Live state={state} words={sheet.exact} />
            </When>
          </li>
          <li>{sheet.blank}</li>
          <li>{sheet.box}</li>
        </ul>
      </Screen>
      <Screen ground={ground} name="choosing" title={screens.choosing.title}>
        <BallotForm ground={ground} />
      </Screen>
      <Screen ground={ground} name="checking" title={screens.checking.title}>
        <CheckPage ground={ground} />
      </Screen>
      <Screen ground={ground} name="casting" {...wordsOf(screens.casting)}>
        <Busy />
      </Screen>
      <Screen ground={ground} name="cast" {...wordsOf(screens.cast)}>
        <p class="govuk-body">{screens.cast.next}</p>
      </Screen>
      <Screen ground={ground} name="elsewhere" {...wordsOf(screens.elsewhere)}>
        <p class="govuk-body">{screens.elsewhere.more}</p>
      </Screen>
      <Screen ground={ground} name="late" {...wordsOf(screens.late)} />
      <Screen ground={ground} name="counting" {...wordsOf(screens.counting)} />
      <Screen ground={ground} name="published" {...wordsOf(screens.published)} />
      <Screen ground={ground} name="between" {...wordsOf(screens.between)} />
      <Screen ground={ground} name="result" {...wordsOf(screens.result)} />
    </>
  )
}

function wordsOf({ title, lead }: { title: string; lead: string }) {
  return { title, lead }
}

function countOf(words: string, slot: string): string {
  return words.replace('{count}', `{${slot}}`)
}

/** What holds for those on phones, and what for those on paper. */
function Choice(props: { ground: VoteGround; electronic: string; paper: string }) {
  const { state } = props.ground
  return (
    <>
      <span data-if="mode_electronic" {...hiddenUnless(state.flags.has('mode_electronic'))}>
        {props.electronic}
      </span>
      <span data-if="mode_paper" {...hiddenUnless(state.flags.has('mode_paper'))}>
        {props.paper}
      </span>
    </>
  )
}

function hiddenUnless(there: boolean): { hidden?: true } {
  return there ? {} : { hidden: true }
}

/** Whether this phone can take an electronic ballot: known to the script only, and told before the choice is made. */
function Ability({ ground }: { ground: VoteGround }) {
  const { vote } = ground.visit.text
  const { state } = ground
  return (
    <>
      <When state={state} on="able">
        <p class="govuk-inset-text">{vote.able}</p>
      </When>
      <When state={state} on="unable">
        <WarningText>{vote.unable}</WarningText>
        <Lacks ground={ground} />
      </When>
    </>
  )
}

function Lacks({ ground }: { ground: VoteGround }) {
  const { lacks } = ground.visit.text.vote
  return (
    <>
      {Object.entries(lacks).map(([lack, said]) => (
        <When state={ground.state} on={`lacks_${lack}`}>
          <p class="govuk-body">{said}</p>
        </When>
      ))}
    </>
  )
}

function Busy() {
  return <div class="pj-busy" aria-hidden="true" />
}

function Fingerprint({ ground }: { ground: VoteGround }) {
  const { blank } = ground.visit.text.vote.screens
  const { state } = ground
  return (
    <>
      <h2 class="govuk-heading-m">{blank.compare}</h2>
      <p class="pj-fingerprint" translate="no">
        <Live state={state} words="{fingerprint_above}" />
        <br />
        <Live state={state} words="{fingerprint_below}" />
      </p>
      <p class="govuk-body">{blank.same}</p>
      <WarningText>{blank.differs}</WarningText>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{blank.what}</span>
        </summary>
        <div class="govuk-details__text">
          {blank.why}
          <p class="pj-fingerprint-whole" translate="no">
            <Live state={state} words="{fingerprint_whole}" />
          </p>
        </div>
      </details>
    </>
  )
}
