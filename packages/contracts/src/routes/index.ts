import { documentRoutes } from './documents.ts'
import { fixRoutes } from './fixes.ts'
import { peopleRoutes } from './people.ts'
import { preflightRoutes } from './preflights.ts'
import { runRoutes } from './runs.ts'
import { siteRoutes } from './sites.ts'

export { ArtifactState, ArtifactsView, LogFilter, LogLine, RunView } from './runs.ts'
export { FormProblem, FormView, SectionState } from './sites.ts'

/** Every route of the API. */
export const ROUTES = {
  ...siteRoutes,
  ...peopleRoutes,
  ...preflightRoutes,
  ...fixRoutes,
  ...runRoutes,
  ...documentRoutes,
} as const
export type RouteName = keyof typeof ROUTES
