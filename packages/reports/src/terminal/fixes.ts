import { fixGroups } from '../fixes.ts'
import type { PreflightPart } from '../model/model.ts'
import { STEP_STATES, WORDS } from '../words.ts'
import { flow } from './flow.ts'
import { flat, type Pen } from './pen.ts'

/** What was put right, the same on several hosts said once. */
export function fixLines(preflight: PreflightPart, pen: Pen): string[] {
  const { locale, paint, width } = pen
  const lines = fixGroups(preflight).flatMap(({ check, describe, state, hosts }) => {
    const parts = [
      { text: STEP_STATES[state][locale], style: state === 'done' ? ('green' as const) : ('yellow' as const) },
      { text: flat(describe[locale]) },
      { text: flat(check), style: 'dim' as const },
      { text: flat(hosts) },
    ]
    return flow(parts, 2, width, paint)
  })
  return lines.length > 0 ? [paint('bold', WORDS.fixes[locale]), ...lines, ''] : []
}
