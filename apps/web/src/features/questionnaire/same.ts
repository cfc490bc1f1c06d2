/** Whether two values of a field mean the same once blanks, empty entries and number texts are as the server keeps them. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(tidied(one)) === JSON.stringify(tidied(other))
}

function tidied(value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') return value.trim() || undefined
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return tidiedList(value)
  return typeof value === 'object' ? tidiedCells(value) : value
}

function tidiedList(list: readonly unknown[]): unknown {
  const items = list.map(tidied).filter((item) => item !== undefined)
  return items.length > 0 ? items : undefined
}

/** An empty row stays a row. */
function tidiedCells(cells: object): object {
  const entries = Object.entries(cells).map(([name, cell]) => [name, tidied(cell)] as const)
  return Object.fromEntries(
    entries.filter(([, cell]) => cell !== undefined).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )
}
