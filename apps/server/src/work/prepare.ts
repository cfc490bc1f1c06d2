import { dropAllLeases, interruptRuns, listSites, makeSite, noteAudit, type Store, saveSection } from '@astrago/store'
import type { Journals } from './journals.ts'

/** What a start finds to do: the ready site of this machine, and what an earlier process left behind. */
export async function prepareData(store: Store, journals: Journals, machine: string): Promise<void> {
  const { db } = store
  const sites = await listSites(db)
  if (!sites.some(({ kind }) => kind === 'local')) await makeLocalSite(store, machine)
  await dropAllLeases(db)
  for (const { id, siteId, kind } of await interruptRuns(db)) {
    await tellInterrupted(journals, id)
    await noteAudit(db, { who: 'console', role: '-', action: 'interrupted', site: siteId, detail: kind })
  }
}

/** Whoever follows the run learns of it, and of an end of the journal that was only half written. */
async function tellInterrupted(journals: Journals, run: string): Promise<void> {
  const { journal, release } = await journals.use(run)
  try {
    if (journal.cutBytes > 0) {
      const text = `${journal.cutBytes} bytes at the end of this journal were half written and have been cut off.`
      await journal.append({ kind: 'log', lines: 1, host: '', step: '', level: 'warn', text })
    }
    await journal.append({ kind: 'run', state: 'interrupted' })
  } finally {
    await release()
  }
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
