import { isIP } from 'node:net'
import type { Localized, Place, PlanNote } from '@astrago/contracts'
import type { FieldId } from '@astrago/exchange-form'
import type { Artifact, ArtifactSet } from '../distribution.ts'
import { l } from '../text.ts'
import type { NodeAnswer, Rke2Cluster } from './answers.ts'
import { RKE2_VERSIONS } from './paths.ts'

/** What the rules look at. */
export type Judged = {
  cluster: Omit<Rke2Cluster, 'warnings' | 'obstacles'>
  nodes: readonly NodeAnswer[]
  artifacts: ArtifactSet
  vip: string | null
  badRegistry: boolean
}
/** What it finds: nothing, one thing or several. */
type Rule = (judged: Judged) => PlanNote | readonly PlanNote[] | false

/** What keeps the cluster from being made. */
export function obstaclesOf(judged: Judged): PlanNote[] {
  return [...found(OBSTACLES, judged), ...judged.artifacts.artifacts.flatMap(artifactObstacle)]
}

/** What a person should know before it is made. */
export function warningsOf(judged: Judged): PlanNote[] {
  return found(WARNINGS, judged)
}

function found(rules: readonly Rule[], judged: Judged): PlanNote[] {
  return rules.flatMap((rule) => rule(judged) || [])
}

const at = (field: FieldId, text: Localized): PlanNote => ({ ...text, place: { kind: 'field', field } })

/** A note at a cell of the node table. */
function atNode(row: number, column: keyof NodeAnswer, text: Localized): PlanNote {
  const place: Place = { kind: 'field', field: 'resources.nodes' satisfies FieldId, row, column }
  return { ...text, place }
}

const atFile = (name: string, text: Localized): PlanNote => ({ ...text, place: { kind: 'artifact', name } })

function artifactObstacle({ name, required, listed, state }: Artifact): PlanNote[] {
  if (state === 'missing' && required) {
    return [atFile(name, l(`설치 파일이 없습니다: ${name}`, `An artifact is missing: ${name}`))]
  }
  if (state === 'corrupt') {
    return [atFile(name, l(`설치 파일이 손상되었습니다: ${name}`, `An artifact is damaged: ${name}`))]
  }
  if (state === 'unchecked' && listed) {
    const text = l(
      `체크섬 목록에 없는 설치 파일입니다. 다른 릴리스의 파일일 수 있습니다: ${name}`,
      `The checksum file does not name this artifact, which may be of another release: ${name}`,
    )
    return [atFile(name, text)]
  }
  return []
}

/** Only the form of a host name that the kubelet takes as a node name (RFC 1123). */
const isNodeName = (name: string) => /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/.test(name)

function isRange(range: string): boolean {
  const [address = '', prefix = '', ...more] = range.split('/')
  const family = isIP(address)
  return more.length === 0 && family !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128)
}

/** The rows whose value in the column an earlier row has, too. */
function repeated(nodes: readonly NodeAnswer[], column: 'name' | 'address'): { row: number; value: string }[] {
  const values = nodes.map((node) => node[column].toLowerCase())
  return values.flatMap((value, row) => (values.indexOf(value) < row ? [{ row, value }] : []))
}

const OBSTACLES: readonly Rule[] = [
  ({ cluster }) =>
    cluster.servers.length === 0 &&
    at('resources.nodes', l('컨트롤 플레인 노드가 없습니다.', 'There is no control plane node.')),
  ({ cluster }) =>
    cluster.servers.length > 0 &&
    cluster.servers.length % 2 === 0 &&
    at(
      'resources.nodes',
      l(
        `컨트롤 플레인이 ${cluster.servers.length}대입니다. etcd는 홀수여야 합니다.`,
        `There are ${cluster.servers.length} control plane nodes; etcd needs an odd number.`,
      ),
    ),
  ({ nodes }) =>
    nodes.flatMap(({ name, address }, row) =>
      isIP(address) === 0
        ? [atNode(row, 'address', l(`IP 주소가 아닌 노드: ${name}`, `A node without an IP address: ${name}`))]
        : [],
    ),
  ({ nodes }) =>
    nodes.flatMap(({ name }, row) =>
      isNodeName(name.toLowerCase())
        ? []
        : [atNode(row, 'name', l(`노드 이름 형식이 맞지 않음: ${name}`, `Not a valid node name: ${name}`))],
    ),
  ({ nodes }) =>
    (['name', 'address'] as const).flatMap((column) =>
      repeated(nodes, column).map(({ row, value }) =>
        atNode(row, column, l(`이름이나 주소가 겹치는 노드: ${value}`, `A name or address used twice: ${value}`)),
      ),
    ),
  ({ vip, cluster }) =>
    vip !== null &&
    cluster.kubeVip === null &&
    atFile(
      'kube-vip.tar.zst',
      l(
        'VIP가 있지만 설치 파일 폴더에 kube-vip 이미지(kube-vip.tar.zst)가 없습니다.',
        'A VIP is given, but the artifact folder has no kube-vip image (kube-vip.tar.zst).',
      ),
    ),
  ({ vip }) =>
    vip !== null &&
    isIP(vip) === 0 &&
    at('network.vip', l('VIP가 IP 주소가 아닙니다.', 'The VIP is not an IP address.')),
  ({ cluster }) =>
    (['podCidr', 'serviceCidr'] as const)
      .filter((range) => !isRange(cluster[range]))
      .map((range) =>
        at(`network.${range}`, l(`CIDR 형식이 맞지 않음: ${cluster[range]}`, `Not a CIDR: ${cluster[range]}`)),
      ),
  ({ badRegistry }) =>
    badRegistry &&
    at(
      'registry.address',
      l('레지스트리 주소는 호스트[:포트] 형식이어야 합니다.', 'The registry address has to be host[:port].'),
    ),
  ({ cluster }) => cluster.token.length < 16 && l('클러스터 토큰이 없습니다.', 'There is no cluster token.'),
]

const WARNINGS: readonly Rule[] = [
  ({ cluster }) =>
    cluster.join.kind === 'first-server' &&
    cluster.servers.length > 0 &&
    at(
      'network.vip',
      l(
        `VIP가 없어 첫 서버(${cluster.join.address})를 합류 주소로 씁니다. 그 서버가 멈추면 새 노드가 합류할 수 없고 kubeconfig도 쓸 수 없습니다.`,
        `Without a VIP the first server (${cluster.join.address}) is the join address. While it is down no node can join and the kubeconfig does not work.`,
      ),
    ),
  ({ cluster }) =>
    cluster.servers.length === 1 &&
    at(
      'resources.nodes',
      l('컨트롤 플레인이 1대라 고가용성이 아닙니다.', 'With one control plane node there is no high availability.'),
    ),
  ({ artifacts }) =>
    artifacts.version === null &&
    l('설치 파일에서 RKE2 버전을 읽지 못했습니다.', 'The RKE2 version could not be read from the artifacts.'),
  ({ artifacts: { version } }) =>
    version !== null &&
    !RKE2_VERSIONS.some((minor) => version.startsWith(`v${minor}.`)) &&
    l(`검증하지 않은 RKE2 버전입니다: ${version}`, `This RKE2 version was not tried: ${version}`),
  ({ cluster }) =>
    cluster.firewall === 'managed-by-customer' &&
    at(
      'security.firewallPolicy',
      l(
        '방화벽은 고객이 관리합니다. 포트 표의 모든 항목이 열려 있어야 합니다.',
        'The firewall is managed by the customer: every line of the port matrix has to be open.',
      ),
    ),
]
