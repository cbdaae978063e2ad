import { listReplacementsView } from '../../app/audit/inspection-views.ts'
import { listFrameProjectsView } from '../../app/audit/overview-views.ts'
import { showDraw, showEvidence } from '../../app/audit/views.ts'
import { showCycle } from '../../app/cycle/views.ts'
import { showAreaPath } from '../../app/identity/views.ts'
import type { View } from '../../app/operation.ts'
import { departments } from '../../core/identity/access.ts'
import { hashHex } from '../../core/record/hash.ts'
import { momentOf } from '../format.ts'
import { type Answer, type Page, raw, shown } from '../page.ts'
import { Banner, InsetText, SummaryList, Table, Tag } from '../parts/blocks.tsx'
import { Heading } from '../parts/layout.tsx'
import { look, lookAll, type Visit } from '../visit.ts'
import { nameDepartments } from './audit-parts.tsx'
import { waitedFor, watchOf } from './ceremony-ground.ts'
import { Meaning } from './draw-evidence.tsx'
import { ByHand, Replay } from './draw-replay.tsx'
import { frameCsv, Inspectors, Tickets } from './draw-tickets.tsx'

/** A draw and everything it takes to repeat it, for everybody. */
export const drawPages: readonly Page[] = [
  { path: '/draws/:draw_id', get: showDrawPage },
  { path: '/draws/:draw_id/frame.csv', get: downloadFrame },
]

type Seen<V> = V extends View<infer _P, infer _I, infer Output> ? Output : never
export type Draw = Seen<typeof showDraw>
export type NamedProject = Seen<typeof listFrameProjectsView>['items'][number]
export type Replacement = Seen<typeof listReplacementsView>['items'][number]

/** A draw with the names of what is in its frame. */
export interface NamedDraw {
  readonly draw: Draw
  readonly projects: ReadonlyMap<string, NamedProject>
}

export async function lookDraw(visit: Visit): Promise<NamedDraw> {
  const draw_id = visit.params.draw_id ?? ''
  const draw = await look(visit, showDraw, { draw_id })
  const projects = await lookAll(visit, listFrameProjectsView, { draw_id })
  return { draw, projects: new Map(projects.map(project => [project.id, project])) }
}

async function showDrawPage(visit: Visit): Promise<Answer> {
  const { text } = visit
  const named = await lookDraw(visit)
  const { draw } = named
  const draw_id = draw.id
  const cycle = await look(visit, showCycle, { cycle_id: draw.cycle_id })
  const { items: path } = await look(visit, showAreaPath, { area_id: draw.frame.strata[0]?.id ?? '' })
  const [district] = path
  const evidence = await look(visit, showEvidence, { draw_id })
  const { items: replacements } = await look(visit, listReplacementsView, { draw_id })
  const title = text.audit.drawTitle(draw.number, cycle.name)
  const slug = district?.slug ?? ''
  return shown({
    title,
    layout: 'wide',
    scripts: ['draw'],
    ...(draw.outcome === null ? { refresh: 20 } : {}),
    district: { slug, name: district?.name ?? '' },
    trail: [
      { href: `/d/${slug}`, text: district?.name ?? '' },
      { href: `/d/${slug}/audit?cycle=${cycle.id}`, text: text.audit.title },
    ],
    body: (
      <>
        <Heading caption={district?.name ?? ''}>{title}</Heading>
        {draw.outcome === null && <Waiting visit={visit} draw={draw} />}
        <Head visit={visit} draw={draw} />
        {draw.outcome !== null && <Replay named={named} />}
        <Secrets visit={visit} draw={draw} />
        <Tickets named={named} />
        {draw.outcome !== null && <Inspectors named={named} replacements={replacements} />}
        {draw.outcome !== null && (
          <Meaning
            evidence={evidence}
            drawn={draw.outcome.assignments.length}
            streetOf={id => streetOf(named, id)}
          />
        )}
        {draw.outcome !== null && <ByHand named={named} />}
      </>
    ),
  })
}

