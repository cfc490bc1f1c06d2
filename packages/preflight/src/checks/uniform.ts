import { betweenCheck, block, note, ok, type Subject, type World, warn } from '../check.ts'
import type { HostRecord } from '../facts/schema.ts'
import type { DeclaredNode } from '../input.ts'
import { l } from '../text.ts'
import { OWN } from '../thresholds/limit.ts'
import { CLUSTER, inCluster, list, mostCommon } from './helpers.ts'

/** What hosts of one kind should have alike, each as a text. A group of facts that is absent has no part in it. */
const TRAITS: readonly ((facts: HostRecord['facts']) => string | null)[] = [
  ({ os }) => ('value' in os ? `${os.value.id} ${os.value.version}` : null),
  ({ kernel }) => ('value' in kernel ? `kernel ${/^\d+\.\d+/.exec(kernel.value.release)?.[0] ?? '?'}` : null),
  ({ cgroup }) => ('value' in cgroup ? `cgroup ${cgroup.value.version}` : null),
]

type Kind = 'control-plane' | 'gpu' | 'worker'
const kindOf = ({ roles }: DeclaredNode): Kind =>
  (['control-plane', 'gpu'] as const).find((role) => roles.includes(role)) ?? 'worker'

const isLike = (other: DeclaredNode, own: DeclaredNode): boolean => inCluster(other) && kindOf(other) === kindOf(own)

function recordsLike(node: DeclaredNode, nodes: Subject['nodes'], { records }: World): HostRecord[] {
  return nodes
    .filter((each) => isLike(each, node))
    .flatMap(({ name }) => records.get(name) ?? [])
    .filter(({ access }) => access.connected)
}

export const UNIFORM = [
  betweenCheck({
    id: 'os-uniform',
    category: 'cluster',
    title: l('같은 운영체제 무리', 'Same system on like hosts'),
    explain: l(
      '같은 역할의 호스트는 운영체제, 커널, cgroup 버전이 같아야 한 번의 확인이 모두에 통합니다.',
      'Hosts of one role should have the same system, kernel and cgroup version: what holds for one then holds for all.',
    ),
    prepare: l(
      '같은 역할의 서버에 같은 운영체제와 커널을 쓰십시오.',
      'Use one operating system and kernel on servers of the same role.',
    ),
    reads: ['os', 'kernel', 'cgroup'],
    readsToo: ['access'],
    roles: CLUSTER,
    compares: { among: isLike, by: ['os', 'kernel', 'cgroup'] },
    outcomes: {
      pass: ok('같은 역할의 다른 호스트와 같습니다.', 'It is like the other hosts of its role.'),
      worker: note(
        '다른 작업 노드와 다릅니다: {found} (대부분 {wanted})',
        'Unlike the other workers: {found} (most: {wanted})',
      ),
      differs: warn(
        '같은 역할의 다른 호스트와 다릅니다: {found} (대부분 {wanted})',
        'Unlike the other hosts of its role: {found} (most: {wanted})',
        l(
          '같은 역할의 호스트는 운영체제와 커널 버전을 맞추십시오.',
          'Give hosts of one role the same system and kernel version.',
        ),
      ),
    },
    source: `NVIDIA GPU Operator documentation, getting started (same OS on GPU nodes); other roles: ${OWN}`,
    judge: (facts, { node, nodes }, world) => {
      const others = recordsLike(node, nodes, world)
      const own = others.find(({ host }) => host === node.name)
      const differing = TRAITS.flatMap((trait) => {
        const mine = own ? trait(own.facts) : null
        const usual = mostCommon(others.flatMap((other) => trait(other.facts) ?? []))
        return mine && usual && mine !== usual ? [{ mine, usual }] : []
      })
      const found = list(differing.map(({ mine }) => mine)) || `${facts.os.id} ${facts.os.version}`
      const wanted = list(differing.map(({ usual }) => usual)) || '='
      const outcome = kindOf(node) === 'worker' ? 'worker' : 'differs'
      return { outcome: differing.length ? outcome : 'pass', found, wanted, params: { found, wanted } }
    },
  }),
  betweenCheck({
    id: 'arch-uniform',
    category: 'cluster',
    title: l('같은 CPU 아키텍처', 'Same architecture on all hosts'),
    explain: l(
      '플랫폼의 이미지는 한 아키텍처용입니다. 섞이면 일부 노드에서 컨테이너가 실행되지 않습니다.',
      "The platform's images are for one architecture: mixed, containers do not start on some nodes.",
    ),
    prepare: l(
      '모든 서버를 같은 CPU 아키텍처로 준비하십시오.',
      'Provide servers that all have the same CPU architecture.',
    ),
    reads: ['kernel'],
    roles: CLUSTER,
    field: 'resources.nodes',
    compares: { among: inCluster, by: ['kernel'] },
    outcomes: {
      pass: ok('모든 호스트가 같습니다.', 'All hosts have the same.'),
      differs: block(
        '{found}인데 대부분의 호스트는 {wanted}입니다.',
        'It is {found}, most hosts are {wanted}.',
        l(
          '같은 아키텍처의 서버로 바꾸거나 노드 표에서 빼십시오.',
          'Replace the server, or take it out of the node table.',
        ),
      ),
    },
    source: `${OWN}: the image lists are for one architecture`,
    judge: ({ kernel }, { nodes }, { records }) => {
      const all = nodes.filter(inCluster).flatMap(({ name }) => {
        const fact = records.get(name)?.facts.kernel
        return fact && 'value' in fact ? [fact.value.arch] : []
      })
      const values = { found: kernel.arch, wanted: mostCommon(all) ?? kernel.arch }
      return { outcome: values.found === values.wanted ? 'pass' : 'differs', ...values, params: values }
    },
  }),
]
