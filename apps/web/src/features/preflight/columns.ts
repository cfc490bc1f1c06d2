import type { Category, CheckInfo } from '@astrago/contracts'
import type { COLUMN_TITLES } from '../../texts/preflight.ts'

export type ColumnId = keyof typeof COLUMN_TITLES

/** The categories of a column of the matrix; every category is in one. */
export const COLUMNS: Record<ColumnId, readonly Category[]> = {
  resources: ['cpu-memory'],
  disk: ['disk'],
  system: ['kernel', 'os', 'leftovers'],
  network: ['network', 'ports'],
  time: ['time', 'dns'],
  access: ['ssh', 'security'],
  registry: ['registry', 'proxy'],
  storage: ['storage'],
  gpu: ['gpu'],
  cluster: ['cluster'],
}

export const COLUMN_IDS = Object.keys(COLUMNS) as readonly ColumnId[]
const COLUMN_BY_CATEGORY = new Map(COLUMN_IDS.flatMap((id) => COLUMNS[id].map((category) => [category, id] as const)))

/** The column that the verdicts of a check stand in. */
export function columnOf(check: Pick<CheckInfo, 'category'> | undefined): ColumnId {
  return (check && COLUMN_BY_CATEGORY.get(check.category)) ?? 'cluster'
}
