import { type Locale, say } from '@astrago/contracts'
import { formatTime } from './format.ts'
import type { PreflightPart, ReportVerdict, ReportWaiver } from './model/model.ts'
import { WORDS } from './words.ts'

/** A waiver in one line: who, until when, why; and why it does not count where it does not. */
export function waiverLine({ who, expires, reason, lapse }: ReportWaiver, locale: Locale): string {
  const line = `${who}, ${say(WORDS.untilDay, locale, { day: expires })}: ${reason}`
  return lapse ? `${line} · ${WORDS.lapsed[locale]}: ${lapse.text[locale]}` : line
}

/** Who gave it and when, and its last day, each on a line. */
export function waiverSigns({ who, at, expires }: ReportWaiver, locale: Locale, timeZone: string): string {
  return `${who}\n${formatTime(at, timeZone)}\n${say(WORDS.untilDay, locale, { day: expires })}`
}

/** Its reason, and below it why it does not count where it does not. */
export function waiverReason({ reason, lapse }: ReportWaiver, locale: Locale): string {
  return lapse ? `${reason}\n${WORDS.lapsed[locale]}: ${lapse.text[locale]}` : reason
}

/** What was waived, those that lapsed too. */
export function waivedVerdicts({ verdicts }: PreflightPart): (ReportVerdict & { waiver: ReportWaiver })[] {
  return verdicts.flatMap((verdict) => (verdict.waiver ? [{ ...verdict, waiver: verdict.waiver }] : []))
}
