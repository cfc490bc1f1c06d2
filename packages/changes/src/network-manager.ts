import type { Action } from '@astrago/jobs'
import { writeFile } from './managed-file.ts'
import { ask } from './on-host.ts'
import { l } from './text.ts'

export const NETWORK_MANAGER_FILE = '/etc/NetworkManager/conf.d/rke2-canal.conf'
const INTERFACES = [
  'flannel*',
  'cali*',
  'tunl*',
  'vxlan.calico',
  'vxlan-v6.calico',
  'wireguard.cali',
  'wg-v6.cali',
  'cni*',
]
const CONTENT = `[keyfile]\nunmanaged-devices=${INTERFACES.map((name) => `interface-name:${name}`).join(';')}\n`
const RELOAD = 'systemctl reload NetworkManager'

/** NetworkManager must leave the interfaces of the pod network alone (docs.rke2.io/known_issues). */
export function networkManager(phase: string, host: string, before: string | null): Action {
  return writeFile({
    id: `${phase}.network-manager@${host}`,
    host,
    describe: l(
      'NetworkManager가 파드 네트워크 인터페이스를 건드리지 않게 합니다',
      'Keep NetworkManager away from the interfaces of the pod network',
    ),
    file: { path: NETWORK_MANAGER_FILE, mode: 0o644, content: CONTENT, shown: CONTENT },
    before,
    reload: { command: RELOAD, run: async (host, signal) => void (await ask(host, RELOAD, { signal })) },
  })
}
