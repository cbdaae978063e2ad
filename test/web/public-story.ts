import type { District } from '../http/story.ts'
import type { TestServer } from '../servers.ts'

/** The address of a district's pages. */
export async function homeOf(server: TestServer, district: District): Promise<string> {
  const { slug } = await server.ownerDb
    .selectFrom('area')
    .select('slug')
    .where('id', '=', district.id)
    .executeTakeFirstOrThrow()
  return `/d/${slug}`
}
