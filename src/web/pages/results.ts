import type { Page } from '../page.ts'
import { assemblyPages } from './assembly.tsx'
import { ballotPages } from './ballots.tsx'
import { openDataPages } from './open-data.tsx'
import { otherRulesPages } from './other-rules.tsx'
import { reportPages } from './report.tsx'
import { verifyPages } from './verify.tsx'

/** What assemblies decided, and how anybody checks it. */
export const resultPages: readonly Page[] = [
  ...assemblyPages,
  ...reportPages,
  ...ballotPages,
  ...otherRulesPages,
  ...verifyPages,
  ...openDataPages,
]
