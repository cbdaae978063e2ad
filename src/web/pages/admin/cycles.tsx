import { changeCycle } from '../../../app/cycle/change-cycle.ts'
import { createCycle } from '../../../app/cycle/create-cycle.ts'
import { publishCycle } from '../../../app/cycle/publish-cycle.ts'
import { listCyclesView, listFundsView, showCycle } from '../../../app/cycle/views.ts'
import { readWhole, readYuan } from '../../fields.ts'
import { blankForm, type Form, fieldValue, refusedForm, withErrors } from '../../form.ts'
import { momentOf, money, yuanValue } from '../../format.ts'
import { type Answer, type Page, redirect } from '../../page.ts'
import { Banner, InsetText, SummaryList, Table, Tag } from '../../parts/blocks.tsx'
import { Input, MoneyInput } from '../../parts/fields.tsx'
import {
  Button,
  ButtonGroup,
  ButtonLink,
  CheckAnswers,
  isConfirmed,
  isTakenBack,
  PageForm,
} from '../../parts/form.tsx'
import { Heading } from '../../parts/layout.tsx'
import { RuleCautions, RulesInWords, rulesInWords } from '../../parts/rules-in-words.tsx'
import { act, look, lookAll, PageRefused, type Visit } from '../../visit.ts'
import { areasOf, inDistrict, ownDistrict } from './district.ts'

export const cyclePages: readonly Page[] = [
  { path: '/admin/cycles', signedIn: 'staff', get: showCycles },
  { path: '/admin/cycles/new', signedIn: 'staff', get: showNewCycle, post: takeNewCycle },
  { path: '/admin/cycles/:cycle_id', signedIn: 'staff', get: showOneCycle, post: takePublication },
  { path: '/admin/cycles/:cycle_id/funds', signedIn: 'staff', get: showFunds, post: takeFunds },
]

type Cycle = Awaited<ReturnType<typeof cycleOf>>

export async function cycleOf(visit: Visit) {
  const district = ownDistrict(visit)
  const cycle = await look(visit, showCycle, { cycle_id: visit.params.cycle_id ?? '' })
  if (cycle.district_id !== district) throw new PageRefused({ code: 'NOT_YOUR_AREA', detail: {} })
  return cycle
}

function trailOf({ text }: Visit, cycle?: Cycle) {
  const { title, cycles } = text.admin
  const above = [
    { href: '/admin', text: title },
    { href: '/admin/cycles', text: cycles.title },
  ]
  return cycle === undefined ? above : [...above, { href: `/admin/cycles/${cycle.id}`, text: cycle.name }]
}

async function showCycles(visit: Visit): Promise<Answer> {
  const cycles = await lookAll(visit, listCyclesView, { district_id: ownDistrict(visit) })
  const { cycles: words, title } = visit.text.admin
  return inDistrict(visit, {
    title: words.title,
    trail: [{ href: '/admin', text: title }],
    body: (
      <>
        <Heading>{words.title}</Heading>
        {cycles.length === 0 ? (
          <p class="govuk-body">{words.none}</p>
        ) : (
          <Table
            caption={words.title}
            hideCaption
            columns={[{ text: words.name }, { text: words.year, numeric: true }, { text: words.status }]}
            rows={cycles.map(cycle => [
              <a class="govuk-link" href={`/admin/cycles/${cycle.id}`}>
                {cycle.name}
              </a>,
              String(cycle.year),
              <Tag colour={cycle.status === 'draft' ? 'yellow' : 'green'}>
                {words.statuses[cycle.status]}
              </Tag>,
            ])}
          />
        )}
        <ButtonLink href="/admin/cycles/new">{words.add}</ButtonLink>
      </>
    ),
  })
}

async function showNewCycle(visit: Visit): Promise<Answer> {
  ownDistrict(visit)
  return newCyclePage(visit, blankForm(visit.services, { year: visit.now.getUTCFullYear() + 1 }))
}

async function takeNewCycle(visit: Visit, form: Form): Promise<Answer> {
  const district_id = ownDistrict(visit)
  const { text } = visit
  const { cycles: words } = text.admin
  const input = { id: form.id, name: fieldValue(form, 'name'), year: readWhole(fieldValue(form, 'year')) }
  const result = await act(visit, createCycle, { district_id }, input)
  if (result.ok) return redirect(`/admin/cycles/${result.value.id}?done=cycle`)
  const labels = { name: words.name, year: words.year }
  return newCyclePage(
    visit,
    refusedForm(text, form, result.error, { labels, messages: { year: words.yearHint } }),
  )
}

async function newCyclePage(visit: Visit, form: Form): Promise<Answer> {
  const { cycles: words } = visit.text.admin
  return inDistrict(visit, {
    title: words.add,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    trail: trailOf(visit),
    body: (
      <>
        <Heading>{words.add}</Heading>
        <PageForm form={form}>
          <Input form={form} name="name" label={words.name} hint={words.nameHint} />
          <Input
            form={form}
            name="year"
            label={words.year}
            hint={words.yearHint}
            width={4}
            inputmode="numeric"
          />
          <Button>{visit.text.common.continue}</Button>
        </PageForm>
      </>
    ),
  })
}

async function showOneCycle(visit: Visit): Promise<Answer> {
  return cyclePage(visit, await cycleOf(visit), blankForm(visit.services))
}

