import type { NodeColumn } from '@astrago/exchange-form'

/** What every row has in view. */
export const MAIN_COLUMNS: readonly NodeColumn[] = ['name', 'address', 'cpus', 'memoryGib', 'gpuModel', 'gpuCount']

/** What opens below a row. */
export const DISK_COLUMNS: readonly NodeColumn[] = ['diskGib', 'dataDiskGib']
export const LOGIN_COLUMNS: readonly NodeColumn[] = ['sshUser', 'sshPort']

/** Columns as wide as what stands in them, and the last for the row's own buttons. */
export const WIDE_GRID =
  '@2xl:grid-cols-[minmax(0,1.5fr)_minmax(0,1.4fr)_minmax(0,0.8fr)_minmax(0,0.9fr)_minmax(0,1.4fr)_minmax(0,0.7fr)_2.25rem] @2xl:gap-x-2'

const SHOWN = new Set<string>(['roles', ...MAIN_COLUMNS])
export const isFolded = (column: string | undefined): boolean => column !== undefined && !SHOWN.has(column)
