import type { Department } from '../../core/identity/access.ts'
import { momentOf } from '../format.ts'
import { type Answer, type Page, shown } from '../page.ts'
import { Banner, Tag, type Task, TaskList } from '../parts/blocks.tsx'
import { ButtonLink } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import type { Visit } from '../visit.ts'
import { nameDepartments } from './audit-parts.tsx'
import { type Ceremony, lookCeremony, missingOf, waitedFor, watchOf } from './ceremony-ground.ts'

/** Where a draw stands: the same list for everybody who takes part, with who is waited for. */
export const ceremonyPage: Page = { path: '/work/draws/:draw_id', signedIn: 'staff', get: showCeremony }

async function showCeremony(visit: Visit): Promise<Answer> {
  const { text, url } = visit
  const ceremony = await lookCeremony(visit)
  const { draw, cycle } = ceremony
  const done = Object.entries(text.ceremony.done).find(([name]) => name === url.searchParams.get('done'))?.[1]
  return shown({
    title: text.ceremony.heading(draw.number, cycle.name),
    scripts: ['draw'],
    district: ceremony.district,
    ...(draw.outcome === null ? { refresh: 15 } : {}),
    trail: [
      { href: '/work', text: text.common.nav.work },
      { href: '/work/draws', text: text.ceremony.title },
    ],
    body: (
      <>
        {done !== undefined && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{done}</p>
          </Banner>
        )}
        <Heading caption={text.ceremony.draws}>{text.ceremony.heading(draw.number, cycle.name)}</Heading>
        <Turn visit={visit} ceremony={ceremony} />
        <p class="govuk-body">{text.ceremony.rehearsal}</p>
        <Stages visit={visit} ceremony={ceremony} />
        {draw.outcome === null && (
          <p class="govuk-hint" data-watch={watchOf(draw)}>
            {text.ceremony.refreshed}
          </p>
        )}
      </>
    ),
  })
}

interface Turned {
  readonly own: boolean
  readonly said: string
  readonly href?: string
}

/** Whose turn it is, in one sentence, and the visitor's way to it if it is theirs. */
function turnOf({ text }: Visit, { draw, admin, department }: Ceremony): Turned {
  const said = text.ceremony
  const { uncommitted, unrevealed } = missingOf(draw)
  const names = (some: readonly Department[]) => nameDepartments(text, some)
  const at = `/work/draws/${draw.id}`
  switch (draw.status) {
    case 'framed':
      if (department !== null && uncommitted.includes(department))
        return { own: true, said: said.toCommit, href: `${at}/commit` }
      if (admin) {
        const waiting = uncommitted.length > 0
        const dice = { said: waiting ? said.toDiceMissing(names(uncommitted)) : said.toDice }
        return { own: !waiting, ...dice, href: `${at}/dice` }
      }
      return { own: false, said: waitedFor(text, draw) }
    case 'thrown':
      if (department !== null && unrevealed.includes(department))
        return { own: true, said: said.toReveal, href: `${at}/reveal` }
      if (admin) {
        const waiting = unrevealed.length > 0
        const draws = { said: waiting ? said.toDrawMissing(names(unrevealed)) : said.toDraw }
        return { own: !waiting, ...draws, href: `${at}/drawing` }
      }
      return { own: false, said: waitedFor(text, draw) }
    case 'drawn':
      return { own: false, said: said.drawnAlready, href: `/draws/${draw.id}` }
  }
}

function Turn({ visit, ceremony }: { visit: Visit; ceremony: Ceremony }) {
  const { text } = visit
  const { own, said, href } = turnOf(visit, ceremony)
  const drawn = ceremony.draw.status === 'drawn'
  return (
    <div class={`pj-turn${own ? ' pj-turn--own' : ''}`}>
      {!drawn && <p class="pj-turn__who">{own ? text.ceremony.yourTurn : text.ceremony.waitingFor}</p>}
      <p class="pj-turn__what">{said}</p>
      {href !== undefined && (
        <ButtonLink href={href} {...(own || drawn ? {} : { look: 'secondary' as const })}>
          {drawn ? text.ceremony.see : text.common.continue}
        </ButtonLink>
      )}
    </div>
  )
}

