import type { Desk, Gate } from '../../app/assembly/desk-schema.ts'
import type { Form } from '../form.ts'
import { InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { ButtonLink, ErrorSummary } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { sayGate } from './desk-words.ts'

/** The page of a step that cannot be taken: why, and the way back to the desk. */
export function NotNow(props: { desk: Desk; title: string; gate: NonNullable<Gate>; form: Form }) {
  const { desk, title, gate, form } = props
  const visit = useVisit()
  const { text } = visit
  return (
    <>
      <ErrorSummary form={form} />
      <Heading caption={text.desk.titleOf(desk.community.name)}>{title}</Heading>
      <InsetText>
        <p class="govuk-body govuk-!-font-weight-bold">{text.desk.notNow}</p>
        <p class="govuk-body">{sayGate(visit, gate)}</p>
      </InsetText>
      <ButtonLink href={`/desk/${desk.assembly_id}`}>{text.desk.links.desk}</ButtonLink>
    </>
  )
}
