import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Form } from '../form.ts'
import { useVisit } from './context.ts'

/**
 * A form that posts to its own page unless told otherwise, with its id and the summary of what is wrong. With `keep`, a name that
 * only this form of this person has, the browser keeps what is typed until `SentFromDevice` says that the
 * server has it.
 */
export function PageForm(
  props: PropsWithChildren<{ form: Form; action?: string; files?: boolean; id?: string; keep?: string }>,
) {
  const { form, action, files, id, keep, children } = props
  const { text } = useVisit()
  return (
    <>
      <ErrorSummary form={form} />
      <form
        method="post"
        {...(action === undefined ? {} : { action })}
        {...(files ? { enctype: 'multipart/form-data' } : {})}
        {...(id === undefined ? {} : { id })}
        {...(keep === undefined
          ? {}
          : { 'data-keep': keep, 'data-keep-words': JSON.stringify(text.common.kept) })}
        novalidate
      >
        <input type="hidden" name="form_id" value={form.id} />
        {children}
      </form>
    </>
  )
}

/** Lets the browser forget what it kept of a form, if it was this one that the server has taken. */
export function SentFromDevice({ name, id }: { name: string; id: string }) {
  return <span hidden data-taken={name} data-taken-id={id} />
}

/** What is wrong with a form, on top of the page, each line leading to its field. Nothing when nothing is. */
export function ErrorSummary({ form }: { form: Form }) {
  const { text } = useVisit()
  if (form.errors.length === 0) return null
  return (
    <div class="govuk-error-summary" data-module="govuk-error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">{text.common.errorsTitle}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {form.errors.map(({ name, label, text: said }) => {
              const line = label === undefined ? said : text.common.pair(label, said)
              return <li>{name === null ? line : <a href={`#${name}`}>{line}</a>}</li>
            })}
          </ul>
        </div>
      </div>
    </div>
  )
}

/** The button that sends a form. A double click sends it once where script runs, and counts once in any case. */
export function Button(
  props: PropsWithChildren<{
    look?: 'secondary' | 'warning'
    name?: string
    value?: string
    formaction?: string
  }>,
) {
  const { look, children, ...rest } = props
  const style = look === undefined ? '' : ` govuk-button--${look}`
  return (
    <button
      type="submit"
      class={`govuk-button${style}`}
      data-module="govuk-button"
      data-prevent-double-click="true"
      {...rest}
    >
      {children}
    </button>
  )
}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink(props: PropsWithChildren<{ href: string; look?: 'secondary' | 'start' }>) {
  const style = props.look === undefined ? '' : ` govuk-button--${props.look}`
  return (
    <a href={props.href} class={`govuk-button${style}`} data-module="govuk-button">
      {props.children}
    </a>
  )
}

export function ButtonGroup({ children }: PropsWithChildren) {
  return <div class="govuk-button-group">{children}</div>
}

/** Whether the form was sent from a check page, and so is final. */
export function isConfirmed(form: Form): boolean {
  return form.values.confirmed?.[0] === 'yes'
}

/** Whether the form was sent by the check page's "change": it is to be shown again as it was. */
export function isTakenBack(form: Form): boolean {
  return form.values.confirmed?.[0] === 'no'
}

/** What was typed into a form, to be sent again as it was. */
export function HiddenValues({ form, but }: { form: Form; but: readonly string[] }) {
  const kept = Object.entries(form.values).filter(([name]) => !but.includes(name))
  return (
    <>
      {kept.flatMap(([name, values]) =>
        values.map(value => <input type="hidden" name={name} value={value} />),
      )}
    </>
  )
}

interface CheckProps {
  readonly form: Form
  readonly rows: readonly { readonly key: string; readonly value: Child }[]
  readonly title?: string
  /** Said above the button: what follows from it. */
  readonly warning?: string
  readonly button: string
  readonly look?: 'warning'
  /** Names of fields that stand on this page, as its children: files, which are not kept from a page before. */
  readonly own?: readonly string[]
}

/**
 * Check your answers: everything typed once more, before anything final. Sends the same values again, with the same id, as
 * confirmed or to be changed; nothing was kept in between.
 */
export function CheckAnswers(props: PropsWithChildren<CheckProps>) {
  const { form, rows, title, warning, button, look, own, children } = props
  const { text } = useVisit()
  const typedHere = ['form_id', 'confirmed', ...(own ?? [])]
  return (
    <>
      <h1 class="govuk-heading-l">{title ?? text.common.checkTitle}</h1>
      <dl class="govuk-summary-list">
        {rows.map(({ key, value }) => (
          <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{key}</dt>
            <dd class="govuk-summary-list__value">{value}</dd>
          </div>
        ))}
      </dl>
      <PageForm form={form} files={own !== undefined}>
        <HiddenValues form={form} but={typedHere} />
        {children}
        {warning !== undefined && <WarningText>{warning}</WarningText>}
        <ButtonGroup>
          <Button name="confirmed" value="yes" {...(look === undefined ? {} : { look })}>
            {button}
          </Button>
          <Button name="confirmed" value="no" look="secondary">
            {text.common.change}
          </Button>
        </ButtonGroup>
      </PageForm>
    </>
  )
}

/** Something people must know before they go on. */
export function WarningText({ children }: PropsWithChildren) {
  const { text } = useVisit()
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{text.common.important}</span>
        {children}
      </strong>
    </div>
  )
}
