import { listCandidatePhotosView } from '../../app/assembly/candidate-photos.ts'
import { listCandidatesView, showAttendance } from '../../app/assembly/hall-views.ts'
import { showVerifierKey } from '../../app/record/show-verifier-key.ts'
import { showOutcome } from '../../app/tally/show-outcome.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Details } from '../parts/blocks.tsx'
import { Live, When } from '../parts/live.tsx'
import { look, type Visit } from '../visit.ts'
import { groundOf, type VoteGround } from './vote-ground.ts'
import { OutcomePart } from './vote-outcome.tsx'
import { EarlyScreens, stepOf, VotingScreens } from './vote-screens.tsx'

/** The delegate's own page, from check-in to the result: one address, one screen at every moment. */
export const votePages: readonly Page[] = [{ path: '/vote', signedIn: 'delegate', get: showVote }]

const noScriptRefresh = 15

async function showVote(visit: Visit): Promise<Answer> {
  const { actor, text } = visit
  if (actor.kind !== 'delegate') return redirect('/enter')
  const { assembly_id } = actor
  const attendance = await look(visit, showAttendance, { assembly_id })
  const { items: candidates } = await look(visit, listCandidatesView, { assembly_id })
  const { items: pictures } = await look(visit, listCandidatePhotosView, { assembly_id })
  const kept = pictures.filter(({ removed_at }) => removed_at === null)
  const photos = new Map(kept.map(photo => [photo.subject_id, photo]))
  const { outcome } = await look(visit, showOutcome, { assembly_id })
  const { verifier_key } = await look(visit, showVerifierKey, { district_id: attendance.district.id })
  const ground = groundOf(visit, { attendance, candidates, photos, outcome })
  const over = ground.step.screen === 'result' || ground.step.screen === 'void'
  return shown({
    title: text.vote.screens[ground.step.screen].title,
    scripts: ['vote'],
    ...(over ? {} : { refresh: noScriptRefresh }),
    body: (
      <div
        data-voting
        data-attendance={JSON.stringify(attendance)}
        data-verifier-key={verifier_key}
        data-words={JSON.stringify(scriptWords(visit))}
      >
        <Head ground={ground} />
        <p class="govuk-visually-hidden" role="status" aria-live="polite" data-announce />
        <Troubles ground={ground} />
        <EarlyScreens ground={ground} />
        <VotingScreens ground={ground} />
        <OutcomePart ground={ground} />
        <OwnBallotPart ground={ground} />
        <ReceiptPart ground={ground} />
        <Afterwards ground={ground} />
        <p class="govuk-body pj-vote-foot">
          {text.vote.you(attendance.name)}{' '}
          <a class="govuk-link" href="/sign-out">
            {text.vote.notYou}
          </a>
        </p>
      </div>
    ),
  })
}

/** Sentences that only the script says. */
function scriptWords({ text }: Visit) {
  const { screens, receipt, live } = text.vote
  const { over, under } = screens.choosing
  const { copied, notCopied, file } = receipt
  return { product: text.common.product, live, over, under, copied, notCopied, file }
}

function Head({ ground }: { ground: VoteGround }) {
  const { visit, attendance, state } = ground
  const { text } = visit
  const { community, name, duty, round } = attendance
  return (
    <>
      <p class="pj-vote-head">
        <strong>{text.vote.you(name)}</strong> {text.hall.title(community.name)}
      </p>
      <When state={state} on="other_slip">
        <p class="govuk-inset-text" role="alert">
          {text.vote.otherSlip}
        </p>
      </When>
      <Steps ground={ground} />
      {duty !== null && (
        <p class="govuk-inset-text">
          {text.vote.duty(text.words.duties[duty])}{' '}
          <a class="govuk-link" href="/count">
            {text.vote.dutyLink}
          </a>
        </p>
      )}
      <p class="govuk-caption-l" data-if="round" {...(round === null ? { hidden: true } : {})}>
        <Live state={state} words={text.vote.round} />
      </p>
    </>
  )
}

