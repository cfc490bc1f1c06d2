import type { LinkRow } from './links.ts'
import type { ReachRow } from './plan.ts'

type Ends = { from: string; to: string }

/** Rows by their ends; the index of a list is made once, since every check of every host asks. */
function makeIndex<T extends Ends>(): (rows: readonly T[], from: string, to: string) => readonly T[] {
  const indexes = new WeakMap<readonly T[], Map<string, T[]>>()
  return (rows, from, to) => {
    const index = indexes.get(rows) ?? Map.groupBy(rows, (row) => `${row.from} ${row.to}`)
    indexes.set(rows, index)
    return index.get(`${from} ${to}`) ?? []
  }
}

/** Every attempt from one host at another. The list must not change afterwards. */
export const rowsBetween = makeIndex<ReachRow>()
const linksBetween = makeIndex<LinkRow>()

/** What was measured from one host to another. The list must not change afterwards. */
export const linkBetween = (links: readonly LinkRow[], from: string, to: string): LinkRow | null =>
  linksBetween(links, from, to)[0] ?? null
