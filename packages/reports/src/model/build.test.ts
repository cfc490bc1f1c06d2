import { describe, expect, it } from 'vitest'
import {
  cleanInput,
  installInput,
  longInput,
  sampleInput,
  samplePlan,
  sampleReport,
  sampleRun,
  sampleVerdict,
  sampleWaiver,
  settledInput,
} from '../samples.ts'
import { buildReport, type ReportInput } from './build.ts'
import { ReportModel } from './model.ts'

const PLANTED = 'Planted-S3cret!'

type Verdicts = ReturnType<typeof sampleVerdict>[]
const withVerdicts = (verdicts: Verdicts, more: Partial<ReportInput> = {}): ReportModel => {
  const input = sampleInput({ waivers: [], ...more })
  return buildReport({ ...input, preflight: input.preflight ? { ...input.preflight, verdicts } : null })
}
const stepStates = (state: (typeof sampleRun.steps)[number]['state']) =>
  sampleRun.steps.map((step, index) => (index === 2 ? { ...step, state } : step))

/** An installation whose undoing ended as `state`, its own steps as `steps`; of the last one it could not reach the host. */
const undone = (state: 'done' | 'failed', steps: 'done' | 'undone'): ReportModel => {
  const { startedBy, startedAt, endedAt } = sampleRun
  const problem = { code: 'HOST_UNREACHABLE', host: 'gpu-1', params: { detail: 'EHOSTUNREACH' } } as const
  const run = {
    ...sampleRun,
    steps: sampleRun.steps.map((step) => (step.state === 'done' ? { ...step, state: steps } : step)),
    undo: { state, startedBy, startedAt, endedAt },
    undoProblems: [{ action: 'agents/join/gpu-1', problem }],
  }
  return buildReport(installInput({ run }))
}

