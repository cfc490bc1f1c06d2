import { betweenCheck, block, never, note, ok, siteCheck, warn } from '../check.ts'
import type { HostRecord } from '../facts/schema.ts'
import { addressesOf, foundNames } from '../firewall/places.ts'
import type { PreflightInput } from '../input.ts'
import { l } from '../text.ts'
import { NO_UUID, OVERHEAD_GIB, REQUESTS, REQUESTS_SHARE } from '../thresholds/site.ts'
import { inCluster, list } from './helpers.ts'

const KIB_PER_GIB = 1024 ** 2
const isServer = ({ roles }: PreflightInput['nodes'][number]): boolean => roles.includes('control-plane')

/** Machines that take the pods of the platform: a server alone in its role is kept free where there are others. */
function workers(nodes: PreflightInput['nodes']): PreflightInput['nodes'] {
  const cluster = nodes.filter(inCluster)
  const others = cluster.filter(({ roles }) => roles.some((role) => role === 'worker' || role === 'gpu'))
  return others.length ? others : cluster
}

/** What the pods of the platform ask for together. */
function requests({ answers }: PreflightInput): { cpus: number; memoryGib: number } {
  const { core, batch, loki, harbor } = REQUESTS
  const parts = [core, batch, loki, ...(answers['platform.harborEnabled'] ? [harbor] : [])].map(({ value }) => value)
  return {
    cpus: parts.reduce((sum, { cpus }) => sum + cpus, 0),
    memoryGib: parts.reduce((sum, { memoryGib }) => sum + memoryGib, 0),
  }
}

type Idle = { names: string[]; sure: boolean }

/**
 * Storage nodes that the answers make no use of, by the addresses of the NFS server as the hosts know its name. `sure` is
 * false where nobody knows it: any of them may be meant.
 */
function idleStorage(input: PreflightInput, records: ReadonlyMap<string, HostRecord>): Idle {
  const { nodes, answers } = input
  const server = answers['storage.kind'] === 'nfs' ? answers['storage.nfsServer'] : undefined
  if (!server) return { names: [], sure: true }
  const addresses = addressesOf(server, input, foundNames(input, [...records.values()]))
  const idle = nodes.filter((node) => {
    const cards = records.get(node.name)?.facts.interfaces
    const own = cards && 'value' in cards ? cards.value.flatMap((card) => card.addresses) : []
    const known = [node.address, ...own.map(({ address }) => address)]
    const serves = node.name === server || known.some((each) => addresses.includes(each ?? ''))
    return node.roles.includes('storage') && !inCluster(node) && !serves
  })
  return { names: idle.map(({ name }) => `${name} (storage)`), sure: addresses.length > 0 }
}

