import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Draft, toSiteYaml } from '@astrago/exchange-form'
import type { Lab } from '@astrago/lab'

/**
 * Options of a command for a site of these lab hosts, reached as `ops`.
 * @param folder where the site is written
 * @param roles of each host by its name; one that is not named is a control plane
 */
export async function labSite(
  lab: Lab,
  folder: string,
  roles: Readonly<Record<string, string[]>>,
  more: Draft,
): Promise<string[]> {
  const nodes = lab.hosts.map(({ name, address }) => ({
    name,
    address,
    roles: roles[name] ?? ['control-plane'],
    ...(roles[name]?.includes('gpu') ? { gpuCount: 8, gpuModel: 'H100 80GB' } : {}),
  }))
  const draft: Draft = {
    'accounts.sshUser': 'ops',
    'accounts.sshAuth': 'key',
    'accounts.sshKey': { secretRef: `file:${lab.keyPath}` },
    'accounts.sudo': 'nopasswd',
    'resources.nodes': nodes,
    ...more,
  }
  const path = join(folder, `${Object.values(roles).flat().join('-')}.yaml`)
  await writeFile(path, toSiteYaml({ name: 'lab', profile: 'online', distribution: 'rke2' }, draft))
  return ['--site', path, '--known-hosts', join(folder, 'known'), '--accept-new-keys', '--lang', 'en']
}
