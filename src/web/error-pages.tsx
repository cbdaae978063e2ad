import type { Refusal } from '../core/refusal.ts'
import { sayRefusal } from './form.ts'
import { type Shown, shown } from './page.ts'
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
