import type { Phase } from '@astrago/jobs'
import type { Limits } from '../../distribution.ts'
import { l } from '../../text.ts'
import type { Rke2Cluster } from '../answers.ts'
import { nodeActions } from './node-actions.ts'

export function joinServers(cluster: Rke2Cluster, limits: Limits): Phase<null> {
  return {
    id: 'join-servers',
    title: l('나머지 서버 합류', 'Join servers'),
    explain: l(
      '나머지 컨트롤 플레인을 한 대씩 합류시킵니다. etcd는 한 번에 한 대만 받아들입니다.',
      'Join the other control planes one by one: etcd takes in one member at a time.',
    ),
    concurrency: 1,
    gather: async () => null,
    plan: () => cluster.servers.slice(1).flatMap((node) => nodeActions('join-servers', cluster, node, limits)),
  }
}