function Stages({ visit, ceremony }: { visit: Visit; ceremony: Ceremony }) {
  const { text, language } = visit
  const { draw, admin, department } = ceremony
  const said = text.ceremony
  const at = `/work/draws/${draw.id}`
  const anyCommitted = draw.departments.some(one => one.commitment !== null)
  const allCommitted = missingOf(draw).uncommitted.length === 0
  const allRevealed = missingOf(draw).unrevealed.length === 0
  const own = (one: Department) => one === department
  const stages: readonly { title: string; id: string; tasks: readonly Task[] }[] = [
    {
      title: said.stepOne,
      id: 'frame',
      tasks: [
        {
          title: said.tasks.frame,
          href: `/draws/${draw.id}`,
          hint: momentOf(language, draw.opened_at),
          status: <Tag colour="green">{said.states.done}</Tag>,
        },
      ],
    },
    {
      title: said.stepTwo,
      id: 'commit',
      tasks: draw.departments.map(one => {
        const { department: name, commitment } = one
        const open = draw.status === 'framed' && commitment === null
        return {
          title: said.tasks.commit(text.words.departments[name]),
          href: open && own(name) ? `${at}/commit` : null,
          status: commitTag(),
        }
        function commitTag() {
          if (commitment !== null) return <Tag colour="green">{said.states.committed}</Tag>
          return open ? (
            <Tag colour="blue">{said.states.waiting}</Tag>
          ) : (
            <Tag colour="red">{said.states.absent}</Tag>
          )
        }
      }),
    },
    {
      title: said.stepThree,
      id: 'dice',
      tasks: [
        {
          title: said.tasks.dice,
          href: draw.status === 'framed' && admin && anyCommitted ? `${at}/dice` : null,
          hint: draw.dice === null ? said.byAdmin : <span class="pj-digits">{inFives(draw.dice)}</span>,
          status:
            draw.dice !== null ? (
              <Tag colour="green">{said.states.done}</Tag>
            ) : allCommitted ? (
              <Tag colour="blue">{said.states.waiting}</Tag>
            ) : (
              said.states.later
            ),
        },
      ],
    },
    {
      title: said.stepFour,
      id: 'reveal',
      tasks: draw.departments.map(({ department: name, commitment, reveal }) => {
        const open = draw.status === 'thrown' && commitment !== null && reveal === null
        return {
          title: said.tasks.reveal(text.words.departments[name]),
          href: open && own(name) ? `${at}/reveal` : null,
          status: revealTag(),
        }
        function revealTag() {
          if (reveal !== null) return <Tag colour="green">{said.states.revealed}</Tag>
          if (draw.status === 'framed') return said.states.later
          if (commitment === null) return <Tag colour="red">{said.states.absent}</Tag>
          return open ? (
            <Tag colour="blue">{said.states.waiting}</Tag>
          ) : (
            <Tag colour="red">{said.states.lost}</Tag>
          )
        }
      }),
    },
    {
      title: said.stepFive,
      id: 'draw',
      tasks: [
        {
          title: said.tasks.draw,
          href:
            draw.status === 'drawn'
              ? `/draws/${draw.id}`
              : draw.status === 'thrown' && admin
                ? `${at}/drawing`
                : null,
          hint: said.byAdmin,
          status:
            draw.status === 'drawn' ? (
              <Tag colour="green">{said.states.done}</Tag>
            ) : draw.status === 'thrown' && allRevealed ? (
              <Tag colour="blue">{said.states.waiting}</Tag>
            ) : (
              said.states.later
            ),
        },
      ],
    },
  ]
  return (
    <>
      {stages.map(({ title, id, tasks }) => (
        <section aria-labelledby={`${id}-stage`}>
          <h2 class="govuk-heading-s" id={`${id}-stage`}>
            {title}
          </h2>
          <TaskList id={id} tasks={tasks} />
        </section>
      ))}
    </>
  )
}

/** Twenty digits in groups of five, to be read aloud. */
export function inFives(digits: string): string {
  return digits.match(/.{1,5}/g)?.join(' ') ?? ''
}
