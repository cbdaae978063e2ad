import { commitSecret } from '../../app/audit/commit-secret.ts'
import { revealSecret } from '../../app/audit/reveal-secret.ts'
import { blankForm, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Details, InsetText } from '../parts/blocks.tsx'
import { Input } from '../parts/fields.tsx'
import { Button, ButtonLink, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'
import { type Ceremony, lookCeremony } from './ceremony-ground.ts'

/** Where a department commits to its secret and reveals it. */
export const secretPages: readonly Page[] = [
  { path: '/work/draws/:draw_id/commit', signedIn: 'staff', get: showCommit, post: takeCommit },
  { path: '/work/draws/:draw_id/reveal', signedIn: 'staff', get: showReveal, post: takeReveal },
]

/** What the frame around every step of a draw says. */
export function stepFrame({ text }: Visit, { draw, cycle, district }: Ceremony) {
  return {
    district,
    trail: [
      { href: '/work', text: text.common.nav.work },
      { href: '/work/draws', text: text.ceremony.title },
      { href: `/work/draws/${draw.id}`, text: text.ceremony.heading(draw.number, cycle.name) },
    ],
  }
}

/** A step with a form: its frame, and 422 when what was sent is refused. */
export function stepForm(visit: Visit, ceremony: Ceremony, title: string, form: Form) {
  return {
    ...stepFrame(visit, ceremony),
    title,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
  }
}

/** A step that is not due, or not for this visitor: says so, and leads back to the list. */
export function notNow(visit: Visit, ceremony: Ceremony, title: string, why?: string): Answer {
  const { text } = visit
  return shown({
    ...stepFrame(visit, ceremony),
    title,
    status: 409,
    body: (
      <>
        <Heading>{title}</Heading>
        <p class="govuk-body">{why ?? text.ceremony.notNow}</p>
        <p class="govuk-body">{text.ceremony.notNowHow}</p>
        <ButtonLink href={`/work/draws/${ceremony.draw.id}`} look="secondary">
          {text.ceremony.back}
        </ButtonLink>
      </>
    ),
  })
}

/** What the script needs to know of a secret: its place and the words. */
function secretOf({ text }: Visit, ceremony: Ceremony, commitment: string | null): string {
  const { draw, department } = ceremony
  const { paper, made, madeNotKept, kept, fileName, onDevice, notOnDevice, revealFound, revealNotFound } =
    text.ceremony
  const departmentName = department === null ? '' : text.words.departments[department]
  const words = {
    ...paper,
    made,
    madeNotKept,
    kept,
    fileName,
    onDevice,
    notOnDevice,
    revealFound,
    revealNotFound,
  }
  return JSON.stringify({ draw: draw.id, department, commitment, words: { ...words, departmentName } })
}

async function showCommit(visit: Visit): Promise<Answer> {
  return commitPage(visit, await lookCeremony(visit), blankForm(visit.services))
}

function commitPage(visit: Visit, ceremony: Ceremony, form: Form): Answer {
  const { text } = visit
  const { draw, department } = ceremony
  const title = text.ceremony.commitTitle
  const own = draw.departments.find(one => one.department === department)
  if (department === null || own === undefined || draw.status !== 'framed')
    return notNow(visit, ceremony, title)
  if (own.commitment !== null)
    return notNow(visit, ceremony, title, text.ceremony.already(text.words.departments[department]))
  return shown({
    ...stepForm(visit, ceremony, title, form),
    scripts: ['draw'],
    body: (
      <>
        <Heading caption={text.words.departments[department]}>{title}</Heading>
        <p class="govuk-body">{text.ceremony.commitWhy}</p>
        <div data-secret-maker data-secret={secretOf(visit, ceremony, null)} class="pj-secret" hidden>
          <button type="button" class="govuk-button govuk-button--secondary" data-make>
            {text.ceremony.make}
          </button>
          <p class="govuk-body pj-secret__said" data-said role="status" />
          <div data-keeping class="govuk-button-group" hidden>
            <a class="govuk-button govuk-button--secondary" href="#commitment" data-save>
              {text.ceremony.save}
            </a>
            <button type="button" class="govuk-button govuk-button--secondary" data-print>
              {text.ceremony.printOut}
            </button>
          </div>
          <pre class="pj-print-only" data-sheet />
        </div>
        <p class="govuk-inset-text" data-unscripted>
          {text.ceremony.noScriptCommit}
        </p>
        <PageForm form={form}>
          <Input
            form={form}
            name="commitment"
            label={text.ceremony.commitment}
            hint={text.ceremony.commitmentHint}
            spellcheck={false}
            autocomplete="off"
          />
          <Button>{text.ceremony.commitButton}</Button>
        </PageForm>
        <Details summary={text.ceremony.howElse}>
          <p class="govuk-body">{text.ceremony.howElseMore}</p>
          <pre class="pj-code">
            {'secret=$(openssl rand -hex 32)\necho "$secret"\nprintf %s "$secret" | sha256sum'}
          </pre>
        </Details>
      </>
    ),
  })
}

async function takeCommit(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const ceremony = await lookCeremony(visit)
  const { draw, department } = ceremony
  const commitment = fieldValue(form, 'commitment').toLowerCase()
  if (isTakenBack(form)) return commitPage(visit, ceremony, form)
  if (!/^[0-9a-f]{64}$/.test(commitment)) {
    const wrong = { name: 'commitment', label: text.ceremony.commitment, text: text.ceremony.commitmentWrong }
    return commitPage(visit, ceremony, withErrors(form, [wrong]))
  }
  if (!isConfirmed(form)) {
    return shown({
      ...stepFrame(visit, ceremony),
      title: text.ceremony.commitCheck,
      scripts: ['draw'],
      body: (
        <>
          <CheckAnswers
            form={form}
            title={text.ceremony.commitCheck}
            rows={[
              {
                key: text.audit.department,
                value: department === null ? '' : text.words.departments[department],
              },
              { key: text.ceremony.commitment, value: <span class="pj-id">{commitment}</span> },
            ]}
            warning={text.ceremony.commitWarning}
            button={text.ceremony.commitConfirm}
          />
          <p
            class="govuk-inset-text"
            data-secret-check
            data-secret={secretOf(visit, ceremony, commitment)}
            role="status"
            hidden
          />
        </>
      ),
    })
  }
  const result = await act(visit, commitSecret, { draw_id: draw.id }, { department, commitment }, form.id)
  if (result.ok) return redirect(`/work/draws/${draw.id}?done=commit`)
  const names = {
    labels: { commitment: text.ceremony.commitment },
    fields: { COMMITMENT_COPIED: 'commitment' },
  }
  return commitPage(visit, ceremony, refusedForm(text, form, result.error, names))
}

async function showReveal(visit: Visit): Promise<Answer> {
  return revealPage(visit, await lookCeremony(visit), blankForm(visit.services))
}

function revealPage(visit: Visit, ceremony: Ceremony, form: Form): Answer {
  const { text } = visit
  const { draw, department } = ceremony
  const title = text.ceremony.revealTitle
  const own = draw.departments.find(one => one.department === department)
  if (department === null || own?.commitment == null || own.reveal !== null || draw.status !== 'thrown')
    return notNow(visit, ceremony, title)
  return shown({
    ...stepForm(visit, ceremony, title, form),
    scripts: ['draw'],
    body: (
      <>
        <Heading caption={text.words.departments[department]}>{title}</Heading>
        <p class="govuk-body">{text.ceremony.revealLead}</p>
        <InsetText>
          {text.ceremony.commitment}
          <br />
          <span class="pj-id">{own.commitment}</span>
        </InsetText>
        <p
          class="govuk-body pj-secret__said"
          data-secret-filler
          data-secret={secretOf(visit, ceremony, own.commitment)}
          role="status"
          hidden
        />
        <PageForm form={form}>
          <Input
            form={form}
            name="reveal"
            label={text.ceremony.reveal}
            hint={text.ceremony.revealHint}
            spellcheck={false}
            autocomplete="off"
          />
          <Button>{text.ceremony.revealButton}</Button>
        </PageForm>
        <Details summary={text.ceremony.revealLost}>
          <p class="govuk-body">{text.ceremony.revealLostMore}</p>
        </Details>
      </>
    ),
  })
}

/** Without a check page: only the secret that was committed is taken, so there is nothing to get wrong. */
async function takeReveal(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const ceremony = await lookCeremony(visit)
  const { draw, department } = ceremony
  const reveal = fieldValue(form, 'reveal').replaceAll(/\s/g, '').toLowerCase()
  const result = await act(visit, revealSecret, { draw_id: draw.id }, { department, reveal }, form.id)
  if (result.ok) return redirect(`/work/draws/${draw.id}?done=reveal`)
  return revealPage(
    visit,
    ceremony,
    refusedForm(text, form, result.error, {
      labels: { reveal: text.ceremony.reveal },
      messages: { reveal: text.ceremony.revealWrong },
      fields: { AUDIT_REVEAL_WRONG: 'reveal' },
    }),
  )
}
