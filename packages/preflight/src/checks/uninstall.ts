import { INSTALLERS } from '../thresholds/leftovers.ts'

/**
 * How to take away what was found (units, processes, folders, programs): the commands of those who leave such things, and of
 * all where it does not tell whose it is.
 */
export function uninstallOf(found: readonly string[]): string {
  const every = Object.values(INSTALLERS)
  const known = every.filter(({ marks }) => marks.some((mark) => found.includes(mark)))
  return (known.length ? known : every).map(({ uninstall }) => uninstall).join(' / ')
}
