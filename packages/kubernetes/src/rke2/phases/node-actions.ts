import { ask, holds, must, sha256 } from '@astrago/changes'
import { AppError } from '@astrago/contracts'
import { type Host, quote } from '@astrago/hosts'
import type { Action, ActionContext } from '@astrago/jobs'
import type { Limits } from '../../distribution.ts'
import { waitFor } from '../../host/wait.ts'
import { l } from '../../text.ts'
import type { Rke2Cluster, Rke2Node } from '../answers.ts'
import { apiReady, forgetNode, nodesNotReady } from '../kubectl.ts'
import { JOIN_PORT, OURS } from '../paths.ts'
import { isUp, type Service, startAndWait } from '../service.ts'
import { filesOf } from './write-config.ts'

const MINUTE = 60_000

/** What one node needs to become part of the cluster: RKE2 itself, then its service. */
export function nodeActions(phase: string, cluster: Rke2Cluster, node: Rke2Node, limits: Limits): Action[] {
  return [install(phase, cluster, node), start(phase, cluster, node, limits)]
}

function install(phase: string, cluster: Rke2Cluster, node: Rke2Node): Action {
  const variables = `INSTALL_RKE2_ARTIFACT_PATH=${OURS.staging} INSTALL_RKE2_TYPE=${node.role}`
  const command = `${variables} sh ${OURS.staging}/install.sh`
  const release = cluster.files.release.map((file) => file.sha256).join(' ')
  return {
    id: `${phase}.install@${node.name}`,
    host: node.name,
    describe: l('RKE2를 설치합니다', 'Install RKE2'),
    commands: [command],
    files: [],
    expectedMs: 10_000,
    async verify({ host, signal }) {
      const { stdout } = await ask(host, `cat ${OURS.installed}`, { signal })
      return stdout.trim() === release && holds(host, `systemctl cat rke2-${node.role}`, { signal })
    },
    async apply({ host, signal, log }) {
      log((await must(host, command, { signal, timeoutMs: 10 * MINUTE })).trim())
      await must(host, `cat > ${OURS.installed}`, { stdin: release, signal })
    },
    undo: (context) => uninstall(context, cluster),
  }
}

function start(phase: string, cluster: Rke2Cluster, node: Rke2Node, limits: Limits): Action {
  const service = serviceOf(cluster, node)
  const first = cluster.servers[0]?.name ?? ''
  const isFirst = node.name === first
  return {
    id: `${phase}.start@${node.name}`,
    host: node.name,
    describe: isFirst
      ? l('첫 서버를 시작해 클러스터를 만듭니다', 'Start the first server, which makes the cluster')
      : l(`클러스터(${cluster.join.address})에 합류합니다`, `Join the cluster at ${cluster.join.address}`),
    commands: [`systemctl enable ${service.unit}`, `systemctl start ${service.unit}`],
    files: [],
    expectedMs: isFirst ? 3 * MINUTE : 2 * MINUTE,
    ...(isFirst ? { pointOfNoReturn: true } : {}),
    verify: (context) => isUp(context, service),
    async apply(context) {
      if (!isFirst) await reachJoinAddress(context, cluster, limits)
      await startAndWait(context, service, limits)
    },
    async undo(context) {
      const { host, signal, hostNamed, log } = context
      if (!isFirst && !(await forgetNode(hostNamed(first), node.name, signal))) {
        log(`kubectl delete node ${node.name}: the cluster does not answer`, 'warn')
      }
      await must(host, `if systemctl cat ${service.unit}; then systemctl disable --now ${service.unit}; fi`, {
        signal,
        timeoutMs: 3 * MINUTE,
      })
    },
  }
}

function serviceOf(cluster: Rke2Cluster, node: Rke2Node): Service {
  const config = filesOf(cluster, node, { selinux: false, networkInterface: null })
  const release = [...cluster.files.release, ...cluster.files.images].map((file) => file.sha256)
  return {
    unit: `rke2-${node.role}`,
    fingerprint: sha256([...config.map((file) => `${file.path}\n${file.content}`), ...release].join('\n')),
    async isReady({ host, signal, hostNamed }) {
      if (node.role === 'server') return apiReady(host, signal)
      const server = cluster.servers[0]
      return server === undefined || (await nodesNotReady(hostNamed(server.name), [node.name], signal))?.size === 0
    },
  }
}

/** A VIP comes up only some time after the first server has. */
async function reachJoinAddress({ host, signal, log }: ActionContext, { join }: Rke2Cluster, limits: Limits) {
  const { address } = join
  let last = ''
  const open = await waitFor(
    async () => {
      const answer = await host.reach(address, JOIN_PORT, 5_000)
      if (answer !== last) log(`${address}:${JOIN_PORT} ${answer}`)
      last = answer
      return answer === 'open' ? true : undefined
    },
    { limitMs: limits.joinMs, pollMs: limits.pollMs, signal },
  )
  if (open) return
  const params = { address, port: JOIN_PORT, seconds: limits.joinMs / 1000, detail: last }
  throw new AppError('CLUSTER_JOIN_UNREACHABLE', { host: host.name, params })
}

/** RKE2's own script removes RKE2, its data and its configuration. A VIP that kube-vip left behind goes too. */
async function uninstall({ host, signal, log }: ActionContext, { kubeVip }: Rke2Cluster): Promise<void> {
  const script = await uninstallScript(host, signal)
  if (script) log((await must(host, quote(script), { signal, timeoutMs: 10 * MINUTE })).trim())
  await must(host, `rm -f ${OURS.installed} ${OURS.started}; rmdir -p ${OURS.staging} 2>/dev/null || true`, { signal })
  if (kubeVip) await must(host, dropAddress(kubeVip.address), { signal })
}

async function uninstallScript(host: Host, signal: AbortSignal): Promise<string | null> {
  const look = 'for s in /usr/local /opt/rke2 /usr; do ls $s/bin/rke2-uninstall.sh 2>/dev/null; done | head -n 1'
  return (await ask(host, look, { signal })).stdout.trim() || null
}

function dropAddress(address: string): string {
  return [
    'PATH=$PATH:/usr/sbin:/sbin',
    `ip -o address show to ${quote(address)} | while read -r _ dev _ cidr _; do ip address del "$cidr" dev "\${dev%%@*}"; done`,
  ].join('\n')
}
