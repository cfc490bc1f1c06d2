import { type Cases, gpuNode, iface, unit } from './given.ts'

export const LEFTOVERS_CASES = {
  'leftover-services': {
    pass: {},
    installed: { facts: { units: { 'rke2-server.service': unit } } },
    running: { facts: { processes: ['rke2', 'kubelet'] } },
  },
  'leftover-dirs': {
    pass: {},
    plugins: { facts: { leftoverDirs: { filled: ['/opt/cni'] } } },
    some: { facts: { leftoverDirs: { filled: ['/opt/cni', '/run/calico'] } } },
    data: { facts: { leftoverDirs: { filled: ['/var/lib/etcd'] } } },
    'no-root': { facts: { leftoverDirs: { unreadable: ['/var/lib/rancher'] } } },
  },
  'leftover-container-engine': {
    pass: {},
    stopped: { facts: { units: { 'docker.service': unit } } },
    running: { facts: { processes: ['dockerd'] } },
    gpu: { node: gpuNode, facts: { processes: ['containerd'] } },
    removed: { site: { distribution: 'kubespray' }, facts: { processes: ['dockerd'] } },
  },
  'leftover-cni-interfaces': { pass: {}, found: { facts: iface({ name: 'flannel.1' }) } },
  'leftover-mounts': {
    pass: {},
    found: {
      facts: { mounts: [{ source: 'tmpfs', target: '/var/lib/kubelet/pods/1/volumes', type: 'tmpfs', options: [] }] },
    },
  },
} satisfies Cases
