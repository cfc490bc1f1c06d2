import { type Locale, say } from '@astrago/contracts'
import { foldNames } from './host-names.ts'
import { hostName, WORDS } from './words.ts'

/** Names of hosts in words, numbered ones folded. */
export function foldHosts(names: readonly string[], locale: Locale): string {
  return foldNames(names.map((name) => hostName(name, locale)))
}

export type PerHost = { same: string } | { each: string }

/**
 * A text that is the same for all hosts, or a line for each of those that share one; at most `most` lines, and how many
 * hosts are left.
 */
export function perHost<T extends { name: string }>(
  hosts: readonly T[],
  text: (host: T) => string,
  locale: Locale,
  most: number,
): PerHost {
  const byText = [...Map.groupBy(hosts, text)]
  const [only, ...others] = byText
  if (only && others.length === 0) return { same: only[0] }
  const namesOf = (group: readonly T[]): string[] => group.map(({ name }) => name)
  const lines = byText.slice(0, most).map(([said, group]) => `${foldHosts(namesOf(group), locale)}: ${said}`)
  const rest = byText.slice(most).flatMap(([, group]) => group).length
  return { each: [...lines, ...(rest > 0 ? [say(WORDS.moreHosts, locale, { n: rest })] : [])].join('\n') }
}

export const told = (text: PerHost): string => ('same' in text ? text.same : text.each)