describe('a preflight report', () => {
  it.each([
    ['short', sampleInput()],
    ['clean', cleanInput()],
    ['install', installInput()],
    ['long', longInput()],
  ])('keeps to its own schema: %s', (_name, input) => {
    const model = buildReport(input)
    expect(ReportModel.parse(model)).toEqual(model)
  })

  it('says the result first and counts check x host', () => {
    const model = sampleReport()
    expect(model.kind).toBe('preflight')
    expect(model.result).toBe('fail')
    expect(model.headline.ko).toBe('설치를 막는 문제가 2건 있습니다. 사유와 기한을 남기고 면제한 문제가 1건 있습니다.')
    expect(model.headline.en).toBe('2 problems block the installation. 1 problem is waived with a reason.')
    expect(model.preflight?.counts).toEqual({
      total: 20,
      pass: 14,
      warn: 2,
      fail: 3,
      unknown: 1,
      blocking: 2,
      waived: 1,
      lapsed: 0,
    })
    expect(model.preflight?.exitCode).toBe(3)
  })

  it('is ready when all pass', () => {
    const model = buildReport(cleanInput())
    expect(model.result).toBe('pass')
    expect(model.openPoints).toEqual([])
    expect(model.headline.ko).toBe('호스트 1대가 모든 점검을 통과했습니다. 설치할 수 있습니다.')
  })

  it('of a part says how large it is, and never that the site is ready', () => {
    const { preflight, ...input } = cleanInput()
    const made = (more: object) =>
      buildReport({
        ...input,
        ...sampleInput({ waivers: [] }),
        ...(preflight ? { preflight: { ...preflight, ...more } } : {}),
      })
    const checks = input.checks.length
    expect(made({}).preflight?.part).toBeUndefined()
    const narrowed = made({ hosts: ['cp-1'], only: ['dns-resolves'] })
    expect(narrowed.preflight?.part).toEqual({ checks: 1, allChecks: checks, hosts: 1, allHosts: 2 })
    expect(narrowed.headline.en).toContain(`Only 1 of ${checks} checks was made, on 1 of 2 hosts.`)
    expect(narrowed.headline.ko).not.toContain('설치할 수 있습니다')
    const warned = made({ hosts: ['cp-1'], verdicts: [sampleVerdict('dns-resolves', 'cp-1', 'warn', 'warn')] })
    expect(warned.headline.en).toBe(
      'Only 1 of 2 hosts were looked at. Nothing in it blocks the installation. Look at 1 warning before production use.',
    )
    const blocked = made({ hosts: ['cp-1'], verdicts: [sampleVerdict('dns-resolves', 'cp-1', 'fail', 'block')] })
    expect(blocked.headline.en).toContain('1 problem blocks the installation.')
  })

  it('keeps a waived block visible, with who, why and until when, and out of the open points', () => {
    const model = sampleReport()
    const { who, at, reason, expires, found } = sampleWaiver
    expect(model.preflight?.verdicts.filter((verdict) => verdict.waiver)).toMatchObject([
      {
        check: 'disk-free-var',
        host: 'gpu-1',
        status: 'fail',
        blocking: false,
        waiver: { who, at, reason, expires, found, lapse: null },
      },
    ])
    expect(model.openPoints.map((point) => point.subject)).not.toContain('disk-free-var')
  })

  it('makes a waiver that lapsed an open point that says whose it was and why it lapsed', () => {
    const changed = sampleReport({ waivers: [{ ...sampleWaiver, found: '40 GiB', identity: '40 GiB' }] })
    expect(changed.openPoints.find((point) => point.subject === 'disk-free-var')).toMatchObject({
      blocking: true,
      lapsed: { en: `The found value changed from 40 GiB to 38 GiB. (김리셀러: ${sampleWaiver.reason})` },
    })
    expect(changed.preflight?.counts).toMatchObject({ blocking: 3, waived: 0, lapsed: 1 })
    expect(changed.headline.en).toContain('The waiver of 1 problem has lapsed.')
  })

  it('looks at waivers at the time that it is told, else at its own', () => {
    const late = sampleReport({ generatedAt: '2027-01-01T00:00:00Z' })
    expect(late.preflight).toMatchObject({ waiversAt: '2027-01-01T00:00:00Z', counts: { lapsed: 1 } })
    const again = sampleReport({ generatedAt: '2027-01-01T00:00:00Z', waiversAt: '2026-11-23T05:20:00Z' })
    expect(again.preflight).toMatchObject({ waiversAt: '2026-11-23T05:20:00Z', counts: { waived: 1, lapsed: 0 } })
  })

  it('lets nobody waive a block!, a pass or a warning', () => {
    const waiver = (check: string) => ({
      ...sampleWaiver,
      check,
      host: 'cp-1',
      found: '',
      identity: '',
    })
    const model = withVerdicts(
      [
        sampleVerdict('cpu-arch-supported', 'cp-1', 'fail', 'block!'),
        sampleVerdict('memory-minimum', 'cp-1', 'pass', 'info'),
        sampleVerdict('disk-free-var', 'cp-1', 'warn', 'warn'),
      ],
      { waivers: ['cpu-arch-supported', 'memory-minimum', 'disk-free-var'].map(waiver) },
    )
    expect(model.preflight?.counts).toMatchObject({ waived: 0, lapsed: 1, blocking: 1 })
    expect(model.preflight?.exitCode).toBe(3)
  })

  it('counts an unknown that could block as blocking, another not', () => {
    const model = withVerdicts([
      sampleVerdict('disk-free-var', 'cp-1', 'unknown', 'block'),
      sampleVerdict('dns-resolves', 'cp-1', 'unknown', 'warn'),
    ])
    expect(model.openPoints.map((point) => [point.subject, point.blocking])).toEqual([
      ['disk-free-var', true],
      ['dns-resolves', false],
    ])
    expect(model.result).toBe('fail')
  })

  it('puts what blocks first', () => {
    expect(sampleReport().openPoints.map((point) => `${point.kind} ${point.blocking}`)).toEqual([
      'fail true',
      'fail true',
      'unknown false',
      'warn false',
      'warn false',
    ])
  })

  it('fills texts with their parameters and names the field of the questionnaire', () => {
    const point = sampleReport().openPoints.find((p) => p.subject === 'gpu-count-declared')
    expect(point?.message.ko).toBe('질문지에는 GPU 8장이라고 적혀 있으나 7장이 보입니다.')
    expect(point?.fieldLabel?.en).toBe('Resources and nodes › Node table')
  })

  it('loses no verdict of a check or outcome that it does not know', () => {
    const model = withVerdicts([
      { ...sampleVerdict('from-another-version', 'cp-1', 'fail', 'block'), outcome: 'strange' },
    ])
    expect(model.openPoints).toMatchObject([{ subject: 'from-another-version', message: { ko: 'strange' } }])
  })

  it.each([
    ['running', 'open'],
    ['cancelled', 'fail'],
    ['interrupted', 'fail'],
  ] as const)('does not call a preflight that is %s a pass', (state, result) => {
    const input = cleanInput()
    const model = buildReport({ ...input, preflight: input.preflight ? { ...input.preflight, state } : null })
    expect(model.result).toBe(result)
    expect(model.headline.ko).not.toContain('통과')
  })

  it('is open while nothing was checked', () => {
    expect(buildReport({ ...sampleInput(), preflight: null }).result).toBe('open')
    expect(withVerdicts([]).result).toBe('open')
  })
})

