import { betweenCheck, block, never, note, ok, siteCheck, type World, warn } from '../check.ts'
import { factOf } from '../facts/fact-of.ts'
import type { FactKey, FactValues, HostRecord } from '../facts/schema.ts'
import { l } from '../text.ts'
import { BMC_CARDS } from '../thresholds/network.ts'
import { CLUSTER, list } from './helpers.ts'
import { holds } from './network-helpers.ts'

type Known<K extends FactKey> = { name: string; value: FactValues[K] }

function allKnown<K extends FactKey>(records: World['records'], key: K): Known<K>[] {
  return [...records].flatMap(([name, record]: [string, HostRecord]) => {
    const fact = record.facts[key]
    return 'value' in fact ? [{ name, value: fact.value }] : []
  })
}

/** Names of the other hosts for which `same` holds. */
function twins<K extends FactKey>(
  key: K,
  own: string,
  records: World['records'],
  same: (value: FactValues[K]) => boolean,
): string[] {
  return allKnown(records, key)
    .filter(({ name, value }) => name !== own && same(value))
    .map(({ name }) => name)
}

/**
 * Those of the cards, less that of a management controller, and of what carries the node's address: a bond or a bridge may
 * have one that was written by hand.
 */
function macsOf({ facts }: HostRecord, address: string | null): string[] {
  const nics = factOf(facts, 'nics') ?? {}
  const isOfBmc = (name: string): boolean => BMC_CARDS.value.includes(nics[name]?.driver ?? '')
  return (factOf(facts, 'interfaces') ?? [])
    .filter((one) => (one.physical && !isOfBmc(one.name)) || holds(address)(one))
    .flatMap((one) => (one.mac && one.mac !== '00:00:00:00:00:00' ? [one.mac] : []))
}

const sameMachine = (a: FactValues['identity'], b: FactValues['identity']): boolean =>
  a.bootId !== null && a.bootId === b.bootId && a.machineId === b.machineId

/** Where D-Bus keeps a copy, that one would come back (systemd-machine-id-setup(1)). */
const NEW_MACHINE_ID = 'rm -f /etc/machine-id /var/lib/dbus/machine-id && systemd-machine-id-setup'

