import type { Distribution } from '@astrago/contracts'
import { type Limit, limit } from './limit.ts'
import { RKE2 } from './sources.ts'

export type DistributionData = {
  /** Kubernetes minor that is assumed when the site names none. */
  kubernetes: string
  dataDir: string
  /** Where etcd and the container runtime keep their data. */
  etcdDir: string
  imageDir: string
  podCidr: string
  serviceCidr: string
  source: string
}

export const DISTRIBUTIONS: Record<Distribution, DistributionData> = {
  rke2: {
    kubernetes: '1.35',
    dataDir: '/var/lib/rancher/rke2',
    etcdDir: '/var/lib/rancher/rke2/server/db/etcd',
    imageDir: '/var/lib/rancher/rke2/agent/containerd',
    podCidr: '10.42.0.0/16',
    serviceCidr: '10.43.0.0/16',
    source: `${RKE2}; rke2-docs networking/basic_network_options; channels.yaml (stable v1.35)`,
  },
  k0s: {
    kubernetes: '1.35',
    dataDir: '/var/lib/k0s',
    etcdDir: '/var/lib/k0s/etcd',
    imageDir: '/var/lib/k0s/containerd',
    podCidr: '10.244.0.0/16',
    serviceCidr: '10.96.0.0/12',
    source: 'k0s documentation, system-requirements, external-runtime-deps and networking',
  },
  kubespray: {
    kubernetes: '1.28',
    dataDir: '/var/lib/containerd',
    etcdDir: '/var/lib/etcd',
    imageDir: '/var/lib/containerd',
    podCidr: '10.233.64.0/18',
    serviceCidr: '10.233.0.0/18',
    source: 'Kubespray 2.24.2, roles/kubespray-defaults',
  },
}

const rhelFamily = (...versions: string[]) => ({ rhel: versions, rocky: versions, almalinux: versions })
const CURRENT = { ubuntu: ['22.04', '24.04'], debian: ['12'], ...rhelFamily('9') }

/** Systems that Kubespray installs on at all, whatever their version, by `ID` of os-release. */
export const KUBESPRAY_KNOWS = limit(
  [
    ...['rhel', 'centos', 'fedora', 'ubuntu', 'debian', 'flatcar', 'opensuse-leap', 'opensuse-tumbleweed'],
    ...['clear-linux-os', 'ol', 'almalinux', 'rocky', 'amzn'],
  ],
  'Kubespray, roles/kubernetes/preinstall/defaults (supported_os_distributions) and tasks/0040-verify-settings.yml',
)

/** Versions of operating systems on which a distribution is proven, by `ID` of os-release. */
export const SYSTEMS: Record<Distribution, Limit<Readonly<Record<string, readonly string[]>>>> = {
  rke2: limit(CURRENT, `${RKE2}; kubernetes.io, cgroups (v1 is refused from 1.35 on)`),
  k0s: limit(CURRENT, 'k0s documentation, system-requirements and external-runtime-deps'),
  kubespray: limit(
    { ubuntu: ['20.04', '22.04'], debian: ['11', '12'], ...rhelFamily('8', '9') },
    'Kubespray 2.24.2, README and roles/kubernetes/preinstall/tasks/0040-verify-settings.yml',
  ),
}
