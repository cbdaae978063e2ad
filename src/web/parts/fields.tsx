import type { Child, PropsWithChildren } from 'hono/jsx'
import { type Form, fieldValue, fieldValues } from '../form.ts'
import { useVisit } from './context.ts'

interface FieldProps {
  readonly form: Form
  readonly name: string
  readonly label: Child
  readonly hint?: Child
  /** Says "optional" behind the label. */
  readonly optional?: boolean
}

type Width = 2 | 3 | 4 | 5 | 10 | 20

interface InputProps extends FieldProps {
  readonly type?: 'text' | 'tel' | 'password' | 'search'
  readonly inputmode?: 'numeric' | 'decimal' | 'text'
  readonly autocomplete?: string
  readonly width?: Width
  readonly prefix?: string
  readonly suffix?: string
  readonly spellcheck?: boolean
  readonly maxlength?: number
}

/** One line of text. Passwords are never sent back to the browser. */
export function Input(props: InputProps) {
  const { form, name, prefix, suffix, width, hint } = props
  const wrong = errorOf(form, name)
  const field = (
    <input
      class={classes(
        'govuk-input',
        wrong !== undefined && 'govuk-input--error',
        width !== undefined && `govuk-input--width-${width}`,
      )}
      id={name}
      name={name}
      type={props.type ?? 'text'}
      value={props.type === 'password' ? '' : (form.values[name]?.[0] ?? '')}
      {...describedBy(name, hint, wrong)}
      {...(props.inputmode === undefined ? {} : { inputmode: props.inputmode })}
      {...(props.autocomplete === undefined ? {} : { autocomplete: props.autocomplete })}
      {...(props.spellcheck === undefined ? {} : { spellcheck: props.spellcheck })}
      {...(props.maxlength === undefined ? {} : { maxlength: props.maxlength })}
    />
  )
  return (
    <Group {...props}>
      {prefix === undefined && suffix === undefined ? (
        field
      ) : (
        <div class="govuk-input__wrapper">
          {prefix !== undefined && (
            <div class="govuk-input__prefix" aria-hidden="true">
              {prefix}
            </div>
          )}
          {field}
          {suffix !== undefined && (
            <div class="govuk-input__suffix" aria-hidden="true">
              {suffix}
            </div>
          )}
        </div>
      )}
    </Group>
  )
}

/** An amount in yuan; `readYuan` reads it. */
export function MoneyInput(props: FieldProps) {
  return <Input {...props} prefix="¥" width={10} inputmode="decimal" spellcheck={false} />
}

interface TextareaProps extends FieldProps {
  readonly rows?: number
  /** Counted below the field while typing. */
  readonly most?: number
}

export function Textarea(props: TextareaProps) {
  const { form, name, hint, rows = 5, most } = props
  const wrong = errorOf(form, name)
  const area = (
    <textarea
      class={classes(
        'govuk-textarea',
        wrong !== undefined && 'govuk-textarea--error',
        most !== undefined && 'govuk-js-character-count',
      )}
      id={name}
      name={name}
      rows={rows}
      {...describedBy(name, hint, wrong)}
    >
      {form.values[name]?.[0] ?? ''}
    </textarea>
  )
  if (most === undefined) return <Group {...props}>{area}</Group>
  const { text } = useVisit()
  return (
    <div class="govuk-character-count" data-module="govuk-character-count" data-maxlength={String(most)}>
      <Group {...props}>{area}</Group>
      <div id={`${name}-info`} class="govuk-hint govuk-character-count__message">
        {text.common.fields.tooLong(most)}
      </div>
    </div>
  )
}

export interface Option {
  readonly value: string
  readonly text: Child
  readonly hint?: Child
  /** Shown below the option while it is chosen, by the style alone; an old browser shows it always. */
  readonly more?: Child
  readonly disabled?: boolean
}

