import type { Phase } from '@astrago/jobs'
import type { Limits } from '../../distribution.ts'
import { l } from '../../text.ts'
import type { Rke2Cluster } from '../answers.ts'
import { nodeActions } from './node-actions.ts'

export function joinAgents(cluster: Rke2Cluster, limits: Limits): Phase<null> {
  return {
    id: 'join-agents',
    title: l('작업 노드 합류', 'Join agents'),
    explain: l('작업 노드를 다섯 대씩 동시에 합류시킵니다.', 'Join the worker nodes, five at a time.'),
    concurrency: 5,
    gather: async () => null,
    plan: () => cluster.agents.flatMap((node) => nodeActions('join-agents', cluster, node, limits)),
  }
}
