import { departments, roles } from '../../../core/identity/access.ts'
import { type Form, fieldValue } from '../../form.ts'
import { Banner, Tag } from '../../parts/blocks.tsx'
import { Radios, Select } from '../../parts/fields.tsx'
import type { Visit } from '../../visit.ts'
import type { ShownArea } from './district.ts'

/** An account as the administrator sees it. */
export interface Account {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly must_change_password: boolean
  readonly disabled_at: string | null
  readonly roles: readonly {
    readonly role: string
    readonly area_id: string
    readonly department: string | null
  }[]
}

export function Status({ visit, account }: { visit: Visit; account: Account }) {
  const { accounts: words } = visit.text.admin
  if (account.disabled_at !== null) return <Tag colour="grey">{words.disabled}</Tag>
  return account.must_change_password ? (
    <Tag colour="yellow">{words.first}</Tag>
  ) : (
    <Tag colour="green">{words.active}</Tag>
  )
}

export function bindingInWords(
  visit: Visit,
  areas: readonly ShownArea[],
  binding: Account['roles'][number],
): string {
  const { roles: roleNames, departments: departmentNames } = visit.text.words
  const role = roles.find(name => name === binding.role)
  const department = departments.find(name => name === binding.department)
  const area = areas.find(({ id }) => id === binding.area_id)
  const parts = [
    role && roleNames[role],
    department && departmentNames[department],
    area && areaName(areas, area),
  ]
  return parts.filter(part => part !== undefined).join(' · ')
}

/** An area with the one it lies in, where its own name would not say which it is. */
function areaName(areas: readonly ShownArea[], { kind, name, parent_id }: ShownArea): string {
  const parent = areas.find(({ id }) => id === parent_id)
  return kind === 'community' || kind === 'grid' ? `${parent?.name ?? ''} ${name}`.trim() : name
}

/** Auditors and administrators act in the whole district, whatever area was left chosen. */
export function readBinding(form: Form, districtId: string) {
  const role = fieldValue(form, 'role')
  const whole = role === 'auditor' || role === 'district_admin'
  const department = fieldValue(form, 'department')
  return {
    role,
    area_id: whole ? districtId : fieldValue(form, 'area_id'),
    department: department === '' ? null : department,
  }
}

export function names(visit: Visit) {
  const { accounts: words } = visit.text.admin
  return {
    labels: {
      login: words.login,
      name: words.name,
      first_password: words.firstPassword,
      role: words.role,
      area_id: words.area,
      department: words.department,
    },
    messages: { login: words.loginHint, area_id: words.areaHint },
    sentences: { AREA_DOES_NOT_FIT: words.areaHint, DEPARTMENT_DOES_NOT_FIT: words.departmentHint },
    nameOf: (pointer: string) => /^\/roles\/0\/(\w+)$/.exec(pointer)?.[1] ?? pointer.split('/')[1] ?? null,
    fields: {
      LOGIN_TAKEN: 'login',
      PASSWORD_TOO_WEAK: 'first_password',
      AREA_DOES_NOT_FIT: 'area_id',
      DEPARTMENT_DOES_NOT_FIT: 'department',
    },
  }
}

export function BindingFields({
  visit,
  form,
  areas,
}: {
  visit: Visit
  form: Form
  areas: readonly ShownArea[]
}) {
  const { text } = visit
  const { accounts: words } = text.admin
  const named = areas
    .map(area => ({ value: area.id, text: areaName(areas, area) }))
    .sort((left, right) => left.text.localeCompare(right.text, 'zh-CN', { numeric: true }))
  return (
    <>
      <Radios
        form={form}
        name="role"
        label={words.role}
        options={roles.map(role => ({ value: role, text: text.words.roles[role] }))}
      />
      <Select
        form={form}
        name="area_id"
        label={words.area}
        hint={words.areaHint}
        options={[{ value: '', text: '—' }, ...named]}
      />
      <Select
        form={form}
        name="department"
        label={words.department}
        options={[
          { value: '', text: words.noDepartment },
          ...departments.map(department => ({ value: department, text: text.words.departments[department] })),
        ]}
      />
    </>
  )
}

export function Done({ visit }: { visit: Visit }) {
  const { done } = visit.text.admin
  const said = Object.entries(done).find(([key]) => key === visit.url.searchParams.get('done'))?.[1]
  if (said === undefined) return null
  return (
    <Banner success>
      <p class="govuk-notification-banner__heading">{said}</p>
    </Banner>
  )
}
