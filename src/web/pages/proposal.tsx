import type { View } from '../../app/operation.ts'
import { addProposalPhoto, listProposalPhotosView } from '../../app/proposal/photos.ts'
import { showProposalCourse } from '../../app/proposal/show-proposal-course.ts'
import { showProposal } from '../../app/proposal/views.ts'
import { exclusions, requirements } from '../../core/proposal/screening.ts'
import { dayOf, money } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Details, InsetText, SummaryList, Table, Tag } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { PhotoGallery } from '../parts/photos.tsx'
import { look, may, type Visit } from '../visit.ts'

/** A proposal with its screening and what came of it. */
export const proposalPages: readonly Page[] = [{ path: '/proposals/:proposal_id', get: showProposalPage }]

type Output<V> = V extends View<infer _P, infer _I, infer O> ? O : never
type Proposal = Output<typeof showProposal>
type Course = Output<typeof showProposalCourse>
type Screening = NonNullable<Proposal['screening']>

async function showProposalPage(visit: Visit): Promise<Answer> {
  const { text } = visit
  const words = text.proposals.page
  const subject = { proposal_id: visit.params.proposal_id ?? '' }
  const proposal = await look(visit, showProposal, subject)
  const course = await look(visit, showProposalCourse, subject)
  const photos = await look(visit, listProposalPhotosView, subject)
  const photographs = visit.actor.kind === 'staff' && (await may(visit, addProposalPhoto, subject))
  const { district, community } = course
  const home = `/communities/${community.id}`
  return shown({
    title: proposal.title,
    district,
    trail: [
      { href: `/d/${district.slug}`, text: district.name },
      { href: `${home}?cycle=${proposal.cycle_id}`, text: community.name },
    ],
    body: (
      <>
        <Heading
          caption={`${community.name} · ${text.overview.yearName(course.cycle_year, course.cycle_name)}`}
        >
          {proposal.title}
        </Heading>
        {proposal.status === 'draft' && <InsetText>{words.draft}</InsetText>}
        <Facts visit={visit} proposal={proposal} course={course} />
        <h2 class="govuk-heading-m">{words.description}</h2>
        <p class="govuk-body pj-text">{proposal.description}</p>
        {photographs && (
          <p class="govuk-body pj-no-print">
            <a class="govuk-link" href={`/work/proposals/${proposal.id}/photos`}>
              {text.photos.toProposal}
            </a>
          </p>
        )}
        {photos.items.length > 0 && (
          <section aria-labelledby="photos">
            <h2 class="govuk-heading-m" id="photos">
              {words.photos}
            </h2>
            <PhotoGallery photos={photos.items} />
          </section>
        )}
        <ScreeningSection visit={visit} proposal={proposal} course={course} />
        <Merged visit={visit} course={course} />
        {proposal.status !== 'draft' && <After visit={visit} proposal={proposal} course={course} />}
      </>
    ),
  })
}

interface Props {
  readonly visit: Visit
  readonly proposal: Proposal
  readonly course: Course
}

function Facts({ visit, proposal, course }: Props) {
  const { text, language } = visit
  const words = text.proposals.page
  const { category, topic, place, beneficiaries, estimated_cost_fen, submitted_at, proposer, status } =
    proposal
  return (
    <SummaryList
      rows={[
        { key: words.status, value: <Tag>{text.words.proposalStatuses[status]}</Tag> },
        { key: words.category, value: `${text.words.categories[category]} · ${topic}` },
        { key: words.place, value: place },
        ...(course.grid_name === null ? [] : [{ key: words.grid, value: course.grid_name }]),
        { key: words.beneficiaries, value: beneficiaries },
        { key: words.cost, value: money(estimated_cost_fen) },
        { key: words.by, value: text.words.proposers[proposer] },
        ...(submitted_at === null ? [] : [{ key: words.submitted, value: dayOf(language, submitted_at) }]),
      ]}
    />
  )
}

function ScreeningSection({ visit, proposal, course }: Props) {
  const words = visit.text.proposals.page
  const { screening, earlier_screenings: earlier } = proposal
  return (
    <section aria-labelledby="screening">
      <h2 class="govuk-heading-m" id="screening">
        {words.screening}
      </h2>
      {screening === null ? (
        <p class="govuk-body">{words.notScreened}</p>
      ) : (
        <Decision visit={visit} screening={screening} course={course} />
      )}
      {earlier.length > 0 && (
        <Details summary={words.earlier}>
          <p class="govuk-body">{words.earlierWhy}</p>
          {earlier.map(one => (
            <Decision visit={visit} screening={one} course={course} />
          ))}
        </Details>
      )}
    </section>
  )
}

/** A decision in words: the outcome, why, and every item of the checklist. */
function Decision({ visit, screening, course }: { visit: Visit; screening: Screening; course: Course }) {
  const { text, language } = visit
  const words = text.proposals.page
  const { outcome, reason, merged_into, decided_at, checklist } = screening
  const target = course.targets.find(({ id }) => id === merged_into)
  const said = (passes: boolean) => (passes ? `✓ ${words.passes}` : `✗ ${words.fails}`)
  return (
    <>
      <SummaryList
        rows={[
          { key: words.checkResult, value: <strong>{words.outcomes[outcome]}</strong> },
          ...(target === undefined
            ? []
            : [
                {
                  key: words.mergedInto,
                  value: (
                    <a class="govuk-link" href={`/proposals/${target.id}`}>
                      {target.title}
                    </a>
                  ),
                },
              ]),
          ...(reason === null ? [] : [{ key: words.reason, value: <span class="pj-text">{reason}</span> }]),
        ]}
      />
      <Table
        caption={words.checklist}
        columns={[{ text: words.checkItem }, { text: words.checkResult }]}
        rows={[
          ...requirements.map(item => [text.words.requirements[item], said(checklist[item])]),
          ...exclusions.map(item => [
            words.exclusion(text.words.exclusions[item]),
            said(!checklist.negative_list[item]),
          ]),
        ]}
      />
      <p class="govuk-body-s">{words.decidedOn(dayOf(language, decided_at))}</p>
    </>
  )
}

function Merged({ visit, course }: { visit: Visit; course: Course }) {
  if (course.merged.length === 0) return null
  return (
    <section aria-labelledby="merged">
      <h2 class="govuk-heading-m" id="merged">
        {visit.text.proposals.page.mergedHere}
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {course.merged.map(({ id, title }) => (
          <li>
            <a class="govuk-link" href={`/proposals/${id}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The way on: to the assembly that votes on it, and to the project it became. */
function After({ visit, proposal, course }: Props) {
  const { text } = visit
  const words = text.proposals.page
  const { assembly_id, assembly_status, project_status } = course
  return (
    <section aria-labelledby="next">
      <h2 class="govuk-heading-m" id="next">
        {words.next}
      </h2>
      {assembly_id === null || assembly_status === null ? (
        <p class="govuk-body">{words.nothingNext}</p>
      ) : (
        <SummaryList
          rows={[
            {
              key: words.assembly,
              value: <Tag>{text.words.assemblyStatuses[assembly_status]}</Tag>,
              actions: [
                { href: `/assemblies/${assembly_id}`, text: words.assemblyLink, about: proposal.title },
              ],
            },
            ...(project_status === null
              ? []
              : [
                  {
                    key: words.project,
                    value: <Tag>{text.words.projectStatuses[project_status]}</Tag>,
                    actions: [
                      { href: `/projects/${proposal.id}`, text: words.projectLink, about: proposal.title },
                    ],
                  },
                ]),
          ]}
        />
      )}
    </section>
  )
}
