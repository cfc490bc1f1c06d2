import { type Change, wholeFile } from './change.ts'

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
export const UNMANAGED = `[keyfile]\nunmanaged-devices=${INTERFACES.map((name) => `interface-name:${name}`).join(';')}\n`

/** NetworkManager must leave the interfaces of the pod network alone (docs.rke2.io/known_issues). */
export function leaveInterfacesAlone(): Change[] {
  return [wholeFile(NETWORK_MANAGER_FILE, UNMANAGED, 0o644, 'network-manager')]
}
