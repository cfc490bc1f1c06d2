import { POD_INTERFACES } from '@astrago/changes'
import { limit, OWN, type Pair } from './limit.ts'

export const MTU: Pair = {
  block: limit(1280, `RFC 8200 section 5 (least IPv6 MTU); as a limit: ${OWN}`),
  warn: limit(1500, 'Calico documentation, MTU: VXLAN takes 50 bytes of it'),
}

/** Milliseconds between a host's clock and the median of all hosts. */
export const CLOCK_SKEW_MS: Pair = {
  block: limit(30_000, 'k0sctl, phase/validate_facts.go'),
  warn: limit(2_000, OWN),
}

export const DNS_NAMESERVERS = limit(3, 'resolv.conf(5): MAXNS is 3; kubernetes/kubernetes#9079')
export const DNS_SEARCH_DOMAINS = limit(
  3,
  'resolv.conf(5): 6 in older libc, Kubernetes adds 3; kubernetes/kubernetes#9079',
)

/**
 * Drivers of the network card that a management controller shows its server over USB. Makers give it one MAC address on every
 * machine, and it leads to no switch.
 */
export const BMC_CARDS = limit<readonly string[]>(
  ['cdc_ether', 'cdc_eem', 'cdc_ncm', 'cdc_subset', 'rndis_host'],
  'metal3-io/metal3-docs#595 (devices of BMCs with one MAC address everywhere); bb-Ricardo/netbox-sync#280; DMTF DSP0270, Redfish Host Interface',
)

export const PASSWORD_DAYS_LEFT = limit(7, OWN)

/** Interfaces that NetworkManager must leave alone, by the network plugin that makes them. */
export const UNMANAGED = limit(
  POD_INTERFACES,
  'RKE2 documentation, known_issues; Kubespray 0062-networkmanager-unmanaged-devices.yml; flatcar/init#43 (cilium*); cilium/cilium, pkg/datapath/connector (lxc*); kube-router, daemonset/kubeadm-kuberouter.yaml',
)
