import { type Locale, say } from '@astrago/contracts'
import { formatTime } from './format.ts'
import { isOlder } from './model/by-installation.ts'
import type { ReportModel } from './model/model.ts'
import { WORDS } from './words.ts'

/** What stands above the open points: their order, or that there are none; and of how old a preflight they are. */
export function explainPoints({ openPoints, preflight, run, timeZone }: ReportModel, locale: Locale): string {
  if (openPoints.length === 0) return WORDS.noOpenPoints[locale]
  const isFound = openPoints.some(({ kind }) => kind !== 'step')
  const older = isFound && preflight && run && isOlder(preflight, run)
  return [
    WORDS.openPointsExplain[locale],
    ...(older ? [say(WORDS.olderPreflight, locale, { at: formatTime(preflight.startedAt, timeZone) })] : []),
  ].join(' ')
}
