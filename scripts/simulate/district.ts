import { departments } from '../../src/core/identity/access.ts'
import { atOnce } from './at-once.ts'
import { type Chance, chanceOf } from './chance.ts'
import { granted } from './client.ts'
import { communityName, personName } from './names.ts'
import { appoint, type Office, type Staff, takeOver } from './staff.ts'

export interface Street {
  readonly id: string
  readonly name: string
  readonly officers: readonly Staff[]
}

export interface Community {
  readonly id: string
  readonly name: string
  readonly number: number
  readonly street: Street
  readonly grids: readonly string[]
  readonly clerk: Staff
  readonly gridOfficer: Staff
}

export interface District {
  readonly admin: Staff
  readonly auditors: readonly Staff[]
  readonly communities: readonly Community[]
}

/** The scale of 石峰区 (DOMAIN.md §1): 5 streets and, over 45 communities, 232 grids. */
const streetNames = ['清水塘', '铜塘湾', '响石岭', '田心', '井龙']
const gridsOf = (community: number) => (community % 6 === 0 ? 6 : 5) + (community === 44 ? -1 : 0)
const officersPerStreet = 3
const auditorsPerDepartment = 2

/** What the operator founds before anybody can sign in. */
export function foundation(seed: string) {
  const chance = chanceOf(seed, 'district')
  const id = chance.uuid()
  const admin = {
    id: chance.uuid(),
    login: 'admin',
    name: '区级管理员',
    first_password: `first ${chance.secret().slice(0, 16)}`,
  }
  return { id, slug: 'shifeng', name: '石峰区', admin }
}

/** Sets the district up: streets, communities, grids, and posts for everybody who may act in the year. */
export async function setUpDistrict(
  office: Office,
  communityCount: number,
  done: () => void,
): Promise<District> {
  const founded = foundation(office.seed)
  const admin = takeOver(office, { ...founded.admin, firstPassword: founded.admin.first_password })
  const chance = chanceOf(office.seed, 'areas')
  const streets: Street[] = []
  for (const [number, name] of streetNames.slice(0, Math.max(1, Math.min(5, communityCount))).entries()) {
    const id = await addArea(office, admin, chance, {
      kind: 'street',
      parent_id: office.districtId,
      slug: `street-${number + 1}`,
      name: `${name}街道`,
    })
    const posts = Array.from(
      { length: officersPerStreet },
      (_, at) => `street-${number + 1}-officer-${at + 1}`,
    )
    const officers = posts.map(login =>
      appoint(office, admin, { login, name: nameOf(office, login), role: 'street_officer', areaId: id }),
    )
    streets.push({ id, name: `${name}街道`, officers })
  }
  const numbers = Array.from({ length: communityCount }, (_, at) => at)
  const communities = await atOnce(4, numbers, async number => {
    const community = await addCommunity(office, admin, number, streets[number % streets.length] as Street)
    done()
    return community
  })
  const posts = departments.flatMap(department =>
    Array.from({ length: auditorsPerDepartment }, (_, at) => ({
      department,
      login: `${department.replace('_', '-')}-${at + 1}`,
    })),
  )
  const auditors = posts.map(({ department, login }) =>
    appoint(office, admin, {
      login,
      name: nameOf(office, login),
      role: 'auditor',
      areaId: office.districtId,
      department,
    }),
  )
  return { admin, auditors, communities }
}

/** Whoever holds a post: an invented person. */
function nameOf(office: Office, login: string): string {
  return personName(chanceOf(office.seed, `person ${login}`))
}

async function addCommunity(
  office: Office,
  admin: Staff,
  number: number,
  street: Street,
): Promise<Community> {
  const chance = chanceOf(office.seed, `community ${number}`)
  const name = communityName(number)
  const id = await addArea(office, admin, chance, {
    kind: 'community',
    parent_id: street.id,
    slug: `community-${number + 1}`,
    name,
  })
  const grids: string[] = []
  for (let grid = 0; grid < gridsOf(number); grid++) {
    const slug = `grid-${number + 1}-${grid + 1}`
    grids.push(
      await addArea(office, admin, chance, { kind: 'grid', parent_id: id, slug, name: `第${grid + 1}网格` }),
    )
  }
  const post = (login: string, role: 'community_clerk' | 'grid_officer', areaId: string) =>
    appoint(office, admin, { login, name: nameOf(office, login), role, areaId })
  const clerk = post(`clerk-${number + 1}`, 'community_clerk', id)
  const gridOfficer = post(`grid-officer-${number + 1}`, 'grid_officer', grids[0] ?? id)
  return { id, name, number, street, grids, clerk, gridOfficer }
}

async function addArea(
  office: Office,
  admin: Staff,
  chance: Chance,
  area: Record<string, string>,
): Promise<string> {
  const id = chance.uuid()
  const path = `/districts/${office.districtId}/areas`
  granted(await office.client.post(path, { id, ...area }, await admin.caller()), `area ${area.slug}`)
  return id
}
