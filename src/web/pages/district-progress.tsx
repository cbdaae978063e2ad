import { yearStages } from '../../core/cycle/year-stage.ts'
import type { Form } from '../form.ts'
import { useVisit } from '../parts/context.ts'
import { Input, Select } from '../parts/fields.tsx'
import { ButtonGroup } from '../parts/form.tsx'
import { Bar } from '../parts/money-bars.tsx'
import { StageCell, StageLegend } from '../parts/stages.tsx'
import type { DistrictYear, Year } from './district.tsx'

type Community = Year['communities'][number]

/** Where the communities stand: how many at each stage, a filter, and the grid of communities and stages. */
export function Progress({ found, year, form }: { found: DistrictYear; year: Year; form: Form }) {
  const { text } = useVisit()
  const { progress } = text.overview
  return (
    <section aria-labelledby="progress">
      <h2 class="govuk-heading-m" id="progress">
        {progress.title}
      </h2>
      <p class="govuk-body">{text.overview.findHint}</p>
      <ByStage found={found} year={year} />
      <Filter found={found} year={year} form={form} />
      <p class="govuk-body" id="shown">
        {progress.caption(year.communities.length, year.communities_total)}
      </p>
      {year.communities.length === 0 ? (
        <p class="govuk-body">
          {progress.nobody}{' '}
          <a class="govuk-link" href={homeOf(found, year)}>
            {progress.showAll}
          </a>
        </p>
      ) : (
        <>
          <StageLegend />
          <Grid year={year} />
          <p class="govuk-body-s pj-grid__note">{progress.figures}</p>
        </>
      )}
    </section>
  )
}

function homeOf({ district }: DistrictYear, { cycle }: Year): string {
  return `/d/${district.slug}?cycle=${cycle.id}`
}

/** How many communities are at each stage; each leads to them. */
function ByStage({ found, year }: { found: DistrictYear; year: Year }) {
  const { text } = useVisit()
  const { progress } = text.overview
  return (
    <table class="govuk-table pj-by-stage">
      <caption class="govuk-table__caption govuk-visually-hidden">{progress.byStage}</caption>
      <thead class="govuk-visually-hidden">
        <tr>
          <th scope="col">{progress.stage}</th>
          <th scope="col">{progress.communities}</th>
        </tr>
      </thead>
      <tbody>
        {year.by_stage.map(({ stage, communities }) => (
          <tr class="pj-by-stage__row">
            <th scope="row" class="pj-by-stage__name">
              {communities === 0 ? (
                text.words.stages[stage]
              ) : (
                <a class="govuk-link" href={`${homeOf(found, year)}&stage=${stage}#progress`}>
                  {text.words.stages[stage]}
                </a>
              )}
            </th>
            <td class="pj-by-stage__count">
              <Bar part={communities} whole={year.communities_total} />
              <span>{communities}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Filter({ found, year, form }: { found: DistrictYear; year: Year; form: Form }) {
  const { text } = useVisit()
  const { progress } = text.overview
  const streets = found.streets.map(({ id, name }) => ({ value: id, text: name }))
  const stages = yearStages.map(stage => ({ value: stage, text: text.words.stages[stage] }))
  return (
    <form method="get" action={`/d/${found.district.slug}#progress`} class="pj-filter pj-no-print">
      <input type="hidden" name="cycle" value={year.cycle.id} />
      <Input form={form} name="name" label={progress.name} type="search" width={10} />
      <Select
        form={form}
        name="street"
        label={progress.street}
        options={[{ value: '', text: progress.allStreets }, ...streets]}
      />
      <Select
        form={form}
        name="stage"
        label={progress.current}
        options={[{ value: '', text: progress.allStages }, ...stages]}
      />
      <ButtonGroup>
        <button type="submit" class="govuk-button govuk-button--secondary">
          {progress.filter}
        </button>
        <a class="govuk-link" href={`${homeOf(found, year)}#progress`}>
          {progress.showAll}
        </a>
      </ButtonGroup>
    </form>
  )
}

/** Communities by street in rows, stages in columns. On a narrow screen each row becomes a block. */
function Grid({ year }: { year: Year }) {
  const { text } = useVisit()
  const { progress } = text.overview
  const streets = new Map<string, Community[]>()
  for (const community of year.communities) {
    const others = streets.get(community.street_id)
    if (others === undefined) streets.set(community.street_id, [community])
    else others.push(community)
  }
  return (
    <section class="pj-scroll" tabindex={0} aria-label={progress.title}>
      <table class="govuk-table pj-grid" aria-describedby="shown">
        <caption class="govuk-visually-hidden">{progress.title}</caption>
        <thead class="pj-grid__head">
          <tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">
              {progress.community}
            </th>
            <th scope="col" class="govuk-table__header">
              {progress.current}
            </th>
            {yearStages.map(stage => (
              <th scope="col" class="govuk-table__header pj-grid__stage">
                {text.words.stages[stage]}
              </th>
            ))}
          </tr>
        </thead>
        {[...streets.values()].map(communities => (
          <tbody class="govuk-table__body">
            <tr class="pj-grid__street">
              <th scope="rowgroup" colspan={yearStages.length + 2} class="govuk-table__header">
                {communities[0]?.street_name}
              </th>
            </tr>
            {communities.map(community => (
              <Row community={community} cycle={year.cycle.id} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function Row({ community, cycle }: { community: Community; cycle: string }) {
  const { text } = useVisit()
  const { progress } = text.overview
  const { id, name, current, stages, archived_at } = community
  const place = yearStages.indexOf(current) + 1
  return (
    <tr class="govuk-table__row pj-grid__row">
      <th scope="row" class="govuk-table__header pj-grid__name">
        <a class="govuk-link" href={`/communities/${id}?cycle=${cycle}`}>
          {name}
        </a>
      </th>
      <td class="govuk-table__cell pj-grid__current">
        {archived_at === null ? text.words.stages[current] : progress.over}
        <span class="pj-grid__step"> {progress.step(place, yearStages.length)}</span>
      </td>
      {stages.map(stage => (
        <StageCell stage={stage} />
      ))}
    </tr>
  )
}
