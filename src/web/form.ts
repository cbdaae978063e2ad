import type { InputError } from '../app/explain.ts'
import { newId } from '../app/new-id.ts'
import type { Services } from '../app/services.ts'
import { hasMoreFields } from '../core/body.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Text } from './text/choose.ts'

/** What was typed into a form, and what is wrong with it. */
export interface Form {
  /** Of this filling-in: sent again by a double click or a reload, it is the same request. */
  readonly id: string
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly files: Readonly<Record<string, readonly File[]>>
  readonly errors: readonly FieldError[]
  /** The form was larger than its page takes: what was typed before its files is here, the files are not. */
  readonly cut?: true
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
  /** What to say for a refusal where the page knows better than the general sentence: code → sentence. */
  readonly sentences?: Readonly<Record<string, string>>
}

/** The form with what an operation refused it for: beside the fields where the refusal names them, else on top. */
export function refusedForm(text: Text, form: Form, refusal: Refusal, names: FormNames): Form {
  const { errors } = refusal.detail
  if (Array.isArray(errors)) {
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
  const said = names.sentences?.[refusal.code] ?? sayRefusal(text, refusal)
  return withErrors(form, [{ name: names.fields?.[refusal.code] ?? null, text: said }])
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

/** More than the largest list of a form has. */
const mostFields = 20_000

/**
 * Reads a sent form, keeping no more than `largest` bytes of it; undefined when it is none, or has too many fields. A larger one comes `cut`, with what was
 * typed when it has files.
 */
export async function readForm(request: Request, largest: number): Promise<Form | undefined> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return undefined
  const { bytes, cut } = await readBytes(request, largest)
  if (hasMoreFields(bytes, type, mostFields)) return undefined
  const parts = cut ? cutOff(bytes, type) : bytes
  const data = await new Response(parts, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined)
  if (data === undefined) return cut ? { id: '', values: {}, files: {}, errors: [], cut } : undefined
  const values: Record<string, string[]> = Object.create(null)
  const files: Record<string, File[]> = Object.create(null)
  for (const [name, value] of data.entries()) {
    if (typeof value === 'string') push(values, name, value.replaceAll('\r\n', '\n'))
    else push(files, name, value)
  }
  const form = { id: values.form_id?.[0] ?? '', values, errors: [] }
  return cut ? { ...form, files: {}, cut } : { ...form, files }
}

/** What there is of a form that was cut in the middle of a file, ended as if that were all. */
function cutOff(bytes: Uint8Array<ArrayBuffer>, type: string): Uint8Array<ArrayBuffer> {
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1] ?? ''
  const end = new TextEncoder().encode(`\r\n--${boundary}--\r\n`)
  const parts = new Uint8Array(bytes.length + end.length)
  parts.set(bytes)
  parts.set(end, bytes.length)
  return parts
}

function push<T>(lists: Record<string, T[]>, name: string, value: T): void {
  const list = lists[name] ?? []
  list.push(value)
  lists[name] = list
}

/** A browser that is still sending does not read the answer: some more is taken and forgotten. */
const patience = 64 * 1024 * 1024

async function readBytes(
  request: Request,
  largest: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; cut: boolean }> {
  const chunks: Uint8Array[] = []
  let size = 0
  let kept = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > largest + patience) break
    if (size > largest) continue
    chunks.push(chunk)
    kept = size
  }
  const bytes = new Uint8Array(kept)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return { bytes, cut: size > largest }
}
