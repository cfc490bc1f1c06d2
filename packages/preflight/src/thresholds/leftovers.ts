import { limit } from './limit.ts'

export const KUBERNETES = {
  units: limit(
    [
      'rke2-server.service',
      'rke2-agent.service',
      'k3s.service',
      'k3s-agent.service',
      'k0scontroller.service',
      'k0sworker.service',
      'kubelet.service',
      'etcd.service',
      'snap.microk8s.daemon-kubelite.service',
    ],
    'RKE2 documentation, install/uninstall; k0s documentation, reset; kubeadm preflight; MicroK8s documentation',
  ),
  /** By the first 15 letters of the name, which is what /proc/PID/comm keeps. */
  processes: limit(
    [
      'rke2',
      'rke2-server',
      'rke2-agent',
      'k3s',
      'k3s-server',
      'k3s-agent',
      'k0s',
      'kubelet',
      'kubelite',
      'kube-apiserver',
      'kube-controller',
      'kube-scheduler',
      'kube-proxy',
      'etcd',
    ],
    'k0sctl, phase/validate_hosts.go; kubeadm preflight',
  ),
}

export const ENGINES = {
  units: limit(
    ['docker.service', 'containerd.service', 'crio.service'],
    'Kubespray, roles/container-engine/validate-container-engine',
  ),
  processes: limit(
    ['dockerd', 'containerd', 'crio', 'podman'],
    'Kubespray, roles/container-engine/validate-container-engine',
  ),
  /** Those that Kubespray removes while they run, as its own engine is containerd; one that is there already it keeps. */
  removed: limit(
    ['dockerd', 'crio'],
    'Kubespray 2.24.2, roles/container-engine/validate-container-engine (container_manager: containerd)',
  ),
}

export const LEFTOVER_DIRS = {
  /** A control plane's keys or its database: their content decides. */
  decisive: limit(
    ['/etc/kubernetes', '/var/lib/etcd', '/var/lib/rancher', '/var/lib/k0s'],
    'kubeadm preflight; RKE2 documentation, install/uninstall; k0s documentation, reset',
  ),
  others: limit(
    [
      '/etc/rancher',
      '/etc/k0s',
      '/etc/cni',
      '/opt/cni',
      '/var/lib/kubelet',
      '/var/lib/cni',
      '/var/lib/calico',
      '/var/lib/longhorn',
      '/run/k3s',
      '/run/k0s',
      '/run/flannel',
      '/run/calico',
      '/var/log/pods',
      '/var/log/containers',
    ],
    'RKE2 bundle/bin/rke2-killall.sh and rke2-uninstall.sh; kubeadm reset; Longhorn documentation, uninstall',
  ),
}

/** Folders of network plugins, which container engines without a cluster have too. */
export const PLUGIN_DIRS = limit(
  ['/etc/cni', '/opt/cni', '/var/lib/cni'],
  'CNI specification, network configuration; podman-network(1); nerdctl, docs/cni',
)

/** Patterns of regular expressions. */
export const CNI_INTERFACES = limit(
  [
    'cni0',
    'flannel[.-].*',
    'vxlan\\.calico',
    'tunl0',
    'cali[0-9a-f].*',
    'cilium_.*',
    'kube-ipvs0',
    'nodelocaldns',
    'lxc[0-9a-f][0-9a-f].*',
    'lxc_health',
    'kube-bridge',
    'weave',
  ],
  'RKE2 bundle/bin/rke2-killall.sh; Kubespray reset.yml; cilium/cilium, pkg/datapath/connector (lxc and hex digits)',
)
/** Those of them that the kernel makes with the module alone: without an address nobody has used them. */
export const FALLBACK_INTERFACES = limit(
  ['tunl0'],
  'Linux kernel documentation, admin-guide/sysctl/net (fb_tunnels_only_for_init_net)',
)
/** Networks of pods as the programs of CNI keep them, and podman before its version 4. */
export const CNI_NAMESPACES = limit(
  ['/run/netns/cni-'],
  'RKE2 bundle/bin/rke2-killall.sh; podman 3, pkg/netns (names begin with cni-)',
)
/** How the bridges of container engines begin that use CNI without a cluster. */
export const ENGINE_BRIDGES = limit(
  ['cni-podman', 'nerdctl'],
  'podman 4, libpod/network (87-podman-bridge.conflist); nerdctl, docs/cni',
)
export const LEFTOVER_MOUNTS = limit(
  [
    '/var/lib/kubelet/',
    '/var/lib/k0s/kubelet/',
    '/run/k3s/',
    '/run/k0s/',
    '/run/containerd/io.containerd.runtime.v2.task/k8s.io/',
  ],
  "RKE2 bundle/bin/rke2-killall.sh; k0s documentation, directories (kubelet-root-dir); containerd, CRI's namespace k8s.io",
)

