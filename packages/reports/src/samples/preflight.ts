import type { HostView, Waiver } from '@astrago/contracts'
import { buildReport, type ReportInput } from '../model/build.ts'
import type { ReportModel } from '../model/model.ts'
import { checkInfo, SAMPLE_CHECKS } from './checks.ts'
import { verdictsOf } from './verdicts.ts'

export const sampleHost = (name: string, index: number, more: Partial<HostView> = {}): HostView => ({
  name,
  address: `10.20.0.${11 + index}`,
  roles: name.startsWith('cp') ? ['control-plane'] : ['worker', 'gpu'],
  key: {
    state: 'pinned',
    type: 'ssh-ed25519',
    offered: null,
    pinned: `SHA256:${`q${index}XvK3mB7tR9pL2wZ8`.repeat(3).slice(0, 43)}`,
  },
  reached: true,
  problem: null,
  summary: {
    os: 'Ubuntu 22.04.5 LTS',
    kernel: '5.15.0-126-generic',
    cpus: 32,
    memoryBytes: 62.8 * 2 ** 30,
    gpus: name.startsWith('cp') ? 0 : 8,
  },
  seenAt: '2026-11-23T05:00:00Z',
  ...more,
})

const answers = {
  'general.customerName': '한빛병원',
  'general.resellerName': '에이비씨시스템',
  'general.plannedDate': '2026-11-25',
  'network.ntpServers': ['10.20.0.2', '10.20.0.3'],
  'network.dnsServers': ['10.20.0.2'],
  'accounts.sshUser': 'astrago',
  'accounts.sshAuth': 'password',
  'accounts.sshPassword': { secretRef: 'vault:accounts.sshPassword' },
  'security.firewallPolicy': 'open-needed',
  'security.cisProfile': false,
  'resources.nodes': [
    { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'] },
    { name: 'gpu-1', address: '10.20.0.12', roles: ['worker', 'gpu'], gpuCount: 8 },
  ],
}

export const sampleWaiver: Waiver = {
  id: 'w1',
  check: 'disk-free-var' as Waiver['check'],
  host: 'gpu-1',
  outcome: 'bad',
  found: '38 GiB',
  identity: '38 GiB',
  reason: '12월 증설 예정, 그때까지 로그 보존 기간을 3일로 줄임',
  who: '김리셀러',
  at: '2026-11-23T05:10:00Z',
  expires: '2026-12-31',
}

/** A small site: two problems that block, one waived, one warning, one unknown. */
export function sampleInput(more: Partial<ReportInput> = {}): ReportInput {
  const hosts = ['cp-1', 'gpu-1']
  const verdicts = verdictsOf(SAMPLE_CHECKS, hosts, [
    { check: 'port-etcd-peer', host: 'cp-1', status: 'fail', severity: 'block' },
    { check: 'gpu-count-declared', host: 'gpu-1', status: 'fail', severity: 'block!' },
    { check: 'disk-free-var', host: 'gpu-1', status: 'fail', severity: 'block' },
    { check: 'time-synchronised', host: 'cp-1', status: 'warn', severity: 'warn' },
    { check: 'time-synchronised', host: 'gpu-1', status: 'warn', severity: 'warn' },
    { check: 'dns-resolves', host: 'gpu-1', status: 'unknown', severity: 'warn' },
  ])
  return {
    product: { name: 'AstraGo Installation Console', version: '0.1.0' },
    generatedAt: '2026-11-23T05:20:00Z',
    generatedBy: '김리셀러',
    timeZone: 'Asia/Seoul',
    site: { name: '한빛병원 AI센터', kind: 'remote', profile: 'air-gapped', distribution: 'rke2' },
    hosts: hosts.map((name, index) => sampleHost(name, index)),
    checks: SAMPLE_CHECKS.map(checkInfo),
    preflight: {
      id: 'pf-20261123-01',
      site: 's1',
      state: 'done',
      startedAt: '2026-11-23T05:00:00Z',
      endedAt: '2026-11-23T05:00:06Z',
      hosts,
      only: null,
      verdicts,
      counts: { pass: 0, warn: 0, fail: 0, unknown: 0 },
      thresholds: '4f1c2a9b',
    },
    waivers: [sampleWaiver],
    answers,
    ...more,
  }
}

export const sampleReport = (more: Partial<ReportInput> = {}): ReportModel => buildReport(sampleInput(more))

/** Everything passes on one host. */
export function cleanInput(): ReportInput {
  const input = sampleInput()
  const verdicts = verdictsOf(SAMPLE_CHECKS, ['cp-1'], [])
  return {
    ...input,
    hosts: [sampleHost('cp-1', 0)],
    waivers: [],
    preflight: input.preflight ? { ...input.preflight, verdicts } : null,
  }
}
