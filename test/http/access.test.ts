import { describe, expect, it } from 'vitest'
import { routes } from '../../src/http/routes.ts'
import { makeWorld } from '../db/world.ts'
import { startTestServer } from '../servers.ts'
import { testKeys } from '../targets.ts'
import { addGrid, callersOf, staffToken, subjectsOf, type Who } from './access-world.ts'

const clerk: Who[] = ['community_clerk']
const street: Who[] = ['street_officer']
const auditor: Who[] = ['auditor']
const admin: Who[] = ['district_admin']
const counting: Who[] = ['community_clerk', 'chief_scrutineer', 'scrutineer', 'teller']

/** Who may do what, by DOMAIN.md §2 and §5: written here once more, apart from the code. A route that is missing fails. */
const rules: Record<string, Who[]> = {
  ...allOf(
    ['public'],
    `sign-in enter-with-code sign-out show-self list-districts show-district list-areas list-cycles list-notices show-cycle
     list-funds show-district-year show-community-year list-displayed-notices show-proposal-course show-area-path show-record show-checkpoint list-entries prove-inclusion prove-consistency create-proposal list-proposals
     show-proposal file-objection list-objections show-roster list-assemblies show-assembly list-rounds show-round show-tally
     show-report show-ballots show-election show-course show-log compare-rules list-results list-ballots list-open-proposals list-projects show-project show-satisfaction show-archive list-draws show-draw
     show-evidence list-extra-picks show-audit list-frame-projects list-findings list-replacements show-specimen cast-ballot show-hall list-candidates show-outcome show-verifier-key show-collection
     list-proposal-photos list-project-photos list-candidate-photos show-photo list-district-projects show-project-ground`,
  ),
  ...allOf(
    ['staff'],
    'change-password show-own-areas list-own-proposals list-preparation-work list-project-work',
  ),
  ...allOf(
    admin,
    `change-account create-account list-accounts create-area change-area list-trail create-cycle change-cycle publish-cycle open-draw
     throw-dice draw-projects pick-extra replace-inspector`,
  ),
  ...allOf(
    clerk,
    `link-proposer show-proposer list-duty-choices list-slips screen-proposal show-proposal-contact answer-objection show-objection-contact add-delegates list-delegates
     freeze-roster print-codes check-in-delegates change-delegate remove-delegate replace-code schedule-assembly
     change-assembly publish-candidates assign-duties replace-duty-holder open-check-in confirm-scrutineers void-assembly open-round
     show-turnout issue-paper-ballots close-issuing close-voting void-round publish-ballots record-contract start-project
     write-progress-note record-payment reverse-payment request-change complete-project publish-satisfaction archive-year
     report-rectification show-desk list-open-assemblies list-attendees show-attendee find-delegate`,
  ),
  ...allOf(
    street,
    'confirm-screening decide-change draft-acceptance sign-acceptance decide-acceptance withdraw-acceptance show-acceptance',
  ),
  ...allOf(
    auditor,
    'commit-secret reveal-secret draft-inspection sign-inspection withdraw-inspection reinspect-project',
  ),
  ...allOf(counting, 'list-batches show-batch show-count'),
  'change-proposal': ['grid_officer', 'community_clerk', 'delegate'],
  'submit-proposal': ['grid_officer', 'community_clerk', 'delegate'],
  ...allOf(['community_clerk', 'teller'], 'create-batch remove-batch'),
  'key-batch': ['teller'],
  'rule-on-batch': ['chief_scrutineer', 'scrutineer'],
  'draw-lot': ['community_clerk', 'chief_scrutineer', 'scrutineer'],
  'sign-tally': ['chief_scrutineer', 'scrutineer', 'teller'],
  'certify-tally': ['community_clerk', 'chief_scrutineer'],
  'request-token': ['delegate'],
  'rate-project': ['delegate'],
  'show-attendance': ['delegate'],
  'list-own-ratings': ['delegate'],
  ...allOf(['grid_officer', 'community_clerk', 'delegate'], 'add-proposal-photo remove-proposal-photo'),
  ...allOf(['community_clerk', 'street_officer'], 'show-change-terms show-change-request show-archive-state'),
  ...allOf(clerk, 'add-project-photo remove-project-photo'),
  ...allOf(street, 'add-acceptance-photo remove-acceptance-photo'),
  ...allOf(auditor, 'add-inspection-photo remove-inspection-photo'),
  ...allOf(
    ['auditor', 'district_admin'],
    'record-recovery show-audit-desk preview-draw list-picks list-auditors',
  ),
  ...allOf(
    ['community_clerk', 'street_officer'],
    'list-screenings show-preparation show-objection show-work-year',
  ),
  'show-screening': ['community_clerk', 'street_officer', 'grid_officer'],
  'show-inspection': ['auditor', 'district_admin', 'community_clerk'],
}

