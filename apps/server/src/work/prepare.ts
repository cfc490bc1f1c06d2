import { interruptRuns, listSites, makeSite, noteAudit, type Store, saveSection } from '@astrago/store'

/** What a start finds to do: the ready site of this machine, and runs that an earlier process left behind. */
export async function prepareData(store: Store, machine: string): Promise<void> {
  const sites = await listSites(store.db)
  if (!sites.some(({ kind }) => kind === 'local')) await makeLocalSite(store, machine)
  for (const { siteId, kind } of await interruptRuns(store.db))
    await noteAudit(store.db, { who: 'console', role: '-', action: 'interrupted', site: siteId, detail: kind })
}

/** The site that lets a newcomer check the machine itself: one node, no SSH, nothing to fill in first. */
async function makeLocalSite(store: Store, machine: string): Promise<void> {
  const site = await makeSite(store.db, { name: machine, kind: 'local', profile: 'online', distribution: 'rke2' })
  const name =
    machine
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'localhost'
  const node = { name, address: '127.0.0.1', roles: ['control-plane', 'worker'] }
  await saveSection(store.db, {
    siteId: site.id,
    section: 'resources',
    revision: 0,
    values: { 'resources.nodes': [node] },
    secrets: [],
    cleared: [],
    who: 'console',
  })
}