describe('answers', () => {
  it('masks a secret by its field, even where a plain value was stored', () => {
    const model = sampleReport({ answers: { ...sampleInput().answers, 'accounts.sshPassword': PLANTED } })
    expect(JSON.stringify(model)).not.toContain(PLANTED)
    expect(JSON.stringify(model)).not.toContain('vault:')
    const rows = model.answers.flatMap((section) => section.rows)
    expect(rows.find((row) => row.field === 'accounts.sshPassword')).toMatchObject({
      secret: true,
      value: { en: '●●●●●● (stored)' },
    })
  })

  it('masks a secret by its shape in a field that is none', () => {
    const model = sampleReport({ answers: { 'general.projectName': { secretRef: 'env:LEAKED_NAME' } } })
    expect(JSON.stringify(model)).not.toContain('LEAKED_NAME')
    expect(model.answers[0]?.rows[0]).toMatchObject({
      field: 'general.projectName',
      secret: true,
      value: { ko: '●●●●●● (저장됨)' },
    })
  })

  it('shows choices, yes and no, lists and nodes in words', () => {
    const values = Object.fromEntries(
      sampleReport().answers.flatMap((section) => section.rows.map((row) => [row.field, row.value.ko])),
    )
    expect(values['security.cisProfile']).toBe('아니요')
    expect(values['network.ntpServers']).toBe('10.20.0.2, 10.20.0.3')
    expect(values['resources.nodes']).toBe(
      'cp-1 · 10.20.0.11 · 컨트롤 플레인\ngpu-1 · 10.20.0.12 · 작업 노드, GPU 노드',
    )
    expect(values['security.firewallPolicy']).not.toBe('open-needed')
  })

  it('has none where nobody opened the questionnaire', () => {
    expect(sampleReport({ answers: {} }).answers).toEqual([])
  })
})

