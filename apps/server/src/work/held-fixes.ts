import type { HeldFixes } from '@astrago/contracts'
import type { HostRecord } from '@astrago/preflight'
import { fixesByConsole, type Store } from '@astrago/store'
import type { SiteState } from './form.ts'

/** The hosts of the node table that carry fixes, by the ledgers as a preflight found them. */
export async function heldFixes(
  { db }: Store,
  { site, answers }: SiteState,
  records: readonly HostRecord[],
): Promise<HeldFixes[]> {
  const own = await fixesByConsole(db, site.id)
  const names = new Set((answers['resources.nodes'] ?? []).map(({ name }) => name))
  return records.flatMap(({ host, facts: { heldFixes: held } }) => {
    if (!names.has(host) || !('value' in held) || held.value.length === 0) return []
    return [{ host, fixes: held.value.length, others: held.value.filter((name) => !own.has(name)).length }]
  })
}
