import type { CheckId, NewEvent, Verdict } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import type { Access, HostRecord } from '../facts/schema.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import { judgeActive } from '../judge.ts'
import { unreachedHost } from '../probe-host.ts'
import type { ActiveFacts } from './evidence.ts'
import { loginTrial } from './proxy-login.ts'
import type { ActiveSecrets } from './secrets.ts'
import { nothingTried, tryAll, wantedTasks } from './try-all.ts'

type Trial = {
  input: PreflightInput
  /** The machines that are asked to try something. */
  nodes: readonly DeclaredNode[]
  only: readonly CheckId[] | undefined
  secrets: ActiveSecrets
  transport: Access['transport']
  onEvent: (event: Extract<NewEvent, { kind: 'host' }>) => void
  signal: AbortSignal | undefined
}

/**
 * What hosts try at the services of the site. How many verdicts will come of each host is announced first; they are told
 * as its tasks end, so many of each host, also of one that is never reached.
 */
export function activeTrial({ input, nodes, only, secrets, transport, onEvent, signal }: Trial) {
  const wanted = wantedTasks(only)
  const means = { secrets, trial: loginTrial() }
  const tried = new Map<string, ActiveFacts>()
  const counts = new Map<string, { done: number; all: number }>()
  const told = new Set<string>()

  const nothing = (node: DeclaredNode) => nothingTried({ input, node, wanted }, 'host-unreachable')
  const judge = (record: HostRecord, active: ActiveFacts): Verdict[] => {
    const alone = { ...input, records: new Map([[record.host, { ...record, active }]]), reach: [], links: [] }
    return judgeActive(alone, record.host, only ? { only } : {})
  }
  const tell = (record: HostRecord, found: ActiveFacts): void => {
    const { host, access } = record
    const verdicts = judge(record, found)
    const { done, all } = counts.get(host) ?? { done: 0, all: 0 }
    if (verdicts.length === 0) return
    const active = { done: done + verdicts.length, all }
    counts.set(host, active)
    for (const { check } of verdicts) told.add(`${check} ${host}`)
    const state = access.problem ? { state: 'failed' as const, problem: access.problem } : { state: 'judged' as const }
    onEvent({ kind: 'host', host, ...state, verdicts, active })
  }

  return {
    announce(): void {
      for (const node of nodes) {
        const { name: host } = node
        const active = { done: 0, all: judge(unreachedHost(host, transport, null), nothing(node)).length }
        counts.set(host, active)
        onEvent({ kind: 'host', host, state: 'waiting', verdicts: [], active })
      }
    },
    /** Never rejects: why nothing was found is part of what was found. */
    async tryOn(host: Host, node: DeclaredNode, record: HostRecord | undefined): Promise<void> {
      const onFound = (found: ActiveFacts): void => {
        if (record && !signal?.aborted) tell(record, found)
      }
      tried.set(node.name, await tryAll(host, { input, node, wanted, means, record, onFound }, signal))
    },
    /** Of a host that was not reached. */
    giveUp(record: HostRecord): void {
      const node = nodes.find(({ name }) => name === record.host)
      if (node) tell(record, nothing(node))
    },
    isTold: ({ check, host }: Verdict): boolean => told.has(`${check} ${host}`),
    /** Puts what hosts tried, or why they did not, into their records, over what they tried before. */
    keepIn(records: Map<string, HostRecord>): void {
      for (const node of nodes) {
        const record = records.get(node.name)
        const found = tried.get(node.name) ?? nothing(node)
        if (record) records.set(node.name, { ...record, active: { ...record.active, ...found } })
      }
    },
  }
}