export function Select(props: FieldProps & { options: readonly { value: string; text: string }[] }) {
  const { form, name, hint, options } = props
  const wrong = errorOf(form, name)
  const chosen = fieldValue(form, name)
  return (
    <Group {...props}>
      <select
        class={classes('govuk-select', wrong !== undefined && 'govuk-select--error')}
        id={name}
        name={name}
        {...describedBy(name, hint, wrong)}
      >
        {options.map(({ value, text }) => (
          <option value={value} {...(value === chosen ? { selected: true } : {})}>
            {text}
          </option>
        ))}
      </select>
    </Group>
  )
}

interface ChoiceProps extends FieldProps {
  readonly options: readonly Option[]
  readonly inline?: boolean
  readonly small?: boolean
  /** The legend is the page's heading. */
  readonly heading?: boolean
}

/** One of several. */
export function Radios(props: ChoiceProps) {
  return <Choices {...props} kind="radios" />
}

/** Any of several; `fieldValues` gives them. */
export function Checkboxes(props: ChoiceProps) {
  return <Choices {...props} kind="checkboxes" />
}

function Choices(props: ChoiceProps & { kind: 'radios' | 'checkboxes' }) {
  const { form, name, options, inline, small, kind } = props
  const chosen = fieldValues(form, name)
  const block = `govuk-${kind}`
  return (
    <Fieldset {...props}>
      <div class={classes(block, inline === true && `${block}--inline`, small === true && `${block}--small`)}>
        {options.map((option, place) => {
          const id = place === 0 ? name : `${name}-${place + 1}`
          return (
            <>
              <div class={`${block}__item`}>
                <input
                  class={`${block}__input`}
                  id={id}
                  name={name}
                  type={kind === 'radios' ? 'radio' : 'checkbox'}
                  value={option.value}
                  {...(chosen.includes(option.value) ? { checked: true } : {})}
                  {...(option.disabled === true ? { disabled: true } : {})}
                  {...(option.hint === undefined ? {} : { 'aria-describedby': `${id}-item-hint` })}
                />
                <label class={`govuk-label ${block}__label`} for={id}>
                  {option.text}
                </label>
                {option.hint !== undefined && (
                  <div id={`${id}-item-hint`} class={`govuk-hint ${block}__hint`}>
                    {option.hint}
                  </div>
                )}
              </div>
              {option.more !== undefined && <div class={`${block}__conditional`}>{option.more}</div>}
            </>
          )
        })}
      </div>
    </Fieldset>
  )
}

/** A day in three fields: name-year, name-month, name-day. `readDay` reads them; errors are those of `name`. */
export function DateInput(props: FieldProps) {
  const { form, name } = props
  const { text, language } = useVisit()
  const wrong = errorOf(form, name)
  const parts = [
    { part: 'year', label: text.common.year, width: 4 },
    { part: 'month', label: text.common.month, width: 2 },
    { part: 'day', label: text.common.day, width: 2 },
  ] as const
  const order = language === 'en' ? [...parts].reverse() : parts
  return (
    <Fieldset {...props}>
      <div class="govuk-date-input" id={name}>
        {order.map(({ part, label, width }) => (
          <div class="govuk-date-input__item">
            <div class="govuk-form-group">
              <label class="govuk-label govuk-date-input__label" for={`${name}-${part}`}>
                {label}
              </label>
              <input
                class={classes(
                  'govuk-input govuk-date-input__input',
                  `govuk-input--width-${width}`,
                  wrong !== undefined && 'govuk-input--error',
                )}
                id={`${name}-${part}`}
                name={`${name}-${part}`}
                type="text"
                inputmode="numeric"
                value={form.values[`${name}-${part}`]?.[0] ?? ''}
              />
            </div>
          </div>
        ))}
      </div>
    </Fieldset>
  )
}

