import type { PropsWithChildren } from 'hono/jsx'
import { changePassword } from '../../app/identity/change-password.ts'
import { signIn } from '../../app/identity/sign-in.ts'
import { signOut } from '../../app/identity/sign-out.ts'
import { blankForm, type Form, fieldValue, refusedForm } from '../form.ts'
import { localPath } from '../local-path.ts'
import { type Answer, type Page, redirect, shown } from '../page.ts'
import { InsetText } from '../parts/blocks.tsx'
import { Input } from '../parts/fields.tsx'
import { Button, PageForm, WarningText } from '../parts/form.tsx'
import { Heading } from '../parts/layout.tsx'
import { act, type Visit } from '../visit.ts'

/** Where staff come in and go out. Delegates come in by their code, elsewhere. */
export const signInPages: readonly Page[] = [
  { path: '/sign-in', get: showSignIn, post: takeSignIn },
  { path: '/sign-out', get: showSignOut, post: takeSignOut },
  { path: '/password', signedIn: 'staff', secret: true, get: showPassword, post: takePassword },
]

async function showSignIn(visit: Visit): Promise<Answer> {
  return signInPage(visit, blankForm(visit.services))
}

async function takeSignIn(visit: Visit, form: Form): Promise<Answer> {
  const input = { id: form.id, login: fieldValue(form, 'login'), password: form.values.password?.[0] ?? '' }
  const result = await act(visit, signIn, {}, input)
  if (result.ok) {
    const next = localPath(visit.url.searchParams.get('next') ?? '/work')
    const first = result.value.must_change_password === true
    return redirect(first ? `/password?next=${encodeURIComponent(next)}` : next, { open: result.value })
  }
  const { text } = visit
  const labels = { login: text.signIn.login, password: text.signIn.password }
  // The id of a form that was used up by an earlier sign-in is of no use: the next attempt gets a new one.
  const again = { ...form, id: blankForm(visit.services).id }
  return signInPage(
    visit,
    refusedForm(text, again, result.error, { labels, fields: { LOGIN_WRONG: 'login' } }),
  )
}

function signInPage(visit: Visit, form: Form): Answer {
  const { text, demo } = visit
  return shown({
    title: text.signIn.title,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <Heading>{text.signIn.title}</Heading>
        {visit.insecure && <WarningText>{text.signIn.insecure}</WarningText>}
        <PageForm form={form}>
          <Input
            form={form}
            name="login"
            label={text.signIn.login}
            autocomplete="username"
            spellcheck={false}
          />
          <Input
            form={form}
            name="password"
            label={text.signIn.password}
            type="password"
            autocomplete="current-password"
          />
          <Button>{text.signIn.submit}</Button>
        </PageForm>
        <InsetText>
          {text.signIn.delegates}{' '}
          <a class="govuk-link" href="/enter">
            {text.signIn.delegatesLink}
          </a>
        </InsetText>
        {demo !== null && <DemoAccounts visit={visit} />}
      </>
    ),
  })
}

function DemoAccounts({ visit }: { visit: Visit }) {
  const { text, demo } = visit
  if (demo === null) return null
  const numbered = demo.delegates.filter(({ duty }) => duty === null)
  const charged = demo.delegates.filter(({ duty }) => duty !== null)
  return (
    <section aria-labelledby="demo-accounts">
      <h2 class="govuk-heading-m" id="demo-accounts">
        {text.signIn.demoTitle}
      </h2>
      <p class="govuk-body">{text.signIn.demoHint}</p>
      <div class="govuk-button-group">
        {demo.accounts.map(({ login, role, where }) => (
          <OneClick visit={visit} action="/sign-in" fields={{ login, password: demo.password }}>
            {text.signIn.demoAs(roleName(visit, role), where)}
          </OneClick>
        ))}
      </div>
      {demo.delegates.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{text.signIn.demoDelegates}</h2>
          <p class="govuk-body">{text.signIn.demoDelegatesHint}</p>
          <div class="govuk-button-group">
            {numbered.map(({ code, where }, place) => (
              <OneClick visit={visit} action="/enter" fields={{ code }}>
                {text.signIn.demoAs(text.signIn.demoDelegate(place + 1), where)}
              </OneClick>
            ))}
            {charged.map(({ code, duty, where }) => (
              <OneClick visit={visit} action="/enter" fields={{ code }}>
                {text.signIn.demoAs(duty === null ? '' : text.words.duties[duty], where)}
              </OneClick>
            ))}
          </div>
        </>
      )}
    </section>
  )
}

