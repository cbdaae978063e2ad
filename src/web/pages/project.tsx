import { dayOf, money } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { InsetText, SummaryList, Table, Tag } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Heading } from '../parts/layout.tsx'
import { PhotoGallery } from '../parts/photos.tsx'
import type { Visit } from '../visit.ts'
import { ProjectAcceptances } from './project-acceptance.tsx'
import { ProjectAudit, ProjectSatisfaction } from './project-audit.tsx'
import {
  type Ground,
  lookAtPhotos,
  lookAtProject,
  lookAtSatisfaction,
  type Photo,
  type Project,
  type Satisfaction,
  statusColours,
} from './project-ground.ts'
import { ProjectMoney } from './project-money.tsx'
import { ProjectTimeline } from './project-timeline.tsx'
import { isClerk, isOfficer } from './work-frame.tsx'

/** A project for everybody: what it is, its money, everything that happened, and what comes next. */
export const projectPages: readonly Page[] = [{ path: '/projects/:project_id', get: show }]

async function show(visit: Visit): Promise<Answer> {
  const { project, ground } = await lookAtProject(visit)
  const photos = await lookAtPhotos(visit, project.id)
  const satisfaction = await lookAtSatisfaction(visit, project.id)
  const { place, cycle } = ground
  const { text, language } = visit
  const staff = isClerk(visit, place) || isOfficer(visit, place)
  return shown({
    title: project.title,
    district: place.district,
    trail: [
      { href: `/d/${place.district.slug}`, text: place.district.name },
      { href: `/communities/${place.community.id}?cycle=${cycle.id}`, text: place.community.name },
      {
        href: `/d/${place.district.slug}/projects?cycle=${cycle.id}&community=${place.community.id}`,
        text: text.project.list.title,
      },
    ],
    body: (
      <>
        <Heading caption={`${place.street.name} · ${place.community.name}`}>{project.title}</Heading>
        <p class="govuk-body-l">
          <Tag colour={statusColours[project.status]}>{text.words.projectStatuses[project.status]}</Tag>{' '}
          {money(project.cost_fen)}
        </p>
        {staff && (
          <p class="govuk-body pj-no-print">
            <a class="govuk-link" href={`/work/projects/${project.id}`}>
              {text.project.staff}
            </a>
          </p>
        )}
        <InsetText>
          <strong>{text.project.next.lead}</strong>
          {language === 'en' ? ' ' : ''}
          {nextInWords(visit, project, ground, satisfaction)}
        </InsetText>
        <ProjectMoney project={project} ground={ground} />
        <About project={project} ground={ground} photos={photos} />
        <Contracts project={project} />
        <ProjectTimeline {...{ visit, project, ground, photos, satisfaction }} />
        <ProjectAcceptances project={project} photos={photos} />
        <ProjectAudit project={project} photos={photos} slug={place.district.slug} />
        <ProjectSatisfaction satisfaction={satisfaction} />
      </>
    ),
  })
}

function About({ project, ground, photos }: { project: Project; ground: Ground; photos: readonly Photo[] }) {
  const { text } = useVisit()
  const words = text.project.about
  const { proposal, cycle, place } = ground
  return (
    <section aria-labelledby="about">
      <h2 class="govuk-heading-m" id="about">
        {words.title}
      </h2>
      <SummaryList
        rows={[
          { key: words.what, value: <span class="pj-words">{proposal.description}</span> },
          { key: words.place, value: proposal.place },
          { key: words.beneficiaries, value: proposal.beneficiaries },
          { key: words.category, value: `${text.words.categories[proposal.category]} · ${proposal.topic}` },
          {
            key: words.community,
            value: (
              <a class="govuk-link" href={`/communities/${place.community.id}?cycle=${cycle.id}`}>
                {place.community.name}
              </a>
            ),
          },
          {
            key: words.voted,
            value: (
              <>
                <a class="govuk-link" href={`/assemblies/${project.assembly_id}/report`}>
                  {words.votedLink}
                </a>
                <br />
                <a class="govuk-link" href={`/proposals/${project.id}`}>
                  {words.proposal}
                </a>
              </>
            ),
          },
        ]}
      />
      <PhotoGallery photos={photos.filter(({ subject }) => subject === 'proposal')} />
    </section>
  )
}

function Contracts({ project }: { project: Project }) {
  const { text, language } = useVisit()
  const words = text.project.contract
  const contract = project.contracts.at(-1)
  if (contract === undefined) return null
  return (
    <section aria-labelledby="contract">
      <h2 class="govuk-heading-m" id="contract">
        {words.title}
      </h2>
      {contract.number > 1 && <p class="govuk-body">{words.replaced(contract.number)}</p>}
      <SummaryList
        rows={[
          { key: words.contractor, value: contract.contractor },
          { key: words.method, value: text.project.methods[contract.method] },
          { key: words.amount, value: money(contract.amount_fen) },
          { key: words.signedOn, value: dayOf(language, contract.signed_on) },
        ]}
      />
      <Table
        caption={words.quantities}
        rowHeaders
        columns={[{ text: words.item }, { text: words.quantity, numeric: true }]}
        rows={contract.quantities.map(({ item, unit, quantity }) => [item, `${quantity} ${unit}`])}
      />
    </section>
  )
}

/** The next step, and what it waits for. */
function nextInWords(visit: Visit, project: Project, ground: Ground, satisfaction: Satisfaction): string {
  const { next } = visit.text.project
  switch (project.status) {
    case 'selected': {
      const { ends_at, unanswered } = ground.result
      if (ends_at !== null && visit.now < new Date(ends_at))
        return next.notice(dayOf(visit.language, ends_at))
      return unanswered > 0 ? next.objections(unanswered) : next.contract
    }
    case 'contracted':
      return next.start
    case 'in_progress':
      return next.work
    case 'completed':
      return next.accept
    case 'rectifying':
      return next.rectify(dayOf(visit.language, project.rectify_by ?? ''))
    case 'accepted':
    case 'audited':
      return afterAcceptance(visit, project, ground, satisfaction)
    case 'cancelled':
      return next.cancelled
  }
}

function afterAcceptance(visit: Visit, project: Project, ground: Ground, satisfaction: Satisfaction): string {
  const { next } = visit.text.project
  if (ground.archived_at !== null) return next.over
  if (project.audit.state === 'open') return next.inspected
  const over = project.audit.state === 'spared' || project.audit.state === 'audited'
  return over || satisfaction.published_at !== null ? next.archive : next.audit
}
