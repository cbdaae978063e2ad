import type { TypingFault } from '../../core/tally/sheet-entry.ts'
import { type Form, fieldValue } from '../form.ts'
import { Details } from '../parts/blocks.tsx'
import { useVisit } from '../parts/context.ts'
import { Textarea } from '../parts/fields.tsx'
import { PageForm } from '../parts/form.tsx'
import type { Text } from '../text/choose.ts'
import { type ShownBatch, type Specimen, termsOf } from './count-ground.ts'
import { Numbers } from './count-sheets.tsx'

/** What is wrong with one sheet as it was typed. */
export function sayFault(text: Text, { fault, found }: TypingFault): string {
  const { faults } = text.count
  switch (fault) {
    case 'empty':
      return faults.empty
    case 'not_a_number':
      return faults.not_a_number(found)
    case 'no_such_number':
      return faults.no_such_number(found)
    case 'repeated':
      return faults.repeated(found)
    case 'blank_and_more':
      return faults.blank_and_more
    case 'no_over_vote':
      return faults.no_over_vote
    case 'no_under_vote':
      return faults.no_under_vote
  }
}

/**
 * Keying sheets. Without script one field with a sheet a line; the script puts a running list in its place, which it keeps on
 * the device, and sends that same field.
 */
export function Entry(props: { form: Form; batch: ShownBatch; specimen: Specimen; draft: string }) {
  const { form, batch, specimen, draft } = props
  const { text } = useVisit()
  const { page } = text.count
  const terms = termsOf(specimen)
  const setup = { draft, revision: batch.own?.revision ?? 0, terms, words: scriptWords(text) }
  return (
    <div class="pj-entry" data-entry={JSON.stringify(setup)}>
      <div class="pj-entry__main">
        {batch.differences === null ? (
          <p class="govuk-body">{page.intro}</p>
        ) : (
          <h2 class="govuk-heading-m">{text.count.differences.correct}</h2>
        )}
        <PageForm form={form} id="entry">
          <Live specimen={specimen} />
          <div data-entry-plain>
            <Textarea
              form={form}
              name="sheets"
              label={page.textarea}
              hint={
                <>
                  {page.syntax(terms.candidates.length < 10)}{' '}
                  {[page.keys.zero, page.keys.x].join(text.common.list)}
                </>
              }
              rows={Math.min(30, Math.max(8, fieldValue(form, 'sheets').split('\n').length + 2))}
            />
            <p class="govuk-body">{page.noScript}</p>
          </div>
          {/* Not held back after a press: the script may have asked for something to be corrected first. */}
          <button type="submit" class="govuk-button">
            {page.submit}
          </button>
        </PageForm>
      </div>
      <div class="pj-entry__aside">
        <h2 class="govuk-heading-s">{page.candidates}</h2>
        <Numbers specimen={specimen} />
        <p class="govuk-body">{page.most(terms.max_choices, terms.exact_choices)}</p>
        <Keys specimen={specimen} />
      </div>
    </div>
  )
}

function Keys({ specimen }: { specimen: Specimen }) {
  const { text } = useVisit()
  const { keys } = text.count.page
  const lines = [
    keys.numbers,
    keys.enter,
    keys.zero,
    keys.x,
    ...(specimen.candidates.length > specimen.max_choices ? [keys.o] : []),
    ...(specimen.exact_choices && specimen.max_choices > 1 ? [keys.u] : []),
    keys.up,
  ]
  return (
    <Details summary={keys.title}>
      <ul class="govuk-list govuk-list--bullet">
        {lines.map(line => (
          <li>{line}</li>
        ))}
      </ul>
    </Details>
  )
}

/** What the script makes alive: hidden until it does. */
function Live({ specimen }: { specimen: Specimen }) {
  const { text } = useVisit()
  const { page } = text.count
  return (
    <div data-entry-live hidden>
      <p class="pj-entry__note" data-entry-note role="status" />
      <div class="govuk-form-group" data-entry-group>
        <label class="govuk-label govuk-label--l" for="sheet" data-entry-label>
          {page.fieldAt(1)}
        </label>
        <div class="govuk-hint" id="sheet-hint">
          {page.syntax(specimen.candidates.length < 10)}{' '}
          {[page.keys.zero, page.keys.x].join(text.common.list)}
        </div>
        <p class="govuk-error-message" id="sheet-error" data-entry-error hidden />
        <div class="pj-entry__line">
          <input
            class="govuk-input pj-entry__field"
            id="sheet"
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            enterkeyhint="next"
            aria-describedby="sheet-hint sheet-error"
          />
          <button type="button" class="govuk-button" data-entry-add>
            {page.enter}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" data-entry-cancel hidden>
            {page.cancelEdit}
          </button>
        </div>
      </div>
      <fieldset class="pj-pad">
        <legend class="govuk-visually-hidden">{page.pad}</legend>
        {specimen.candidates.map((_, place) => (
          <button type="button" class="pj-pad__key" data-pad={String(place + 1)}>
            {place + 1}
          </button>
        ))}
        <button type="button" class="pj-pad__key pj-pad__key--wide" data-pad="0">
          {page.blank}
        </button>
        <button type="button" class="pj-pad__key pj-pad__key--wide" data-pad="x">
          {page.unreadable}
        </button>
        <button type="button" class="pj-pad__key pj-pad__key--wide" data-pad="">
          {page.clear}
        </button>
      </fieldset>
      <h2 class="govuk-heading-m" data-entry-total>
        {page.total(0)}
      </h2>
      <p class="govuk-body">
        {page.totalHint} <span data-entry-kept />
      </p>
      <ol class="pj-sheets" data-entry-list aria-label={page.list} />
      <template data-entry-item>
        <li class="pj-sheets__item">
          <span class="pj-sheets__place" data-place />
          <span class="pj-sheets__marks" data-marks />
          <span class="govuk-tag" data-class />
          <button type="button" class="pj-sheets__press" data-edit>
            {page.edit}
            <span class="govuk-visually-hidden" data-about />
          </button>
          <button type="button" class="pj-sheets__press" data-remove>
            {page.remove}
            <span class="govuk-visually-hidden" data-about />
          </button>
        </li>
      </template>
    </div>
  )
}

/** What the script says, with `{n}`, `{found}`, `{marks}` and `{class}` in the places of what it fills in. */
function scriptWords(text: Text) {
  const { page } = text.count
  const fault = (name: TypingFault['fault']) => sayFault(text, { fault: name, found: '{found}' })
  return {
    field: page.fieldAt('{n}'),
    total: page.total('{n}'),
    about: page.sheetName('{n}'),
    added: page.added('{n}', '{marks}', '{class}'),
    removed: page.removed('{n}'),
    restored: page.restored('{n}'),
    kept: page.kept,
    unsaved: page.unsaved,
    offline: page.offline,
    none: page.none,
    add: page.enter,
    update: page.update,
    classes: page.classes,
    faults: {
      empty: fault('empty'),
      not_a_number: fault('not_a_number'),
      no_such_number: fault('no_such_number'),
      repeated: fault('repeated'),
      blank_and_more: fault('blank_and_more'),
      no_over_vote: fault('no_over_vote'),
      no_under_vote: fault('no_under_vote'),
    },
  }
}

/** What the script is given: the ballot, whose draft it keeps, and its words. */
export interface EntrySetup {
  readonly draft: string
  readonly revision: number
  readonly terms: ReturnType<typeof termsOf>
  readonly words: ReturnType<typeof scriptWords>
}