function Steps({ ground }: { ground: VoteGround }) {
  const { vote } = ground.visit.text
  const here = stepOf[ground.step.screen]
  return (
    <ol class="pj-steps" aria-label={vote.stepsLabel}>
      {vote.steps.map((step, place) => (
        <li
          class="pj-steps__step"
          data-step={String(place)}
          {...(place === here ? { 'aria-current': 'step' as const } : {})}
        >
          {step}
        </li>
      ))}
    </ol>
  )
}

/** What went wrong and what to do; one of them at a time, told at once to whoever listens. */
function Troubles({ ground }: { ground: VoteGround }) {
  const { vote } = ground.visit.text
  return (
    <div aria-live="assertive">
      {Object.entries(vote.trouble).map(([kind, { title, how }]) => (
        <When state={ground.state} on={`trouble_${kind}`}>
          <div class="pj-trouble">
            <h2 class="govuk-heading-m">{title}</h2>
            <p class="govuk-body">{how}</p>
            {kind === 'signed_out' ? (
              <a class="govuk-button govuk-button--secondary" href="/enter">
                {vote.enter.title}
              </a>
            ) : (
              <button type="button" class="govuk-button govuk-button--secondary" data-retry>
                {vote.retry}
              </button>
            )}
          </div>
        </When>
      ))}
    </div>
  )
}

function OwnBallotPart({ ground }: { ground: VoteGround }) {
  const { visit, state } = ground
  const { own } = visit.text.vote
  const { title, found, missing, ...standings } = own
  return (
    <When state={state} on="own">
      <h2 class="govuk-heading-m">{title}</h2>
      {Object.entries(standings).map(([standing, said]) => (
        <When state={state} on={`own_${standing}`}>
          <p class="govuk-body">{said}</p>
        </When>
      ))}
      <When state={state} on="found">
        <p class="govuk-body pj-found">{found}</p>
      </When>
      <When state={state} on="not_found">
        <div class="pj-trouble" role="alert">
          <p class="govuk-body">{missing}</p>
        </div>
      </When>
    </When>
  )
}

function ReceiptPart({ ground }: { ground: VoteGround }) {
  const { visit, state } = ground
  const { receipt, erase } = visit.text.vote
  return (
    <When state={state} on="receipt">
      <section class="pj-receipt" aria-labelledby="receipt-title">
        <h2 class="govuk-heading-m" id="receipt-title">
          {receipt.title}
        </h2>
        <p class="govuk-body">{receipt.what}</p>
        <textarea
          class="govuk-textarea pj-receipt__text"
          rows={8}
          readonly
          aria-label={receipt.text}
          translate="no"
          spellcheck={false}
          data-receipt
        />
        <p class="govuk-body">{receipt.secret}</p>
        <div class="govuk-button-group">
          <button type="button" class="govuk-button govuk-button--secondary" data-save>
            {receipt.save}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" data-copy>
            {receipt.copy}
          </button>
        </div>
        <p class="govuk-body" role="status" data-copied />
        <Details summary={erase.summary}>
          <p class="govuk-body">{erase.how}</p>
          <form method="post" action="/sign-out" data-erase>
            <button type="submit" class="govuk-button govuk-button--warning">
              {erase.button}
            </button>
          </form>
        </Details>
      </section>
    </When>
  )
}

function Afterwards({ ground }: { ground: VoteGround }) {
  const { visit, attendance, step } = ground
  const { after } = visit.text.vote
  return (
    <div id="afterwards">
      {step.screen === 'result' && (
        <>
          <p class="govuk-body pj-lead">{after.thanks}</p>
          <ul class="govuk-list">
            <li>
              <a class="govuk-link" href={`/assemblies/${attendance.assembly_id}`}>
                {after.report}
              </a>
            </li>
            <li>
              <a class="govuk-link" href={`/d/${attendance.district.slug}/verify`}>
                {after.verify}
              </a>
            </li>
            <li>
              <a class="govuk-link" href="/vote/ratings">
                {after.ratings}
              </a>
            </li>
          </ul>
        </>
      )}
    </div>
  )
}
