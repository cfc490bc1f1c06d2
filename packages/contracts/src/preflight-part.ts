import { z } from 'zod'
import { fill, type Localized } from './text.ts'
import type { Preflight } from './verdicts.ts'

/** How much a preflight looked at, where that is not the whole site: what it says is then no word on all of it. */
export const PreflightScope = z.object({
  checks: z.number().int(),
  allChecks: z.number().int(),
  hosts: z.number().int(),
  allHosts: z.number().int(),
})
export type PreflightScope = z.infer<typeof PreflightScope>

/** The part that a preflight looked at, of a site with these hosts and of so many checks; null for all of it. */
export function partOf(
  { hosts, only }: Pick<Preflight, 'hosts'> & { only: readonly string[] | null },
  site: { hosts: readonly string[]; checks: number },
): PreflightScope | null {
  const seen = site.hosts.filter((host) => hosts.includes(host)).length
  const asked = only ? new Set(only).size : site.checks
  if (asked === site.checks && seen === site.hosts.length) return null
  return { checks: asked, allChecks: site.checks, hosts: seen, allHosts: site.hosts.length }
}

/**
 * Which of a site's preflights, the newest first, speaks for it: one that runs, else the newest that came to its end; one
 * that was broken off found nothing, and takes nothing from what was known before.
 */
export function speakingPreflight<T extends Pick<Preflight, 'state'>>(newestFirst: readonly T[]): T | undefined {
  return newestFirst.find(({ state }) => state === 'running' || state === 'done') ?? newestFirst[0]
}

const l = (ko: string, en: string): Localized => ({ ko, en })

function wordsFor({ checks, allChecks, hosts, allHosts }: PreflightScope): Localized {
  if (checks === allChecks)
    return l('호스트 {allHosts}대 가운데 {hosts}대만 점검했습니다.', 'Only {hosts} of {allHosts} hosts were looked at.')
  const made = checks === 1 ? 'checks was made' : 'checks were made'
  if (hosts === allHosts)
    return l('점검 {allChecks}개 가운데 {checks}개만 했습니다.', `Only {checks} of {allChecks} ${made}.`)
  return l(
    '호스트 {allHosts}대 가운데 {hosts}대에서 점검 {allChecks}개 가운데 {checks}개만 했습니다.',
    `Only {checks} of {allChecks} ${made}, on {hosts} of {allHosts} hosts.`,
  )
}

/** What was looked at, in a sentence that stands before what was found. */
export const partWords = (part: PreflightScope): Localized => fill(wordsFor(part), part)
