import { foldNames } from '../host-names.ts'
import type { PreflightPart, ReportFix } from '../model/model.ts'
import { STEP_STATES, WORDS } from '../words.ts'
import { flow } from './flow.ts'
import { flat, type Pen } from './pen.ts'

/** What was put right, the same on several hosts said once. */
export function fixLines({ fixes = [] }: PreflightPart, pen: Pen): string[] {
  if (fixes.length === 0) return []
  const { locale, paint, width } = pen
  const groups = Map.groupBy(fixes, ({ check, state }: ReportFix) => `${check} ${state}`)
  const lines = [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { check, describe, state } = first
    const parts = [
      { text: STEP_STATES[state][locale], style: state === 'done' ? ('green' as const) : ('yellow' as const) },
      { text: flat(describe[locale]) },
      { text: flat(check), style: 'dim' as const },
      { text: flat(foldNames(group.map(({ host }) => host))) },
    ]
    return flow(parts, 2, width, paint)
  })
  return [paint('bold', WORDS.fixes[locale]), ...lines, '']
}
