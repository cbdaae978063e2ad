import { showAssembly } from '../../app/assembly/views.ts'
import { showCycle } from '../../app/cycle/views.ts'
import { showAreaPath } from '../../app/identity/views.ts'
import type { View } from '../../app/operation.ts'
import type { showReport } from '../../app/tally/views.ts'
import type { Shown } from '../page.ts'
import { look, type Visit } from '../visit.ts'

/** What a view answers. */
export type Seen<V> = V extends View<infer _P, infer _I, infer Output> ? Output : never

export type Assembly = Seen<typeof showAssembly>
export type Report = Seen<typeof showReport>
export type Cycle = Seen<typeof showCycle>
type Area = Seen<typeof showAreaPath>['items'][number]

/** An assembly and where it is: what all of its pages say on top. */
export interface Ground {
  readonly assembly: Assembly
  readonly cycle: Cycle
  /** The district first, the community last. */
  readonly path: readonly Area[]
  readonly district: Area
  readonly community: Area
}

/** @throws PageRefused when there is no such assembly. */
export async function lookGround(visit: Visit): Promise<Ground> {
  const assembly = await look(visit, showAssembly, { assembly_id: visit.params.assembly_id ?? '' })
  const cycle = await look(visit, showCycle, { cycle_id: assembly.cycle_id })
  const { items: path } = await look(visit, showAreaPath, { area_id: assembly.community_id })
  const [district] = path
  const community = path.at(-1)
  if (district === undefined || community === undefined) throw new TypeError('an assembly lies nowhere')
  return { assembly, cycle, path, district, community }
}

/** "石峰区 · 井龙街道 · 一社区". */
export function whereOf({ path }: Pick<Ground, 'path'>): string {
  return path.map(({ name }) => name).join(' · ')
}

/** District and links back, for the frame around a page of an assembly. */
export function frameOf(
  visit: Visit,
  { district, community, assembly, cycle }: Ground,
  isAssembly = false,
): Pick<Shown, 'district' | 'trail'> {
  const trail = [
    { href: `/d/${district.slug}`, text: district.name },
    { href: `/communities/${community.id}?cycle=${cycle.id}`, text: community.name },
    { href: `/assemblies/${assembly.id}`, text: visit.text.results.heading(cycle.name) },
  ]
  return {
    district: { slug: district.slug, name: district.name },
    trail: isAssembly ? trail.slice(0, 2) : trail,
  }
}

/** The title of a candidate, by id. */
export function titlesOf({ assembly }: Pick<Ground, 'assembly'>): (id: string) => string {
  const titles = new Map(assembly.candidates.map(({ id, title }) => [id, title]))
  return id => titles.get(id) ?? id
}
