import { changeArea } from '../../../app/identity/change-area.ts'
import { blankForm, type Form, fieldValue, refusedForm } from '../../form.ts'
import { type Answer, type Page, redirect } from '../../page.ts'
import { SummaryList } from '../../parts/blocks.tsx'
import { Input } from '../../parts/fields.tsx'
import { Button, PageForm } from '../../parts/form.tsx'
import { Heading } from '../../parts/layout.tsx'
import { act, PageRefused, type Visit } from '../../visit.ts'
import { Done } from './account-parts.tsx'
import { areasOf, inDistrict, ownDistrict, type ShownArea } from './district.ts'

/** One street, community or grid: where it lies, what lies in it, and its name, which can be put right. */
export const oneAreaPage: Page = {
  path: '/admin/areas/:area_id',
  signedIn: 'staff',
  get: showArea,
  post: takeName,
}

async function lookArea(visit: Visit) {
  const areas = await areasOf(visit, ownDistrict(visit))
  const area = areas.find(({ id }) => id === visit.params.area_id)
  if (area === undefined) throw new PageRefused({ code: 'NOT_FOUND', detail: {} })
  return { area, areas }
}

async function showArea(visit: Visit): Promise<Answer> {
  const { area, areas } = await lookArea(visit)
  return areaPage(visit, area, areas, blankForm(visit.services, { name: area.name }))
}

async function takeName(visit: Visit, form: Form): Promise<Answer> {
  const { area, areas } = await lookArea(visit)
  const input = { name: fieldValue(form, 'name') }
  const result = await act(visit, changeArea, { area_id: area.id }, input, form.id)
  if (result.ok) return redirect(`/admin/areas/${area.id}?done=areaName`)
  const labels = { name: visit.text.admin.areas.name }
  return areaPage(visit, area, areas, refusedForm(visit.text, form, result.error, { labels }))
}

function areaPage(visit: Visit, area: ShownArea, areas: readonly ShownArea[], form: Form): Promise<Answer> {
  const { text } = visit
  const { areas: words, title } = text.admin
  const parent = areas.find(({ id }) => id === area.parent_id)
  const within = areas.filter(({ parent_id }) => parent_id === area.id).sort(byName)
  return inDistrict(visit, {
    title: area.name,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    trail: [
      { href: '/admin', text: title },
      { href: '/admin/areas', text: words.title },
      ...(parent === undefined || parent.kind === 'district'
        ? []
        : [{ href: `/admin/areas/${parent.id}`, text: parent.name }]),
    ],
    body: (
      <>
        <Done visit={visit} />
        <Heading caption={text.words[area.kind]}>{area.name}</Heading>
        <SummaryList
          rows={[
            { key: words.parent, value: parent?.name ?? '' },
            { key: words.slug, value: area.slug },
            ...(area.kind === 'community'
              ? [
                  {
                    key: words.publicPage,
                    value: (
                      <a class="govuk-link" href={`/communities/${area.id}`}>
                        {area.name}
                      </a>
                    ),
                  },
                ]
              : []),
            ...(within.length === 0 ? [] : [{ key: words.within, value: <Links areas={within} /> }]),
          ]}
        />
        <h2 class="govuk-heading-m">{words.rename}</h2>
        <PageForm form={form}>
          <Input form={form} name="name" label={words.name} hint={words.renameHint} />
          <Button>{text.common.save}</Button>
        </PageForm>
      </>
    ),
  })
}

function Links({ areas }: { areas: readonly ShownArea[] }) {
  return (
    <ul class="govuk-list">
      {areas.map(({ id, name }) => (
        <li>
          <a class="govuk-link" href={`/admin/areas/${id}`}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** As people count: the ninth grid before the tenth. */
export function byName(left: ShownArea, right: ShownArea): number {
  return left.name.localeCompare(right.name, 'zh-CN', { numeric: true })
}
