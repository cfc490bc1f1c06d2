import { type FirewallSheet, ROUTES } from '@astrago/contracts'
import { recordOf } from '@astrago/preflight/testing'
import { savePreflight, setRunState, startRun } from '@astrago/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

let it: TemporaryConsole
beforeEach(async () => {
  it = await temporaryConsole()
})
afterEach(() => it.remove())

const NAS = 'nas.hanbit.local'
const site = () => ({ site: it.site.id })

/** What the request has as the NFS server. */
async function nfsServer(): Promise<string[]> {
  const { status, body } = await it.support(ROUTES.firewallSheet, { params: site(), querystring: { format: 'json' } })
  expect(status).toBe(200)
  return (body as FirewallSheet).rows.filter(({ first }) => first === 2049).flatMap(({ to }) => to.addresses)
}

test('the firewall request has the address of a name as soon as a preflight has found it', async () => {
  const nodes = [{ name: 'n1', address: '10.20.0.1', roles: ['control-plane', 'worker'] }]
  const answers = {
    resources: { 'resources.nodes': nodes },
    storage: { 'storage.kind': 'nfs', 'storage.nfsServer': NAS },
  }
  for (const [section, values] of Object.entries(answers)) {
    const saved = await it.reseller(ROUTES.saveSection, {
      params: { ...site(), section },
      body: { revision: 0, values },
    })
    expect(saved.status).toBe(200)
  }
  expect(await nfsServer()).toEqual([NAS])

  const { id } = await startRun(it.store.db, { siteId: it.site.id, kind: 'preflight', startedBy: 'kim' })
  const facts = [recordOf('n1', { hostsFile: [{ address: '10.20.9.5', names: [NAS] }] })]
  const mesh = { hosts: [], ports: [], pairs: [] }
  const rest = { only: null, input: null, reach: [], links: [], mesh, verdicts: [], thresholds: 't1' }
  await savePreflight(it.store.db, id, { hosts: ['n1'], facts, ...rest })
  await setRunState(it.store.db, id, 'done')
  expect(await nfsServer()).toEqual([`10.20.9.5 (${NAS})`])
})
