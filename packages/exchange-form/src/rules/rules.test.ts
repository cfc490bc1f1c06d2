import { expect, test } from 'vitest'
import type { Node, NodeColumn } from '../node.ts'
import { SAMPLE_SITE, sampleAnswers } from '../samples.ts'
import type { Draft, SiteFacts } from '../spec.ts'
import { ruleInput } from '../validate.ts'
import { RULES, type RuleId } from './index.ts'

type Place = [field: string, row?: number | undefined, column?: string]
type Case = { change: Draft; site?: Partial<SiteFacts>; at: Place[]; severity?: 'hint' }

const server = (name: string, address: string, roles: Node['roles'], rest: Partial<Node> = {}): Node => ({
  name,
  address: `10.20.0.${address}`,
  roles,
  ...rest,
})
const cp = server('cp-1', '11', ['control-plane'])
const worker = server('worker-1', '12', ['worker'])
const nodes = (...rows: Node[]) => ({ 'resources.nodes': rows })
const NODES = 'resources.nodes'
const own = (row: string, column: NodeColumn) => ({ [column]: { secretRef: `vault:${NODES}.${row}.${column}` } })

/** For each rule an answer that breaks it and where it is to be shown. The sample answers break none. */
const CASES: Record<RuleId, Case[]> = {
  'ranges-apart': [
    { change: { 'network.podCidr': '10.20.0.0/16' }, at: [['network.podCidr']] },
    { change: { 'network.serviceCidr': '10.42.128.0/20' }, at: [['network.serviceCidr']] },
    {
      change: { 'network.nodeCidr': '10.0.0.0/8' },
      at: [['network.podCidr'], ['network.serviceCidr']],
    },
  ],
  'ranges-not-reserved': [
    { change: { 'network.podCidr': '169.254.0.0/16' }, at: [['network.podCidr']] },
    { change: { 'network.serviceCidr': '127.1.0.0/16' }, at: [['network.serviceCidr']] },
  ],
  'pod-range-holds-nodes': [
    { change: { 'network.podCidr': '10.42.0.0/23' }, at: [['network.podCidr']] },
    { change: { 'network.podCidr': '10.42.0.0/25', ...nodes(cp) }, at: [['network.podCidr']] },
  ],
  'service-range-size': [
    { change: { 'network.serviceCidr': '10.43.0.0/26' }, at: [['network.serviceCidr']] },
    { change: { 'network.serviceCidr': '172.0.0.0/8' }, at: [['network.serviceCidr']] },
  ],
  'no-address-in-cluster-ranges': [
    { change: { 'network.dnsServers': ['10.20.0.2', '10.43.0.10'] }, at: [['network.dnsServers', 1]] },
    { change: { 'storage.nfsServer': '10.42.0.5' }, at: [['storage.nfsServer']] },
    {
      change: { 'registry.kind': 'existing', 'registry.address': '10.43.7.7:5000' },
      at: [['registry.address']],
    },
    {
      change: nodes(cp, { ...worker, address: '10.42.3.4' }),
      at: [[NODES, 1, 'address']],
    },
  ],
  'plugin-fits-distribution': [
    { change: { 'network.cni': 'kube-router' }, at: [['network.cni']] },
    { change: { 'network.cni': 'canal' }, site: { distribution: 'k0s' }, at: [['network.cni']] },
  ],
  'vip-in-node-range': [{ change: { 'network.vip': '10.30.0.10' }, at: [['network.vip']] }],
  'vip-unused': [
    { change: { 'network.vip': '10.20.0.12' }, at: [['network.vip']] },
    { change: { 'network.vip': '10.20.0.1' }, at: [['network.vip']] },
  ],
  'gateway-in-node-range': [{ change: { 'network.gateway': '10.21.0.1' }, at: [['network.gateway']] }],
  'gateway-not-a-node': [{ change: { 'network.gateway': '10.20.0.12' }, at: [[NODES, 1, 'address']] }],
  'nodes-in-node-range': [
    { change: nodes(cp, { ...worker, address: '10.99.0.12' }), at: [[NODES, 1, 'address']], severity: 'hint' },
  ],
  'no-network-address': [
    { change: nodes(cp, server('worker-1', '255', ['worker'])), at: [[NODES, 1, 'address']] },
    { change: { 'network.vip': '10.20.0.0' }, at: [['network.vip']] },
  ],
  'external-address-usable': [
    { change: { 'network.externalAddress': '127.0.0.1' }, at: [['network.externalAddress']] },
    { change: { 'network.externalAddress': '169.254.1.1' }, at: [['network.externalAddress']] },
  ],
  'external-address-is-shared': [
    { change: { 'network.externalAddress': '10.20.0.11' }, at: [['network.externalAddress']], severity: 'hint' },
  ],
  'control-plane-exists': [{ change: nodes(worker), at: [[NODES]] }],
  'control-planes-odd': [{ change: nodes(cp, server('cp-2', '21', ['control-plane']), worker), at: [[NODES]] }],
  'worker-exists': [{ change: nodes(cp, server('nas-1', '21', ['storage'])), at: [[NODES]] }],
  'several-control-planes-need-vip': [
    {
      change: { 'network.vip': '', ...nodes(cp, server('cp-2', '21', ['control-plane'])) },
      at: [['network.vip']],
      severity: 'hint',
    },
  ],
  'node-names-unique': [{ change: nodes(cp, worker, { ...worker, address: '10.20.0.13' }), at: [[NODES, 2, 'name']] }],
  'node-addresses-unique': [
    { change: nodes(cp, worker, { ...worker, name: 'worker-2' }), at: [[NODES, 2, 'address']] },
  ],
  'gpu-model-given': [
    { change: nodes(cp, server('gpu-1', '13', ['gpu'], { gpuCount: 8 })), at: [[NODES, 1, 'gpuModel']] },
  ],
  'gpu-role-has-gpu': [{ change: nodes(cp, server('gpu-1', '13', ['gpu'])), at: [[NODES, 1, 'gpuCount']] }],
  'gpu-has-role': [
    {
      change: nodes(cp, { ...worker, gpuModel: 'L40S', gpuCount: 4 }),
      at: [[NODES, 1, 'roles']],
      severity: 'hint',
    },
  ],
  'node-one-login': [
    {
      change: nodes(cp, { ...worker, ...own('worker-1', 'sshPassword'), ...own('worker-1', 'sshKey') }),
      at: [[NODES, 1, 'sshKey']],
    },
  ],
  'node-passphrase-has-key': [
    { change: nodes(cp, { ...worker, ...own('worker-1', 'sshKeyPassphrase') }), at: [[NODES, 1, 'sshKeyPassphrase']] },
  ],
  'node-becomes-root': [
    {
      change: {
        'accounts.sudo': 'root',
        'accounts.sshUser': 'root',
        ...nodes(cp, { ...worker, sshUser: 'ops' }, server('worker-2', '22', ['worker'], { sshUser: 'root' })),
      },
      at: [[NODES, 1, 'sudoPassword']],
    },
  ],
  'node-secrets-strong': [
    {
      change: { [NODES]: [cp, { ...worker, sshPassword: 'xiirocks', sudoPassword: { secret: true, of: 'worker-1' } }] },
      at: [[NODES, 1, 'sshPassword']],
      severity: 'hint',
    },
  ],
  'dns-given': [{ change: { 'network.dnsServers': [] }, at: [['network.dnsServers']], severity: 'hint' }],
  'proxy-exceptions-cover-cluster': [
    {
      site: { profile: 'proxy' },
      change: { 'network.proxyUrl': 'http://10.20.0.5:3128', 'network.noProxy': ['10.20.0.0/24'] },
      at: [['network.noProxy']],
      severity: 'hint',
    },
  ],
  'own-certificate-has-domain': [
    { change: { 'network.tlsMode': 'own', 'network.domain': '' }, at: [['network.domain']], severity: 'hint' },
  ],
  'mirror-works-air-gapped': [{ change: { 'registry.kind': 'mirror' }, at: [['registry.kind']], severity: 'hint' }],
  'registry-login-complete': [
    { change: { 'registry.kind': 'existing', 'registry.username': 'robot' }, at: [['registry.password']] },
    { change: { 'registry.kind': 'existing', 'registry.password': { secret: true } }, at: [['registry.username']] },
  ],
  'proxy-login-complete': [
    { site: { profile: 'proxy' }, change: { 'network.proxyUsername': 'svc' }, at: [['network.proxyPassword']] },
    {
      site: { profile: 'proxy' },
      change: { 'network.proxyPassword': { secret: true } },
      at: [['network.proxyUsername']],
    },
  ],
  'sudo-fits-user': [{ change: { 'accounts.sudo': 'root' }, at: [['accounts.sudo']] }],
  'existing-secrets-strong': [
    { change: { 'accounts.sshPassword': 'xiirocks' }, at: [['accounts.sshPassword']], severity: 'hint' },
  ],
  'node-ports-unique': [
    { change: { 'platform.keycloakServicePort': 30080 }, at: [['platform.keycloakServicePort']] },
    { change: { 'platform.astragoServicePort': 32145 }, at: [['platform.astragoServicePort']] },
  ],
  'local-node-known': [
    { change: { 'storage.kind': 'local', 'storage.localNode': 'worker-9' }, at: [['storage.localNode']] },
  ],
  'gpus-have-driver': [{ change: { 'gpu.driverPolicy': 'none' }, at: [['gpu.driverPolicy']], severity: 'hint' }],
  'mig-has-gpu': [{ change: { 'gpu.mig': 'single', ...nodes(cp, worker) }, at: [['gpu.mig']], severity: 'hint' }],
  'backup-address-fits': [
    { change: { 'backup.kind': 's3' }, at: [['backup.address']] },
    { change: { 'backup.address': 'https://10.20.0.6' }, at: [['backup.address']] },
  ],
  'backup-is-apart': [{ change: { 'backup.address': '10.20.0.5' }, at: [['backup.address']], severity: 'hint' }],
}

