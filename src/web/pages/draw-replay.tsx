import { canonicalJson } from '../../core/record/canonical-json.ts'
import { hashHex } from '../../core/record/hash.ts'
import { Details } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import type { NamedDraw } from './draw.tsx'
import { inspectorName } from './draw-tickets.tsx'

/**
 * Where the reader's browser repeats the draw: facts and words come with the page, everything else is worked out by the
 * script. Without script the tables below say the same.
 */
export function Replay({ named }: { named: NamedDraw }) {
  const { text } = useVisit()
  const { draw, projects } = named
  const { buttons, replay } = text.audit
  const facts = {
    frame: draw.frame,
    departments: draw.departments,
    dice: draw.dice,
    outcome: draw.outcome,
    titles: Object.fromEntries([...projects].map(([id, { title }]) => [id, title])),
    streets: Object.fromEntries(
      draw.frame.strata.map(({ id, projects: [some = ''] }) => [id, projects.get(some)?.street ?? id]),
    ),
    inspectors: Object.fromEntries(
      draw.frame.inspectors.map(({ id }) => [id, inspectorName(text, draw, id)]),
    ),
    departmentNames: text.words.departments,
    words: { ...replay, pause: buttons.pause, play: buttons.play, join: text.common.list },
  }
  return (
    <section aria-labelledby="replay" class="pj-replay pj-no-print" data-replay={JSON.stringify(facts)}>
      <h2 class="govuk-heading-m" id="replay">
        {text.audit.replayTitle}
      </h2>
      <p class="govuk-body pj-reading">{text.audit.replayLead}</p>
      <p class="govuk-inset-text" data-unscripted>
        {text.audit.replayNoScript}
      </p>
      <div class="pj-replay__stage" data-stage hidden>
        <div class="govuk-button-group">
          {(['step', 'play', 'all', 'again'] as const).map(name => (
            <button
              type="button"
              class={`govuk-button${name === 'step' ? '' : ' govuk-button--secondary'}`}
              data-do={name}
            >
              {buttons[name]}
            </button>
          ))}
        </div>
        <p class="govuk-body pj-replay__progress" data-progress />
        <p class="govuk-body pj-replay__said" data-said role="status">
          {replay.start}
        </p>
        <div data-verdict role="status" />
        <ul class="govuk-list pj-replay__facts" data-facts />
        <div class="pj-replay__streets" data-streets />
        <ul class="govuk-list pj-replay__facts" data-pairs />
      </div>
    </section>
  )
}

/** What it takes to repeat the draw with other tools, character for character. */
export function ByHand({ named }: { named: NamedDraw }) {
  const { text } = useVisit()
  const { draw } = named
  const said = text.audit.byHand
  const seed = draw.outcome?.seed ?? ''
  const { num, den } = draw.frame.ratio
  const [first = ''] = draw.frame.strata[0]?.projects ?? []
  const python = [
    'from consistent_sampler import sampler',
    `seed = ${JSON.stringify(seed)}`,
    ...draw.frame.strata.map(
      ({ projects, quota }) =>
        `print(list(sampler(${JSON.stringify(projects)}, seed=seed, take=${quota}, output="id")))`,
    ),
  ].join('\n')
  return (
    <section aria-labelledby="by-hand">
      <h2 class="govuk-heading-m" id="by-hand">
        {said.title}
      </h2>
      <p class="govuk-body pj-reading">{said.lead}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/draws/${draw.id}/frame.csv`}>
          {said.csv}
        </a>
      </p>
      <Details summary={said.script}>
        <pre class="pj-code">{`npm run sample -- --seed '${seed}' --ratio ${num}/${den} --strata draw-${draw.id}.csv`}</pre>
      </Details>
      <Details summary={said.tool}>
        <pre class="pj-code">{python}</pre>
      </Details>
      <Details summary={said.seed}>
        <pre class="pj-code">{seed}</pre>
        <p class="govuk-body">{text.audit.replay.frame}</p>
        <pre class="pj-code">{canonicalJson(draw.frame)}</pre>
      </Details>
      <Details summary={said.example}>
        <p class="govuk-body">{said.single}</p>
        <pre class="pj-code">{`${hashHex(seed)}${first}`}</pre>
      </Details>
    </section>
  )
}
