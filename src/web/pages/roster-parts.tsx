import { delegateCategories } from '../../core/roster/roster.ts'
import type { Form } from '../form.ts'
import { useVisit } from '../parts/context.ts'
import { Select } from '../parts/fields.tsx'
import type { Visit } from '../visit.ts'
import type { Preparation } from './schedule-ground.ts'

/** "党代表 4 人" for every category that has somebody. */
export function countsInWords({ text }: Visit, counts: Preparation['roster']['by_category']): string[] {
  return delegateCategories
    .filter(category => (counts[category] ?? 0) > 0)
    .map(category => text.roster.count(text.words.delegateCategories[category], counts[category] ?? 0))
}

/** What a delegate is on the roster as. */
export function CategorySelect({ form }: { form: Form }) {
  const { text } = useVisit()
  return (
    <Select
      form={form}
      name="category"
      label={text.roster.category}
      options={[
        { value: '', text: text.roster.chooseCategory },
        ...delegateCategories.map(value => ({ value, text: text.words.delegateCategories[value] })),
      ]}
    />
  )
}