const findings = (id: RuleId, draft: Draft, site: SiteFacts) =>
  RULES.find((rule) => rule.id === id)?.check(ruleInput(draft, site)) ?? []

test.each(Object.entries(CASES))('%s: the sample keeps it', (id) => {
  expect(findings(id as RuleId, sampleAnswers(), SAMPLE_SITE)).toEqual([])
})

test.each(
  Object.entries(CASES).flatMap(([id, cases]) =>
    cases.map((each, index) => [`${id} #${index + 1}`, id, each] as const),
  ),
)('%s: broken, it is shown in place', (_, id, { change, site, at, severity = 'error' }) => {
  const found = findings(id as RuleId, { ...sampleAnswers(), ...change }, { ...SAMPLE_SITE, ...site })
  expect(found.map(({ field, row, column }) => [field, row, column])).toEqual(
    at.map(([field, row, column]) => [field, row, column]),
  )
  expect(found.every((problem) => problem.severity === severity)).toBe(true)
})

test('no parameter of a message is left open', () => {
  const all = Object.entries(CASES).flatMap(([id, cases]) =>
    cases.flatMap(({ change, site }) =>
      findings(id as RuleId, { ...sampleAnswers(), ...change }, { ...SAMPLE_SITE, ...site }),
    ),
  )
  expect(all.filter(({ message }) => /\{\w+\}|undefined/.test(message.ko + message.en))).toEqual([])
})

test('the proposed range overlaps none of the others', () => {
  const [problem] = findings(
    'ranges-apart',
    { ...sampleAnswers(), 'network.podCidr': '10.20.0.0/16', 'network.serviceCidr': '10.42.0.0/16' },
    SAMPLE_SITE,
  )
  expect(problem?.message.ko).toBe('노드 대역(10.20.0.0/24)과 겹칩니다. 예: 10.43.0.0/16')
})

test('a single server may be everything', () => {
  const single = { ...sampleAnswers(), ...nodes(cp) }
  expect(RULES.flatMap((rule) => rule.check(ruleInput(single, SAMPLE_SITE)))).toEqual([])
})
