import { explain } from '../../app/explain.ts'
import type { Verb } from '../../app/operation.ts'
import { holdsRole } from '../../core/identity/access.ts'
import type { Refusal, RefusalCode } from '../../core/refusal.ts'
import type { Result } from '../../core/result.ts'
import { type Form, type FormNames, refusedForm, withErrors } from '../form.ts'
import type { Shown } from '../page.ts'
import { Banner, InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { PageRefused, type Visit } from '../visit.ts'
import { sayExactly } from './work-refusals.ts'

/** What a view shows. */
export type Seen<Operation> = Operation extends {
  readonly run: (...given: never) => Promise<Result<infer Output>>
}
  ? Output
  : never

/** Where a page of the staff's work lies. */
export interface Place {
  readonly district: { readonly slug: string; readonly name: string }
  readonly street: { readonly id: string; readonly name: string }
  readonly community: { readonly id: string; readonly name: string }
}

type Link = { readonly href: string; readonly text: string }

/** Header and trail of a page about a community: work, the community's year, then what is named. */
export function frameOf(
  visit: Visit,
  { district, community }: Place,
  cycleId: string | null,
  ...further: readonly Link[]
): Pick<Shown, 'district' | 'trail'> {
  const year = { href: yearPath(community.id, cycleId), text: community.name }
  return {
    district: { slug: district.slug, name: district.name },
    trail: [{ href: '/work', text: visit.text.common.nav.work }, year, ...further],
  }
}

export function yearPath(communityId: string, cycleId: string | null): string {
  return `/work/communities/${communityId}${cycleId === null ? '' : `?cycle=${cycleId}`}`
}

/** Whether the visitor runs the community; the street officer only reads. */
export function isClerk(visit: Visit, { community }: Place): boolean {
  return holdsRole(visit.actor, 'community_clerk', [community.id])
}

export function isOfficer(visit: Visit, { street }: Place): boolean {
  return holdsRole(visit.actor, 'street_officer', [street.id])
}

const doors: ReadonlySet<RefusalCode> = new Set([
  'SIGN_IN_REQUIRED',
  'SESSION_ENDED',
  'PASSWORD_CHANGE_REQUIRED',
  'NOT_YOUR_ROLE',
  'NOT_YOUR_AREA',
])

/**
 * The form with what it was refused for, in sentences with figures where there are some.
 * @throws PageRefused when whoever asks may not do this at all.
 */
export function refused(visit: Visit, form: Form, refusal: Refusal, names: FormNames): Form {
  if (doors.has(refusal.code)) throw new PageRefused(refusal)
  const said = sayExactly(visit, refusal)
  if (said === null) return refusedForm(visit.text, form, refusal, names)
  return withErrors(form, [{ name: names.fields?.[refusal.code] ?? null, text: said }])
}

/** The form as it is when the input is one the verb reads, else with what is wrong: asked before the check page is shown. */
export function checkInput<P, I, O>(
  visit: Visit,
  form: Form,
  { input }: Verb<P, I, O>,
  value: unknown,
  names: FormNames,
): Form {
  const parsed = input.safeParse(value)
  if (parsed.success) return form
  const refusal = { code: 'INPUT_INVALID', detail: explain(parsed.error) } as const
  return refusedForm(visit.text, form, refusal, names)
}

/**
 * Said on top of a page to which a form has led: what has just been done, by the word in `?done=`. A form of this page that was
 * refused afterwards is sent to the same address: then only that is said.
 */
export function Done({ said, form }: { said: Readonly<Record<string, string>>; form?: Form }) {
  const { url } = useVisit()
  if (form !== undefined && form.errors.length > 0) return null
  const word = url.searchParams.get('done') ?? ''
  const sentence = Object.hasOwn(said, word) ? said[word] : undefined
  if (sentence === undefined) return null
  return (
    <Banner success>
      <p class="govuk-notification-banner__heading">{sentence}</p>
    </Banner>
  )
}

/** Status of a page that shows a form again: 422 when something is wrong with it. */
export function statusOf(form: Form): Pick<Shown, 'status'> {
  return form.errors.length > 0 ? { status: 422 } : {}
}

/** The form was sent before with other words: what was sent first stands, and this is where. */
export function Taken({ path }: { path: string }) {
  const { text } = useVisit()
  return (
    <InsetText>
      {text.work.taken}{' '}
      <a class="govuk-link" href={path}>
        {text.work.takenLink}
      </a>
    </InsetText>
  )
}
