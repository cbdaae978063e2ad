import { money } from '../format.ts'
import { Details } from '../parts/blocks.tsx'
import { WarningText } from '../parts/form.tsx'
import { Live, When } from '../parts/live.tsx'
import type { BallotCandidate, VoteGround } from './vote-ground.ts'

/** The ballot: every candidate of the assembly; the script hides those that do not stand in the round. */
export function BallotForm({ ground }: { ground: VoteGround }) {
  const { visit, state, candidates } = ground
  const { choosing } = visit.text.vote.screens
  return (
    <form data-ballot novalidate>
      <div class="govuk-body pj-lead" data-lead>
        <When state={state} on="most">
          <Live state={state} words={choosing.most} />
        </When>
        <When state={state} on="exact">
          <Live state={state} words={choosing.exact} />
        </When>
      </div>
      <fieldset class="govuk-fieldset" id="ballot">
        <legend class="govuk-visually-hidden">{choosing.legend}</legend>
        {candidates.map((candidate, place) => (
          <Candidate ground={ground} candidate={candidate} number={place + 1} />
        ))}
      </fieldset>
      <div class="pj-counter">
        <p class="pj-counter__said" role="status" aria-live="polite">
          <Live state={state} words={choosing.counter} />
        </p>
        <p class="pj-counter__wrong" role="alert" data-wrong />
        <button type="submit" class="govuk-button">
          {choosing.next}
        </button>
      </div>
    </form>
  )
}

function Candidate(props: { ground: VoteGround; candidate: BallotCandidate; number: number }) {
  const { candidate, number } = props
  const { choosing } = props.ground.visit.text.vote.screens
  const { id, title, cost_fen, topic, place, description } = candidate
  const photo = props.ground.photos.get(id)
  return (
    <div class="pj-candidate" data-candidate={id}>
      <label class="pj-candidate__choice" for={`candidate-${number}`}>
        <input
          class="pj-candidate__box"
          type="checkbox"
          id={`candidate-${number}`}
          name="choice"
          value={id}
          data-title={title}
          autocomplete="off"
        />
        <span class="pj-candidate__picture" aria-hidden="true">
          {photo !== undefined && (
            <img
              class="pj-candidate__photo"
              src={`/photos/${photo.id}/small`}
              width={photo.small_width}
              height={photo.small_height}
              alt=""
              loading="lazy"
            />
          )}
          <span class="pj-candidate__number" data-number>
            {number}
          </span>
          <span class="pj-candidate__topic">{topic}</span>
        </span>
        <span class="pj-candidate__words">
          <span class="pj-candidate__title">{title}</span>
          <span class="pj-candidate__fact">
            {choosing.cost} <strong>{money(cost_fen)}</strong>
          </span>
          <span class="pj-candidate__fact">
            {choosing.place} {place}
          </span>
        </span>
      </label>
      <Details
        summary={
          <>
            {choosing.about}
            <span class="govuk-visually-hidden"> {title}</span>
          </>
        }
      >
        {description}
      </Details>
    </div>
  )
}

/** The choices once more, before they are final. */
export function CheckPage({ ground }: { ground: VoteGround }) {
  const { visit, state } = ground
  const { checking } = visit.text.vote.screens
  return (
    <form data-check novalidate>
      <When state={state} on="chosen">
        <p class="govuk-body pj-lead">
          <Live state={state} words={checking.lead} />
        </p>
        <ul class="pj-chosen" data-chosen />
      </When>
      <When state={state} on="chosen_none">
        <h2 class="govuk-heading-m">{checking.blankTitle}</h2>
        <p class="govuk-body pj-lead">{checking.blankLead}</p>
      </When>
      <WarningText>{checking.final}</WarningText>
      <div class="govuk-button-group">
        <button type="submit" class="govuk-button" data-cast>
          <span data-if="chosen">{checking.cast}</span>
          <span data-if="chosen_none" hidden>
            {checking.castBlank}
          </span>
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" data-back>
          {checking.back}
        </button>
      </div>
    </form>
  )
}
