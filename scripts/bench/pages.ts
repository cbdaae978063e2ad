import { foundation } from '../simulate/district.ts'
import type { Bench } from './context.ts'
import { fillDistrictYears } from './district-years.ts'
import { interleave } from './measure.ts'
import { rowOf } from './report.ts'

const years = 5
const requestsPerRound = 20

/** The public pages, one after the other over one connection, as a browser asks for them. */
export const pagesBench: Bench = {
  name: 'pages',
  about: `the public pages of a district with 45 communities and ${years} years of data, ms from the request to the whole answer`,
  async run(context) {
    const { server, databaseUrl, seed, load } = await context.ground()
    const { slug } = foundation(seed)
    const { community, earlier } = await fillDistrictYears(databaseUrl, slug, years)
    const pages = [
      { name: 'the front page', path: '/', goal: { of: 'ours', bound: 'at_most', value: 50 } as const },
      { name: 'the district in an earlier year', path: `/d/${slug}?cycle=${earlier}` },
      { name: 'the notices', path: `/d/${slug}/notices` },
      { name: 'a community', path: `/communities/${community}` },
    ]
    const figures = await interleave(
      pages.map(({ path }) => async () => {
        const headers = { accept: 'text/html', 'accept-encoding': 'gzip', 'accept-language': 'zh-CN' }
        const request = { method: 'GET', path, headers, body: null } as const
        const requests = Array.from({ length: requestsPerRound }, () => request)
        return 1000 / (await load.play({ origin: server.origin, connections: 1, requests }))
      }),
      context.pace(20),
    )
    return pages.map(({ name, path, goal }, at) =>
      rowOf(
        { bench: 'pages', name, unit: 'ms', ...(goal === undefined ? {} : { goal }) },
        { of: `GET ${path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}')}`, figures: figures[at] ?? [] },
      ),
    )
  },
}