/** The three fields' values of a day YYYY-MM-DD, for `blankForm`. */
export function dayValues(name: string, day: string): Readonly<Record<string, string>> {
  const [year = '', month = '', date = ''] = day.split('-')
  return {
    [`${name}-year`]: year,
    [`${name}-month`]: String(Number(month)),
    [`${name}-day`]: String(Number(date)),
  }
}

interface FileProps extends FieldProps {
  readonly accept?: string
  readonly multiple?: boolean
  readonly capture?: boolean
  /** Words for the tray in which the script gathers what is chosen. */
  readonly tray?: Readonly<Record<string, string>>
}

/** One or several files; works without script. */
export function FileUpload(props: FileProps) {
  const { form, name, hint, accept, multiple, capture, tray } = props
  const wrong = errorOf(form, name)
  return (
    <Group {...props}>
      <input
        class={classes('govuk-file-upload', wrong !== undefined && 'govuk-file-upload--error')}
        id={name}
        name={name}
        type="file"
        {...(accept === undefined ? {} : { accept })}
        {...(multiple === true ? { multiple: true } : {})}
        {...(capture === true ? { capture: 'environment' } : {})}
        {...(tray === undefined ? {} : { 'data-tray': JSON.stringify(tray) })}
        {...describedBy(name, hint, wrong)}
      />
    </Group>
  )
}

/** Several fields that belong together, under one legend. */
export function Fieldset(
  props: PropsWithChildren<{
    form: Form
    name: string
    label: Child
    hint?: Child
    optional?: boolean
    heading?: boolean
  }>,
) {
  const { form, name, label, hint, heading } = props
  const wrong = errorOf(form, name)
  return (
    <div class={classes('govuk-form-group', wrong !== undefined && 'govuk-form-group--error')}>
      <fieldset class="govuk-fieldset" {...describedBy(name, hint, wrong)}>
        <legend class={`govuk-fieldset__legend govuk-fieldset__legend--${heading ? 'l' : 's'}`}>
          {heading ? <h1 class="govuk-fieldset__heading">{label}</h1> : label}
          <Optional {...props} />
        </legend>
        <Hint name={name} hint={hint} />
        <ErrorMessage name={name} said={wrong} />
        {props.children}
      </fieldset>
    </div>
  )
}

function Group(props: PropsWithChildren<FieldProps>) {
  const { form, name, label, hint } = props
  const wrong = errorOf(form, name)
  return (
    <div class={classes('govuk-form-group', wrong !== undefined && 'govuk-form-group--error')}>
      <label class="govuk-label govuk-label--s" for={name}>
        {label}
        <Optional {...props} />
      </label>
      <Hint name={name} hint={hint} />
      <ErrorMessage name={name} said={wrong} />
      {props.children}
    </div>
  )
}

function Optional({ optional }: { optional?: boolean }) {
  const { text } = useVisit()
  return optional === true ? <span class="pj-optional"> {text.common.optional}</span> : null
}

function Hint({ name, hint }: { name: string; hint: Child | undefined }) {
  if (hint === undefined) return null
  return (
    <div id={`${name}-hint`} class="govuk-hint">
      {hint}
    </div>
  )
}

function ErrorMessage({ name, said }: { name: string; said: string | undefined }) {
  const { text } = useVisit()
  if (said === undefined) return null
  return (
    <p id={`${name}-error`} class="govuk-error-message">
      <span class="govuk-visually-hidden">{text.common.pair(text.common.error, '')}</span> {said}
    </p>
  )
}

function errorOf(form: Form, name: string): string | undefined {
  return form.errors.find(error => error.name === name)?.text
}

function describedBy(
  name: string,
  hint: Child | undefined,
  wrong: string | undefined,
): { 'aria-describedby'?: string } {
  const ids = [
    hint === undefined ? [] : [`${name}-hint`],
    wrong === undefined ? [] : [`${name}-error`],
  ].flat()
  return ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') }
}

function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(name => typeof name === 'string' && name !== '').join(' ')
}
