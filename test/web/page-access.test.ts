import { describe, expect, it } from 'vitest'
import { openLog } from '../../src/db/record.ts'
import { pages } from '../../src/web/pages.ts'
import { makeWorld } from '../db/world.ts'
import { addGrid, type Caller, callersOf, staffToken, subjectsOf, type Who } from '../http/access-world.ts'
import { startTestServer } from '../servers.ts'
import { testKeys } from '../targets.ts'

/** Who may look at which page (DOMAIN.md §2): written here once more, apart from the code. A page that is missing fails. */
const rules: Record<string, Who[]> = {
  ...allOf(
    ['public'],
    `/ /d/:slug /d/:slug/notices /d/:slug/audit /d/:slug/projects /d/:slug/verify /d/:slug/data /d/:slug/data/projects.csv
     /d/:slug/data/proposals.csv /d/:slug/data/results.csv /cycles/:cycle_id/rules /communities/:community_id
     /communities/:community_id/propose /proposals/:proposal_id /assemblies/:assembly_id /assemblies/:assembly_id/report
     /assemblies/:assembly_id/ballots /assemblies/:assembly_id/ballots.csv /assemblies/:assembly_id/rules
     /assemblies/:assembly_id/objections /projects/:project_id /draws/:draw_id /draws/:draw_id/frame.csv /hall/:assembly_id
     /photos/:photo_id /photos/:photo_id/small /sign-in /sign-out /enter`,
  ),
  ...allOf(
    ['district_admin'],
    `/admin /admin/cycles /admin/cycles/new /admin/cycles/:cycle_id /admin/cycles/:cycle_id/funds /admin/cycles/:cycle_id/rules
     /admin/accounts /admin/accounts/new /admin/accounts/:account_id /admin/areas /admin/areas/:area_id /admin/areas/new /admin/trail
     /work/projects/:project_id/inspectors /work/extra-picks`,
  ),
  ...allOf(['staff'], '/work /work/proposals /password'),
  ...allOf(
    ['community_clerk'],
    `/desk/:assembly_id /desk/:assembly_id/open-check-in /desk/:assembly_id/confirm-scrutineers /desk/:assembly_id/close-issuing
     /desk/:assembly_id/close-voting /desk/:assembly_id/publish-ballots /desk/:assembly_id/certify /desk/:assembly_id/open-round
     /desk/:assembly_id/lot /desk/:assembly_id/replace-duty /desk/:assembly_id/void-round /desk/:assembly_id/void-assembly /desk/:assembly_id/issue
     /desk/:assembly_id/check-in /desk/:assembly_id/slip/:delegate_id /desk/:assembly_id/batches /desk/:assembly_id/specimen
     /desk/:assembly_id/ballots /work/projects/:project_id/contract /work/projects/:project_id/start
     /work/projects/:project_id/progress /work/projects/:project_id/payments
     /work/projects/:project_id/payments/:payment_id/reversal /work/projects/:project_id/change
     /work/projects/:project_id/completion /work/projects/:project_id/satisfaction
     /work/communities/:community_id/assembly /work/assemblies/:assembly_id/schedule /work/assemblies/:assembly_id/roster
     /work/assemblies/:assembly_id/roster/paste /work/assemblies/:assembly_id/roster/freeze
     /work/assemblies/:assembly_id/roster/:delegate_id /work/assemblies/:assembly_id/duties
     /work/assemblies/:assembly_id/slips /work/assemblies/:assembly_id/slips/print`,
  ),
  ...allOf(['street_officer'], `/work/projects/:project_id/acceptance /work/acceptances/:acceptance_id`),
  ...allOf(
    ['community_clerk', 'street_officer'],
    `/work/communities/:community_id /work/communities/:community_id/archive /work/communities/:community_id/confirmation
     /work/projects/:project_id /work/change-requests/:change_request_id
     /work/assemblies/:assembly_id /work/assemblies/:assembly_id/candidates /work/objections/:objection_id`,
  ),
  ...allOf(
    ['grid_officer', 'community_clerk'],
    '/work/communities/:community_id/proposals/new /work/proposals/:proposal_id/photos',
  ),
  ...allOf(
    ['grid_officer', 'community_clerk', 'street_officer'],
    `/work/communities/:community_id/proposals /work/proposals/:proposal_id /work/proposals/:proposal_id/edit`,
  ),
  ...allOf(
    ['auditor', 'district_admin'],
    `/work/draws /work/cycles/:cycle_id/draw /work/draws/:draw_id /work/draws/:draw_id/commit /work/draws/:draw_id/reveal
     /work/draws/:draw_id/dice /work/draws/:draw_id/drawing /work/projects/:project_id/inspection`,
  ),
  ...allOf(
    ['auditor', 'district_admin', 'community_clerk'],
    `/work/inspections/:inspection_id /work/inspections/:inspection_id/photos /work/inspections/:inspection_id/rectification
     /work/inspections/:inspection_id/reinspection /work/inspections/:inspection_id/recovery`,
  ),
  ...allOf(['delegate'], '/vote /vote/ratings /vote/ratings/:project_id'),
  ...allOf(
    ['chief_scrutineer', 'scrutineer', 'teller'],
    '/count /count/batches/:batch_id /count/rounds/:round_id /count/rounds/:round_id/certify',
  ),
  '/count/batches': ['teller'],
  '/count/lot': ['chief_scrutineer', 'scrutineer'],
  // Whether a photo is one's own to remove is asked of the photo, and there is none.
  '/photos/:photo_id/remove': ['staff'],
}

