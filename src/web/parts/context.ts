import { createContext, useContext } from 'hono/jsx'
import type { Visit } from '../visit.ts'

/** The visit a page is made for, for the parts in it. */
export const VisitContext = createContext<Visit | null>(null)

export function useVisit(): Visit {
  const visit = useContext(VisitContext)
  if (visit === null) throw new TypeError('a part was shown outside of a page')
  return visit
}
