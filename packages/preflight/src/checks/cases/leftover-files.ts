import { type Cases, server } from './given.ts'

export const LEFTOVER_FILES_CASES = {
  'leftover-packet-rules': { pass: {}, found: { facts: { packetRules: { chains: ['KUBE-SERVICES'], ipvs: true } } } },
  'leftover-programs': { pass: {}, found: { facts: { presence: ['/usr/local/bin/k3s'] } } },
  'leftover-config-files': {
    pass: { facts: { presence: ['/etc/rancher/rke2/registries.yaml'] } },
    found: { facts: { presence: ['/etc/rancher/rke2/config.yaml'] } },
  },
  'leftover-cluster-identity': { pass: {}, found: { facts: { presence: ['/etc/rancher/node/password'] } } },
  'leftover-k0s-snippets': {
    pass: {
      site: { distribution: 'k0s' },
      facts: { containerdSnippets: [{ file: '/etc/k0s/containerd.d/nvidia.toml', version: '2' }] },
    },
    version: {
      site: { distribution: 'k0s' },
      facts: { containerdSnippets: [{ file: '/etc/k0s/containerd.d/nvidia.toml', version: '3' }] },
    },
  },
  'leftover-kubeconfig': {
    pass: { node: server },
    found: { node: server, facts: { kubeconfigs: ['/root/.bashrc'] } },
    'no-root': { node: server, facts: { session: { uid: 1000 } } },
  },
} satisfies Cases
