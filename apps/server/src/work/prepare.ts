import { interruptRuns, listSites, makeSite, noteAudit, type Store } from '@astrago/store'

/** What a start finds to do: the ready site of this machine, and runs that an earlier process left behind. */
export async function prepareData(store: Store, machine: string): Promise<void> {
  const sites = await listSites(store.db)
  if (!sites.some(({ kind }) => kind === 'local'))
    await makeSite(store.db, { name: machine, kind: 'local', profile: 'online', distribution: 'rke2' })
  for (const { siteId, kind } of await interruptRuns(store.db))
    await noteAudit(store.db, { who: 'console', role: '-', action: 'interrupted', site: siteId, detail: kind })
}
