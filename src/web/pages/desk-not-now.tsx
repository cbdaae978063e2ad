import type { Child } from 'hono/jsx'
import type { Desk, DeskStep, Gate } from '../../app/assembly/desk-schema.ts'
import type { Form } from '../form.ts'
import { type Answer, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { ButtonLink, ErrorSummary } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import type { Visit } from '../visit.ts'
import { deskPage } from './desk-frame.tsx'
import { hallTasks, roundTasks } from './desk-tasks.ts'
import { sayGate } from './desk-words.ts'

interface NotNowProps {
  readonly desk: Desk
  /** The step, where it is one of the order of events. */
  readonly step?: DeskStep
  readonly title: string
  readonly gate: NonNullable<Gate>
  readonly form: Form
}

/** The page of a step: what there is to do, or what is in the way of it. */
export function stepPage(
  visit: Visit,
  step: Omit<NotNowProps, 'gate'> & { gate: Gate; body: Child },
): Answer {
  const { desk, title, gate, form, body } = step
  const failed = form.errors.length > 0 ? { status: 422 as const } : {}
  return shown({
    ...deskPage(visit, desk, { title, ...failed }),
    body: gate === null ? body : <NotNow {...step} gate={gate} />,
  })
}

/**
 * The page of a step that cannot be taken: why, and the way back to the desk. Most often somebody else at the desk was faster: a step
 * that is done is said to be done, and is no mistake of whoever pressed second.
 */
export function NotNow(props: NotNowProps) {
  const { desk, step, title, gate, form } = props
  const visit = useVisit()
  const { text } = visit
  const isDone = [...hallTasks(desk), ...roundTasks(desk)].some(
    task => task.step === step && task.state === 'done',
  )
  const why = sayGate(visit, gate)
  const others = form.errors.filter(error => error.text !== why)
  return (
    <>
      {!isDone && <ErrorSummary form={{ ...form, errors: others }} />}
      <Heading caption={text.desk.titleOf(desk.community.name)}>{title}</Heading>
      <InsetText>
        {isDone ? (
          <p class="govuk-body">{text.desk.alreadyDone}</p>
        ) : (
          <>
            <p class="govuk-body govuk-!-font-weight-bold">{text.desk.notNow}</p>
            <p class="govuk-body">{why}</p>
          </>
        )}
      </InsetText>
      <ButtonLink href={`/desk/${desk.assembly_id}`}>{text.desk.links.desk}</ButtonLink>
    </>
  )
}
