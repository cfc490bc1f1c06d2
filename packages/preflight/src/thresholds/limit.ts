import { createHash } from 'node:crypto'
import type { Threshold } from '@astrago/contracts'

/** A number or a list that checks judge by, and who says so. */
export type Limit<T = unknown> = { value: T; source: string }
export type Pair = { block: Limit<number>; warn: Limit<number> }
/** Limits by name, in as many levels as they need. */
export type Limits = { readonly [name: string]: Limit | Limits }

export const limit = <T>(value: T, source: string): Limit<T> => ({ value, source })

/** The source of a number that is our own judgement: from what the installer needs plus what the platform needs. */
export const OWN = 'AstraGo (own judgement, 자체 판단)'

const isLimit = (entry: Limit | Limits): entry is Limit => 'value' in entry && typeof entry.source === 'string'

function show(value: unknown): string {
  if (Array.isArray(value)) return value.map(show).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([name, each]) => `${name}: ${show(each)}`)
    .join('; ')
}

/** The limits one below the other, each named by its way through the levels. */
export function listLimits(limits: Limits, way: readonly string[] = []): Threshold[] {
  return Object.entries(limits).flatMap(([name, entry]) => {
    const names = [...way, name]
    return isLimit(entry)
      ? [{ name: names.join(' '), value: show(entry.value), source: entry.source }]
      : listLimits(entry, names)
  })
}

/** Twelve hex digits that change with every value and source of `data`: who judged by the same has the same. */
export const versionOfData = (data: unknown): string =>
  createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 12)
