import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@astrago/contracts'
import { type FakeCall, FakeHost } from '@astrago/hosts/testing'
import { describe, expect, test } from 'vitest'
import { CAREFUL_PROBE_SCRIPT, PROBE_SCRIPT } from './probe/script.ts'
import { type PreflightProgress, type PreflightResult, runPreflight } from './run.ts'
import { inputOf, nodeOf } from './testing.ts'

const body = '@probe\nversion=1\nuid=0'
const ANSWER = `${body}\n@end ${body.length}\n`
const nodes = [nodeOf('cp', { address: '10.0.0.1', roles: ['control-plane'] }), nodeOf('w1', { address: '10.0.0.2' })]
const input = inputOf({ nodes })

const isProbe = ({ stdin }: FakeCall): boolean => stdin === PROBE_SCRIPT

/** A host whose probe says little and that has no tool to try others with; stands in for a machine. */
function hostNamed(name: string): FakeHost {
  const host = new FakeHost(name).on('sh -s', (call: FakeCall) => (isProbe(call) ? ANSWER : 'via none\n')).on(':', '')
  for (const { address } of nodes) for (const port of [6443, 10250]) host.onReach(address ?? '', port, 'refused')
  return host
}

const opener = (hosts: Record<string, FakeHost | Error>) => async (name: string) => {
  const host = hosts[name] ?? new AppError('HOST_UNREACHABLE', { host: name })
  if (host instanceof Error) throw host
  return host
}

type HostProgress = Extract<PreflightProgress, { kind: 'host' }>
const keeping =
  (events: HostProgress[]) =>
  (event: PreflightProgress): void => {
    if (event.kind === 'host') events.push(event)
  }

const connections = ({ reach }: Pick<PreflightResult, 'reach'>): string[] =>
  reach.filter(({ protocol }) => protocol === 'tcp').map(({ from, to, port }) => `${from} ${to} ${port}`)

