import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const needsDatabase = { globalSetup: ['test/global-setup.ts'] }

/** Who wins these races is decided by PostgreSQL, whoever asks it; those of ballots run on both servers. */
const racesOfOneServer = ['assembly', 'audit', 'project', 'proposal', 'roster', 'round'].map(
  area => `${area}-races`,
)

/**
 * What rules and SQL decide in detail where the whole way through them (year, project, acceptance, audit, round-stories …) runs on both
 * servers; and the matrix of access, decided by one function.
 */
const detailsOfOneServer = [
  'access',
  'audit-picks',
  'audit-replacement',
  'audit-views',
  'project-changes',
  'project-money',
  'project-year-end',
  'void-assembly',
  'year-input',
]

/** Files that keep nothing in the process share one, which spares each the loading of the whole program. */
const together = { isolate: false }

/** The HTTP tests run twice, the others once. Only the projects whose tests are asked for start a database. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Tests wait for browsers, databases and each other as much as they reckon.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          ...together,
          include: ['test/*.test.ts', 'test/core/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['test/db/**/*.test.ts', 'test/app/**/*.test.ts', 'test/runtime/**/*.test.ts'],
          ...needsDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: 'http on node',
          ...together,
          include: ['test/http/**/*.test.ts'],
          env: { TARGET: 'node' },
          ...needsDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: 'http on workerd',
          ...together,
          include: ['test/http/**/*.test.ts'],
          exclude: [...racesOfOneServer, ...detailsOfOneServer].map(name => `test/http/${name}.test.ts`),
          // Its one thread leaves the cores idle while it waits for connections.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          env: { TARGET: 'worker' },
          ...needsDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          ...together,
          include: ['test/web/**/*.test.ts', 'test/web/**/*.test.tsx'],
          env: { TARGET: 'node' },
          testTimeout: 120_000,
          ...needsDatabase,
        },
      },
      {
        extends: true,
        test: { name: 'whole', include: ['test/e2e/**/*.test.ts'], testTimeout: 240_000 },
      },
    ],
  },
})
