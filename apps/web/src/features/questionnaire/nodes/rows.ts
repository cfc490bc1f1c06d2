import { type NodeColumn, SECRET_COLUMNS } from '@astrago/exchange-form'

/** A server as it stands in the form: cells as they were typed. */
export type Row = Readonly<Partial<Record<NodeColumn, unknown>>>

export const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value : [])

/** The table with some cells of one row changed; an empty cell leaves it. The other rows stay the same objects. */
export function changeRow(rows: readonly Row[], index: number, change: Row): Row[] {
  return rows.map((row, at) => {
    if (at !== index) return row
    const cells = Object.entries({ ...row, ...change })
    return Object.fromEntries(cells.filter(([, cell]) => cell !== '' && cell !== undefined))
  })
}

export const removeRow = (rows: readonly Row[], index: number): Row[] => rows.filter((_, at) => at !== index)

/** A pasted table in place of the present one; a server that is in both keeps the secrets that the pasted one lacks. */
export function keepSecrets(pasted: readonly Row[], present: readonly Row[]): Row[] {
  const known = new Map(present.map((row) => [row.name, row]))
  return pasted.map((row) => {
    const before = known.get(row.name)
    const kept = SECRET_COLUMNS.filter((column) => before?.[column] !== undefined && row[column] === undefined)
    return { ...row, ...Object.fromEntries(kept.map((column) => [column, before?.[column]])) }
  })
}
