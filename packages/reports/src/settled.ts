import type { Locale } from '@astrago/contracts'
import { grouped } from './grouped.ts'
import type { PreflightPart, ReportVerdict } from './model/model.ts'
import { foldHosts, perHost, told } from './per-host.ts'

export type SettledGroup = { check: string; verdicts: [ReportVerdict, ...ReportVerdict[]] }

/** What the installation has put right, by check. */
export function settledGroups({ verdicts }: PreflightPart): SettledGroup[] {
  return grouped(
    verdicts.filter(({ settled }) => settled),
    ({ check, outcome }) => [check, outcome],
  ).map((group) => ({ check: group[0].check, verdicts: group }))
}

/** Lines of found values; all of them are in the table of all checks. */
const MOST = 12

/** Title of its check, its hosts, and what was found on them before. */
export function settledTexts({ check, verdicts }: SettledGroup, { checks }: PreflightPart, locale: Locale) {
  const hosts = verdicts.map(({ host, found }) => ({ name: host, found }))
  return {
    title: checks.find(({ id }) => id === check)?.title[locale] ?? check,
    hosts: foldHosts(
      hosts.map(({ name }) => name),
      locale,
    ),
    found: told(perHost(hosts, ({ found }) => found, locale, MOST)),
  }
}
