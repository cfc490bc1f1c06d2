import type { Cni } from '@astrago/contracts'
import { type Change, wholeFile } from './change.ts'

export const NETWORK_MANAGER_FILE = '/etc/NetworkManager/conf.d/rke2-canal.conf'

/** What each network plugin makes on a host, as it is set up without further choices; a star stands for any end. */
export const POD_INTERFACES: Readonly<Record<Cni, readonly string[]>> = {
  canal: ['cali*', 'flannel*'],
  calico: ['cali*', 'vxlan.calico'],
  // Cilium, cilium_host, cilium_net and cilium_vxlan, and one lxc interface a pod
  cilium: ['cilium*', 'lxc*'],
  flannel: ['cni*', 'flannel*'],
  'kube-router': ['kube-bridge'],
}
/** Of Calico with IP in IP, IPv6 or WireGuard, and of kube-router for services and across subnets. */
const OTHER_MODES = ['tunl*', 'vxlan-v6.calico', 'wireguard.cali', 'wg-v6.cali', 'kube-dummy-if', 'tun-*']
const INTERFACES = [...new Set([...Object.values(POD_INTERFACES).flat(), ...OTHER_MODES])]
/** The plus keeps what other files of the host leave alone (NetworkManager.conf(5)). */
export const UNMANAGED = `[keyfile]\nunmanaged-devices+=${INTERFACES.map((name) => `interface-name:${name}`).join(';')}\n`

/** NetworkManager must leave the interfaces of the pod network alone (docs.rke2.io/known_issues). */
export function leaveInterfacesAlone(): Change[] {
  return [wholeFile(NETWORK_MANAGER_FILE, UNMANAGED, 0o644, 'network-manager')]
}