function OneClick(
  props: PropsWithChildren<{ visit: Visit; action: string; fields: Readonly<Record<string, string>> }>,
) {
  return (
    <form method="post" action={props.action}>
      <input type="hidden" name="form_id" value={blankForm(props.visit.services).id} />
      {Object.entries(props.fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button look="secondary">{props.children}</Button>
    </form>
  )
}

function roleName({ text }: Visit, role: string): string {
  const names = { ...text.words.roles, ...text.words.departments }
  return Object.entries(names).find(([key]) => key === role)?.[1] ?? role
}

async function showSignOut(visit: Visit): Promise<Answer> {
  const { text, actor, services } = visit
  if (actor.kind === 'public') {
    return shown({
      title: text.common.nav.signOut,
      body: (
        <div data-signed-out>
          <Heading>{text.signIn.signedOut}</Heading>
        </div>
      ),
    })
  }
  return shown({
    title: text.common.nav.signOut,
    body: (
      <>
        <Heading>{text.common.nav.signOut}</Heading>
        {actor.kind === 'delegate' && <WarningText>{text.signIn.slipIsUsed}</WarningText>}
        <div data-unsent hidden>
          <WarningText>{text.signIn.unsent}</WarningText>
        </div>
        <PageForm form={blankForm(services)}>
          <Button>{text.common.nav.signOut}</Button>
        </PageForm>
        {actor.kind === 'staff' && (
          <PageForm form={blankForm(services)}>
            <input type="hidden" name="everywhere" value="yes" />
            <p class="govuk-body">{text.signIn.everywhereHint}</p>
            <Button look="secondary">{text.signIn.everywhere}</Button>
          </PageForm>
        )}
      </>
    ),
  })
}

async function takeSignOut(visit: Visit, form: Form): Promise<Answer> {
  await act(visit, signOut, {}, { everywhere: fieldValue(form, 'everywhere') === 'yes' })
  return redirect('/sign-out', { close: true })
}

async function showPassword(visit: Visit): Promise<Answer> {
  return passwordPage(visit, blankForm(visit.services))
}

async function takePassword(visit: Visit, form: Form): Promise<Answer> {
  const { text, actor } = visit
  if (actor.kind !== 'staff') return redirect('/sign-in')
  const input = { current: form.values.current?.[0] ?? '', next: form.values.next?.[0] ?? '' }
  const result = await act(visit, changePassword, { account_id: actor.account_id }, input)
  if (result.ok) return redirect(localPath(visit.url.searchParams.get('next') ?? '/password?done=yes'))
  const labels = { current: text.signIn.current, next: text.signIn.next }
  const fields = { LOGIN_WRONG: 'current', TOO_MANY_ATTEMPTS: 'current', PASSWORD_TOO_WEAK: 'next' }
  return passwordPage(visit, refusedForm(text, form, result.error, { labels, fields }))
}

function passwordPage(visit: Visit, form: Form): Answer {
  const { text, actor, url } = visit
  const first = actor.kind === 'staff' && actor.must_change_password
  return shown({
    title: text.signIn.passwordTitle,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    body: (
      <>
        <Heading>{text.signIn.passwordTitle}</Heading>
        {first && <InsetText>{text.signIn.first}</InsetText>}
        {url.searchParams.get('done') === 'yes' && <InsetText>{text.signIn.changed}</InsetText>}
        <PageForm form={form}>
          <Input
            form={form}
            name="current"
            label={text.signIn.current}
            type="password"
            autocomplete="current-password"
          />
          <Input
            form={form}
            name="next"
            label={text.signIn.next}
            hint={text.signIn.nextHint}
            type="password"
            autocomplete="new-password"
          />
          <Button>{text.common.save}</Button>
        </PageForm>
      </>
    ),
  })
}