/** The name of a street, which some project of the frame knows. */
export function streetOf({ draw, projects }: NamedDraw, id: string): string {
  const some = draw.frame.strata.find(stratum => stratum.id === id)?.projects[0]
  return projects.get(some ?? '')?.street ?? id
}

function Head({ visit: { text, language }, draw }: { visit: Visit; draw: Draw }) {
  const { strata, inspectors } = draw.frame
  const projects = strata.reduce((all, stratum) => all + stratum.projects.length, 0)
  const quota = strata.reduce((all, stratum) => all + stratum.quota, 0)
  return (
    <SummaryList
      rows={[
        {
          key: text.audit.state,
          value: (
            <Tag colour={draw.outcome === null ? 'orange' : 'green'}>
              {text.audit.drawStates[draw.status]}
            </Tag>
          ),
        },
        {
          key: text.audit.frame,
          value: text.audit.frameOf(projects, strata.length, quota),
        },
        { key: text.audit.openedAt, value: momentOf(language, draw.opened_at) },
        { key: text.audit.inspectorsCount, value: text.audit.persons(inspectors.length) },
      ]}
    />
  )
}

/** Who is waited for, from what is published alone. */
function Waiting({ visit: { text }, draw }: { visit: Visit; draw: Draw }) {
  return (
    <Banner title={text.audit.waitingFor}>
      <p class="govuk-notification-banner__heading" data-watch={watchOf(draw)}>
        {waitedFor(text, draw)}
      </p>
    </Banner>
  )
}

function Secrets({ visit: { text }, draw }: { visit: Visit; draw: Draw }) {
  const made = draw.outcome !== null
  const silent = made ? departments.filter(one => draw.without.includes(one)) : []
  return (
    <section aria-labelledby="secrets">
      <h2 class="govuk-heading-m" id="secrets">
        {text.audit.commitments}
      </h2>
      {silent.length > 0 && <InsetText>{text.audit.namedAbsent(nameDepartments(text, silent))}</InsetText>}
      <Table
        caption={text.audit.commitments}
        hideCaption
        rowHeaders
        stacks
        columns={[
          { text: text.audit.department },
          { text: text.audit.commitment },
          { text: text.audit.reveal },
          { text: text.audit.check },
        ]}
        rows={draw.departments.map(({ department, commitment, reveal }) => [
          text.words.departments[department],
          commitment === null ? (
            draw.dice === null ? (
              text.audit.notCommittedYet
            ) : (
              <Tag colour="red">{text.audit.notCommitted}</Tag>
            )
          ) : (
            <span class="pj-id">{commitment}</span>
          ),
          reveal === null ? (
            commitment === null ? (
              '-'
            ) : made ? (
              <Tag colour="red">{text.audit.notRevealed}</Tag>
            ) : (
              text.audit.notRevealedYet
            )
          ) : (
            <span class="pj-id">{reveal}</span>
          ),
          reveal === null || commitment === null ? (
            '-'
          ) : hashHex(reveal) === commitment ? (
            <Tag colour="green">{text.audit.checkOk}</Tag>
          ) : (
            <Tag colour="red">{text.audit.checkBad}</Tag>
          ),
        ])}
      />
      <SummaryList
        rows={[
          {
            key: text.audit.dice,
            value: draw.dice === null ? text.audit.diceNotYet : <span class="pj-id">{draw.dice}</span>,
          },
          ...(draw.outcome === null
            ? []
            : [{ key: text.audit.seed, value: <span class="pj-id">{draw.outcome.seed}</span> }]),
        ]}
      />
    </section>
  )
}

async function downloadFrame(visit: Visit): Promise<Answer> {
  const named = await lookDraw(visit)
  return raw(frameCsv(named), {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="draw-${named.draw.id}.csv"`,
  })
}
