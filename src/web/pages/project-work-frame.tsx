import type { Child } from 'hono/jsx'
import type { Operation } from '../../app/operation.ts'
import { mayPerform } from '../../app/perform.ts'
import type { ProjectStatus } from '../../core/project/project.ts'
import { readDay } from '../fields.ts'
import { type Form, type FormNames, fieldValue } from '../form.ts'
import { type Answer, type Shown, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { CheckAnswers } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { PageRefused, type Visit } from '../visit.ts'
import { type Ground, lookAtProject, type Project } from './project-ground.ts'
import { frameOf } from './work-frame.tsx'

export interface Workplace {
  readonly project: Project
  readonly ground: Ground
}

/** A project for whoever may do `operation` with it. @throws PageRefused for all others. */
export async function lookAtWork<P, I, O>(visit: Visit, operation: Operation<P, I, O>): Promise<Workplace> {
  const params = { project_id: visit.params.project_id ?? '' }
  const allowed = await mayPerform(visit.services, operation, { actor: visit.actor, params })
  if (!allowed.ok) throw new PageRefused(allowed.error)
  return lookAtProject(visit)
}

export function workPath(project: Pick<Project, 'id'>, step = ''): string {
  return `/work/projects/${project.id}${step === '' ? '' : `/${step}`}`
}

/** Header and trail of a page of the work on a project. */
export function workFrame(visit: Visit, { project, ground }: Workplace): Pick<Shown, 'district' | 'trail'> {
  return frameOf(visit, ground.place, ground.cycle.id, { href: workPath(project), text: project.title })
}

/** A page of the work on a project under its heading. */
export function workPage(
  visit: Visit,
  place: Workplace,
  page: { readonly title: string; readonly body: Child; readonly form?: Form; readonly taken?: boolean },
): Answer {
  const { title, body, form, taken } = page
  const wrong = form !== undefined && form.errors.length > 0
  return shown({
    title: `${title} · ${place.project.title}`,
    ...workFrame(visit, place),
    ...(taken === true ? { status: 409 as const } : wrong ? { status: 422 as const } : {}),
    body: (
      <>
        <Heading caption={place.project.title}>{title}</Heading>
        {body}
      </>
    ),
  })
}

/** Everything typed once more, on a page of the work on a project. */
export function workCheck(
  visit: Visit,
  place: Workplace,
  check: Parameters<typeof CheckAnswers>[0] & { readonly title: string },
): Answer {
  return shown({ title: check.title, ...workFrame(visit, place), body: <CheckAnswers {...check} /> })
}

/** Whether a step applies to a project as it is; else the page that says why not. */
export function notNow(
  visit: Visit,
  place: Workplace,
  title: string,
  fitting: readonly ProjectStatus[],
): Answer | null {
  const { project } = place
  if (fitting.includes(project.status)) return null
  const { text } = visit
  const words = text.projectWork
  const body = (
    <>
      <InsetText>
        <strong>{words.notNow}</strong>
        <br />
        {words.notNowStatus(text.words.projectStatuses[project.status])}
      </InsetText>
      <p class="govuk-body">
        <a class="govuk-link" href={workPath(project)}>
          {words.back}
        </a>
      </p>
    </>
  )
  return workPage(visit, place, { title, body })
}

/** The day of a contract, which what is done under it follows. */
export function signedOn(contract: { readonly signed_on: string } | undefined) {
  return contract === undefined ? null : ({ what: 'contract', on: contract.signed_on } as const)
}

/** A day from its three fields. */
export function dayField(form: Form, name: string): string {
  const part = (which: string) => fieldValue(form, `${name}-${which}`)
  return readDay(part('year'), part('month'), part('day'))
}

/** Whether any of the three fields of a day was filled in. */
export function hasDay(form: Form, name: string): boolean {
  return ['year', 'month', 'day'].some(part => fieldValue(form, `${name}-${part}`) !== '')
}

/** The form's names for the members of an input: `fields` by member, with their labels. */
export function namesFor(
  visit: Visit,
  members: Readonly<
    Record<string, { readonly name: string; readonly label: string; readonly as?: 'money' | 'date' }>
  >,
  fields: FormNames['fields'] = {},
): FormNames {
  const { money, date } = visit.text.common.fields
  const all = Object.values(members)
  return {
    labels: Object.fromEntries(all.map(({ name, label }) => [name, label])),
    messages: Object.fromEntries(
      all.flatMap(({ name, as }) => (as === undefined ? [] : [[name, as === 'money' ? money : date]])),
    ),
    nameOf: pointer => members[pointer.split('/')[1] ?? '']?.name ?? null,
    fields,
  }
}
