import type { Page } from '../page.ts'
import { acceptancePages } from './acceptance-work.tsx'
import { changePages } from './changes.tsx'
import { paymentPages } from './payments.tsx'
import { projectPages } from './project.tsx'
import { projectWorkPages } from './project-work.tsx'
import { completionPages } from './project-work-completion.tsx'
import { contractPages } from './project-work-contract.tsx'
import { progressPages } from './project-work-progress.tsx'
import { yearEndPages } from './project-work-year.tsx'
import { projectsPages } from './projects.tsx'

/** Everything about projects: for everybody, for the clerk, for the street's officers. */
export const projectGroupPages: readonly Page[] = [
  ...projectsPages,
  ...projectPages,
  ...projectWorkPages,
  ...contractPages,
  ...progressPages,
  ...paymentPages,
  ...changePages,
  ...completionPages,
  ...yearEndPages,
  ...acceptancePages,
]
