import type { Child } from 'hono/jsx'
import type { Form } from '../form.ts'
import { money } from '../format.ts'
import { InsetText } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Fieldset, Input, MoneyInput, Radios, Select, Textarea } from '../parts/fields.tsx'
import { Button, PageForm } from '../parts/form.tsx'

interface Props {
  readonly form: Form
  readonly heading: Child
  readonly grids: readonly { readonly id: string; readonly name: string }[]
  /** Fen of the community's year. */
  readonly allocation: number
}

const categories = ['works', 'service', 'goods'] as const

/** The form of a proposal: what, where, for whom, how much, and how to reach whoever proposes. */
export function ProposeFields({ form, heading, grids, allocation }: Props) {
  const { text } = useVisit()
  const words = text.proposals.propose
  const { fields } = words
  return (
    <>
      {heading}
      <p class="govuk-body-l">{words.intro}</p>
      <InsetText>{words.public}</InsetText>
      <PageForm form={form}>
        <Input form={form} name="title" label={fields.title} hint={fields.titleHint} />
        <Radios
          form={form}
          name="category"
          label={fields.category}
          options={categories.map(value => ({ value, ...fields.categories[value] }))}
        />
        <Input form={form} name="topic" label={fields.topic} hint={fields.topicHint} width={20} />
        <Textarea
          form={form}
          name="description"
          label={fields.description}
          hint={fields.descriptionHint}
          most={5000}
        />
        <Select
          form={form}
          name="grid_id"
          label={fields.grid}
          options={[
            { value: '', text: fields.gridUnknown },
            ...grids.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
        <Input form={form} name="place" label={fields.place} hint={fields.placeHint} />
        <Input form={form} name="beneficiaries" label={fields.beneficiaries} />
        <MoneyInput
          form={form}
          name="cost"
          label={fields.cost}
          hint={allocation === 0 ? undefined : fields.costHint(money(allocation))}
        />
        <Fieldset form={form} name="contact" label={fields.contact} hint={fields.contactHint}>
          <Input form={form} name="contact-name" label={fields.name} autocomplete="name" width={20} />
          <Input
            form={form}
            name="contact-phone"
            label={fields.phone}
            type="tel"
            autocomplete="tel"
            width={20}
          />
        </Fieldset>
        <Button>{text.common.continue}</Button>
      </PageForm>
    </>
  )
}
