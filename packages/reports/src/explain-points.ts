import { type Locale, type Localized, say } from '@astrago/contracts'
import { formatTime } from './format.ts'
import { isOlder } from './model/by-installation.ts'
import type { PreflightPart, ReportModel, RunPart } from './model/model.ts'
import { WORDS } from './words.ts'

/** How the preflight stands to the installation, where a reader has to know that to act on what it found. */
function ageOf(preflight: PreflightPart, run: RunPart): Localized | null {
  if (isOlder(preflight, run)) return WORDS.olderPreflight
  return run.state === 'done' && !run.undo ? WORDS.newerPreflight : null
}

/** What stands above the open points: their order, or that there are none; and of when the preflight is that found them. */
export function explainPoints({ openPoints, preflight, run, timeZone }: ReportModel, locale: Locale): string {
  if (openPoints.length === 0) return WORDS.noOpenPoints[locale]
  const isFound = openPoints.some(({ kind }) => kind !== 'step')
  const age = isFound && preflight && run ? ageOf(preflight, run) : null
  return [
    WORDS.openPointsExplain[locale],
    ...(age && preflight ? [say(age, locale, { at: formatTime(preflight.startedAt, timeZone) })] : []),
  ].join(' ')
}
