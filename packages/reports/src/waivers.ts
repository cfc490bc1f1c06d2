import { type Locale, say, type VerdictStatus } from '@astrago/contracts'
import { formatTime } from './format.ts'
import { grouped } from './grouped.ts'
import type { PreflightPart, ReportVerdict, ReportWaiver } from './model/model.ts'
import { foldHosts, perHost, told } from './per-host.ts'
import { WORDS } from './words.ts'

/** A waiver in one line: who, until when, why; and why it does not count where it does not. */
export function waiverLine({ who, expires, reason, lapse }: ReportWaiver, locale: Locale): string {
  const line = `${who}, ${say(WORDS.untilDay, locale, { day: expires })}: ${reason}`
  return lapse ? `${line} · ${WORDS.lapsed[locale]}: ${lapse.text[locale]}` : line
}

type Waived = ReportVerdict & { name: string; waiver: ReportWaiver }

/** A waiver as it was given for a check, on all its hosts. */
export type WaiverGroup = { check: string; status: VerdictStatus; waived: [Waived, ...Waived[]] }

/** What was waived, those that lapsed too, the same waiver of many hosts as one. */
export function waiverGroups({ verdicts }: PreflightPart): WaiverGroup[] {
  const waived = verdicts.flatMap((verdict): Waived[] =>
    verdict.waiver ? [{ ...verdict, name: verdict.host, waiver: verdict.waiver }] : [],
  )
  return grouped(waived, ({ check, status, waiver: { who, at, reason, expires, lapse } }) => [
    check,
    status,
    who,
    at,
    reason,
    expires,
    lapse?.why,
  ]).map((group) => ({ check: group[0].check, status: group[0].status, waived: group }))
}

/** Lines for the hosts that differ; all of it is in the table of all checks. */
const MOST = 12

export type WaiverTexts = { hosts: string; found: string; signs: string; reason: string; line: string }

/** A group in words: its hosts, what was found, who gave it, when and until when, and why, with why it lapsed. */
export function waiverTexts({ waived }: WaiverGroup, locale: Locale, timeZone: string): WaiverTexts {
  const [{ waiver }] = waived
  const { who, at, expires, reason } = waiver
  const until = say(WORDS.untilDay, locale, { day: expires })
  const lapse = told(perHost(waived, (each) => each.waiver.lapse?.text[locale] ?? '', locale, MOST))
  return {
    hosts: foldHosts(
      waived.map(({ name }) => name),
      locale,
    ),
    found: told(perHost(waived, ({ found }) => found, locale, MOST)),
    signs: `${who}\n${formatTime(at, timeZone)}\n${until}`,
    reason: lapse ? `${reason}\n${WORDS.lapsed[locale]}: ${lapse}` : reason,
    line: `${who}, ${until}: ${reason}`,
  }
}
