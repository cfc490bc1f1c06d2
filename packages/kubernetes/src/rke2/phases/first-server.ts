import type { Phase } from '@astrago/jobs'
import type { Limits } from '../../distribution.ts'
import { l } from '../../text.ts'
import type { Rke2Cluster } from '../answers.ts'
import { nodeActions } from './node-actions.ts'

export function firstServer(cluster: Rke2Cluster, limits: Limits): Phase<null> {
  return {
    id: 'first-server',
    title: l('첫 서버', 'First server'),
    explain: l(
      'RKE2를 설치하고 첫 컨트롤 플레인을 시작합니다. 여기서 클러스터가 생기며, 이후 되돌리면 클러스터의 데이터가 지워집니다.',
      'Install RKE2 and start the first control plane. The cluster begins here; undoing it later deletes the data in it.',
    ),
    concurrency: 1,
    gather: async () => null,
    plan: () => cluster.servers.slice(0, 1).flatMap((node) => nodeActions('first-server', cluster, node, limits)),
  }
}
