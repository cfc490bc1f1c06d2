import type { DeclaredRow, DeclaredView, FormView } from '@astrago/contracts'

export const differs = ({ state }: DeclaredRow): boolean => state !== 'same'
/** What the questionnaire says nothing of yet: taking it writes over nothing. */
export const isUndeclared = ({ state }: DeclaredRow): boolean => state === 'undeclared'
export const canTake = (row: DeclaredRow): boolean => differs(row) && row.value !== null

/** What is saved at once: one section, with the revision it starts from. */
export type SectionSave = { section: string; revision: number; values: Record<string, unknown> }

type TableRow = Readonly<Record<string, unknown>>

const isTable = (value: unknown): value is readonly TableRow[] => Array.isArray(value)

/** The node table with the found values in their cells; rows that the table no longer has are left alone. */
function tableWith(table: readonly TableRow[], rows: readonly DeclaredRow[]): TableRow[] {
  return table.map((line) => {
    const own = rows.filter(({ node }) => node === line.name)
    return { ...line, ...Object.fromEntries(own.map(({ column, value }) => [column ?? '', value])) }
  })
}

/**
 * The saves that put the found values of `rows` into the questionnaire, one a section, each starting from the revision
 * the rows were compared with. The cells of the node table beside them stay as they are, masked secrets too.
 */
export function savesFor(
  rows: readonly DeclaredRow[],
  revisions: DeclaredView['revisions'],
  { answers }: Pick<FormView, 'answers'>,
): SectionSave[] {
  const bySection = Map.groupBy(rows.filter(canTake), ({ field }) => field.split('.')[0] ?? '')
  return [...bySection].map(([section, own]) => {
    const fields = Map.groupBy(own, ({ field }) => field)
    const values = [...fields].flatMap(([field, some]): [string, unknown][] => {
      if (some.every(({ node }) => node === null)) return [[field, some.at(-1)?.value]]
      const table = answers[field]
      return isTable(table) ? [[field, tableWith(table, some)]] : []
    })
    return { section, revision: revisions[section] ?? 0, values: Object.fromEntries(values) }
  })
}
