import { ruleOnBatch } from '../../app/tally/rule-on-batch.ts'
import { readWhole } from '../fields.ts'
import { type Form, fieldValue, withErrors } from '../form.ts'
import { type Answer, redirect, shown } from '../page.ts'
import { Banner, InsetText } from '../parts/blocks.tsx'
import { Radios } from '../parts/fields.tsx'
import { Button, CheckAnswers, ErrorSummary, isConfirmed, isTakenBack, PageForm } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'
import { BatchTag } from './batches.tsx'
import { countPage, type OpenBatch, openBatch, type Specimen } from './count-ground.ts'
import { sayGate } from './desk-words.ts'

/** A scrutineer's ruling on the sheets that both tellers found unreadable. */
export function rulingPage(visit: Visit, { batch, specimen }: OpenBatch, form: Form): Answer {
  const { text, url } = visit
  const words = text.count.ruling
  const title = words.title(batch.label)
  const done = url.searchParams.get('done') !== null
  const { unreadable } = batch
  return shown({
    ...frameOf(visit, specimen, title),
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        {done && (
          <Banner success>
            <p class="govuk-notification-banner__heading">{words.done}</p>
          </Banner>
        )}
        <ErrorSummary form={form} />
        <Heading>{title}</Heading>
        {unreadable === null || specimen === null ? (
          <InsetText>
            <BatchTag status={batch.status} />
          </InsetText>
        ) : (
          <>
            <p class="govuk-body">{words.intro(unreadable)}</p>
            <PageForm form={{ ...form, errors: [] }}>
              <input type="hidden" name="unreadable" value={String(unreadable)} />
              <Radios
                form={form}
                name="upheld"
                label={words.label(unreadable)}
                options={[
                  { value: 'yes', text: words.upheld },
                  { value: 'no', text: words.dismissed },
                ]}
              />
              <Button>{text.common.continue}</Button>
            </PageForm>
          </>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href="/count">
            {text.count.title}
          </a>
        </p>
      </>
    ),
  })
}

export async function takeRuling(visit: Visit, open: OpenBatch, form: Form): Promise<Answer> {
  const { text } = visit
  const { batch, specimen } = open
  const words = text.count.ruling
  const upheld = fieldValue(form, 'upheld')
  const unreadable = readWhole(fieldValue(form, 'unreadable')) ?? 0
  if (isTakenBack(form)) return rulingPage(visit, open, form)
  if (upheld !== 'yes' && upheld !== 'no') {
    const missing = { name: 'upheld', label: words.ruling, text: text.common.fields.choose }
    return rulingPage(visit, open, withErrors(form, [missing]))
  }
  if (!isConfirmed(form)) {
    return shown({
      ...frameOf(visit, specimen, words.checkTitle),
      body: (
        <CheckAnswers
          form={form}
          title={words.checkTitle}
          rows={[
            { key: text.count.batches, value: batch.label },
            { key: words.unreadable, value: text.count.sheets(unreadable) },
            { key: words.ruling, value: upheld === 'yes' ? words.upheld : words.dismissed },
          ]}
          warning={upheld === 'yes' ? words.upheldFollows : words.dismissedFollows}
          button={words.button}
        />
      ),
    })
  }
  const input = { unreadable, upheld: upheld === 'yes' }
  const result = await act(visit, ruleOnBatch, { batch_id: batch.id }, input, form.id)
  if (result.ok) return redirect(`/count/batches/${batch.id}?done=ruled`)
  const refused = withErrors(form, [{ name: null, text: sayGate(visit, result.error) }])
  return rulingPage(visit, await openBatch(visit), refused)
}

function frameOf(visit: Visit, specimen: Specimen | null, title: string) {
  const trail = [{ href: '/count', text: visit.text.count.title }]
  return specimen === null ? { title, trail } : countPage(visit, specimen, { title })
}
