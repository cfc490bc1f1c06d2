import type { FormProblem } from '@astrago/contracts'

type Place = Pick<FormProblem, 'field' | 'row' | 'column'>

/** Where a problem is, in one word: `network.vip`, `network.dnsServers.1`, `resources.nodes.0.address`. */
export const problemPath = ({ field, row, column }: Place): string =>
  [field, row, column].filter((part) => part !== undefined).join('.')

/** The place that `problemPath` names; a word of any other form is taken for a field. */
export function placeOfPath(path: string): Place {
  const [, field, row, column] = /^([a-z]+\.[A-Za-z]+)(?:\.(\d+)(?:\.([A-Za-z]+))?)?$/.exec(path) ?? []
  if (field === undefined) return { field: path }
  return { field, ...(row !== undefined && { row: Number(row) }), ...(column !== undefined && { column }) }
}
