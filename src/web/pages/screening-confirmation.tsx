import { confirmScreening } from '../../app/proposal/confirm-screening.ts'
import { listScreeningsView } from '../../app/proposal/screening-views.ts'
import { mayConfirmScreening } from '../../core/proposal/status.ts'
import { blankForm, type Form, withErrors } from '../form.ts'
import { dayOf, money } from '../format.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText, Table } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Button, CheckAnswers, ErrorSummary, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, look, PageRefused, type Visit } from '../visit.ts'
import { Done, frameOf, isOfficer, refused, type Seen, statusOf } from './work-frame.tsx'
import { sayExactly } from './work-refusals.ts'

/** The screened list of a community, which the street officer confirms. */
export const confirmationPages: readonly Page[] = [
  {
    path: '/work/communities/:community_id/confirmation',
    signedIn: 'staff',
    get: showConfirmation,
    post: takeConfirmation,
  },
]

type List = Seen<typeof listScreeningsView>

async function lookAtList(visit: Visit): Promise<List> {
  const { params, url } = visit
  return look(visit, listScreeningsView, {
    community_id: params.community_id ?? '',
    cycle_id: url.searchParams.get('cycle') ?? '',
  })
}

async function showConfirmation(visit: Visit): Promise<Answer> {
  return listPage(visit, await lookAtList(visit), blankForm(visit.services))
}

async function takeConfirmation(visit: Visit, form: Form): Promise<Answer> {
  const list = await lookAtList(visit)
  const { place, year } = list
  if (!isOfficer(visit, place)) throw new PageRefused({ code: 'NOT_YOUR_ROLE', detail: {} })
  if (isTakenBack(form)) return listPage(visit, list, form)
  if (!isConfirmed(form)) {
    const allowed = whetherConfirmable(list)
    if (allowed.ok) return checkPage(visit, list, form)
    return listPage(visit, list, refused(visit, form, allowed.error, { labels: {} }))
  }
  const where = { community_id: place.community.id, cycle_id: year.cycle.id }
  const result = await act(visit, confirmScreening, where, {}, form.id)
  if (result.ok) {
    return redirect(
      `/work/communities/${place.community.id}/confirmation?cycle=${year.cycle.id}&done=confirmed`,
    )
  }
  const again = withErrors({ ...form, errors: [] }, refused(visit, form, result.error, { labels: {} }).errors)
  return listPage(visit, list, again)
}

function whetherConfirmable({ year, items }: List) {
  const { cycle, archived_at, confirmed_at } = year
  const list = {
    cycle_status: cycle.status,
    archived: archived_at !== null,
    confirmed: confirmed_at !== null,
  }
  return mayConfirmScreening(
    list,
    items.map(({ status }) => status),
  )
}

function withOutcome({ items }: List, ...statuses: readonly string[]) {
  return items.filter(({ status }) => statuses.includes(status))
}

function listPage(visit: Visit, list: List, form: Form): Answer {
  const { text, language } = visit
  const { place, year } = list
  const words = text.screening
  const { confirmed_at } = year
  const confirmable = whetherConfirmable(list)
  const screened = withOutcome(list, 'screened', 'candidate')
  const submitted = withOutcome(list, 'submitted')
  return shown({
    title: words.confirmation,
    ...statusOf(form),
    ...frameOf(visit, place, year.cycle.id),
    layout: 'wide',
    body: (
      <>
        <Done said={words.doneWithList} form={form} />
        <ErrorSummary form={form} />
        <Heading caption={`${place.street.name} · ${place.community.name} · ${year.cycle.name}`}>
          {words.confirmation}
        </Heading>
        {confirmed_at === null ? (
          <p class="govuk-body">{words.confirmationWhy}</p>
        ) : (
          <InsetText>{words.confirmedOn(dayOf(language, confirmed_at))}</InsetText>
        )}
        {submitted.length > 0 && (
          <Part title={words.undecided(submitted.length)} items={submitted} list={list} money />
        )}
        <Part
          title={words.screenedPart(screened.length, sumOf(screened))}
          items={screened}
          list={list}
          money
        />
        <Part title={words.rejectedPart} items={withOutcome(list, 'rejected')} list={list} />
        <Part title={words.mergedPart} items={withOutcome(list, 'merged')} list={list} />
        {confirmed_at === null &&
          (!isOfficer(visit, place) ? (
            <InsetText>{confirmable.ok ? words.waitsForStreet : said(visit, confirmable.error)}</InsetText>
          ) : confirmable.ok ? (
            <PageForm form={{ ...form, errors: [] }}>
              <Button>{text.common.continue}</Button>
            </PageForm>
          ) : (
            <InsetText>{said(visit, confirmable.error)}</InsetText>
          ))}
      </>
    ),
  })
}

function said(visit: Visit, refusal: Parameters<typeof sayExactly>[1]): string {
  return sayExactly(visit, refusal) ?? visit.text.refusals[refusal.code]
}

function sumOf(items: List['items']): string {
  return money(items.reduce((sum, { estimated_cost_fen }) => sum + estimated_cost_fen, 0))
}

function Part({
  title,
  items,
  list,
  money: withMoney,
}: {
  title: string
  items: List['items']
  list: List
  money?: boolean
}) {
  const { text } = useVisit()
  const words = text.screening
  if (items.length === 0) return null
  const titles = new Map(list.items.map(item => [item.id, item.title]))
  return (
    <Table
      caption={title}
      rowHeaders
      columns={[
        { text: text.words.proposal },
        { text: text.proposals.page.place },
        withMoney === true
          ? { text: text.proposals.page.cost, numeric: true }
          : { text: words.reasonOrTarget },
      ]}
      rows={items.map(item => [
        <a class="govuk-link" href={`/work/proposals/${item.id}`}>
          {item.title}
        </a>,
        item.place,
        withMoney === true
          ? money(item.estimated_cost_fen)
          : item.merged_into === null
            ? (item.reason ?? '')
            : words.wentInto(titles.get(item.merged_into) ?? ''),
      ])}
    />
  )
}

function checkPage(visit: Visit, list: List, form: Form): Answer {
  const { text } = visit
  const { place, year } = list
  const words = text.screening
  const screened = withOutcome(list, 'screened')
  return shown({
    title: words.checkConfirmation,
    ...frameOf(visit, place, year.cycle.id),
    body: (
      <CheckAnswers
        form={form}
        title={words.checkConfirmation}
        rows={[
          { key: text.words.community, value: `${place.community.name} · ${year.cycle.name}` },
          { key: text.words.proposalStatuses.screened, value: words.items(screened.length, sumOf(screened)) },
          {
            key: text.words.proposalStatuses.rejected,
            value: words.itemCount(withOutcome(list, 'rejected').length),
          },
          {
            key: text.words.proposalStatuses.merged,
            value: words.itemCount(withOutcome(list, 'merged').length),
          },
        ]}
        warning={words.confirmationFinal}
        button={words.confirm}
      />
    ),
  })
}
