import { listFundsView, showCycle } from '../../app/cycle/views.ts'
import { listAreasView, showAreaPath } from '../../app/identity/views.ts'
import { listEntriesView } from '../../app/record/views.ts'
import { canonicalJson } from '../../core/record/canonical-json.ts'
import { dayOf, money } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Details, InsetText, SummaryList, Table } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { RulesInWords } from '../parts/rules-in-words.tsx'
import { look, lookAll, type Visit } from '../visit.ts'
import { Command, recordFile } from './verify.tsx'

/** The frozen rules of a year, in plain words and as they stand in the public record. */
export const rulesPages: readonly Page[] = [{ path: '/cycles/:cycle_id/rules', get: showRules }]

async function showRules(visit: Visit): Promise<Answer> {
  const { text, language, params } = visit
  const words = text.notices.rules
  const cycle = await look(visit, showCycle, { cycle_id: params.cycle_id ?? '' })
  const { items } = await look(visit, showAreaPath, { area_id: cycle.district_id })
  const [district] = items
  const frozen = await look(
    visit,
    listEntriesView,
    { district_id: cycle.district_id },
    { type: 'rules.frozen', subject: cycle.id },
  )
  const others = await otherAllocations(visit, cycle)
  const title = words.title(cycle.name)
  return shown({
    title,
    ...(district === undefined ? {} : { district }),
    trail:
      district === undefined
        ? []
        : [
            { href: `/d/${district.slug}`, text: district.name },
            { href: `/d/${district.slug}/notices`, text: text.notices.title },
          ],
    body: (
      <>
        <Heading {...(district === undefined ? {} : { caption: district.name })}>{title}</Heading>
        <InsetText>
          {cycle.published_at === null ? words.draft : words.frozen(dayOf(language, cycle.published_at))}
        </InsetText>
        <p class="govuk-body">{words.intro}</p>
        <RulesInWords rules={cycle.rules} />
        {others.length > 0 && (
          <Table
            caption={words.different}
            columns={[{ text: words.community }, { text: words.amount, numeric: true }]}
            rows={others.map(({ name, allocation_fen }) => [name, money(allocation_fen)])}
            rowHeaders
          />
        )}
        {cycle.rules_hash !== null && district !== undefined && (
          <section aria-labelledby="proof">
            <h2 class="govuk-heading-m" id="proof">
              {words.proof}
            </h2>
            <p class="govuk-body">{words.proofHow}</p>
            {frozen.items.map(({ index }) => (
              <Command text={`jq -cSj '.entries[${index}].body.rules' ${recordFile} | sha256sum`} />
            ))}
            <SummaryList
              rows={[
                { key: words.hash, value: <span class="pj-id">{cycle.rules_hash}</span> },
                ...frozen.items.map(({ index }) => ({ key: words.index, value: String(index) })),
              ]}
            />
            <Details summary={words.original}>
              <pre class="pj-original">{canonicalJson(cycle.rules)}</pre>
            </Details>
            <p class="govuk-body">
              <a class="govuk-link" href={`/d/${district.slug}/verify`}>
                {words.verify}
              </a>
            </p>
          </section>
        )}
      </>
    ),
  })
}

/** The communities whose fund is not what the rules say, by name. */
async function otherAllocations(
  visit: Visit,
  cycle: { readonly id: string; readonly district_id: string; readonly rules: { allocation_fen: number } },
): Promise<{ name: string; allocation_fen: number }[]> {
  const funds = await lookAll(visit, listFundsView, { cycle_id: cycle.id })
  const others = funds.filter(fund => fund.allocation_fen !== cycle.rules.allocation_fen)
  if (others.length === 0) return []
  const where = { district_id: cycle.district_id }
  const areas = await lookAll(visit, listAreasView, where, { kind: 'community' })
  const names = new Map(areas.map(({ id, name }) => [id, name]))
  return others.map(({ community_id, allocation_fen }) => ({
    name: names.get(community_id) ?? community_id,
    allocation_fen,
  }))
}