export const CLUSTER_WIDE = [
  betweenCheck({
    id: 'hostname-unique',
    category: 'cluster',
    title: l('호스트 이름 중복', 'Host names are unique'),
    explain: l(
      '노드 이름이 겹치면 나중에 들어온 노드가 먼저 있던 노드를 밀어냅니다.',
      'With equal names the second node pushes the first out of the cluster.',
    ),
    prepare: l('서버마다 서로 다른 호스트 이름을 정하십시오.', 'Give each server a host name of its own.'),
    reads: ['identity'],
    roles: CLUSTER,
    field: 'resources.nodes',
    column: 'name',
    compares: { by: ['identity'] },
    outcomes: {
      pass: ok('점검한 다른 호스트와 겹치지 않습니다.', 'No other host that was checked has it.'),
      twin: never(
        '{hosts}와(과) 호스트 이름이 같습니다: {name}',
        'Same host name as {hosts}: {name}',
        l(
          'hostnamectl set-hostname으로 서로 다른 이름을 주십시오.',
          'Give each its own name with hostnamectl set-hostname.',
        ),
      ),
    },
    source: 'RKE2 documentation, install/requirements; k0sctl validate_facts.go',
    judge: ({ identity }, { node }, { records }) => {
      const name = identity.hostname.toLowerCase()
      // The same boot id is the same machine; check same-machine-twice says so.
      const others = twins(
        'identity',
        node.name,
        records,
        (other) => other.hostname.toLowerCase() === name && !sameMachine(other, identity),
      )
      return {
        outcome: others.length ? 'twin' : 'pass',
        found: identity.hostname,
        wanted: '1',
        params: { hosts: list(others), name },
      }
    },
  }),
  betweenCheck({
    id: 'machine-id-unique',
    category: 'cluster',
    title: l('machine-id 중복', 'Machine ids are unique'),
    explain: l(
      '가상 머신을 복제하면 machine-id가 같아져 DHCP 주소와 노드 식별이 뒤섞입니다.',
      'Cloned virtual machines share it; DHCP addresses and node identity get mixed up.',
    ),
    prepare: l(
      '복제한 가상 머신은 machine-id를 새로 만드십시오.',
      'Make a new machine-id on virtual machines that were cloned.',
    ),
    reads: ['identity'],
    compares: { by: ['identity'] },
    outcomes: {
      pass: ok('점검한 다른 호스트와 겹치지 않습니다.', 'No other host that was checked has it.'),
      empty: warn(
        'machine-id가 비어 있습니다.',
        'The machine id is empty.',
        l(`실행: ${NEW_MACHINE_ID}`, `Run: ${NEW_MACHINE_ID}`),
      ),
      twin: warn(
        '{hosts}와(과) machine-id가 같습니다.',
        'Same machine id as {hosts}.',
        l(
          `한쪽에서 실행한 뒤 재시작하십시오: ${NEW_MACHINE_ID}`,
          `On one of them run this, then reboot: ${NEW_MACHINE_ID}`,
        ),
      ),
    },
    source: 'k0sctl validate_facts.go; machine-id(5)',
    judge: ({ identity }, { node }, { records }) => {
      const id = identity.machineId
      if (!id || !/^[0-9a-f]{32}$/.test(id)) return { outcome: 'empty', found: id ?? '-', wanted: '32 hex' }
      const others = twins(
        'identity',
        node.name,
        records,
        (other) => other.machineId === id && !sameMachine(other, identity),
      )
      return { outcome: others.length ? 'twin' : 'pass', found: id, wanted: '1', params: { hosts: list(others) } }
    },
  }),
  betweenCheck({
    id: 'mac-unique',
    category: 'cluster',
    title: l('MAC 주소 중복', 'MAC addresses are unique'),
    explain: l(
      '같은 MAC 주소가 둘이면 스위치가 패킷을 엉뚱한 서버로 보냅니다.',
      'With two equal addresses the switch sends packets to the wrong machine.',
    ),
    prepare: l('가상 머신마다 서로 다른 MAC 주소를 주십시오.', 'Give each virtual machine MAC addresses of its own.'),
    reads: ['interfaces', 'identity'],
    readsToo: ['nics'],
    compares: { by: ['interfaces'] },
    outcomes: {
      pass: ok('점검한 다른 호스트와 겹치지 않습니다.', 'No other host that was checked has them.'),
      twin: block(
        '{hosts}와(과) MAC 주소가 같습니다: {macs}',
        'Same MAC address as {hosts}: {macs}',
        l(
          '가상 머신의 네트워크 카드에 새 MAC 주소를 주십시오.',
          "Give the virtual machine's network card a new MAC address.",
        ),
      ),
    },
    source: 'kubernetes.io, install-kubeadm',
    thresholds: { 'cards of management controllers': BMC_CARDS },
    judge: ({ identity }, { node, nodes }, { records }) => {
      const addressOf = (name: string) => nodes.find((each) => each.name === name)?.address ?? null
      const doubles = new Set(twins('identity', node.name, records, (other) => sameMachine(other, identity)))
      const all = [...records].map(([name, record]) => ({ name, macs: macsOf(record, addressOf(name)) }))
      const own = all.find(({ name }) => name === node.name)?.macs ?? []
      const others = all
        .filter(({ name }) => name !== node.name && !doubles.has(name))
        .map(({ name, macs }) => ({ name, shared: macs.filter((mac) => own.includes(mac)) }))
        .filter(({ shared }) => shared.length > 0)
      const macs = [...new Set(others.flatMap(({ shared }) => shared))]
      return {
        outcome: others.length ? 'twin' : 'pass',
        found: list(own) || '-',
        wanted: '1',
        params: { hosts: list(others.map(({ name }) => name)), macs: list(macs) },
      }
    },
  }),
  betweenCheck({
    id: 'same-machine-twice',
    category: 'cluster',
    title: l('같은 서버를 두 번 적음', 'One machine declared twice'),
    explain: l(
      '두 행의 주소가 실제로는 한 서버일 때를 찾습니다.',
      'Finds two rows of the node table that are one machine.',
    ),
    prepare: l('질문지의 서버 표에 한 서버를 한 번만 적으십시오.', 'Enter each server only once in the questionnaire.'),
    reads: ['identity'],
    field: 'resources.nodes',
    column: 'address',
    compares: { by: ['identity'] },
    outcomes: {
      pass: ok('점검한 다른 호스트와 다른 서버입니다.', 'No other host that was checked is the same machine.'),
      twin: never(
        '{hosts}와(과) 같은 서버입니다.',
        'It is the same machine as {hosts}.',
        l('노드 표의 주소를 고치십시오.', 'Correct the addresses in the node table.'),
      ),
    },
    source: 'proc(5), random/boot_id; machine-id(5)',
    judge: ({ identity }, { node }, { records }) => {
      const others = twins('identity', node.name, records, (other) => sameMachine(other, identity))
      return {
        outcome: others.length ? 'twin' : 'pass',
        // Not the boot id by which it is known: that is another after each start.
        found: list(others) || '-',
        wanted: '-',
        params: { hosts: list(others) },
      }
    },
  }),
  siteCheck({
    id: 'role-counts',
    category: 'cluster',
    title: l('컨트롤 플레인 수', 'Number of control planes'),
    explain: l(
      'etcd는 과반수가 살아 있어야 합니다. 홀수가 좋고, 3대부터 한 대가 꺼져도 멈추지 않습니다.',
      'etcd needs a majority: an odd number, and three survive the loss of one.',
    ),
    prepare: l('컨트롤 플레인을 1대, 3대 또는 5대로 정하십시오.', 'Decide on 1, 3 or 5 control planes.'),
    field: 'resources.nodes',
    column: 'roles',
    outcomes: {
      pass: ok('{found}대입니다.', 'There are {found}.'),
      single: note(
        '1대입니다. 이 서버가 꺼지면 클러스터 관리가 멈춥니다.',
        'There is one: when it is down, the cluster cannot be managed.',
      ),
      even: warn(
        '{found}대입니다. 한 대를 더 두어도 더 견디지 못합니다.',
        'There are {found}: the even one does not add endurance.',
        l('1대, 3대, 5대 가운데 하나로 바꾸십시오.', 'Make it 1, 3 or 5.'),
      ),
      refused: block(
        '{found}대입니다. Kubespray는 짝수의 etcd를 거부합니다.',
        'There are {found}: Kubespray refuses an even number of etcd members.',
        l('1대, 3대, 5대 가운데 하나로 바꾸십시오.', 'Make it 1, 3 or 5.'),
      ),
      none: never(
        '컨트롤 플레인이 없습니다.',
        'There is no control plane.',
        l('노드 표에서 한 대 이상을 컨트롤 플레인으로 정하십시오.', 'Make at least one node a control plane.'),
      ),
    },
    source: 'etcd FAQ; RKE2 documentation, install/ha; Kubespray roles/validate_inventory',
    judge: ({ nodes, site }) => {
      const count = nodes.filter((node) => node.roles.includes('control-plane')).length
      const values = { found: String(count), wanted: '1, 3, 5', params: { found: count } }
      if (count === 0) return { outcome: 'none', ...values }
      if (count % 2 === 0) return { outcome: site.distribution === 'kubespray' ? 'refused' : 'even', ...values }
      return { outcome: count === 1 ? 'single' : 'pass', ...values }
    },
  }),
]