/** Who may have installed a cluster, and how to take it away: `marks` are units, processes, folders and programs of his alone. */
type Installer = { uninstall: string; marks: readonly string[]; source: string }

/** RKE2 and K3s share these. */
const RANCHER = ['/etc/rancher', '/var/lib/rancher', '/run/k3s']

export const INSTALLERS: Readonly<Record<'rke2' | 'k3s' | 'k0s' | 'microk8s' | 'kubeadm', Installer>> = {
  rke2: {
    uninstall: 'rke2-uninstall.sh',
    marks: [
      ...['rke2-server.service', 'rke2-agent.service', 'rke2', 'rke2-server', 'rke2-agent'],
      ...['/usr/local/bin/rke2', '/opt/rke2/bin/rke2', ...RANCHER],
    ],
    source: 'RKE2 documentation, install/uninstall',
  },
  k3s: {
    uninstall: 'k3s-uninstall.sh, k3s-agent-uninstall.sh',
    marks: [
      ...['k3s.service', 'k3s-agent.service', 'k3s', 'k3s-server', 'k3s-agent'],
      ...['/usr/local/bin/k3s', ...RANCHER],
    ],
    source: 'K3s documentation, installation/uninstall',
  },
  k0s: {
    uninstall: 'k0s stop; k0s reset',
    marks: [
      ...['k0scontroller.service', 'k0sworker.service', 'k0s', '/usr/local/bin/k0s'],
      ...['/etc/k0s', '/var/lib/k0s', '/run/k0s'],
    ],
    source: 'k0s documentation, reset',
  },
  microk8s: {
    uninstall: 'snap remove --purge microk8s',
    marks: ['snap.microk8s.daemon-kubelite.service', 'kubelite'],
    source: 'MicroK8s documentation, install and uninstall',
  },
  kubeadm: {
    uninstall: 'kubeadm reset, Kubespray reset.yml',
    marks: [
      ...['kubelet.service', 'etcd.service', '/etc/kubernetes', '/var/lib/etcd'],
      ...['/usr/local/bin/kubelet', '/usr/local/bin/kubeadm', '/usr/bin/kubelet', '/usr/bin/kubeadm'],
    ],
    source: 'kubernetes.io, kubeadm reset; Kubespray, docs/getting_started (reset)',
  },
}

/** Programs and files of a cluster, by what they say. */
export const LEFTOVER_FILES = {
  programs: limit(
    [
      '/usr/local/bin/rke2',
      '/usr/local/bin/k3s',
      '/usr/local/bin/k0s',
      '/usr/local/bin/kubelet',
      '/usr/local/bin/kubeadm',
      '/usr/bin/kubelet',
      '/usr/bin/kubeadm',
      '/opt/rke2/bin/rke2',
    ],
    'RKE2 install.sh; k0s install script; Kubespray roles/kubernetes/node; kubeadm packages',
  ),
  /** Without those of registries, which registry-config-leftover tells. */
  settings: limit(
    ['/etc/rancher/rke2/config.yaml', '/etc/k0s/k0s.yaml', '/etc/kubernetes/admin.conf'],
    'RKE2 documentation, advanced; k0s documentation, configuration; kubeadm',
  ),
  identity: limit(
    ['/etc/rancher/node/password', '/etc/k0s/k0stoken'],
    'RKE2 documentation, advanced (node passwords); rancher/rke2#7372, #4478',
  ),
}

/** Version of containerd's settings that k0s takes from its own additions, by Kubernetes minor: from `from` on `version`. */
export const K0S_CONTAINERD_CONFIG = {
  before: limit('2', 'k0s, cmd/worker; containerd 1.7'),
  from: limit(36, 'k0s v1.36 embedded-bins/Makefile.variables (containerd 2.x)'),
  after: limit('3', 'containerd documentation, config (version 3)'),
}