export const SITE_PLAN = [
  siteCheck({
    id: 'role-rules',
    category: 'cluster',
    title: l('역할의 짝', 'Roles that fit together'),
    explain: l('노드의 역할이 다른 답과 맞는지 봅니다.', 'Whether the roles of the nodes fit the other answers.'),
    prepare: l(
      '작업 노드나 GPU 노드를 한 대 이상 정하십시오.',
      'Choose at least one worker or GPU server that runs the work of users.',
    ),
    readsToo: ['hostsFile', 'interfaces'],
    field: 'resources.nodes',
    outcomes: {
      pass: ok('역할이 답과 맞습니다.', 'The roles fit the answers.'),
      idle: block(
        '사용자의 작업을 돌릴 서버가 없습니다.',
        'No server runs the work of users.',
        l('작업 노드나 GPU 노드 역할을 지정하십시오.', 'Give the role of worker or GPU node to at least one.'),
      ),
      driver: warn(
        'GPU 노드가 있는데 GPU를 쓰지 않는다고 답했습니다: {names}',
        'There are GPU nodes, but the answers say that no GPUs are used: {names}',
        l('질문지에서 GPU 드라이버 방식을 고르십시오.', 'Choose who installs the GPU driver in the questionnaire.'),
      ),
      unproven: note(
        'NFS 서버의 이름({server})이 어느 서버인지 알 수 없어, 스토리지 노드를 쓰는지 비교하지 못했습니다: {names}',
        'No host knows where the name of the NFS server ({server}) leads to, so it was not compared with the storage nodes: {names}',
        l(
          '그 이름이 이 노드의 주소인지 확인하거나, 능동 점검을 한 뒤 다시 보십시오.',
          'See whether the name is one of these nodes, or look again after the active checks.',
        ),
      ),
      unused: warn(
        '쓰이지 않는 역할입니다: {names}',
        'Roles that nothing uses: {names}',
        l(
          '질문지의 NFS 서버를 그 노드로 정하거나 역할을 바꾸십시오.',
          'Make that node the NFS server of the questionnaire, or change its role.',
        ),
      ),
    },
    source: 'RKE2 documentation, install/ha (taints of servers); AstraGo questionnaire',
    judge: (input, { records }) => {
      const { nodes, answers } = input
      const gpus = nodes.filter(({ roles }) => roles.includes('gpu')).map(({ name }) => name)
      const work = nodes.some(({ roles }) => roles.includes('worker') || roles.includes('gpu'))
      const { names, sure } = idleStorage(input, records)
      const server = answers['storage.nfsServer'] ?? '-'
      const values = {
        found: list(nodes.map(({ name, roles }) => `${name} ${roles.join('+')}`).sort()) || '-',
        wanted: '-',
      }
      if (nodes.length > 1 && !work) return { outcome: 'idle', ...values }
      if (gpus.length && answers['gpu.driverPolicy'] === 'none')
        return { outcome: 'driver', ...values, params: { names: list(gpus) } }
      const outcome = names.length === 0 ? 'pass' : sure ? 'unused' : 'unproven'
      return { outcome, ...values, params: { names: list(names), server } }
    },
  }),
  siteCheck({
    id: 'api-endpoint-plan',
    category: 'cluster',
    title: l('API의 주소', 'Address of the API'),
    explain: l(
      '컨트롤 플레인이 여럿이면 서버 하나가 꺼져도 남는 주소(VIP)가 있어야 합니다.',
      'With several control planes, the API needs an address that outlives one of them (VIP).',
    ),
    prepare: l(
      '컨트롤 플레인이 여러 대면 가상 IP(VIP) 하나를 준비하십시오.',
      'Provide one virtual address (VIP) where there are several control planes.',
    ),
    field: 'network.vip',
    asks: ({ nodes }) => nodes.filter(isServer).length > 1,
    outcomes: {
      pass: ok('VIP가 있습니다.', 'There is a VIP.'),
      local: note(
        'VIP가 없지만 Kubespray가 노드마다 프록시를 둡니다.',
        'No VIP, but Kubespray puts a proxy on every node.',
      ),
      first: warn(
        'VIP가 없어 첫 서버({server})의 주소를 씁니다. 그 서버가 꺼지면 새 노드가 합류할 수 없습니다.',
        'Without a VIP the first server ({server}) is used: while it is down, no node can join.',
        l('질문지에 VIP를 적으십시오.', 'Enter a VIP in the questionnaire.'),
      ),
      none: block(
        'k0s의 컨트롤 플레인 여러 대에는 VIP나 로드밸런서가 필요합니다.',
        'Several controllers of k0s need a VIP or a load balancer.',
        l('질문지에 VIP를 적으십시오.', 'Enter a VIP in the questionnaire.'),
      ),
    },
    // RKE2 needs none to install or to go on running: nodes may join through any server, and agents then balance between all of
    // them by themselves. A fixed address is what its guide advises.
    source: 'RKE2 documentation, install/ha; k0s documentation, networking; Kubespray docs/operations/ha-mode.md',
    judge: ({ answers, nodes, site }) => {
      const server = nodes.find(isServer)?.name ?? '-'
      const values = { found: answers['network.vip'] ?? '-', wanted: 'VIP', params: { server } }
      if (answers['network.vip']) return { outcome: 'pass', ...values }
      return { outcome: ({ rke2: 'first', k0s: 'none', kubespray: 'local' } as const)[site.distribution], ...values }
    },
  }),
  betweenCheck({
    id: 'node-ip-unique',
    category: 'cluster',
    title: l('노드 주소 중복', 'Node addresses are unique'),
    explain: l(
      '노드의 주소가 다른 서버의 카드에도 있으면 통신이 두 서버를 오갑니다.',
      'When the address of a node is on a card of another host too, traffic wanders between the two.',
    ),
    prepare: l('서버마다 서로 다른 IP 주소를 주십시오.', 'Give each server an IP address of its own.'),
    reads: ['identity'],
    readsToo: ['interfaces'],
    field: 'resources.nodes',
    applies: ({ node }) => node.address !== null,
    compares: { by: ['interfaces'] },
    outcomes: {
      pass: ok('점검한 다른 서버에 없습니다.', 'No other host that was checked has it.'),
      twin: never(
        '{hosts}에도 {address}이(가) 있습니다.',
        '{hosts} has {address} as well.',
        l('한쪽의 주소를 바꾸십시오.', 'Change the address of one of them.'),
      ),
    },
    source: 'k0sctl, phase/validate_hosts.go',
    judge: ({ identity }, { node }, { records }) => {
      const address = node.address ?? ''
      const others = [...records].flatMap(([name, { facts }]) => {
        const same = 'value' in facts.identity && facts.identity.value.bootId === identity.bootId
        const cards = 'value' in facts.interfaces ? facts.interfaces.value : []
        const has = cards.some((card) => card.addresses.some((own) => own.address === address))
        return name !== node.name && has && !same ? [name] : []
      })
      const params = { hosts: list(others), address }
      return { outcome: others.length ? 'twin' : 'pass', found: list(others) || '-', wanted: '-', params }
    },
  }),
  betweenCheck({
    id: 'product-uuid-unique',
    category: 'cluster',
    title: l('시스템 UUID 중복', 'System UUIDs are unique'),
    explain: l(
      '가상 머신을 복제하면 시스템 UUID가 같아져 kubeadm과 일부 저장 장치 드라이버가 노드를 혼동합니다.',
      'Cloned virtual machines share it; kubeadm and some storage drivers then mix nodes up.',
    ),
    prepare: l(
      '복제한 가상 머신은 시스템 UUID를 새로 만드십시오.',
      'Make a new system UUID for virtual machines that were cloned.',
    ),
    reads: ['identity', 'session'],
    compares: { by: ['identity'] },
    outcomes: {
      pass: ok('점검한 다른 서버와 다릅니다.', 'No other host that was checked has it.'),
      none: note('자기만의 시스템 UUID가 없어 비교하지 않습니다.', 'It has no system UUID of its own to be compared.'),
      twin: warn(
        '{hosts}와(과) 시스템 UUID가 같습니다.',
        'Same system UUID as {hosts}.',
        l('가상 머신에 새 UUID를 주십시오.', 'Give the virtual machine a new UUID.'),
      ),
      kubeadm: block(
        '{hosts}와(과) 시스템 UUID가 같아 kubeadm이 노드를 구별하지 못합니다.',
        'Same system UUID as {hosts}: kubeadm cannot tell the nodes apart.',
        l('가상 머신에 새 UUID를 주십시오.', 'Give the virtual machine a new UUID.'),
      ),
    },
    unknowns: ['no-root'],
    source: 'kubernetes.io, install-kubeadm; kubernetes/kubeadm#31',
    thresholds: { placeholders: NO_UUID },
    judge: ({ identity, session }, { node, site }, { records }) => {
      const id = identity.productUuid?.toLowerCase() ?? null
      // A container shows that of its machine.
      const contained = identity.container !== null
      if (id === null && !contained && session.uid !== 0) return { unknown: 'no-root' }
      if (id === null || contained || NO_UUID.value.includes(id)) return { outcome: 'none', found: '-', wanted: '-' }
      const others = [...records].flatMap(([name, { facts }]) => {
        const other = 'value' in facts.identity ? facts.identity.value : null
        const twin = other?.productUuid?.toLowerCase() === id && other.bootId !== identity.bootId
        return name !== node.name && twin ? [name] : []
      })
      const values = { found: id, wanted: '1', params: { hosts: list(others) } }
      if (!others.length) return { outcome: 'pass', ...values }
      return { outcome: site.distribution === 'kubespray' ? 'kubeadm' : 'twin', ...values }
    },
  }),
  siteCheck({
    id: 'resource-sum',
    category: 'cluster',
    title: l('플랫폼의 자원 합계', 'Resources for the platform'),
    explain: l(
      '플랫폼의 파드가 요구하는 CPU와 메모리를 작업을 받을 서버들의 합과 비교합니다. Kubernetes가 쓰는 몫은 뺍니다.',
      'Compares what the pods of the platform ask for with what the machines that take pods have, less what Kubernetes takes.',
    ),
    prepare: l(
      '플랫폼이 돌 만큼의 CPU와 메모리를 서버 전체에 준비하십시오.',
      'Provide enough CPU and memory over all servers for the platform.',
    ),
    readsToo: ['cpu', 'memory'],
    field: 'resources.nodes',
    outcomes: {
      pass: ok('여유가 있습니다: {found}', 'There is room: {found}'),
      tight: warn(
        '거의 다 찹니다: {found}',
        'It will be nearly full: {found}',
        l(
          '사용자의 작업이 들어갈 자리가 없으니 서버를 늘리십시오.',
          'There is no room for the work of users: add servers.',
        ),
      ),
      short: block(
        '모자랍니다: {found}',
        'It is not enough: {found}',
        l('CPU와 메모리를 늘리거나 서버를 더하십시오.', 'Add CPU and memory, or servers.'),
      ),
    },
    unknowns: ['no-answer'],
    thresholds: { requests: REQUESTS, 'overhead GiB': OVERHEAD_GIB, share: REQUESTS_SHARE },
    judge: (input, { records }) => {
      const machines = workers(input.nodes).flatMap((node) => {
        const facts = records.get(node.name)?.facts
        if (!facts || !('value' in facts.cpu) || !('value' in facts.memory)) return []
        const overhead = isServer(node) ? OVERHEAD_GIB.server.value : OVERHEAD_GIB.agent.value
        return [{ cpus: facts.cpu.value.count, memoryGib: facts.memory.value.totalKib / KIB_PER_GIB - overhead }]
      })
      const has = {
        cpus: machines.reduce((sum, { cpus }) => sum + cpus, 0),
        memoryGib: machines.reduce((sum, { memoryGib }) => sum + Math.max(0, memoryGib), 0),
      }
      const needs = requests(input)
      const share = Math.max(needs.cpus / has.cpus, needs.memoryGib / Math.max(has.memoryGib, 0.1))
      const found = `${needs.cpus}/${has.cpus} CPU, ${needs.memoryGib}/${has.memoryGib.toFixed(0)} GiB`
      // What is known may be enough already without the hosts that said nothing.
      const partly = machines.length < workers(input.nodes).length
      if (partly && !(share <= REQUESTS_SHARE.value)) return { unknown: 'no-answer', found }
      return {
        outcome: share > 1 ? 'short' : share > REQUESTS_SHARE.value ? 'tight' : 'pass',
        found,
        wanted: `<= ${REQUESTS_SHARE.value * 100} %`,
        params: { found },
      }
    },
  }),
]