describe('an installation report', () => {
  it('has phases in order with times, attempts and every planned step', () => {
    const model = buildReport(installInput())
    expect(model.kind).toBe('install')
    expect(model.result).toBe('pass')
    expect(model.plan?.hash).toBe(samplePlan.hash)
    expect(model.run?.phases.map((phase) => [phase.id, phase.ms])).toEqual([
      ['prepare', 800],
      ['first-server', 412_000],
      ['agents', 95_300],
    ])
    expect(model.run?.phases[1]?.steps[0]).toMatchObject({ state: 'done', attempts: 2, ms: 412_000 })
  })

  it('makes a step that failed and those after it open points, with the reason', () => {
    const problem = { code: 'HOST_LOST' as const, host: 'cp-1' }
    const problems = [...(sampleRun.problems ?? []), { action: 'first-server/start/cp-1', problem }]
    const run = { ...sampleRun, state: 'failed' as const, steps: stepStates('failed').slice(0, 3), problems }
    const model = buildReport(installInput({ run }))
    expect(model.result).toBe('fail')
    expect(model.headline.ko).toContain("'첫 서버' 단계에서 멈췄습니다.")
    expect(model.openPoints).toMatchObject([
      {
        kind: 'step',
        blocking: true,
        subject: 'first-server/start/cp-1',
        message: { en: 'The connection to cp-1 was lost in the middle of the work.' },
      },
      { kind: 'step', blocking: false, subject: 'agents/join/gpu-1', message: { en: 'It has not run.' } },
    ])
  })

  it('keeps why an earlier try failed of a step that went through, which is no open point', () => {
    const model = buildReport(installInput())
    expect(model.run?.phases[1]?.steps[0]?.problem).toMatchObject({ code: 'CLUSTER_START_TIMEOUT' })
    expect(model.openPoints.filter(({ kind }) => kind === 'step')).toEqual([])
  })

  it('names what was installed and what judged it, each with its version', () => {
    const named = (model: ReportModel) =>
      model.components.map(({ name, version, digest }) => [name.en, version, digest])
    const sha256 = (part: string) => `sha256:${part.repeat(8)}`
    const judges = [
      ['AstraGo Installation Console', '0.1.0', null],
      ['Preflight thresholds', '4f1c2a9b', null],
    ]
    expect(named(buildReport(installInput()))).toEqual([
      ['RKE2', 'v1.35.7+rke2r1', sha256('b5bb9d80')],
      ['Kubernetes', 'v1.35.7', null],
      ['rke2-images-core.linux-amd64.tar.zst', 'v1.35.7+rke2r1', sha256('4c1f6b2e')],
      ['kube-vip', 'ghcr.io/kube-vip/kube-vip:v1.2.3', sha256('7d8e90a1')],
      ...judges,
    ])
    expect(named(buildReport(installInput({ run: null })))).toEqual(judges)
    const nameless = { version: null, kubeVip: null, artifacts: [] }
    expect(named(buildReport(installInput({ release: nameless })))).toEqual([['RKE2', '–', null], ...judges])
  })

  it('says that it was undone, and has nothing left to do then', () => {
    const model = undone('done', 'undone')
    expect(model).toMatchObject({ result: 'open', headline: { en: 'The installation was undone.' }, openPoints: [] })
    expect(model.run?.undo).toMatchObject({ state: 'done', startedBy: '김리셀러' })
  })

  it('names what an undoing left, with the reason where it failed', () => {
    const model = undone('failed', 'done')
    expect(model.result).toBe('fail')
    expect(model.headline.en).toContain('was not undone completely')
    expect(model.openPoints.map(({ host, title, message }) => [host, title.en, message.en])).toEqual([
      ['cp-1', '2 actions not undone', 'Undo again.'],
      ['gpu-1', '1 action not undone', 'Cannot reach gpu-1 (EHOSTUNREACH).'],
    ])
  })

  it('keeps steps that the plan does not list', () => {
    const model = buildReport(installInput({ plan: null }))
    expect(model.run?.phases.map((phase) => phase.steps.length)).toEqual([2, 1, 1])
  })

  it('counts what it puts right by itself as done, where the preflight is older and it ended well', () => {
    const named = (input: ReportInput) => {
      const { openPoints, preflight } = buildReport(input)
      const settled = preflight?.verdicts
        .filter((verdict) => verdict.settled)
        .map(({ check, host }) => `${check} ${host}`)
      return { open: openPoints.map(({ subject, host }) => `${subject} ${host}`), settled }
    }
    const [onFirst, onSecond] = ['time-synchronised cp-1', 'time-synchronised gpu-1'] as const
    const done = named(settledInput('time-synchronised'))
    expect(done.settled).toEqual([onFirst, onSecond])
    expect(done.open).toEqual(['port-etcd-peer cp-1', 'gpu-count-declared gpu-1', 'dns-resolves gpu-1'])

    const { preflight = null } = settledInput('time-synchronised')
    const later = preflight && { ...preflight, startedAt: '2026-11-23T07:00:00Z' }
    const undo = { state: 'failed', startedBy: '김', startedAt: '2026-11-23T08:00:00Z', endedAt: null } as const
    const counts: Partial<ReportInput>[] = [
      { preflight: later },
      { run: null },
      { run: { ...sampleRun, state: 'failed' } },
      { run: { ...sampleRun, undo } },
    ]
    for (const more of counts) {
      const { open, settled } = named(settledInput('time-synchronised', more))
      expect(settled).toEqual([])
      expect(open).toEqual(expect.arrayContaining([onFirst, onSecond]))
    }
    const one = { ...sampleRun, steps: sampleRun.steps.filter(({ host }) => host === 'cp-1') }
    expect(named(settledInput('time-synchronised', { run: one, plan: null })).settled).toEqual([onFirst])
  })

  it('warns, but does not fail, of what the preflight found before a run that came to its end', () => {
    const model = buildReport(installInput({ preflight: sampleInput().preflight ?? null }))
    expect(model.result).toBe('warn')
  })
})
