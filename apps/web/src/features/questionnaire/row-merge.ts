import { isSame } from './same.ts'

type Row = Readonly<Record<string, unknown>>
export type RowDifference = { row: string; mine: Row | undefined; theirs: Row | undefined; base: Row | undefined }

/** Rows by the name of their server; null when two have one name or one has none, so that rows cannot be told apart. */
function byName(rows: unknown): Map<string, Row> | null {
  if (!Array.isArray(rows)) return new Map()
  const named = new Map(rows.map((row: Row) => [String(row.name ?? '').trim(), row] as const))
  return named.size === rows.length && !named.has('') ? named : null
}

/** The rows of the node table that differ between two people who began with `base`; null when they cannot be told apart. */
export function rowDifferences(mine: unknown, theirs: unknown, base: unknown): RowDifference[] | null {
  const [my, their, common] = [byName(mine), byName(theirs), byName(base)]
  if (!my || !their || !common) return null
  const names = [...new Set([...their.keys(), ...my.keys()])]
  return names
    .map((row) => ({ row, mine: my.get(row), theirs: their.get(row), base: common.get(row) }))
    .filter((each) => !isSame(each.mine, each.theirs))
}

/** Their table with the rows named in `chosen` as I have them: changed in place, added at the end, or left out. */
export function mergeRows(mine: unknown, theirs: unknown, chosen: ReadonlySet<string>): Row[] {
  const [my, their] = [byName(mine) ?? new Map<string, Row>(), byName(theirs) ?? new Map<string, Row>()]
  const kept = [...their].flatMap(([name, row]) => (chosen.has(name) ? rowIn(my, name) : [row]))
  const added = [...my].flatMap(([name, row]) => (chosen.has(name) && !their.has(name) ? [row] : []))
  return [...kept, ...added]
}

function rowIn(rows: ReadonlyMap<string, Row>, name: string): Row[] {
  const row = rows.get(name)
  return row ? [row] : []
}
