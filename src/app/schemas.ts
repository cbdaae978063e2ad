import { z } from 'zod'
import { quantityPattern } from '../core/acceptance/quantities.ts'
import { type Fen, fen } from '../core/money.ts'

/** A UUID in lower case, as clients make them (version 7 is best). */
export const id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'a UUID in lower case')
  .meta({ format: 'uuid' })

/** Control characters but tab, line feed and carriage return. */
const controls = /[^\P{Cc}\t\n\r]/u

/** Text that people wrote: trimmed, not empty, at most `maximum` characters, no control characters. */
export function text(maximum: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .refine(value => value.isWellFormed() && !controls.test(value), 'contains characters that are no text')
}

/** At least five digits of any script, so that somebody can be called: with spaces, signs or an extension as people write them. */
const fiveDigits = /(?:\p{Nd}\P{Nd}*){5}/u

/** How to reach somebody, as they gave it. Never public. */
export const givenContact = z.strictObject({
  name: text(100),
  phone: text(40).refine(phone => fiveDigits.test(phone), 'a phone number has at least five digits'),
})

/** Text that may be empty. */
export function optionalText(maximum: number) {
  return z
    .string()
    .trim()
    .max(maximum)
    .refine(value => value.isWellFormed() && !controls.test(value), 'contains characters that are no text')
}

/** An amount above zero, in integer fen. */
export const amountFen = z
  .int()
  .min(1)
  .transform((amount): Fen => fen(amount))

/** An amount of zero or more, in integer fen. */
export const anyFen = z
  .int()
  .min(0)
  .transform((amount): Fen => fen(amount))

/** A decimal as text, like "12" or "340.5": up to 12 digits and 3 places. */
export const quantity = z.string().regex(quantityPattern, 'a decimal of up to 12 digits and 3 places')

/** A day of this millennium: YYYY-MM-DD, one that exists. PostgreSQL knows no year 0. */
export const day = z.iso.date().refine(value => value.startsWith('2'), 'not in the years 2000 to 2999')

/** A moment in UTC: RFC 3339 with Z. */
export const moment = z.iso.datetime()

/** Twenty decimal digits as thrown in public. */
export const dice = z.string().regex(/^[0-9]{20}$/, '20 decimal digits')

/** SHA-256 or 32 random bytes in lower-case hex. */
export const hex32 = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex characters')

/** What a body without members is. */
export const nothing = z.strictObject({})

/** A word of a query or path that is only compared with what is stored: nothing that the database could not hold. */
export const word = z
  .string()
  .max(200)
  .regex(/^[\x20-\x7e]*$/, 'printable ASCII')

/** The query of a list: where the last page ended and how many are wanted. */
export const pageQuery = z.strictObject({
  after: word.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A page of a list; `next` goes into `after` of the following request, null at the end. */
export function page<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() })
}
