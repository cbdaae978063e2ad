import type { Answer, Page } from '../../page.ts'
import { TaskList } from '../../parts/blocks.tsx'
import { Heading } from '../../parts/layout.tsx'
import type { Visit } from '../../visit.ts'
import { accountPages } from './accounts.tsx'
import { areaPages } from './areas.tsx'
import { cyclePages } from './cycles.tsx'
import { inDistrict, ownDistrict } from './district.ts'
import { rulesPages } from './rules.tsx'
import { trailPages } from './trail.tsx'

export const adminPages: readonly Page[] = [
  { path: '/admin', signedIn: 'staff', get: showHub },
  ...cyclePages,
  ...rulesPages,
  ...accountPages,
  ...areaPages,
  ...trailPages,
]

async function showHub(visit: Visit): Promise<Answer> {
  ownDistrict(visit)
  const { admin } = visit.text
  const tasks = [
    { title: admin.cycles.title, href: '/admin/cycles', status: '' },
    { title: admin.accounts.title, href: '/admin/accounts', status: '' },
    { title: admin.areas.title, href: '/admin/areas', status: '' },
    { title: admin.trail.title, href: '/admin/trail', status: '' },
  ]
  return inDistrict(visit, {
    title: admin.title,
    body: (
      <>
        <Heading>{admin.title}</Heading>
        <p class="govuk-body">{admin.intro}</p>
        <TaskList tasks={tasks} id="admin" />
      </>
    ),
  })
}
