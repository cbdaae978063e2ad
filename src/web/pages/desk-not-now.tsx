import type { Desk, DeskStep, Gate } from '../../app/assembly/desk-schema.ts'
import type { Form } from '../form.ts'
import { InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { ButtonLink, ErrorSummary } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
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
