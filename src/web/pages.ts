import type { Page } from './page.ts'
import { signInPages } from './pages/sign-in.tsx'

/** Every page of the site, by group. */
export const pages: readonly Page[] = [...signInPages]
