import { AppError } from '@astrago/contracts'
import type { ActionContext, Phase } from '@astrago/jobs'
import type { Limits } from '../../distribution.ts'
import { waitFor } from '../../host/wait.ts'
import { l } from '../../text.ts'
import type { Rke2Cluster } from '../answers.ts'
import { nodesNotReady } from '../kubectl.ts'

export function waitReady(cluster: Rke2Cluster, limits: Limits): Phase<null> {
  const names = [...cluster.servers, ...cluster.agents].map(({ name }) => name)
  return {
    id: 'wait-ready',
    title: l('준비 확인', 'Wait until ready'),
    explain: l('모든 노드가 Ready가 될 때까지 기다립니다.', 'Wait until every node is Ready.'),
    concurrency: 1,
    gather: async () => null,
    plan: () =>
      cluster.servers.slice(0, 1).map(({ name }) => ({
        id: `wait-ready@${name}`,
        host: name,
        describe: l(`노드 ${names.length}대가 Ready인지 확인합니다`, `See that all ${names.length} nodes are Ready`),
        commands: ['kubectl get nodes'],
        files: [],
        expectedMs: 60_000,
        verify: async ({ host, signal }) => (await nodesNotReady(host, names, signal))?.size === 0,
        apply: (context) => untilReady(context, names, limits),
        // It only looked: there is nothing to take back.
        undo: async () => undefined,
      })),
  }
}

async function untilReady({ host, signal, log }: ActionContext, names: readonly string[], limits: Limits) {
  let said = ''
  const ready = await waitFor(
    async () => {
      const open = await nodesNotReady(host, names, signal)
      const now = open ? [...open].map(([name, state]) => `${name}: ${state}`).join(', ') : 'no answer from the cluster'
      if (now !== said) log(now || `${names.length} nodes Ready`)
      said = now
      return now === '' ? true : undefined
    },
    { limitMs: limits.readyMs, pollMs: limits.pollMs, signal },
  )
  if (ready) return
  const params = { seconds: limits.readyMs / 1000, detail: said }
  throw new AppError('CLUSTER_NODE_NOT_READY', { host: host.name, params })
}
