import type { Child } from 'hono/jsx'
import type { ProjectStatus } from '../../core/project/project.ts'
import type { ProposalStatus } from '../../core/proposal/status.ts'
import { dayOf, momentOf, money } from '../format.ts'
import { SummaryList, Table, Tag, type TagColour } from '../parts/blocks.tsx'
import { StageMark } from '../parts/stages.tsx'
import type { Visit } from '../visit.ts'
import type { CommunityYear, ListedProposal } from './community.tsx'

interface Props {
  readonly visit: Visit
  readonly year: CommunityYear
}

/** The stages of the year one below the other, with their dates and figures. */
export function Stages({ visit, year }: Props) {
  const { text, language } = visit
  const words = text.community
  const periodOf = (from: string | null, until: string | null, open: boolean): string | null => {
    if (from === null) return null
    const start = dayOf(language, from)
    if (until === null) return open ? words.since(start) : start
    const end = dayOf(language, until)
    return start === end ? start : words.period(start, end)
  }
  return (
    <section aria-labelledby="stages">
      <h2 class="govuk-heading-m" id="stages">
        {words.timeline}
      </h2>
      <ol class="pj-year-steps">
        {year.stages.map(({ stage, state, count, of, from, until }) => {
          const started = state !== 'ahead'
          const said =
            started && count !== null ? words.sentences[stage](count, of ?? 0, state === 'done') : ''
          // The day of an assembly that is to come is what people look for.
          const open = stage !== 'assembly' && (state === 'current' || state === 'begun')
          const period = started || stage === 'assembly' ? periodOf(from, until, open) : null
          return (
            <li
              class="pj-year-steps__item"
              {...(state === 'current' ? { 'aria-current': 'step' as const } : {})}
            >
              <span>
                <StageMark state={state} />
              </span>
              <div>
                <p class="pj-year-steps__name">
                  {text.words.stages[stage]}
                  {state === 'current' && (
                    <span class="pj-year-steps__state"> {text.words.stageStates.current}</span>
                  )}
                </p>
                {said !== '' && <p class="pj-year-steps__more">{said}</p>}
                {period !== null && <p class="pj-year-steps__more">{period}</p>}
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** The assembly, and those that were voided before it. */
export function Assemblies({ visit, year }: Props) {
  const { text, language } = visit
  const words = text.community.assembly
  const living = year.assemblies.find(({ status }) => status !== 'void')
  const voided = year.assemblies.filter(({ status }) => status === 'void')
  return (
    <Section id="assembly" title={words.title}>
      {living === undefined ? (
        <p class="govuk-body">{words.none}</p>
      ) : (
        <>
          <SummaryList
            rows={[
              { key: words.status, value: <Tag>{text.words.assemblyStatuses[living.status]}</Tag> },
              { key: words.when, value: momentOf(language, living.scheduled_for) },
              { key: words.where, value: living.place },
              { key: words.seats, value: String(living.seats) },
              ...(living.eligible === 0
                ? []
                : [{ key: words.attendance, value: words.present(living.eligible, living.present) }]),
            ]}
          />
          <ul class="govuk-list pj-link-list">
            <LinkLine href={`/assemblies/${living.id}`} text={words.open} />
            {living.status === 'certified' && (
              <LinkLine href={`/assemblies/${living.id}/report`} text={words.report} />
            )}
            {living.candidates_published_at !== null && (
              <LinkLine href={`/assemblies/${living.id}/objections`} text={words.objections} />
            )}
          </ul>
        </>
      )}
      {voided.map(({ id, scheduled_for, void_reason }) => (
        <p class="govuk-body">
          <a class="govuk-link" href={`/assemblies/${id}`}>
            {words.voided(dayOf(language, scheduled_for))}
          </a>{' '}
          {void_reason !== null && words.voidedWhy(void_reason)}
        </p>
      ))}
    </Section>
  )
}

export function Candidates({ visit, year }: Props) {
  const { text } = visit
  const words = text.community.candidates
  return (
    <Section id="candidates" title={words.title}>
      {year.candidates.length === 0 ? (
        <p class="govuk-body">{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          hideCaption
          rowHeaders
          stacks
          columns={[
            { text: text.community.proposals.name },
            { text: words.outcome },
            { text: words.cost, numeric: true },
          ]}
          rows={year.candidates.map(({ id, title, cost_fen, selected }) => [
            <Link href={`/proposals/${id}`} text={title} />,
            selected === null ? (
              words.pending
            ) : selected ? (
              <Tag colour="green">{words.selected}</Tag>
            ) : (
              words.notSelected
            ),
            money(cost_fen),
          ])}
        />
      )}
    </Section>
  )
}

const projectColours: Partial<Record<ProjectStatus, TagColour>> = {
  accepted: 'green',
  audited: 'green',
  rectifying: 'orange',
  cancelled: 'grey',
}

export function Projects({ visit, year }: Props) {
  const { text } = visit
  const words = text.community.projects
  const amount = (fen: number | null) => (fen === null || fen === 0 ? words.notYet : money(fen))
  return (
    <Section id="projects" title={words.title}>
      {year.projects.length === 0 ? (
        <p class="govuk-body">{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          hideCaption
          rowHeaders
          stacks
          columns={[
            { text: words.name },
            { text: words.status },
            { text: words.budget, numeric: true },
            { text: words.contract, numeric: true },
            { text: words.paid, numeric: true },
            { text: words.settlement, numeric: true },
          ]}
          rows={year.projects.map(project => [
            <Link href={`/projects/${project.id}`} text={project.title} />,
            <Tag {...colourOf(projectColours[project.status])}>
              {text.words.projectStatuses[project.status]}
            </Tag>,
            money(project.cost_fen),
            amount(project.contract_fen),
            amount(project.paid_fen),
            amount(project.settlement_fen),
          ])}
        />
      )}
    </Section>
  )
}

const proposalColours: Partial<Record<ProposalStatus, TagColour>> = {
  screened: 'teal',
  candidate: 'green',
  rejected: 'grey',
  merged: 'grey',
}

export function Proposals({ visit, proposals }: { visit: Visit; proposals: readonly ListedProposal[] }) {
  const { text } = visit
  const words = text.community.proposals
  return (
    <Section id="proposals" title={proposals.length === 0 ? words.title : words.titled(proposals.length)}>
      {proposals.length === 0 ? (
        <p class="govuk-body">{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          hideCaption
          rowHeaders
          stacks
          columns={[
            { text: words.name },
            { text: words.status },
            { text: words.cost, numeric: true },
            { text: words.topic },
          ]}
          rows={proposals.map(({ id, title, topic, category, estimated_cost_fen, status }) => [
            <Link href={`/proposals/${id}`} text={title} />,
            <Tag {...colourOf(proposalColours[status])}>{text.words.proposalStatuses[status]}</Tag>,
            money(estimated_cost_fen),
            `${text.words.categories[category]} · ${topic}`,
          ])}
        />
      )}
    </Section>
  )
}

function colourOf(colour: TagColour | undefined): { colour?: TagColour } {
  return colour === undefined ? {} : { colour }
}

function Section({ id, title, children }: { id: string; title: string; children?: Child }) {
  return (
    <section aria-labelledby={id}>
      <h2 class="govuk-heading-m" id={id}>
        {title}
      </h2>
      {children}
    </section>
  )
}

function Link({ href, text }: { href: string; text: string }) {
  return (
    <a class="govuk-link" href={href}>
      {text}
    </a>
  )
}

function LinkLine({ href, text }: { href: string; text: string }) {
  return (
    <li>
      <Link href={href} text={text} />
    </li>
  )
}
