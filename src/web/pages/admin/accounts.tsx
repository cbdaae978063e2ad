import { createAccount } from '../../../app/identity/create-account.ts'
import { listAccountsView } from '../../../app/identity/views.ts'
import { blankForm, type Form, fieldValue, refusedForm } from '../../form.ts'
import { type Answer, type Page, redirect } from '../../page.ts'
import { Pagination, Table } from '../../parts/blocks.tsx'
import { Input } from '../../parts/fields.tsx'
import { Button, ButtonLink, PageForm } from '../../parts/form.tsx'
import { Heading } from '../../parts/layout.tsx'
import { act, look, type Visit } from '../../visit.ts'
import { oneAccountPages } from './account.tsx'
import { BindingFields, bindingInWords, Done, names, readBinding, Status } from './account-parts.tsx'
import { areasOf, inDistrict, ownDistrict } from './district.ts'

export const accountPages: readonly Page[] = [
  { path: '/admin/accounts', signedIn: 'staff', get: showAccounts },
  { path: '/admin/accounts/new', signedIn: 'staff', get: showNewAccount, post: takeNewAccount },
  ...oneAccountPages,
]

async function showAccounts(visit: Visit): Promise<Answer> {
  const district_id = ownDistrict(visit)
  const { text, url } = visit
  const { accounts: words, title } = text.admin
  const after = url.searchParams.get('after')
  const query = after === null ? {} : { after }
  const { items, next } = await look(visit, listAccountsView, { district_id }, query)
  const areas = await areasOf(visit, district_id)
  return inDistrict(visit, {
    title: words.title,
    layout: 'wide',
    trail: [{ href: '/admin', text: title }],
    body: (
      <>
        <Done visit={visit} />
        <Heading>{words.title}</Heading>
        <ButtonLink href="/admin/accounts/new">{words.add}</ButtonLink>
        <Table
          caption={words.title}
          hideCaption
          stacks
          columns={[words.login, words.name, words.roles, words.status].map(name => ({ text: name }))}
          rows={items.map(account => [
            <a class="govuk-link" href={`/admin/accounts/${account.id}`}>
              {account.login}
            </a>,
            account.name,
            account.roles.map(binding => <div>{bindingInWords(visit, areas, binding)}</div>),
            <Status visit={visit} account={account} />,
          ])}
        />
        <Pagination
          first={after === null ? null : '/admin/accounts'}
          next={next === null ? null : `/admin/accounts?after=${encodeURIComponent(next)}`}
        />
      </>
    ),
  })
}

async function showNewAccount(visit: Visit): Promise<Answer> {
  return newAccountPage(visit, blankForm(visit.services, { role: 'community_clerk' }))
}

async function takeNewAccount(visit: Visit, form: Form): Promise<Answer> {
  const district_id = ownDistrict(visit)
  const { text } = visit
  const input = {
    id: form.id,
    login: fieldValue(form, 'login'),
    name: fieldValue(form, 'name'),
    first_password: form.values.first_password?.[0] ?? '',
    roles: [readBinding(form, district_id)],
  }
  const result = await act(visit, createAccount, { district_id }, input)
  return result.ok
    ? redirect('/admin/accounts?done=account')
    : newAccountPage(visit, refusedForm(text, form, result.error, names(visit)))
}

async function newAccountPage(visit: Visit, form: Form): Promise<Answer> {
  const areas = await areasOf(visit, ownDistrict(visit))
  const { accounts: words, title } = visit.text.admin
  return inDistrict(visit, {
    title: words.add,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    trail: [
      { href: '/admin', text: title },
      { href: '/admin/accounts', text: words.title },
    ],
    body: (
      <>
        <Heading>{words.add}</Heading>
        <PageForm form={form}>
          <Input form={form} name="login" label={words.login} hint={words.loginHint} spellcheck={false} />
          <Input form={form} name="name" label={words.name} />
          <Input
            form={form}
            name="first_password"
            label={words.firstPassword}
            hint={words.firstPasswordHint}
            type="password"
            autocomplete="new-password"
          />
          <BindingFields visit={visit} form={form} areas={areas} />
          <Button>{words.add}</Button>
        </PageForm>
      </>
    ),
  })
}
