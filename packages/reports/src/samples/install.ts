import type { Localized } from '@astrago/contracts'
import type { ReportInput } from '../model/build.ts'
import type { ReleaseInput } from '../model/components.ts'
import type { InfoOfCheck } from '../model/judge.ts'
import type { PlanInput, RunInput } from '../model/run-part.ts'
import { cleanInput, sampleInput, sampleWaiver } from './preflight.ts'

const l = (ko: string, en: string): Localized => ({ ko, en })

const planned = (
  id: string,
  phase: string,
  host: string,
  describe: Localized,
): PlanInput['phases'][number]['actions'][number] => ({
  id,
  phase,
  host,
  describe,
  commands: [],
  files: [],
  undoable: true,
  pointOfNoReturn: false,
  expectedMs: 1000,
})

export const samplePlan: PlanInput = {
  createdAt: '2026-11-23T05:30:00Z',
  hash: '9c1185a5c5e9fc54612808977ee8f548b2258d31b0e6d0d9c2a0d4f4ad0a1b2c',
  phases: [
    {
      id: 'prepare',
      title: l('호스트 준비', 'Prepare the hosts'),
      explain: l('스왑을 끄고 커널 값을 맞춥니다.', 'Turn swap off and set kernel values.'),
      concurrency: 4,
      knownLater: null,
      actions: ['cp-1', 'gpu-1'].map((host) =>
        planned(`prepare/swap/${host}`, 'prepare', host, l('스왑을 끕니다', 'Turn swap off')),
      ),
    },
    {
      id: 'first-server',
      title: l('첫 서버', 'First server'),
      explain: l('첫 컨트롤 플레인을 띄웁니다.', 'Start the first control plane.'),
      concurrency: 1,
      knownLater: null,
      actions: [
        planned(
          'first-server/start/cp-1',
          'first-server',
          'cp-1',
          l('rke2-server를 시작하고 준비를 기다립니다', 'Start rke2-server and wait until it is ready'),
        ),
      ],
    },
    {
      id: 'agents',
      title: l('작업 노드 연결', 'Join the agents'),
      explain: l('나머지 노드를 붙입니다.', 'Join the other nodes.'),
      concurrency: 4,
      knownLater: null,
      actions: [planned('agents/join/gpu-1', 'agents', 'gpu-1', l('rke2-agent를 시작합니다', 'Start rke2-agent'))],
    },
  ],
  warnings: [l('VIP가 없어 첫 서버 주소로 참여합니다.', 'There is no VIP, so nodes join through the first server.')],
}

const row = (
  action: string,
  phase: string,
  host: string,
  state: RunInput['steps'][number]['state'],
  attempts: number,
  from: number,
  ms: number | null,
): RunInput['steps'][number] => ({
  action,
  phase,
  host,
  state,
  attempts,
  startedAt: new Date(Date.parse('2026-11-23T06:00:00Z') + from * 1000).toISOString(),
  endedAt: ms === null ? null : new Date(Date.parse('2026-11-23T06:00:00Z') + from * 1000 + ms).toISOString(),
  ms,
})

export const sampleRun: RunInput = {
  id: 'run-20261123-01',
  state: 'done',
  startedBy: '김리셀러',
  startedAt: '2026-11-23T06:00:00Z',
  endedAt: '2026-11-23T06:14:12Z',
  steps: [
    row('prepare/swap/cp-1', 'prepare', 'cp-1', 'done', 1, 0, 800),
    row('prepare/swap/gpu-1', 'prepare', 'gpu-1', 'already', 1, 0, 120),
    row('first-server/start/cp-1', 'first-server', 'cp-1', 'done', 2, 5, 412_000),
    row('agents/join/gpu-1', 'agents', 'gpu-1', 'done', 1, 430, 95_300),
  ],
  problems: [
    {
      action: 'first-server/start/cp-1',
      problem: {
        code: 'CLUSTER_START_TIMEOUT',
        host: 'cp-1',
        params: { service: 'rke2-server', seconds: 1800, detail: 'Waiting for containerd startup' },
      },
    },
  ],
}

const sampleRelease: ReleaseInput = {
  version: 'v1.35.7+rke2r1',
  kubeVip: 'ghcr.io/kube-vip/kube-vip:v1.2.3',
  artifacts: [
    { id: 'binary', name: 'rke2.linux-amd64.tar.gz', state: 'ok', sha256: 'b5bb9d80'.repeat(8) },
    { id: 'images-core', name: 'rke2-images-core.linux-amd64.tar.zst', state: 'ok', sha256: '4c1f6b2e'.repeat(8) },
    { id: 'images-cilium', name: 'rke2-images-cilium.linux-amd64.tar.zst', state: 'missing', sha256: '' },
    { id: 'kube-vip', name: 'kube-vip.tar.zst', state: 'unchecked', sha256: '7d8e90a1'.repeat(8) },
  ],
}

/** The same after a preflight with open findings, of which the installation sees to `check` by itself. */
export function settledInput(check: string, more: Partial<ReportInput> = {}): ReportInput {
  const { checks, preflight } = sampleInput()
  return installInput({
    checks: checks.map((info) => (info.id === check ? { ...info, outcomes: byInstallation(info.outcomes) } : info)),
    preflight: preflight ?? null,
    waivers: [sampleWaiver],
    ...more,
  })
}

const byInstallation = (outcomes: InfoOfCheck['outcomes']): InfoOfCheck['outcomes'] =>
  Object.fromEntries(Object.entries(outcomes).map(([id, info]) => [id, { ...info, byInstallation: true }]))

/** An installation that came to its end. */
export const installInput = (more: Partial<ReportInput> = {}): ReportInput => ({
  ...sampleInput(),
  preflight: cleanInput().preflight ?? null,
  waivers: [],
  generatedAt: '2026-11-23T06:20:00Z',
  plan: samplePlan,
  run: sampleRun,
  release: sampleRelease,
  ...more,
})