describe('a preflight', () => {
  test('tells each host as it is judged, then the site, and closes what it opened', async () => {
    const events: HostProgress[] = []
    const hosts = { cp: hostNamed('cp'), w1: hostNamed('w1') }
    const closed: string[] = []
    for (const host of Object.values(hosts)) host.close = async () => void closed.push(host.name)
    const result = await runPreflight({
      input,
      open: opener(hosts),
      transport: 'ssh',
      onEvent: keeping(events),
    })
    expect(events.filter(({ host }) => host === 'w1').map(({ state }) => state)).toEqual([
      'connecting',
      'probing',
      'judged',
    ])
    expect(events.at(-1)).toMatchObject({ host: '*', state: 'judged' })
    const told = events.flatMap(({ verdicts }) => verdicts.map(({ check, host }) => `${check} ${host}`))
    expect(told.sort()).toEqual(result.verdicts.map(({ check, host }) => `${check} ${host}`).sort())
    expect(connections(result)).toEqual(['cp w1 10250', 'w1 cp 6443'])
    expect(closed.sort()).toEqual(['cp', 'w1'])
  })

  test('announces how many active checks there are of each host and tells so many as they end, of a dead one too', async () => {
    const events: HostProgress[] = []
    const result = await runPreflight({
      input: inputOf({
        nodes,
        answers: { 'network.ntpServers': ['10.0.0.9'], 'registry.kind': 'existing', 'registry.address': 'r.test' },
      }),
      open: opener({ cp: hostNamed('cp') }),
      transport: 'ssh',
      active: true,
      onEvent: keeping(events),
    })
    const active = events.filter((event) => event.active)
    const announced = new Map(
      active.filter(({ state }) => state === 'waiting').map((each) => [each.host, each.active?.all]),
    )
    expect([...announced.keys()]).toEqual(['cp', 'w1'])
    for (const [host, all] of announced) {
      const told = active.filter((event) => event.host === host && event.state !== 'waiting')
      expect(all).toBeGreaterThan(3)
      expect(told.flatMap(({ verdicts }) => verdicts)).toHaveLength(all ?? 0)
      expect(told.at(-1)?.active).toEqual({ done: all, all })
    }
    // Task by task on the one that answers; at once of the one that does not.
    expect(active.filter(({ host, state }) => host === 'cp' && state === 'judged').length).toBeGreaterThan(2)
    const dead = active.filter(({ host, state }) => host === 'w1' && state === 'failed')
    expect(dead).toHaveLength(1)
    expect(dead[0]?.problem?.code).toBe('HOST_UNREACHABLE')
    const told = events.flatMap(({ verdicts }) => verdicts)
    const sorted = (verdicts: PreflightResult['verdicts']) => verdicts.map((each) => JSON.stringify(each)).sort()
    expect(sorted(told)).toEqual(sorted(result.verdicts))
  })

  test.each([
    [
      'was lost while it was probed',
      (host: FakeHost) => host.on('sh -s', new AppError('HOST_LOST')),
      'host-unreachable',
    ],
    [
      'was lost after it',
      (host: FakeHost) =>
        host.on('sh -s', () => {
          setImmediate(() => host.lose())
          return ANSWER
        }),
      'cut-off',
    ],
  ])('tells so many of a host that %s, and why', async (_, spoil, why) => {
    const events: HostProgress[] = []
    await runPreflight({
      input: inputOf({ nodes, answers: { 'network.ntpServers': ['10.0.0.9'] } }),
      open: opener({ cp: hostNamed('cp'), w1: spoil(hostNamed('w1')) }),
      transport: 'ssh',
      active: true,
      onEvent: keeping(events),
    })
    const told = events.filter(({ host, active }) => host === 'w1' && active && active.done > 0)
    const { done, all } = told.at(-1)?.active ?? {}
    expect(done).toBe(all)
    expect(told.flatMap(({ verdicts }) => verdicts.map(({ outcome }) => outcome))).toEqual(Array(all).fill(why))
  })

  test('names its hosts in the order of the node table, whoever was quick', async () => {
    const { promise: last, resolve } = Promise.withResolvers<void>()
    const open = async (name: string) => {
      if (name === 'cp') await last
      return hostNamed(name)
    }
    const onEvent = (event: PreflightProgress) => event.kind === 'host' && event.state === 'judged' && resolve()
    const { records } = await runPreflight({ input, open, transport: 'ssh', onEvent })
    expect(records.map(({ host }) => host)).toEqual(['cp', 'w1'])
  })

  test('a dead host costs only itself', async () => {
    const events: HostProgress[] = []
    const { verdicts } = await runPreflight({
      input,
      open: opener({ cp: hostNamed('cp') }),
      transport: 'ssh',
      onEvent: keeping(events),
    })
    expect(events.find(({ host, state }) => host === 'w1' && state === 'failed')?.problem).toMatchObject({
      code: 'HOST_UNREACHABLE',
    })
    expect(verdicts.find(({ check, host }) => check === 'ssh-reachable' && host === 'w1')).toMatchObject({
      outcome: 'unreachable',
    })
    expect(verdicts.find(({ check, host }) => check === 'ssh-reachable' && host === 'cp')).toMatchObject({
      outcome: 'pass',
    })
  })

  test('a host that never answers ends at its deadline, and is closed when it opens after all', async () => {
    const late = hostNamed('w1')
    let closed = false
    late.close = async () => {
      closed = true
    }
    const open = async (name: string) => {
      if (name === 'w1') await new Promise((done) => setTimeout(done, 120))
      return name === 'w1' ? late : hostNamed(name)
    }
    const { verdicts } = await runPreflight({ input, open, transport: 'ssh', hostDeadlineMs: 60 })
    expect(verdicts.find(({ check, host }) => check === 'ssh-reachable' && host === 'w1')).toMatchObject({
      outcome: 'lost',
    })
    await expect.poll(() => closed).toBe(true)
  })

  test('without sudo it probes as the login user and says so', async () => {
    const host = new FakeHost('w1').on('sh -s', ({ sudo }: { sudo: boolean }) =>
      sudo
        ? new AppError('HOST_SUDO_FAILED', { host: 'w1', params: { detail: 'wrong password' } })
        : ANSWER.replace('uid=0', 'uid=7'),
    )
    const { records, verdicts } = await runPreflight({
      input: inputOf({ nodes: nodes.slice(1) }),
      open: opener({ w1: host }),
      transport: 'ssh',
    })
    expect(records[0]?.access).toMatchObject({ root: false, sudoProblem: { code: 'HOST_SUDO_FAILED' } })
    expect(verdicts.find(({ check }) => check === 'sudo-works')).toMatchObject({
      outcome: 'denied',
      params: { detail: 'wrong password' },
    })
  })

  test('where something hangs it probes again with limits, and the clock is that of the second time', async () => {
    const asked: unknown[] = []
    const host = new FakeHost('w1').on('sh -s', async ({ stdin }: FakeCall) => {
      asked.push(stdin)
      if (stdin === CAREFUL_PROBE_SCRIPT) return ANSWER
      await delay(300)
      return new AppError('HOST_TIMEOUT', { host: 'w1', params: { seconds: 8 } })
    })
    const start = Date.now()
    const { records } = await runPreflight({
      input: inputOf({ nodes: nodes.slice(1) }),
      open: opener({ w1: host }),
      transport: 'ssh',
    })
    expect(asked.slice(0, 2)).toEqual([PROBE_SCRIPT, CAREFUL_PROBE_SCRIPT])
    expect(records[0]?.access).toMatchObject({ connected: true, root: true })
    expect(records[0]?.access.sentAt).toBeGreaterThanOrEqual(start + 300)
  })

  test('an answer that cannot be read is no refusal by sudo', async () => {
    const host = new FakeHost('w1').on('sh -s', 'x'.repeat(100))
    const { verdicts } = await runPreflight({
      input: inputOf({ nodes: nodes.slice(1) }),
      open: opener({ w1: host }),
      transport: 'ssh',
    })
    expect(verdicts.find(({ check }) => check === 'sudo-works')).toMatchObject({ outcome: 'pass' })
    expect(verdicts.find(({ check }) => check === 'swap-active')).toMatchObject({ outcome: 'unreadable' })
  })

  test('one host again keeps what is known of the others and renews what reaches it', async () => {
    const first = await runPreflight({
      input,
      open: opener({ cp: hostNamed('cp'), w1: hostNamed('w1') }),
      transport: 'ssh',
    })
    const cp = hostNamed('cp').onReach('10.0.0.2', 10250, 'timeout')
    const again = await runPreflight({
      input,
      open: opener({ cp, w1: hostNamed('w1') }),
      transport: 'ssh',
      hosts: ['w1'],
      earlier: first,
    })
    expect(cp.calls.some(isProbe)).toBe(false)
    expect(again.records.map(({ host }) => host)).toEqual(['cp', 'w1'])
    expect(again.verdicts).toHaveLength(first.verdicts.length)
    expect(connections(again)).toEqual(['cp w1 10250', 'w1 cp 6443'])
    expect(again.verdicts.find(({ check, host }) => check === 'ports-between-hosts' && host === 'w1')).toMatchObject({
      outcome: 'dropped',
    })
  })

  test('one check judges one check and tries no connection it does not need', async () => {
    const result = await runPreflight({
      input,
      open: opener({ cp: hostNamed('cp'), w1: hostNamed('w1') }),
      transport: 'ssh',
      only: ['swap-active'],
    })
    expect(new Set(result.verdicts.map(({ check }) => check))).toEqual(new Set(['swap-active']))
    expect(result.reach).toEqual([])
  })

  test('what an abort breaks off on a host is no verdict', async () => {
    const abort = new AbortController()
    const events: HostProgress[] = []
    const onEvent = (event: PreflightProgress): void => {
      keeping(events)(event)
      if (event.kind === 'host' && event.state === 'judged' && !event.active) abort.abort(new Error('stop'))
    }
    const running = { input, open: opener({ cp: hostNamed('cp') }), transport: 'ssh', signal: abort.signal } as const
    await expect(runPreflight({ ...running, active: true, onEvent })).rejects.toThrow('stop')
    expect(events.some(({ host, state }) => host === 'cp' && state === 'judged')).toBe(true)
    expect(events.filter(({ host, active }) => host === 'cp' && active && active.done > 0)).toEqual([])
  })

  test('an abort ends it', async () => {
    const abort = new AbortController()
    const open = () => {
      abort.abort(new Error('stop'))
      return Promise.resolve(hostNamed('cp'))
    }
    await expect(runPreflight({ input, open, transport: 'ssh', signal: abort.signal })).rejects.toThrow('stop')
  })
})
