import type { Actor } from '../../core/identity/access.ts'
import { readYuan } from '../fields.ts'
import { type Form, type FormNames, fieldValue } from '../form.ts'
import { yuanValue } from '../format.ts'
import { useVisit } from '../parts/context.ts'
import { Input, MoneyInput, Radios, Select, Textarea } from '../parts/fields.tsx'
import type { Visit } from '../visit.ts'

type Option = { readonly id: string; readonly name: string }

/** The words of a proposal as fields: the same for a new one and for a draft. */
export function ProposalFields({
  form,
  grids,
  gridOptional,
  allocation,
}: {
  form: Form
  grids: readonly Option[]
  /** Whether it may lie in no grid: a grid officer's always lies in an own one. */
  gridOptional: boolean
  allocation: string
}) {
  const { text } = useVisit()
  const { fields } = text.proposals.propose
  const { categories } = fields
  return (
    <>
      <Input form={form} name="title" label={fields.title} hint={fields.titleHint} />
      <Radios
        form={form}
        name="category"
        label={fields.category}
        options={(['works', 'service', 'goods'] as const).map(value => ({ value, ...categories[value] }))}
      />
      <Input form={form} name="topic" label={fields.topic} hint={fields.topicHint} width={20} />
      <Textarea
        form={form}
        name="description"
        label={fields.description}
        hint={fields.descriptionHint}
        rows={6}
        most={5000}
      />
      <Select
        form={form}
        name="grid_id"
        label={fields.grid}
        options={[
          ...(gridOptional ? [{ value: '', text: fields.gridUnknown }] : []),
          ...grids.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <Input form={form} name="place" label={fields.place} hint={fields.placeHint} />
      <Input form={form} name="beneficiaries" label={fields.beneficiaries} />
      <MoneyInput
        form={form}
        name="estimated_cost_fen"
        label={fields.cost}
        hint={fields.costHint(allocation)}
      />
    </>
  )
}

/** The name under which a device keeps a new proposal of somebody until it is sent. */
export function keptProposal(communityId: string, actor: Actor): string {
  return `proposal ${communityId} ${actor.kind === 'staff' ? actor.account_id : ''}`
}

/** What was typed, as the operations take it. */
export function readProposal(form: Form) {
  const grid = fieldValue(form, 'grid_id')
  return {
    grid_id: grid === '' ? null : grid,
    title: fieldValue(form, 'title'),
    category: fieldValue(form, 'category'),
    topic: fieldValue(form, 'topic'),
    description: fieldValue(form, 'description'),
    place: fieldValue(form, 'place'),
    beneficiaries: fieldValue(form, 'beneficiaries'),
    estimated_cost_fen: readYuan(fieldValue(form, 'estimated_cost_fen')),
  }
}

/** A draft's words as they are typed. */
export function proposalValues(draft: {
  readonly grid_id: string | null
  readonly title: string
  readonly category: string
  readonly topic: string
  readonly description: string
  readonly place: string
  readonly beneficiaries: string
  readonly estimated_cost_fen: number
}): Readonly<Record<string, string | null>> {
  const { grid_id, title, category, topic, description, place, beneficiaries } = draft
  const cost = yuanValue(draft.estimated_cost_fen)
  return { grid_id, title, category, topic, description, place, beneficiaries, estimated_cost_fen: cost }
}

export function proposalNames({ text }: Visit): FormNames {
  const { fields, errors } = text.proposals.propose
  return {
    labels: {
      title: fields.title,
      category: fields.category,
      topic: fields.topic,
      description: fields.description,
      grid_id: fields.grid,
      place: fields.place,
      beneficiaries: fields.beneficiaries,
      estimated_cost_fen: fields.cost,
      contact_name: fields.name,
      contact_phone: fields.phone,
    },
    messages: {
      title: errors.title,
      topic: errors.topic,
      description: errors.description,
      place: errors.place,
      beneficiaries: errors.beneficiaries,
      estimated_cost_fen: errors.cost,
      contact_name: errors.name,
      contact_phone: errors.phone,
    },
    nameOf: pointer => {
      const [, first = null, second] = pointer.split('/')
      return first === 'contact' && second !== undefined ? `contact_${second}` : first
    },
    fields: { AREA_DOES_NOT_FIT: 'grid_id', CONTACT_REQUIRED: 'contact_name' },
  }
}
