import { block, hostCheck, note, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import { ENGINE_BRIDGES, K0S_CONTAINERD_CONFIG, LEFTOVER_FILES } from '../thresholds/leftovers.ts'
import { engineUsesCni } from './engine-network.ts'
import { CLUSTER, kubernetesMinor, list, shortList } from './helpers.ts'
import { uninstallOf } from './uninstall.ts'

const KUBECONFIG = '/root/.kube/config'

/** Those of the paths that are on the host. */
function whatIsThere(paths: readonly string[], presence: readonly string[]) {
  const found = list(paths.filter((path) => presence.includes(path)))
  return { outcome: found ? 'found' : 'pass', found: found || '-', wanted: '-', params: { found } } as const
}

export const LEFTOVER_FILE_CHECKS = [
  hostCheck({
    id: 'leftover-packet-rules',
    category: 'leftovers',
    title: l('이전 클러스터의 패킷 규칙', 'Packet rules of an earlier cluster'),
    explain: l(
      '남은 iptables 체인과 IPVS 서비스가 새 클러스터의 통신을 엉뚱한 곳으로 보냅니다.',
      'Chains and IPVS services that were left send the traffic of the new cluster astray.',
    ),
    prepare: l(
      '이전 설치가 남긴 방화벽 규칙을 지우거나 서버를 재부팅하십시오.',
      'Remove firewall rules of an earlier installation, or reboot the server.',
    ),
    reads: ['packetRules', 'interfaces'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('없습니다.', 'There are none.'),
      found: warn(
        '남아 있습니다: {found}',
        'Still there: {found}',
        l(
          '이전 설치의 killall 스크립트를 실행하거나 재시작하십시오.',
          "Run the earlier installation's killall script, or reboot.",
        ),
      ),
    },
    source: 'RKE2 documentation, install/uninstall; RKE2 bundle/bin/rke2-killall.sh',
    thresholds: { engines: ENGINE_BRIDGES },
    judge: ({ packetRules: { chains, ipvs }, interfaces }) => {
      const engine = engineUsesCni(interfaces)
      const left = chains.filter((chain) => !engine || !chain.startsWith('CNI-'))
      const found = [...left, ...(ipvs ? ['IPVS'] : [])]
      return {
        outcome: found.length ? 'found' : 'pass',
        found: shortList(found) || '-',
        wanted: '-',
        params: { found: shortList(found, 5) },
      }
    },
  }),
  hostCheck({
    id: 'leftover-programs',
    category: 'leftovers',
    title: l('이전 설치의 프로그램', 'Programs of an earlier installation'),
    explain: l(
      '다른 버전의 프로그램이 남아 있으면 새 것 대신 실행될 수 있습니다.',
      'Programs of another version may run in the place of the new ones.',
    ),
    prepare: l('이전 설치의 프로그램 파일을 지우십시오.', 'Remove program files of an earlier installation.'),
    reads: ['presence'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('없습니다.', 'There are none.'),
      found: warn(
        '남아 있습니다: {found}',
        'Still there: {found}',
        l(
          '이전 설치의 제거 도구로 지우십시오({command}).',
          "Remove them with that installation's own tool ({command}).",
        ),
      ),
    },
    thresholds: { files: LEFTOVER_FILES.programs },
    judge: ({ presence }) => {
      const found = LEFTOVER_FILES.programs.value.filter((path) => presence.includes(path))
      return {
        outcome: found.length ? 'found' : 'pass',
        found: list(found) || '-',
        wanted: '-',
        params: { found: list(found), command: uninstallOf(found) },
      }
    },
  }),
  hostCheck({
    id: 'leftover-config-files',
    category: 'leftovers',
    title: l('이전 설치의 설정 파일', 'Settings of an earlier installation'),
    explain: l(
      '설치가 쓰는 자리에 이미 설정이 있습니다. 섞이면 예상하지 못한 클러스터가 됩니다.',
      'Settings lie where the installation writes its own; mixed, they make an unexpected cluster.',
    ),
    prepare: l(
      '이전 설치의 설정 파일을 옮기거나 지우십시오.',
      'Move away or remove settings files of an earlier installation.',
    ),
    reads: ['presence'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('없습니다.', 'There are none.'),
      found: warn(
        '이미 있습니다: {found}',
        'Already there: {found}',
        l('내용을 확인하고 다른 곳으로 옮기십시오.', 'Look at them and move them away.'),
      ),
    },
    thresholds: { files: LEFTOVER_FILES.settings },
    judge: ({ presence }) => whatIsThere(LEFTOVER_FILES.settings.value, presence),
  }),
  hostCheck({
    id: 'leftover-cluster-identity',
    category: 'leftovers',
    title: l('이전 클러스터의 신원', 'Identity of an earlier cluster'),
    explain: l(
      '노드 비밀번호나 가입 토큰이 남아 있습니다. 같은 클러스터에 다시 넣을 때만 필요합니다.',
      'A node password or join token is left; it is of use only for joining the same cluster again.',
    ),
    prepare: l(
      '이전 설치가 남긴 서버 등록 정보를 지우십시오.',
      'Remove the registration that an earlier installation left on the server.',
    ),
    reads: ['presence'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('없습니다.', 'There is none.'),
      found: warn(
        '남아 있습니다: {found}',
        'Still there: {found}',
        l(
          '새 클러스터라면 지우십시오. 같은 클러스터에 다시 넣는다면 두고, 클러스터에서 이 노드의 비밀(<노드>.node-password.rke2)을 확인하십시오.',
          "For a new cluster remove it. For joining the same one keep it, and look at the node's secret (<node>.node-password.rke2) there.",
        ),
      ),
    },
    thresholds: { files: LEFTOVER_FILES.identity },
    judge: ({ presence }) => whatIsThere(LEFTOVER_FILES.identity.value, presence),
  }),
  hostCheck({
    id: 'leftover-k0s-snippets',
    category: 'leftovers',
    title: l('k0s의 containerd 추가 설정', "Additions to k0s's containerd"),
    explain: l(
      'k0s는 버전이 다른 추가 설정을 거부하고 시작하지 않습니다.',
      'k0s refuses additions of another version and does not start.',
    ),
    prepare: l(
      '버전이 맞지 않는 containerd 추가 설정 파일을 지우십시오.',
      'Remove additional settings of containerd that are of another version.',
    ),
    reads: ['containerdSnippets'],
    roles: CLUSTER,
    distributions: ['k0s'],
    outcomes: {
      pass: ok('맞지 않는 파일이 없습니다.', 'None that does not fit.'),
      version: block(
        '설정 버전이 맞지 않습니다(필요: {wanted}): {found}',
        'Settings of the wrong version (wanted: {wanted}): {found}',
        l(
          '파일을 지우거나 containerd config migrate로 바꾸십시오.',
          'Remove the files, or convert them with containerd config migrate.',
        ),
      ),
    },
    source: 'k0s, internal/pkg/sysinfo and documentation, runtime',
    thresholds: K0S_CONTAINERD_CONFIG,
    judge: ({ containerdSnippets }, { site }) => {
      const { before, from, after } = K0S_CONTAINERD_CONFIG
      const wanted = (kubernetesMinor(site) < from.value ? before : after).value
      const misfits = containerdSnippets.filter(({ version }) => version !== null && version !== wanted)
      const found = list(misfits.map(({ file, version }) => `${file} (${version})`))
      return {
        outcome: misfits.length ? 'version' : 'pass',
        found: found || '-',
        wanted: `version ${wanted}`,
        params: { wanted, found },
      }
    },
  }),
  hostCheck({
    id: 'leftover-kubeconfig',
    category: 'leftovers',
    title: l('다른 클러스터를 가리키는 kubeconfig', 'kubeconfig of another cluster'),
    explain: l(
      'KUBECONFIG나 ~/.kube/config가 다른 클러스터를 가리키면, 손으로 실행한 kubectl과 helm이 그쪽을 바꿉니다.',
      'Where KUBECONFIG or ~/.kube/config point elsewhere, kubectl and helm run by hand change that cluster.',
    ),
    reads: ['presence', 'kubeconfigs', 'session'],
    roles: ['control-plane'],
    outcomes: {
      pass: ok('없습니다.', 'There is none.'),
      found: note(
        '있습니다: {found}. kubectl이나 helm을 손으로 쓰기 전에 확인하십시오.',
        'There is one: {found}. Look at it before using kubectl or helm by hand.',
      ),
    },
    unknowns: ['no-root'],
    source: 'kubernetes.io, organize-cluster-access-kubeconfig',
    judge: ({ presence, kubeconfigs, session }) => {
      const found = [...kubeconfigs, ...presence.filter((path) => path === KUBECONFIG)]
      // Nobody else sees into /root.
      if (!found.length && session.uid !== 0) return { unknown: 'no-root' }
      return {
        outcome: found.length ? 'found' : 'pass',
        found: list(found) || '-',
        wanted: '-',
        params: { found: list(found) },
      }
    },
  }),
]
