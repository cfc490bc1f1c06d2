import { AppError, type Localized } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import type { Action } from '@astrago/jobs'
import type { HostFacts } from '../../../host/host-facts.ts'
import { dropNote, noteMore, readNote } from '../../../host/notes.ts'
import { must } from '../../../host/on-host.ts'
import { l } from '../../../text.ts'
import type { FirewallPolicy, Rke2Cluster, Rke2Node } from '../../answers.ts'
import { firewalldRules, openingsFor, ufwRules } from '../../firewall-rules.ts'
import { RKE2_PORTS } from '../../ports.ts'
import { type FirewallTool, firewalldTool, ufwTool } from './firewall-tools.ts'

/** The rules that we added, one a line: only these are taken away by undo. */
const ADDED = 'firewall-added'

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
  const openings = openingsFor(cluster, node, RKE2_PORTS)
  if (facts.firewall === 'ufw') return [open(node.name, ufwTool(ufwRules(openings)))]
  if (facts.firewall === 'firewalld') return [open(node.name, firewalldTool(firewalldRules(openings, facts.zone)))]
  return []
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

function open(host: string, tool: FirewallTool): Action {
  return {
    id: `prepare-host.firewall@${host}`,
    host,
    describe: l(
      `${tool.name}에서 다른 노드에 필요한 포트만 엽니다`,
      `Open in ${tool.name} what the other nodes need, and no more`,
    ),
    commands: tool.rules.map(tool.addCommand),
    files: [],
    expectedMs: 1_000 + tool.rules.length * 200,
    verify: async ({ host, signal }) => (await missing(host, tool, signal)).length === 0,
    async apply({ host, signal, log }) {
      const rules = await missing(host, tool, signal)
      // Noted before they are added, so that what is cut off in between is still taken away later.
      await noteMore(host, ADDED, rules, signal)
      log(`${tool.name}: ${rules.length} rules`)
      await must(host, ['set -e', ...tool.add(rules)].join('\n'), { signal, timeoutMs: 600_000 })
    },
    async undo({ host, signal }) {
      const added = await readNote(host, ADDED, signal)
      const absent = new Set(await missing(host, tool, signal))
      const present = tool.rules.filter((rule) => added.includes(rule) && !absent.has(rule))
      await must(host, ['set -e', ...tool.remove(present)].join('\n'), { signal, timeoutMs: 600_000 })
      await dropNote(host, ADDED, signal)
    },
  }
}

async function missing(host: Host, tool: FirewallTool, signal: AbortSignal): Promise<string[]> {
  const present = tool.present(await must(host, tool.list, { signal }))
  return tool.rules.filter((rule) => !present.has(rule))
}
