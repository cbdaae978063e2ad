import { quantityPattern } from '../../core/acceptance/quantities.ts'
import { type FieldError, type Form, fieldValue } from '../form.ts'
import { useVisit } from '../parts/context.ts'
import { Fieldset, Input } from '../parts/fields.tsx'
import type { Visit } from '../visit.ts'

interface Quantity {
  readonly item: string
  readonly unit: string
  readonly quantity: string
}

/** Rows that a fresh form has, and that one press of the button adds. */
const rowsAtOnce = 3
const mostRows = 60

/** A decimal as typed: full-width digits and points are meant as the narrow ones. */
export function readQuantity(typed: string): string {
  return typed
    .trim()
    .replaceAll(/[０-９]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replaceAll(/[．。]/g, '.')
    .replaceAll(/[,，\s]/g, '')
}

export function isQuantity(text: string): boolean {
  return quantityPattern.test(text)
}

/** How many rows the form shows. */
export function rowCount(form: Form): number {
  const asked = Number(fieldValue(form, 'rows')) || rowsAtOnce
  return Math.min(mostRows, Math.max(rowsAtOnce, asked))
}

/** The rows of what was contracted before, for a form that begins with it. */
export function quantityValues(quantities: readonly Quantity[]): Record<string, string> {
  const values = quantities.flatMap(({ item, unit, quantity }, place) => [
    [`item-${place + 1}`, item],
    [`unit-${place + 1}`, unit],
    [`quantity-${place + 1}`, quantity],
  ])
  return { ...Object.fromEntries(values), rows: String(Math.max(rowsAtOnce, quantities.length)) }
}

/** The same form with more empty rows. */
export function withMoreRows(form: Form): Form {
  return { ...form, values: { ...form.values, rows: [String(rowCount(form) + rowsAtOnce)] } }
}

/** The contracted quantities as typed, and what is wrong with them. Empty rows are none. */
export function readQuantities(
  { text }: Visit,
  form: Form,
): { quantities: Quantity[]; errors: FieldError[] } {
  const words = text.projectWork.contract
  const quantities: Quantity[] = []
  const errors: FieldError[] = []
  for (let row = 1; row <= rowCount(form); row++) {
    const item = fieldValue(form, `item-${row}`)
    const unit = fieldValue(form, `unit-${row}`)
    const typed = fieldValue(form, `quantity-${row}`)
    if (item === '' && unit === '' && typed === '') continue
    const quantity = readQuantity(typed)
    const missing = item === '' ? 'item' : unit === '' ? 'unit' : typed === '' ? 'quantity' : null
    if (missing !== null) errors.push({ name: `${missing}-${row}`, text: words.rowIncomplete(row) })
    else if (!isQuantity(quantity)) errors.push({ name: `quantity-${row}`, text: words.quantityWrong(row) })
    else if (quantities.some(other => other.item === item))
      errors.push({ name: `item-${row}`, text: words.itemTwice(item) })
    else quantities.push({ item, unit, quantity })
  }
  if (quantities.length === 0 && errors.length === 0)
    errors.push({ name: 'item-1', text: words.quantitiesMissing })
  return { quantities, errors }
}

/** The rows in which the contracted quantities are typed. */
export function QuantityRows({ form }: { form: Form }) {
  const { text } = useVisit()
  const words = text.projectWork.contract
  const rows = rowCount(form)
  return (
    <Fieldset form={form} name="quantities" label={words.quantities} hint={words.quantitiesHint}>
      <input type="hidden" name="rows" value={String(rows)} />
      {Array.from({ length: rows }, (_, place) => place + 1).map(row => (
        <div class="pj-quantity">
          <div class="pj-quantity__item">
            <Input
              form={form}
              name={`item-${row}`}
              label={words.item(row)}
              {...(row === 1 ? { hint: words.itemExample } : {})}
              maxlength={200}
            />
          </div>
          <Input
            form={form}
            name={`quantity-${row}`}
            label={words.quantity(row)}
            width={5}
            inputmode="decimal"
          />
          <Input form={form} name={`unit-${row}`} label={words.unit(row)} width={5} maxlength={20} />
        </div>
      ))}
      <button type="submit" class="govuk-button govuk-button--secondary" name="more" value="rows">
        {words.moreRows}
      </button>
    </Fieldset>
  )
}
