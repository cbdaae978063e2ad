import type { Refusal } from '../core/refusal.ts'
import { type Form, sayRefusal } from './form.ts'
import { type Shown, shown } from './page.ts'
import { Button, HiddenValues, PageForm } from './parts/form.tsx'
import { Heading } from './parts/layout.tsx'
import type { Visit } from './visit.ts'

/** Why a page cannot be shown or a form was not taken, and where to go from here. */
export function refusedPage(visit: Visit, refusal: Refusal, status: NonNullable<Shown['status']>): Shown {
  const { refused } = visit.text.common
  const missing = status === 404
  const title = missing ? refused.notFound : status === 403 ? refused.forbidden : refused.title
  return shown({
    title,
    status,
    body: (
      <>
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">{missing ? refused.notFoundHow : sayRefusal(visit.text, refusal)}</p>
        <p class="govuk-body">
          <a class="govuk-link" href="/">
            {refused.home}
          </a>
        </p>
      </>
    ),
  })
}

/**
 * A form that came when its session had ended. What was typed waits in this page, under the same id, and is sent once more when whoever
 * typed it has signed in again, elsewhere.
 */
export function signInAgainPage(visit: Visit, form: Form, door: string): Shown {
  const { again } = visit.text.signIn
  const { pathname, search } = visit.url
  return shown({
    title: again.title,
    status: 401,
    body: (
      <>
        <Heading>{again.title}</Heading>
        <p class="govuk-body">{again.kept}</p>
        {Object.keys(form.files).length > 0 && <p class="govuk-body">{again.files}</p>}
        <p class="govuk-body">
          <a class="govuk-link" href={door} target="_blank" rel="noopener">
            {again.signIn}
          </a>
        </p>
        <PageForm form={form} action={`${pathname}${search}`}>
          <HiddenValues form={form} but={['form_id']} />
          <Button>{again.send}</Button>
        </PageForm>
      </>
    ),
  })
}

/** A bug, as far as the visitor learns of it: the number under which it was logged. */
export function faultPage(visit: Visit, id: string): Shown {
  const { refused } = visit.text.common
  return shown({
    title: refused.fault,
    status: 500,
    body: (
      <>
        <h1 class="govuk-heading-l">{refused.fault}</h1>
        <p class="govuk-body">{refused.faultHow}</p>
        <p class="govuk-body">
          <code>{id}</code>
        </p>
      </>
    ),
  })
}
