import type { Host } from '@astrago/hosts'
import type { Action } from '@astrago/jobs'
import { dropNote, noteMore, readNote } from '../notes.ts'
import { must } from '../on-host.ts'
import { l } from '../text.ts'
import type { FirewallTool } from './tools.ts'

/** The rules that we added, one a line: only these are taken away by undo. */
const ADDED = 'firewall-added'

/** Adds the rules of a firewall that is active, and no others. */
export function openPorts(phase: string, host: string, tool: FirewallTool): Action {
  return {
    id: `${phase}.firewall@${host}`,
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
