import { listAccountsView, listTrailView } from '../../../app/identity/views.ts'
import { blankForm } from '../../form.ts'
import { momentOf } from '../../format.ts'
import type { Answer, Page } from '../../page.ts'
import { Pagination, Table } from '../../parts/blocks.tsx'
import { Input } from '../../parts/fields.tsx'
import { Heading } from '../../parts/layout.tsx'
import { look, lookAll, type Visit } from '../../visit.ts'
import { inDistrict, ownDistrict } from './district.ts'

export const trailPages: readonly Page[] = [{ path: '/admin/trail', signedIn: 'staff', get: showTrail }]

async function showTrail(visit: Visit): Promise<Answer> {
  const district_id = ownDistrict(visit)
  const { admin, deeds, common } = visit.text
  const after = visit.url.searchParams.get('after')
  const subject = (visit.url.searchParams.get('subject') ?? '').trim()
  const query = {
    order: 'newest',
    ...(after === null ? {} : { after }),
    ...(subject === '' ? {} : { subject }),
  }
  const { items, next } = await look(visit, listTrailView, { district_id }, query)
  const accounts = await lookAll(visit, listAccountsView, { district_id })
  const names = new Map(
    accounts.map(({ id, name, login }) => [
      `account:${id}`,
      name === login ? login : visit.text.common.aside(name, login),
    ]),
  )
  const who = (actor: string) => {
    if (actor === 'public') return admin.trail.public
    if (actor === 'operator') return admin.trail.operator
    return actor.startsWith('delegate:') ? admin.trail.delegate : (names.get(actor) ?? actor)
  }
  const page = (from: string) => `/admin/trail?${new URLSearchParams({ after: from, subject })}`
  return inDistrict(visit, {
    title: admin.trail.title,
    layout: 'wide',
    trail: [{ href: '/admin', text: admin.title }],
    body: (
      <>
        <Heading>{admin.trail.title}</Heading>
        <p class="govuk-body">{admin.trail.lead}</p>
        <form method="get" class="pj-filter">
          <Input
            form={blankForm(visit.services, { subject })}
            name="subject"
            label={admin.trail.find}
            width={20}
          />
          <button type="submit" class="govuk-button govuk-button--secondary">
            {common.search}
          </button>
        </form>
        {items.length === 0 ? (
          <p class="govuk-body">{admin.trail.empty}</p>
        ) : (
          <Table
            caption={admin.trail.title}
            hideCaption
            stacks
            columns={[admin.trail.at, admin.trail.who, admin.trail.what, admin.trail.subject].map(text => ({
              text,
            }))}
            rows={items.map(({ at, actor, verb, subject: about }) => [
              momentOf(visit.language, at),
              who(actor),
              deeds[verb] ?? verb,
              <a class="govuk-link pj-id" href={`/admin/trail?subject=${about}`}>
                {about}
              </a>,
            ])}
          />
        )}
        <Pagination first={after === null ? null : '/admin/trail'} next={next === null ? null : page(next)} />
      </>
    ),
  })
}
