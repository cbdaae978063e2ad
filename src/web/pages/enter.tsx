import { enterWithCode } from '../../app/identity/enter-with-code.ts'
import { blankForm, type Form, fieldValue, refusedForm, withErrors } from '../form.ts'
import { localPath } from '../local-path.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { Input } from '../parts/fields.tsx'
import { Button, PageForm, WarningText } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'

/** Where delegates come in with the code of their slip, typed or scanned. */
export const enterPages: readonly Page[] = [{ path: '/enter', get: showEntrance, post: takeCode }]

const codeLength = 16

async function showEntrance(visit: Visit): Promise<Answer> {
  if (visit.actor.kind === 'delegate') return redirect(afterwards(visit))
  return entrance(visit, blankForm(visit.services))
}

async function takeCode(visit: Visit, form: Form): Promise<Answer> {
  const { text } = visit
  const { enter } = text.vote
  const typed = plainCode(fieldValue(form, 'code'))
  if (typed.length !== codeLength) {
    const said = typed === '' ? enter.missing : enter.wrongLength(typed.length)
    return entrance(visit, withErrors(form, [{ name: 'code', text: said }]))
  }
  const result = await act(visit, enterWithCode, {}, { id: form.id, code: typed })
  if (result.ok) return redirect(afterwards(visit), { open: result.value })
  // The session of this form was opened and ended: to the delegate that is a code that was used.
  const used = result.error.code === 'ID_REUSED'
  const error = used ? { code: 'CODE_USED' as const, detail: {} } : result.error
  const again = used ? { ...form, id: blankForm(visit.services).id } : form
  const fields = { CODE_WRONG: 'code', CODE_USED: 'code', TOO_MANY_ATTEMPTS: 'code' }
  return entrance(visit, refusedForm(text, again, error, { labels: { code: enter.code }, fields }))
}

function afterwards({ url }: Visit): string {
  return localPath(url.searchParams.get('next') ?? '/vote')
}

/** A code as people type it on any keyboard: full-width letters and digits, every kind of dash, dot and space. */
function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}\p{Po}_~+−·ー]/gu, '')
    .toUpperCase()
    .slice(0, 100)
}

function entrance({ text, insecure }: Visit, form: Form): Answer {
  const { enter } = text.vote
  return shown({
    title: enter.title,
    scripts: ['vote'],
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <div data-entrance>
        <Heading>{enter.title}</Heading>
        {insecure && <WarningText>{text.signIn.insecure}</WarningText>}
        <p class="govuk-body">{enter.lead}</p>
        <PageForm form={form}>
          <Input
            form={form}
            name="code"
            label={enter.code}
            hint={enter.codeHint}
            autocomplete="off"
            spellcheck={false}
            maxlength={100}
          />
          <Button>{enter.submit}</Button>
        </PageForm>
        <h2 class="govuk-heading-m">{enter.lostTitle}</h2>
        <p class="govuk-body">{enter.lost}</p>
        <p class="govuk-body">{enter.privacy}</p>
        <p class="govuk-body">
          <a class="govuk-link" href="/sign-in">
            {enter.staff}
          </a>
        </p>
      </div>
    ),
  })
}
