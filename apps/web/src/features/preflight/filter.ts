import { Severity, SITE_WIDE, type Standing, type Verdict } from '@astrago/contracts'
import { z } from 'zod'
import { preflight as texts } from '../../texts/preflight.ts'
import { COLUMN_IDS, type ColumnId } from './columns.ts'
import { STANDINGS } from './standing.ts'

/** A severity, or all that keeps the installation from starting as things stand. */
export const Weight = z.enum([...Severity.options, 'blocking'])
export type Weight = z.infer<typeof Weight>

/** What of the board is looked at; null and empty ask for all. */
export type Filter = {
  standings: readonly Standing[]
  severity: Weight | null
  column: ColumnId | null
  /** Parts of host names, of which one has to fit. */
  hosts: string
}

export const NO_FILTER: Filter = { standings: [], severity: null, column: null, hosts: '' }

/** Whether only some verdicts are asked for, and not only some hosts. */
export function asksForVerdicts({ standings, severity, column }: Filter): boolean {
  return standings.length > 0 || severity !== null || column !== null
}

export function isFiltering(filter: Filter): boolean {
  return asksForVerdicts(filter) || wordsOf(filter.hosts).length > 0
}

type Stands = { verdict: Pick<Verdict, 'severity'>; standing: Standing; blocking: boolean }

export function isShown({ verdict, standing, blocking }: Stands, { standings, severity }: Filter): boolean {
  if (standings.length > 0 && !standings.includes(standing)) return false
  if (severity === 'blocking') return blocking
  return severity === null || verdict.severity === severity
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)

/** Whether a host, or the site as a whole by its name in either language, is one of those looked for. */
export function isNamed(host: string, { hosts }: Pick<Filter, 'hosts'>): boolean {
  const words = wordsOf(hosts)
  const name = host === SITE_WIDE ? `${texts.siteWide.ko} ${texts.siteWide.en}` : host
  return words.length === 0 || words.some((word) => name.toLowerCase().includes(word))
}

const KEYS = { standings: 'status', severity: 'severity', column: 'area', hosts: 'hosts' } as const

/** The filter that an address asks for; what is no value of ours asks for nothing. */
export function filterIn(query: URLSearchParams): Filter {
  const named = query.get(KEYS.standings)?.split(',') ?? []
  return {
    standings: STANDINGS.filter((standing) => named.includes(standing)),
    severity: Weight.safeParse(query.get(KEYS.severity)).data ?? null,
    column: COLUMN_IDS.find((column) => column === query.get(KEYS.column)) ?? null,
    hosts: query.get(KEYS.hosts) ?? '',
  }
}

/** The query of an address with the filter in it, so that who gets the link sees the same. */
export function withFilter(query: URLSearchParams, { standings, severity, column, hosts }: Filter): URLSearchParams {
  const values = { standings: standings.join(','), severity, column, hosts }
  const asked = new URLSearchParams(query)
  for (const [name, key] of Object.entries(KEYS)) {
    const value = values[name as keyof typeof KEYS]
    if (value) asked.set(key, value)
    else asked.delete(key)
  }
  return asked
}
