import { changeAccount } from '../../../app/identity/change-account.ts'
import { listAccountsView } from '../../../app/identity/views.ts'
import { blankForm, type Form, fieldValue, refusedForm } from '../../form.ts'
import { type Answer, type Page, redirect } from '../../page.ts'
import { InsetText, SummaryList } from '../../parts/blocks.tsx'
import { Input } from '../../parts/fields.tsx'
import { Button, CheckAnswers, isConfirmed, isTakenBack, PageForm } from '../../parts/form.tsx'
import { Heading } from '../../parts/layout.tsx'
import { act, lookAll, PageRefused, type Visit } from '../../visit.ts'
import {
  type Account,
  BindingFields,
  bindingInWords,
  Done,
  names,
  readBinding,
  Status,
} from './account-parts.tsx'
import { areasOf, inDistrict, ownDistrict } from './district.ts'

export const oneAccountPages: readonly Page[] = [
  { path: '/admin/accounts/:account_id', signedIn: 'staff', get: showAccount, post: takeAccount },
]

async function accountOf(visit: Visit): Promise<Account> {
  const found = (await lookAll(visit, listAccountsView, { district_id: ownDistrict(visit) })).find(
    ({ id }) => id === visit.params.account_id,
  )
  if (found === undefined) throw new PageRefused({ code: 'NOT_FOUND', detail: {} })
  return found
}

async function showAccount(visit: Visit): Promise<Answer> {
  return accountPage(visit, await accountOf(visit), blankForm(visit.services))
}

async function takeAccount(visit: Visit, form: Form): Promise<Answer> {
  const account = await accountOf(visit)
  const { text } = visit
  const what = fieldValue(form, 'what')
  if (isTakenBack(form)) return accountPage(visit, account, form)
  if (what === 'disable' && !isConfirmed(form)) return disablePage(visit, account, form)
  const inputs: Record<string, unknown> = {
    name: { name: fieldValue(form, 'name') },
    roles: { roles: [readBinding(form, ownDistrict(visit))] },
    password: { first_password: form.values.first_password?.[0] ?? '' },
    disabled: { disabled: true },
  }
  const change = what === 'disable' ? 'disabled' : what
  const result = await act(visit, changeAccount, { account_id: account.id }, inputs[change] ?? {}, form.id)
  if (result.ok) return redirect(`/admin/accounts/${account.id}?done=${change}`)
  return accountPage(visit, account, refusedForm(text, form, result.error, names(visit)))
}

async function disablePage(visit: Visit, account: Account, form: Form): Promise<Answer> {
  const { accounts: words } = visit.text.admin
  return inDistrict(visit, {
    title: words.disable,
    body: (
      <CheckAnswers
        form={form}
        title={words.disable}
        rows={[
          { key: words.login, value: account.login },
          { key: words.name, value: account.name },
        ]}
        warning={words.disableWarning}
        button={words.disable}
        look="warning"
      />
    ),
  })
}

async function accountPage(visit: Visit, account: Account, form: Form): Promise<Answer> {
  const areas = await areasOf(visit, ownDistrict(visit))
  const { text, actor } = visit
  const { accounts: words, title } = text.admin
  const own = actor.kind === 'staff' && actor.account_id === account.id
  const sent = fieldValue(form, 'what')
  const [binding] = account.roles
  const kept = blankForm(visit.services, { ...binding, department: binding?.department ?? '' })
  const roles = sent === 'roles' ? form : kept
  const renamed = sent === 'name' ? form : blankForm(visit.services, { name: account.name })
  const password = sent === 'password' ? form : blankForm(visit.services)
  const editable = account.disabled_at === null && !own
  return inDistrict(visit, {
    title: account.login,
    ...(form.errors.length > 0 ? { status: 422 as const } : {}),
    trail: [
      { href: '/admin', text: title },
      { href: '/admin/accounts', text: words.title },
    ],
    body: (
      <>
        <Done visit={visit} />
        <Heading caption={words.title}>{account.login}</Heading>
        <SummaryList
          rows={[
            { key: words.name, value: account.name },
            {
              key: words.roles,
              value: account.roles.map(each => <div>{bindingInWords(visit, areas, each)}</div>),
            },
            { key: words.status, value: <Status visit={visit} account={account} /> },
          ]}
        />
        {editable && (
          <>
            <h2 class="govuk-heading-m">{words.change}</h2>
            {account.roles.length > 1 && <InsetText>{words.severalRoles}</InsetText>}
            <PageForm form={roles}>
              <input type="hidden" name="what" value="roles" />
              <BindingFields visit={visit} form={roles} areas={areas} />
              <Button>{text.common.save}</Button>
            </PageForm>
            <h2 class="govuk-heading-m">{words.rename}</h2>
            <PageForm form={renamed}>
              <input type="hidden" name="what" value="name" />
              <Input form={renamed} name="name" label={words.name} />
              <Button look="secondary">{words.rename}</Button>
            </PageForm>
            <h2 class="govuk-heading-m">{words.reset}</h2>
            <PageForm form={password}>
              <input type="hidden" name="what" value="password" />
              <Input
                form={password}
                name="first_password"
                label={words.firstPassword}
                hint={words.firstPasswordHint}
                type="password"
                autocomplete="new-password"
              />
              <Button look="secondary">{words.reset}</Button>
            </PageForm>
            <h2 class="govuk-heading-m">{words.disable}</h2>
            <PageForm form={blankForm(visit.services)}>
              <input type="hidden" name="what" value="disable" />
              <Button look="warning">{words.disable}</Button>
            </PageForm>
          </>
        )}
      </>
    ),
  })
}
