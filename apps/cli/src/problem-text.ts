import { explain, type Locale, type Problem } from '@astrago/contracts'
import { visible } from '@astrago/reports'

/** What went wrong, why, and what to do. An error may hold what a host answered. */
export function problemText(problem: Problem, locale: Locale): string {
  const { what, cause, fix } = explain(problem, locale)
  return visible(`✕ ${what}\n  ${cause}\n  → ${fix}`)
}
