import { dayOf, momentOf } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { InsetText, SummaryList, type SummaryRow, Tag } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { ButtonLink } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import type { Visit } from '../visit.ts'
import { lookAtPreparation, type Preparation, seatsInWords } from './schedule-ground.ts'
import { Done, frameOf, isClerk } from './work-frame.tsx'

/** An assembly before it meets: what is ready, what is missing, and the objections. */
export const overviewPages: readonly Page[] = [
  { path: '/work/assemblies/:assembly_id', signedIn: 'staff', get: showOverview },
]

async function showOverview(visit: Visit): Promise<Answer> {
  const { text } = visit
  const preparation = await lookAtPreparation(visit)
  const { place, year, assembly, listed, candidates, rules } = preparation
  const words = text.preparation.overview
  const clerk = isClerk(visit, place)
  const costs =
    candidates.length > 0
      ? candidates.map(({ cost_fen }) => cost_fen)
      : listed.map(({ estimated_cost_fen }) => estimated_cost_fen)
  const said = seatsInWords(visit, { rules, seats: assembly.seats, costs, allocation: year.allocation_fen })
  return shown({
    title: `${text.words.assembly} · ${place.community.name}`,
    ...frameOf(visit, place, year.cycle.id),
    body: (
      <>
        <Done said={words.done} />
        <Heading caption={`${place.community.name} · ${year.cycle.name}`}>{words.title}</Heading>
        <SummaryList rows={rowsOf(visit, preparation, clerk)} />
        {assembly.status === 'scheduled' && (
          <InsetText>
            {said.map(line => (
              <p class="govuk-body">
                <Tag colour={line.fits ? 'green' : 'red'}>{line.fits ? words.fits : words.fitsNot}</Tag>{' '}
                {line.said}
              </p>
            ))}
          </InsetText>
        )}
        {clerk && assembly.roster_frozen_at !== null && (
          <ButtonLink href={`/desk/${assembly.id}`}>{words.toDesk}</ButtonLink>
        )}
        <Objections preparation={preparation} />
        <p class="govuk-body">
          <a class="govuk-link" href={`/assemblies/${assembly.id}`}>
            {words.publicPage}
          </a>
        </p>
      </>
    ),
  })
}

function rowsOf(visit: Visit, preparation: Preparation, clerk: boolean): SummaryRow[] {
  const { text, language, now } = visit
  const { assembly, candidates, listed, notice_ends_at, roster, duties, year } = preparation
  const words = text.preparation.overview
  const path = `/work/assemblies/${assembly.id}`
  const open = clerk && assembly.status === 'scheduled'
  const link = (href: string, name: string, about: string) =>
    clerk ? { actions: [{ href: `${path}${href}`, text: name, about }] } : {}
  const published = assembly.candidates_published_at !== null
  const change = open ? link('/schedule', text.common.change, words.schedule) : {}
  return [
    { key: words.status, value: text.words.assemblyStatuses[assembly.status] },
    { key: text.preparation.schedule.when, value: momentOf(language, assembly.scheduled_for), ...change },
    { key: text.preparation.schedule.place, value: assembly.place },
    { key: text.preparation.schedule.seats, value: String(assembly.seats) },
    {
      key: words.list,
      value:
        year.confirmed_at === null
          ? words.listOpen(listed.length)
          : words.listConfirmed(listed.length, dayOf(language, year.confirmed_at)),
    },
    {
      key: words.candidates,
      value:
        !published || notice_ends_at === null
          ? words.notPublished
          : now < new Date(notice_ends_at)
            ? words.onNotice(candidates.length, momentOf(language, notice_ends_at))
            : words.noticeOver(candidates.length, momentOf(language, notice_ends_at)),
      actions: [
        {
          href: `${path}/candidates`,
          text: clerk && !published ? words.publish : words.see,
          about: words.candidates,
        },
      ],
    },
    {
      key: words.roster,
      value:
        assembly.roster_frozen_at === null
          ? words.rosterOpen(roster.delegates)
          : words.rosterFrozen(roster.delegates, dayOf(language, assembly.roster_frozen_at)),
      ...link('/roster', words.see, words.roster),
    },
    {
      key: words.duties,
      value: words.dutyCounts(duties.chief_scrutineer, duties.scrutineer, duties.teller),
      ...link('/duties', words.see, words.duties),
    },
    ...(assembly.roster_frozen_at === null
      ? []
      : [{ key: words.slips, value: words.slipsHint, ...link('/slips', words.see, words.slips) }]),
  ]
}

function Objections({ preparation }: { preparation: Preparation }) {
  const { text, language } = useVisit()
  const words = text.preparation.objections
  const { objections } = preparation
  return (
    <section aria-labelledby="objections">
      <h2 class="govuk-heading-m" id="objections">
        {words.title}
      </h2>
      {objections.length === 0 ? (
        <p class="govuk-body">{words.none}</p>
      ) : (
        <ul class="pj-work">
          {objections.map(({ id, title, stage, text: said, filed_at, answered_at }) => (
            <li class="pj-work__item">
              <div class="pj-work__what">
                <a class="govuk-link pj-work__link" href={`/work/objections/${id}`}>
                  {title ?? words.whole[stage]}
                </a>
                <span class="pj-work__where">{words.excerpt(said, momentOf(language, filed_at))}</span>
              </div>
              <Tag colour={answered_at === null ? 'blue' : 'green'}>
                {answered_at === null ? words.open : words.answered}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
