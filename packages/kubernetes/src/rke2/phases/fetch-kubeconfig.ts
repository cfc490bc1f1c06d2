import { must } from '@astrago/changes'
import type { Host } from '@astrago/hosts'
import type { Phase } from '@astrago/jobs'
import type { KubeconfigVault } from '../../distribution.ts'
import { l } from '../../text.ts'
import type { Rke2Cluster } from '../answers.ts'
import { withServer } from '../kubeconfig.ts'
import { API_PORT, inUrl, RKE2 } from '../paths.ts'

export function fetchKubeconfig(cluster: Rke2Cluster, vault: KubeconfigVault): Phase<null> {
  const server = `https://${inUrl(cluster.join.address)}:${API_PORT}`
  const onServer = async (host: Host, signal: AbortSignal) =>
    withServer(await must(host, `cat ${RKE2.kubeconfig}`, { signal }), server)
  return {
    id: 'fetch-kubeconfig',
    title: l('kubeconfig 보관', 'Keep the kubeconfig'),
    explain: l(
      'kubeconfig를 첫 서버에서 읽어 암호화된 보관함에 넣습니다. 로그에는 나오지 않으며, 리셀러가 보고서 화면에서 내려받습니다.',
      'Read the kubeconfig on the first server and put it into the encrypted vault. It is never logged; a reseller downloads it on the report page.',
    ),
    concurrency: 1,
    gather: async () => null,
    plan: () =>
      cluster.servers.slice(0, 1).map(({ name }) => ({
        id: `fetch-kubeconfig@${name}`,
        host: name,
        describe: l(`kubeconfig를 ${server} 주소로 보관합니다`, `Keep the kubeconfig, for ${server}`),
        commands: [`cat ${RKE2.kubeconfig}`],
        files: [],
        expectedMs: 1_000,
        verify: async ({ host, signal }) => (await vault.read()) === (await onServer(host, signal)),
        apply: async ({ host, signal }) => vault.write(await onServer(host, signal)),
        undo: () => vault.write(null),
      })),
  }
}