const { url, ownerDb: db, services } = await startTestServer()
const key = testKeys.SESSION_KEY
const home = await makeWorld(db)
const abroad = await makeWorld(db)
const grids = new Map([
  [home, await addGrid(db, home)],
  [abroad, await addGrid(db, abroad)],
])
const subjects = await subjectsOf(db, home, {
  grid: grids.get(home) ?? '',
  publicKey: services.logKey.publicKey,
})
const actors = await callersOf(db, key, { home, abroad, grids })

describe('every route', () => {
  it('has a rule here, and every rule its route', () => {
    expect(routes.map(route => route.operation.name).sort()).toEqual(Object.keys(rules).sort())
  })

  it('has one place in the table of addresses', () => {
    const places = routes.map(route => `${route.method} ${route.path}`)
    expect(new Set(places).size).toBe(places.length)
  })

  describe.each(routes.map(route => ({ ...route, name: route.operation.name })))('$method $path', route => {
    const rule = rules[route.name] ?? []
    it(`is for ${rule.join(', ')}, in their area, and for nobody else`, async () => {
      for (const caller of actors) {
        const code = await ask(route.method, route.path, caller.token)
        const fits = rule.includes('public') || caller.who.some(who => rule.includes(who))
        const expected = fits
          ? rule.includes('public') || caller.inside
            ? 'in'
            : 'NOT_YOUR_AREA'
          : caller.token === null
            ? 'SIGN_IN_REQUIRED'
            : 'NOT_YOUR_ROLE'
        expect(code, caller.name).toBe(expected)
      }
    })
  })

  it('asks a first password to be changed before it lets anybody do what is not public', async () => {
    const fresh = {
      district: home.district,
      role: 'district_admin',
      area: home.district,
      mustChange: true,
    } as const
    const token = await staffToken(db, key, fresh)
    for (const route of routes) {
      const rule = rules[route.operation.name] ?? []
      const expected = rule.includes('public') || rule.includes('staff') ? 'in' : 'PASSWORD_CHANGE_REQUIRED'
      expect(await ask(route.method, route.path, token), route.path).toBe(expected)
    }
  })

  it('says so when there is nothing under an id, to everybody alike', async () => {
    const missing = Object.fromEntries(
      Object.keys(subjects).map(name => [name, '01890000-0000-7000-8000-000000000000']),
    )
    for (const route of routes) {
      if (route.operation.of === undefined) continue
      const response = await request(route.method, route.path, null, missing)
      expect([route.path, response.status]).toEqual([route.path, 404])
    }
  })
})

const doors = new Set(['SIGN_IN_REQUIRED', 'NOT_YOUR_ROLE', 'NOT_YOUR_AREA', 'PASSWORD_CHANGE_REQUIRED'])

/** The code with which somebody is turned away at the door, or `in`. The body is one that no operation takes. */
async function ask(method: string, path: string, token: string | null): Promise<string> {
  const response = await request(method, path, token, subjects)
  expect([path, response.status < 500]).toEqual([path, true])
  if (response.ok) return 'in'
  const { code } = (await response.json()) as { code: string }
  return doors.has(code) ? code : 'in'
}

function request(
  method: string,
  path: string,
  token: string | null,
  values: Record<string, string>,
): Promise<Response> {
  const filled = path.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => values[name] ?? name)
  const body = method === 'get' ? {} : { body: '{"no such member":true}' }
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` }
  const headers = { 'content-type': 'application/json', ...authorization }
  return fetch(`${url}/api/v1${filled}`, { method: method.toUpperCase(), headers, ...body })
}

function allOf(who: Who[], names: string): Record<string, Who[]> {
  return Object.fromEntries(names.split(/\s+/).map(name => [name, who]))
}
