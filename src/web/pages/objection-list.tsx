import type { showAssembly } from '../../app/assembly/views.ts'
import type { listObjectionsView } from '../../app/notice/views.ts'
import type { View } from '../../app/operation.ts'
import type { ObjectionStage } from '../../core/notice/objection.ts'
import type { Form } from '../form.ts'
import { momentOf } from '../format.ts'
import { type Answer, type Shown, shown } from '../page.ts'
import { InsetText, Tag } from '../parts/blocks.tsx'
import { Fieldset, Input, Radios, Textarea } from '../parts/fields.tsx'
import { Button, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import type { Visit } from '../visit.ts'

type Output<V> = V extends View<infer _P, infer _I, infer O> ? O : never
export type Objection = Output<typeof listObjectionsView>['items'][number]

export interface Ground {
  readonly assembly: Output<typeof showAssembly>
  readonly objections: readonly Objection[]
  readonly frame: Pick<Shown, 'district' | 'trail'>
  readonly community: string
  /** What may be objected to at this moment; null: nothing. */
  readonly stage: ObjectionStage | null
}

/** What an objection to no single candidate is about. */
export const whole = 'all'

/** The objections, and the form while they are taken. */
export function listPage(visit: Visit, ground: Ground, form: Form): Answer {
  const { text, language } = visit
  const words = text.objections
  const { assembly, objections, stage, community, frame } = ground
  const until = assembly.notices.result?.ends_at ?? ''
  const refusedHere = form.errors.length > 0
  return shown({
    ...frame,
    title: words.title,
    ...(refusedHere ? { status: 422 as const } : {}),
    body: (
      <>
        <Heading caption={community}>{words.title}</Heading>
        <p class="govuk-body-l">{words.intro}</p>
        {stage === null && <InsetText>{words.closed}</InsetText>}
        {stage === 'candidates' && (
          <InsetText>
            {words.open.candidates} {words.gate}
          </InsetText>
        )}
        {stage === 'result' && <InsetText>{words.open.result(momentOf(language, until))}</InsetText>}
        {/* What was typed stays on the page even when time has run out meanwhile. */}
        {(stage !== null || refusedHere) && <ObjectionForm visit={visit} ground={ground} form={form} />}
        <section aria-labelledby="list">
          <h2 class="govuk-heading-m" id="list">
            {words.list}
          </h2>
          {objections.length === 0 && <p class="govuk-body">{words.none}</p>}
          {objections.map(objection => (
            <ObjectionCard visit={visit} ground={ground} objection={objection} />
          ))}
        </section>
      </>
    ),
  })
}

function ObjectionForm({ visit, ground, form }: { visit: Visit; ground: Ground; form: Form }) {
  const { text } = visit
  const words = text.objections.form
  return (
    <section aria-labelledby="write">
      <h2 class="govuk-heading-m" id="write">
        {words.title}
      </h2>
      <PageForm form={form}>
        <Radios
          form={form}
          name="about"
          label={words.about}
          options={[
            { value: whole, text: text.objections.whole[ground.stage ?? 'candidates'] },
            ...ground.assembly.candidates.map(({ id, title }) => ({ value: id, text: title })),
          ]}
        />
        <Textarea form={form} name="text" label={words.text} hint={words.textHint} most={5000} />
        <Fieldset form={form} name="contact" label={words.contact} hint={words.contactHint}>
          <Input form={form} name="contact-name" label={words.name} autocomplete="name" width={20} />
          <Input
            form={form}
            name="contact-phone"
            label={words.phone}
            type="tel"
            autocomplete="tel"
            width={20}
          />
        </Fieldset>
        <Button>{text.common.continue}</Button>
      </PageForm>
    </section>
  )
}

/** What an objection is about, in words. */
export function aboutOf(
  visit: Visit,
  { assembly }: Ground,
  candidate: string | null,
  stage: ObjectionStage,
): string {
  const found = assembly.candidates.find(({ id }) => id === candidate)
  return found?.title ?? visit.text.objections.whole[stage]
}

function ObjectionCard({ visit, ground, objection }: { visit: Visit; ground: Ground; objection: Objection }) {
  const { text, language } = visit
  const words = text.objections
  const { stage, candidate_id, filed_at, answer, answered_at } = objection
  return (
    <article class="pj-objection" id={`objection-${objection.id}`}>
      <h3 class="govuk-heading-s">
        {text.common.pair(words.about, aboutOf(visit, ground, candidate_id, stage))}
      </h3>
      <p class="govuk-body pj-text">{objection.text}</p>
      <p class="govuk-body-s">
        {words.stages[stage]} · {words.filed(momentOf(language, filed_at))}
      </p>
      {answer === null || answered_at === null ? (
        <p class="govuk-body">
          <Tag colour="yellow">{words.waiting}</Tag>
        </p>
      ) : (
        <div class="pj-objection__answer">
          <h4 class="govuk-heading-s">{words.answer}</h4>
          <p class="govuk-body pj-text">{answer}</p>
          <p class="govuk-body-s">{words.answered(momentOf(language, answered_at))}</p>
        </div>
      )}
    </article>
  )
}
