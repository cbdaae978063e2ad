import type { PropsWithChildren } from 'hono/jsx'
import { showDistrict } from '../../app/identity/views.ts'
import { showLog } from '../../app/record/show-log.ts'
import { assets } from '../assets/built.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Details } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { look, type Visit } from '../visit.ts'
import type { Seen } from './assembly-ground.ts'

export const verifyPages: readonly Page[] = [{ path: '/d/:slug/verify', get: showVerifyPage }]

type District = Seen<typeof showDistrict>
type Log = Seen<typeof showLog>

/** The whole record verified in the visitor's browser, the own ballot found in it; and how to do both by hand. */
async function showVerifyPage(visit: Visit): Promise<Answer> {
  const district = await look(visit, showDistrict, { slug: visit.params.slug ?? '' })
  const log = await look(visit, showLog, { district_id: district.id })
  const { verify } = visit.text
  const record = `/api/v1/districts/${district.id}/record`
  return shown({
    title: verify.title,
    district,
    trail: [{ href: `/d/${district.slug}`, text: district.name }],
    scripts: ['verify'],
    body: (
      <>
        <Heading>{verify.title}</Heading>
        <p class="govuk-body">{verify.intro}</p>
        <noscript>
          <p class="govuk-inset-text">
            <a class="govuk-link" href="#by-hand">
              {verify.noScript}
            </a>
          </p>
        </noscript>
        <div
          data-verify
          data-record={record}
          data-district={district.id}
          data-words={JSON.stringify(verify.client)}
          hidden
        >
          <CheckForm visit={visit} log={log} />
          <OwnForm visit={visit} />
        </div>
        <ByHand visit={visit} district={district} log={log} />
      </>
    ),
  })
}

function CheckForm({ visit, log }: { visit: Visit; log: Log }) {
  const { verify } = visit.text
  const withOrigin = (hint: string) => hint.replace('{origin}', log.origin)
  return (
    <form data-check>
      <Details summary={verify.options}>
        <p class="govuk-body">{verify.optionsHow}</p>
        <Field name="key" label={verify.key} hint={withOrigin(verify.keyHint)}>
          <input
            class="govuk-input"
            id="key"
            autocomplete="off"
            spellcheck={false}
            aria-describedby="key-hint"
          />
        </Field>
        <Field name="seen" label={verify.seen} hint={withOrigin(verify.seenHint)}>
          <textarea
            class="govuk-textarea"
            id="seen"
            rows={5}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="seen-hint"
          />
        </Field>
        <Field name="file" label={verify.file} hint={verify.fileHint}>
          <input class="govuk-file-upload" id="file" type="file" aria-describedby="file-hint" />
        </Field>
      </Details>
      <button type="submit" class="govuk-button">
        {verify.start}
      </button>
      <progress class="pj-progress" aria-label={verify.progress} hidden />
      <p class="govuk-body">
        <span role="status" data-status /> <span data-reached />
      </p>
      <section data-result tabindex={-1} aria-label={verify.result} />
    </form>
  )
}

function OwnForm({ visit }: { visit: Visit }) {
  const { verify } = visit.text
  return (
    <form data-own>
      <h2 class="govuk-heading-m" id="own">
        {verify.own}
      </h2>
      <p class="govuk-body">{verify.ownHow}</p>
      <Field name="pasted" label={verify.pasted} hint={verify.pastedHint}>
        <textarea
          class="govuk-textarea"
          id="pasted"
          rows={4}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="pasted-hint"
        />
      </Field>
      <div class="govuk-button-group">
        <button type="submit" class="govuk-button govuk-button--secondary">
          {verify.find}
        </button>
        <button type="submit" class="govuk-button govuk-button--secondary" data-kept>
          {verify.findKept}
        </button>
      </div>
      <section data-found tabindex={-1} aria-label={verify.own} />
    </form>
  )
}

function Field(props: PropsWithChildren<{ name: string; label: string; hint: string }>) {
  const { name, label, hint, children } = props
  return (
    <div class="govuk-form-group">
      <label class="govuk-label govuk-label--s" for={name}>
        {label}
      </label>
      <div class="govuk-hint" id={`${name}-hint`}>
        {hint}
      </div>
      {children}
    </div>
  )
}

/** What anybody can do without this page's program. */
function ByHand({ visit, district, log }: { visit: Visit; district: District; log: Log }) {
  const { verify } = visit.text
  return (
    <section aria-labelledby="by-hand">
      <h2 class="govuk-heading-m" id="by-hand">
        {verify.byHand}
      </h2>
      <p class="govuk-body">{verify.byHandIntro}</p>
      <HandSteps visit={visit} district={district} log={log} />
      <p class="govuk-body">
        <a class="govuk-link" href={`/d/${district.slug}/data`}>
          {verify.data}
        </a>
      </p>
    </section>
  )
}

/** The steps of checking by hand, also on the page of open data. */
export function HandSteps({ visit, district, log }: { visit: Visit; district: District; log: Log }) {
  const { verify } = visit.text
  const record = `/api/v1/districts/${district.id}/record`
  const url = `${visit.url.origin}${record}`
  return (
    <>
      <ol class="govuk-list govuk-list--number govuk-list--spaced">
        <li>
          {verify.steps.download}
          <ul class="govuk-list pj-links">
            <li>
              <a class="govuk-link" href={record} download={recordFile}>
                {verify.record}
              </a>
            </li>
            <li>
              <a class="govuk-link" href={`${record}/checkpoint`}>
                {verify.checkpoint}
              </a>
            </li>
          </ul>
          <Command text={`curl -o ${recordFile} ${url}`} />
        </li>
        <li>
          {verify.steps.recount}{' '}
          <a class="govuk-link" href={`/d/${district.slug}/data#elections`}>
            {verify.steps.recountLink}
          </a>
        </li>
        <li>
          {verify.steps.command}
          <Command text={`npm ci\nnpm run verify -- ${recordFile} --key '${log.verifier_key}'`} />
          {verify.steps.commandNote}
        </li>
        <li>
          {verify.steps.jq}
          <Command text={countWithJq} />
        </li>
        <li>
          {verify.steps.another}{' '}
          <a class="govuk-link" href={assets.format.path}>
            {verify.steps.format}
          </a>
        </li>
      </ol>
      <dl class="govuk-summary-list">
        <div class="govuk-summary-list__row govuk-summary-list__row--no-actions">
          <dt class="govuk-summary-list__key">{verify.verifierKey}</dt>
          <dd class="govuk-summary-list__value">
            <code class="pj-id">{log.verifier_key}</code>
          </dd>
        </div>
        <div class="govuk-summary-list__row govuk-summary-list__row--no-actions">
          <dt class="govuk-summary-list__key">{verify.checkpoint}</dt>
          <dd class="govuk-summary-list__value">
            {verify.size(log.size)}
            <pre class="pj-id pj-pre">{log.checkpoint.trimEnd()}</pre>
          </dd>
        </div>
      </dl>
    </>
  )
}

/** A line to type into a terminal. */
export function Command({ text }: { text: string }) {
  return <pre class="pj-command">{text}</pre>
}

/** What the record is called once it is downloaded. */
export const recordFile = 'public-record.json'

/** Votes of every round by candidates' titles, counted from the ballots alone. */
const countWithJq = `jq '(.entries | map(select(.type=="candidates.published").body.candidates[]
    | {(.id): .title}) | add) as $title
  | .entries[] | select(.type=="ballots.published")
  | {round: .subject, votes: ([(.body.electronic+.body.paper)[] | .choices // [] | .[]]
    | group_by(.) | map("\\(length) \\($title[.[0]])"))}' ${recordFile}`
