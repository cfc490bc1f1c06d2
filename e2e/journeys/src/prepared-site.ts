import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findingIdentity, type Plan, ROUTES, waiverDay } from '@astrago/contracts'
import type { Lab } from '@astrago/lab'
import { makeRelease } from '@astrago/lab/rke2-standin'
import type { Api } from './api.ts'
import type { RunningConsole } from './console.ts'

/** Brings a site of lab hosts to where a plan can be made, by the API: for journeys that begin later on the way. */
export async function prepareSite(api: Api, console: RunningConsole, lab: Lab, name: string): Promise<string> {
  const site = await api.send(ROUTES.makeSite, { body: { name, profile: 'air-gapped', distribution: 'rke2' } })
  const params = { site: site.id }
  const save = (section: string, values: Record<string, unknown>) =>
    api.send(ROUTES.saveSection, { params: { ...params, section }, body: { revision: 0, values } })
  await save('resources', { 'resources.nodes': nodesOf(lab) })
  await save('accounts', {
    'accounts.sshUser': 'ops',
    'accounts.sshAuth': 'key',
    'accounts.sshKey': readFileSync(lab.keyPath, 'utf8'),
    'accounts.sudo': 'nopasswd',
  })
  const seen = await api.send(ROUTES.reachHosts, { params, body: {} })
  const hosts = seen.map(({ name: host, key }) => ({ name: host, fingerprint: key.offered ?? '' }))
  await api.send(ROUTES.confirmHostKeys, { params, body: { hosts } })
  await checkAndWaive(api, site.id)
  const release = join(console.folder, 'release')
  await makeRelease(release)
  await api.send(ROUTES.useArtifactFolder, { params, body: { path: release } })
  return site.id
}

/** Has a plan made and gives it. @throws Error with what the planning ended with when none came of it */
export async function makePlan(api: Api, site: string): Promise<Plan> {
  await api.send(ROUTES.startPlanning, { params: { site } })
  for (;;) {
    const { planning } = await api.send(ROUTES.readPlanning, { params: { site } })
    if (planning?.state === 'done') return api.send(ROUTES.latestPlan, { params: { site } })
    if (planning?.state !== 'running') throw new Error(`no plan was made: ${JSON.stringify(planning)}`)
    await wait(100)
  }
}

function nodesOf(lab: Lab) {
  return lab.hosts.map(({ name, address }, i) => ({
    name,
    address,
    roles: i === 0 ? ['control-plane', 'worker'] : ['worker'],
  }))
}

/** A preflight whose blocking verdicts, should there be any, are waived: a lab host is a container and not everything a server is. */
async function checkAndWaive(api: Api, site: string): Promise<void> {
  const params = { site }
  const { run } = await api.send(ROUTES.startPreflight, { params, body: {} })
  for (;;) {
    const found = await api.send(ROUTES.readPreflight, { params: { site, run } })
    if (found.state === 'running') {
      await wait(200)
      continue
    }
    const blocking = found.verdicts.filter(({ status, severity }) => status !== 'pass' && severity === 'block')
    const findings = blocking.map((verdict) => ({ ...verdict, identity: findingIdentity(verdict) }))
    if (findings.length === 0) return
    const waiver = { reason: 'a lab host is a container', expires: waiverDay(new Date(), 1) }
    await api.send(ROUTES.waive, { params, body: { findings, ...waiver } })
    return
  }
}
