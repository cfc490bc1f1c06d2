import type { Distribution } from '@astrago/contracts'
import { type Limit, limit } from './limit.ts'

/** As parties of a port matrix; `agent` is a machine of the cluster without the control plane. */
export const LOCAL_PARTIES = ['control-plane', 'agent', 'node', 'worker'] as const
export type LocalParty = (typeof LOCAL_PARTIES)[number]

/** The controller manager and the scheduler. */
const CONTROL_PLANE = [10257, 10259]
/** Health of the kubelet, metrics and health of kube-proxy. */
const KUBELET_AND_PROXY = [10248, 10249, 10256]
const KUBERNETES = 'kubeadm, cmd/kubeadm/app/preflight/checks.go; kubernetes.io, kubelet and kube-proxy (default ports)'

/**
 * TCP ports that a machine's own components bind for themselves. Nobody connects to them from elsewhere, so they are in no
 * port matrix and no firewall request; but what binds them must find them free.
 */
export const LOCAL_PORTS: Record<Distribution, Limit<Partial<Record<LocalParty, readonly number[]>>>> = {
  rke2: limit({ 'control-plane': CONTROL_PLANE, node: KUBELET_AND_PROXY }, KUBERNETES),
  k0s: limit(
    { 'control-plane': CONTROL_PLANE, worker: KUBELET_AND_PROXY },
    `${KUBERNETES}; k0s, pkg/component/controller/controllermanager.go (a pure controller runs no kubelet)`,
  ),
  kubespray: limit(
    { 'control-plane': CONTROL_PLANE, node: KUBELET_AND_PROXY, agent: [6443, 8081] },
    `${KUBERNETES}; Kubespray 2.24.2, roles/kubernetes/node/tasks/loadbalancer/nginx-proxy.yml`,
  ),
}