async function takePublication(visit: Visit, form: Form): Promise<Answer> {
  const cycle = await cycleOf(visit)
  const { text } = visit
  const { cycles: words } = text.admin
  if (isTakenBack(form)) return cyclePage(visit, cycle, form)
  if (!isConfirmed(form)) {
    return inDistrict(visit, {
      title: words.publishTitle,
      trail: trailOf(visit, cycle),
      body: (
        <CheckAnswers
          form={form}
          title={words.publishTitle}
          rows={[
            { key: words.name, value: cycle.name },
            { key: words.year, value: String(cycle.year) },
            ...rulesInWords(text, cycle.rules).map(({ term, sentence }) => ({ key: term, value: sentence })),
          ]}
          warning={words.publishWarning}
          button={words.publish}
        >
          <RuleCautions rules={cycle.rules} />
        </CheckAnswers>
      ),
    })
  }
  const result = await act(visit, publishCycle, { cycle_id: cycle.id }, {}, form.id)
  return result.ok
    ? redirect(`/admin/cycles/${cycle.id}?done=published`)
    : cyclePage(visit, cycle, refusedForm(text, form, result.error, { labels: {} }))
}

async function cyclePage(visit: Visit, cycle: Cycle, form: Form): Promise<Answer> {
  const { text, language, url } = visit
  const { cycles: words, done } = text.admin
  const said = Object.entries(done).find(([key]) => key === url.searchParams.get('done'))?.[1]
  const draft = cycle.status === 'draft'
  return inDistrict(visit, {
    title: cycle.name,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    trail: trailOf(visit),
    body: (
      <>
        {said !== undefined && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{said}</p>
          </Banner>
        )}
        <Heading caption={words.title}>{cycle.name}</Heading>
        {draft && <InsetText>{words.draftNote}</InsetText>}
        <SummaryList
          rows={[
            { key: words.year, value: String(cycle.year) },
            {
              key: words.status,
              value: <Tag colour={draft ? 'yellow' : 'green'}>{words.statuses[cycle.status]}</Tag>,
            },
            ...(cycle.published_at === null
              ? []
              : [{ key: words.publishedAt, value: momentOf(language, cycle.published_at) }]),
            ...(cycle.rules_hash === null
              ? []
              : [{ key: words.rulesHash, value: <code class="pj-id">{cycle.rules_hash}</code> }]),
          ]}
        />
        <h2 class="govuk-heading-m">{words.inWords}</h2>
        {draft && <RuleCautions rules={cycle.rules} />}
        <RulesInWords rules={cycle.rules} />
        {draft ? (
          <PageForm form={form}>
            <ButtonGroup>
              <Button>{words.publish}</Button>
              <ButtonLink href={`/admin/cycles/${cycle.id}/rules`} look="secondary">
                {words.edit}
              </ButtonLink>
              <ButtonLink href={`/admin/cycles/${cycle.id}/funds`} look="secondary">
                {words.funds}
              </ButtonLink>
            </ButtonGroup>
          </PageForm>
        ) : (
          <p class="govuk-body">
            <a class="govuk-link" href={`/cycles/${cycle.id}/rules`}>
              {words.publicPage}
            </a>
          </p>
        )}
      </>
    ),
  })
}

async function showFunds(visit: Visit): Promise<Answer> {
  const cycle = await cycleOf(visit)
  const funds = await lookAll(visit, listFundsView, { cycle_id: cycle.id })
  const values = funds.map(
    ({ community_id, allocation_fen }) => [community_id, yuanValue(allocation_fen)] as const,
  )
  return fundsPage(visit, cycle, blankForm(visit.services, Object.fromEntries(values)))
}

async function takeFunds(visit: Visit, form: Form): Promise<Answer> {
  const cycle = await cycleOf(visit)
  const communities = (await areasOf(visit, cycle.district_id)).filter(({ kind }) => kind === 'community')
  const typed = communities.flatMap(({ id, name }) => {
    const value = fieldValue(form, id)
    return value === '' ? [] : [{ id, name, amount: readYuan(value) }]
  })
  const { text } = visit
  const wrong = typed.filter(({ amount }) => amount === null || amount < 1)
  if (wrong.length > 0) {
    const errors = wrong.map(({ id, name }) => ({ name: id, label: name, text: text.common.fields.money }))
    return fundsPage(visit, cycle, withErrors(form, errors))
  }
  const allocations = typed.map(({ id, amount }) => ({ community_id: id, allocation_fen: amount }))
  const result = await act(visit, changeCycle, { cycle_id: cycle.id }, { allocations }, form.id)
  return result.ok
    ? redirect(`/admin/cycles/${cycle.id}?done=allocations`)
    : fundsPage(visit, cycle, refusedForm(text, form, result.error, { labels: {} }))
}

async function fundsPage(visit: Visit, cycle: Cycle, form: Form): Promise<Answer> {
  const communities = (await areasOf(visit, cycle.district_id))
    .filter(({ kind }) => kind === 'community')
    .sort((left, right) => left.name.localeCompare(right.name, 'zh-CN', { numeric: true }))
  const { funds: words } = visit.text.admin
  return inDistrict(visit, {
    title: words.title,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    trail: trailOf(visit, cycle),
    body: (
      <>
        <Heading caption={cycle.name}>{words.title}</Heading>
        <p class="govuk-body">{words.lead}</p>
        <PageForm form={form}>
          {communities.map(({ id, name }) => (
            <MoneyInput form={form} name={id} label={name} hint={money(cycle.rules.allocation_fen)} />
          ))}
          <Button>{visit.text.common.save}</Button>
        </PageForm>
      </>
    ),
  })
}