/** Pages that show to others of the same role what is public anyway, and say that the work is not theirs. */
const anywhere = [
  '/count/rounds/:round_id',
  '/count/rounds/:round_id/certify',
  '/work/projects/:project_id/inspection',
  '/vote/ratings/:project_id',
]

const { url, ownerDb: db, services } = await startTestServer()
const key = testKeys.SESSION_KEY
const home = await makeWorld(db)
const abroad = await makeWorld(db)
const grids = new Map([
  [home, await addGrid(db, home)],
  [abroad, await addGrid(db, abroad)],
])
const none = '01890000-0000-7000-8000-000000000000'
const subjects: Record<string, string> = {
  ...(await subjectsOf(db, home, { grid: grids.get(home) ?? '', publicKey: services.logKey.publicKey })),
  photo_id: none,
  payment_id: none,
}
await db
  .transaction()
  .execute(tx => openLog(tx, abroad.district, `test/${abroad.district}`, services.logKey.publicKey))
const callers = await callersOf(db, key, { home, abroad, grids })

describe('every page', () => {
  it('has a rule here, and every rule its page', () => {
    expect(pages.map(({ path }) => path).sort()).toEqual(Object.keys(rules).sort())
  })

  describe.each(pages.map(({ path }) => ({ path })))('$path', ({ path }) => {
    const rule = rules[path] ?? []
    it(`is for ${rule.join(', ')}, in their area, and for nobody else`, async () => {
      const seen: Record<string, string> = {}
      const expected: Record<string, string> = {}
      for (const caller of callers) {
        const wanted = expectation(path, rule, caller)
        const met = await ask(path, caller.token)
        // What is not there shows nothing to anybody.
        seen[caller.name] = met === 'missing' ? wanted : met
        expected[caller.name] = wanted
      }
      expect(seen).toEqual(expected)
    })
  })

  it('asks a first password to be changed before it shows what is not public', async () => {
    const post = {
      district: home.district,
      role: 'district_admin',
      area: home.district,
      mustChange: true,
    } as const
    const token = await staffToken(db, key, post)
    for (const { path, signedIn } of pages) {
      if (signedIn !== 'staff' || path === '/password' || path.startsWith('/photos/')) continue
      expect([path, await ask(path, token)]).toEqual([path, 'to /password'])
    }
  })
})

/** Whether a page is about something that lies in an area: by its path, or by its query. */
function about(path: string): boolean {
  return path.includes(':') || path === '/work/extra-picks'
}

/** What a caller should meet: the page, the way to a sign-in page, or a no. */
function expectation(path: string, rule: readonly Who[], { token, who, inside }: Caller): string {
  if (rule.includes('public')) return 'in'
  const door = pages.find(page => page.path === path)?.signedIn
  const kind = token === null ? undefined : who.includes('staff') ? 'staff' : 'delegate'
  if (door !== kind) return door === 'delegate' ? 'to /enter' : 'to /sign-in'
  const fits = who.some(name => rule.includes(name))
  return fits && (inside || !about(path) || anywhere.includes(path)) ? 'in' : 'no'
}

async function ask(path: string, token: string | null): Promise<string> {
  const filled = path.replaceAll(/:([a-z_]+)/g, (_, name: string) => subjects[name] ?? name)
  const cookie = token === null ? {} : { cookie: `__Host-piaojue=${token}` }
  const response = await fetch(`${url}${filled}?cycle=${subjects.cycle_id}`, {
    headers: cookie,
    redirect: 'manual',
  })
  await response.arrayBuffer()
  const to = response.headers.get('location')?.split('?')[0]
  if (to === '/sign-in' || to === '/enter' || to === '/password') return `to ${to}`
  if (response.status === 403) return 'no'
  if (response.status === 404) return 'missing'
  return response.status < 500 ? 'in' : `fault ${response.status}`
}

function allOf(who: Who[], paths: string): Record<string, Who[]> {
  return Object.fromEntries(paths.split(/\s+/).map(path => [path, who]))
}
