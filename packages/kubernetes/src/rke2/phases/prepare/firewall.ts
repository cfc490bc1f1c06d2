import { changeAction, type HostFacts, openingsFor, openPorts } from '@astrago/changes'
import { AppError, type Localized, packetRules, portRules } from '@astrago/contracts'
import type { Action } from '@astrago/jobs'
import { l } from '../../../text.ts'
import type { FirewallPolicy, Rke2Cluster, Rke2Node } from '../../answers.ts'

type Facts = Pick<HostFacts, 'firewall' | 'zone'>

/** Why the policy of the questionnaire and the firewall of a host do not go together; null when they do. */
export function firewallConflict(policy: FirewallPolicy, host: string, { firewall }: Facts): Localized | null {
  if (firewall === 'none' || policy === 'managed-by-customer') return null
  if (policy === 'none') {
    return l(
      `${host}: 방화벽 정책은 '사용 안 함'인데 ${firewall} 방화벽이 동작 중입니다.`,
      `${host}: the firewall policy is 'none', yet a firewall (${firewall}) is active.`,
    )
  }
  return firewall === 'other'
    ? l(
        `${host}: ufw도 firewalld도 아닌 규칙이 들어오는 트래픽을 막고 있어 포트를 열 수 없습니다.`,
        `${host}: rules that are neither ufw's nor firewalld's drop what comes in, so no port can be opened.`,
      )
    : null
}

/** The one action on the firewall that the policy asks for. None of them ever turns a firewall off. */
export function firewall(cluster: Rke2Cluster, node: Rke2Node, facts: Facts): Action[] {
  if (cluster.firewall === 'managed-by-customer') return []
  if (firewallConflict(cluster.firewall, node.name, facts)) return [conflict(node.name, facts)]
  if (facts.firewall === 'none' || facts.firewall === 'other') return []
  const needs = [...portRules('rke2', cluster.cni), ...packetRules('rke2', cluster.cni)]
  const changes = openPorts(facts.firewall, openingsFor(cluster, node, needs), facts.zone)
  return [
    changeAction({
      id: `prepare-host.firewall@${node.name}`,
      host: node.name,
      owner: 'install',
      describe: l(
        `${facts.firewall}에서 다른 노드에 필요한 포트만 엽니다`,
        `Open in ${facts.firewall} what the other nodes need, and no more`,
      ),
      changes,
      expectedMs: 1_000 + changes.length * 200,
    }),
  ]
}

/** Stops a run that was planned while the firewall was still as the policy says. */
function conflict(host: string, { firewall }: Facts): Action {
  return {
    id: `prepare-host.firewall-conflict@${host}`,
    host,
    describe: l('방화벽 정책과 호스트 상태가 맞지 않아 멈춥니다', 'Stop: the firewall does not agree with its policy'),
    commands: [],
    files: [],
    expectedMs: 0,
    verify: async () => false,
    apply: async () => Promise.reject(new AppError('FIREWALL_CONFLICT', { host, params: { firewall } })),
  }
}
