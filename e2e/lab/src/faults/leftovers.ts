import type { Fault } from './fault.ts'

const ENGINE = 'lab-leftover-engine'
const POD = '/run/k3s/containerd/pod/rootfs'

/** What an earlier installation has left behind. */
export const LEFTOVER_FAULTS: readonly Fault[] = [
  {
    name: 'leftovers',
    description: 'Files of an earlier Kubernetes installation lie about.',
    params: {},
    on: ({ enter }) =>
      enter(`mkdir -p /var/lib/rancher/rke2/server/db /etc/rancher/rke2 /etc/cni/net.d
        echo 'token: of-an-earlier-cluster' >/etc/rancher/rke2/config.yaml
        echo '{}' >/etc/cni/net.d/10-canal.conflist; touch /var/lib/rancher/lab-leftovers`),
    off: ({ enter }) =>
      enter('[ -f /var/lib/rancher/lab-leftovers ] || exit 0; rm -r /var/lib/rancher /etc/rancher /etc/cni'),
  },
  {
    name: 'leftover-containers',
    description: 'A container engine runs, with the mount and the network interface of a pod.',
    params: {},
    // The name under which it runs is that of the file it was started by.
    on: ({ enter }) =>
      enter(`mkdir -p /run/${ENGINE} ${POD}; ln -sf /usr/bin/sleep /run/${ENGINE}/containerd
        systemd-run --quiet --collect --unit=${ENGINE} /run/${ENGINE}/containerd infinity
        mount -t tmpfs pod ${POD}; ip link add cni0 type bridge`),
    off: ({ enter }) =>
      enter(`[ -d /run/${ENGINE} ] || exit 0
        ip link delete cni0; umount ${POD}; systemctl stop ${ENGINE}; rm -r /run/${ENGINE} /run/k3s`),
  },
  {
    name: 'cluster-chains',
    description: "An earlier cluster's chains are left in the packet filter.",
    params: {},
    on: ({ enter }) => enter('iptables -n -L KUBE-SERVICES >/dev/null 2>&1 || iptables -N KUBE-SERVICES'),
    off: ({ enter }) => enter('iptables -X KUBE-SERVICES 2>/dev/null || true'),
  },
]
