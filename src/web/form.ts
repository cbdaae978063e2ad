import type { InputError } from '../app/explain.ts'
import { newId } from '../app/new-id.ts'
import type { Services } from '../app/services.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Text } from './text/choose.ts'

/** What was typed into a form, and what is wrong with it. */
export interface Form {
  /** Of this filling-in: sent again by a double click or a reload, it is the same request. */
  readonly id: string
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly files: Readonly<Record<string, readonly File[]>>
  readonly errors: readonly FieldError[]
}

export interface FieldError {
  /** The field's name; null when no single field is at fault. */
  readonly name: string | null
  readonly text: string
  /** The field's label, said before the text in the summary. */
  readonly label?: string
}

type Values = Readonly<Record<string, string | number | readonly string[] | null | undefined>>

/** A form nobody has filled in yet, or filled in with what is known. */
export function blankForm(services: Services, values: Values = {}): Form {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined
      ? []
      : [[name, typeof value === 'object' ? value : [String(value)]] as const],
  )
  return { id: newId(services, services.clock()), values: Object.fromEntries(given), files: {}, errors: [] }
}

/** The first value of a field, trimmed; empty when it was not sent. */
export function fieldValue(form: Form, name: string): string {
  return form.values[name]?.[0]?.trim() ?? ''
}

export function fieldValues(form: Form, name: string): readonly string[] {
  return form.values[name] ?? []
}

/** A chosen file; null when none was. Browsers send an empty file then. */
export function fieldFile(form: Form, name: string): File | null {
  return form.files[name]?.find(file => file.size > 0) ?? null
}

/** The same form with what is wrong with it, in the order given. */
export function withErrors(form: Form, errors: readonly FieldError[]): Form {
  return { ...form, errors: [...form.errors, ...errors] }
}

export interface FormNames {
  /** Label of each field, by the name in the form. */
  readonly labels: Readonly<Record<string, string>>
  /** Sentences for a field whatever is wrong with it: what an amount or a date should look like. */
  readonly messages?: Readonly<Record<string, string>>
  /** The form's name for a JSON pointer of the verb's input, where it is not its first member. */
  readonly nameOf?: (pointer: string) => string | null
  /** Fields at fault for a refusal that names none: code → field. */
  readonly fields?: Readonly<Record<string, string>>
}

/** The form with what an operation refused it for: beside the fields where the refusal names them, else on top. */
export function refusedForm(text: Text, form: Form, refusal: Refusal, names: FormNames): Form {
  const { errors } = refusal.detail
  if (refusal.code === 'INPUT_INVALID' && Array.isArray(errors)) {
    const seen = new Set<string | null>()
    const found = (errors as readonly InputError[]).flatMap(error => {
      const name = (names.nameOf ?? firstMember)(error.pointer)
      if (seen.has(name)) return []
      seen.add(name)
      const label = name === null ? undefined : names.labels[name]
      const said = (name === null ? undefined : names.messages?.[name]) ?? sayInputError(text, error)
      return [label === undefined ? { name, text: said } : { name, label, text: said }]
    })
    return withErrors(form, found)
  }
  return withErrors(form, [{ name: names.fields?.[refusal.code] ?? null, text: sayRefusal(text, refusal) }])
}

/** A refusal as a sentence, with the figures in its places. */
export function sayRefusal(text: Text, refusal: Refusal): string {
  return text.refusals[refusal.code]
}

function firstMember(pointer: string): string | null {
  return pointer.split('/')[1] ?? null
}

function sayInputError(text: Text, error: InputError): string {
  const { fields } = text.common
  const { bound = 0, of } = error
  switch (error.code) {
    case 'too_small':
      if (of === 'string') return bound <= 1 ? fields.required : fields.tooShort(bound)
      return of === 'array' ? fields.tooFew(bound) : fields.tooSmall(bound)
    case 'too_big':
      if (of === 'string') return fields.tooLong(bound)
      return of === 'array' ? fields.tooMany(bound) : fields.tooBig(bound)
    case 'invalid_type':
      return fields.required
    case 'invalid_value':
      return fields.choose
    case 'custom':
      return fields.noText
  }
  return fields.wrong
}

/** Reads a sent form, without looking at more than `largest` bytes. null when it is larger, undefined when it is none. */
export async function readForm(request: Request, largest: number): Promise<Form | null | undefined> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return undefined
  const bytes = await readBytes(request, largest)
  if (bytes === null) return null
  const data = await new Response(bytes, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined)
  if (data === undefined) return undefined
  const values: Record<string, string[]> = Object.create(null)
  const files: Record<string, File[]> = Object.create(null)
  for (const [name, value] of data.entries()) {
    if (typeof value === 'string') push(values, name, value.replaceAll('\r\n', '\n'))
    else push(files, name, value)
  }
  return { id: values.form_id?.[0] ?? '', values, files, errors: [] }
}

function push<T>(lists: Record<string, T[]>, name: string, value: T): void {
  const list = lists[name] ?? []
  list.push(value)
  lists[name] = list
}

async function readBytes(request: Request, largest: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > largest) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > largest) return null
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
