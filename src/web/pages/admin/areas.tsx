import { createArea } from '../../../app/identity/create-area.ts'
import { blankForm, type Form, fieldValue, refusedForm } from '../../form.ts'
import { type Answer, type Page, redirect } from '../../page.ts'
import { Banner, Details, Table } from '../../parts/blocks.tsx'
import { Input, Radios, Select } from '../../parts/fields.tsx'
import { Button, ButtonLink, PageForm } from '../../parts/form.tsx'
import { Heading } from '../../parts/layout.tsx'
import { act, type Visit } from '../../visit.ts'
import { byName, oneAreaPage } from './area.tsx'
import { areasOf, inDistrict, ownDistrict, type ShownArea } from './district.ts'

export const areaPages: readonly Page[] = [
  { path: '/admin/areas', signedIn: 'staff', get: showAreas },
  { path: '/admin/areas/new', signedIn: 'staff', get: showNewArea, post: takeNewArea },
  oneAreaPage,
]

async function showAreas(visit: Visit): Promise<Answer> {
  const areas = await areasOf(visit, ownDistrict(visit))
  const { text } = visit
  const { areas: words, done, title } = text.admin
  const of = (kind: ShownArea['kind'], parent?: string) =>
    areas
      .filter(area => area.kind === kind && (parent === undefined || area.parent_id === parent))
      .sort(byName)
  return inDistrict(visit, {
    title: words.title,
    trail: [{ href: '/admin', text: title }],
    body: (
      <>
        {visit.url.searchParams.get('done') === 'area' && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{done.area}</p>
          </Banner>
        )}
        <Heading>{words.title}</Heading>
        <p class="govuk-body">
          {words.count(of('street').length, of('community').length, of('grid').length)}
        </p>
        <ButtonLink href="/admin/areas/new">{words.add}</ButtonLink>
        {of('street').map(street => (
          <Details summary={text.common.aside(street.name, of('community', street.id).length)}>
            <p class="govuk-body">
              <a class="govuk-link" href={`/admin/areas/${street.id}`}>
                {words.manage(street.name)}
              </a>
            </p>
            <Table
              caption={street.name}
              hideCaption
              columns={[
                { text: text.words.community },
                { text: words.slug },
                { text: text.words.grid, numeric: true },
              ]}
              rows={of('community', street.id).map(({ id, name, slug }) => [
                <a class="govuk-link" href={`/admin/areas/${id}`}>
                  {name}
                </a>,
                slug,
                String(of('grid', id).length),
              ])}
            />
          </Details>
        ))}
      </>
    ),
  })
}

async function showNewArea(visit: Visit): Promise<Answer> {
  return newAreaPage(visit, blankForm(visit.services, { kind: 'community' }))
}

async function takeNewArea(visit: Visit, form: Form): Promise<Answer> {
  const district_id = ownDistrict(visit)
  const { text } = visit
  const { areas: words } = text.admin
  const kind = fieldValue(form, 'kind')
  const parent_id = kind === 'street' ? district_id : fieldValue(form, 'parent_id')
  const input = {
    id: form.id,
    kind,
    parent_id,
    slug: fieldValue(form, 'slug'),
    name: fieldValue(form, 'name'),
  }
  const result = await act(visit, createArea, { district_id }, input)
  if (result.ok) return redirect('/admin/areas?done=area')
  const labels = { kind: words.kind, parent_id: words.parent, slug: words.slug, name: words.name }
  const messages = { slug: words.slugHint, parent_id: words.parentHint }
  const sentences = { AREA_DOES_NOT_FIT: words.parentHint }
  const fields = { AREA_DOES_NOT_FIT: 'parent_id', SLUG_TAKEN: 'slug' }
  return newAreaPage(visit, refusedForm(text, form, result.error, { labels, messages, fields, sentences }))
}

async function newAreaPage(visit: Visit, form: Form): Promise<Answer> {
  const areas = await areasOf(visit, ownDistrict(visit))
  const { text } = visit
  const { areas: words, title } = text.admin
  const parents = areas.filter(({ kind }) => kind === 'street' || kind === 'community').sort(byName)
  const names = new Map(areas.map(({ id, name }) => [id, name]))
  return inDistrict(visit, {
    title: words.add,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    trail: [
      { href: '/admin', text: title },
      { href: '/admin/areas', text: words.title },
    ],
    body: (
      <>
        <Heading>{words.add}</Heading>
        <PageForm form={form}>
          <Radios
            form={form}
            name="kind"
            label={words.kind}
            inline
            options={[
              { value: 'street', text: text.words.street },
              { value: 'community', text: text.words.community },
              { value: 'grid', text: text.words.grid },
            ]}
          />
          <Select
            form={form}
            name="parent_id"
            label={words.parent}
            hint={words.parentHint}
            options={[
              { value: '', text: '—' },
              ...parents.map(({ id, kind, name, parent_id }) => ({
                value: id,
                text: kind === 'street' ? name : `${names.get(parent_id ?? '') ?? ''} · ${name}`,
              })),
            ]}
          />
          <Input form={form} name="name" label={words.name} />
          <Input
            form={form}
            name="slug"
            label={words.slug}
            hint={words.slugHint}
            width={20}
            spellcheck={false}
          />
          <Button>{words.add}</Button>
        </PageForm>
      </>
    ),
  })
}
