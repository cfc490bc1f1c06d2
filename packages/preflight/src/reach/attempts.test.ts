import { FakeHost } from '@astrago/hosts/testing'
import { describe, expect, test } from 'vitest'
import { readAttempts, runAttempts } from './attempts.ts'
import { runChannels, runTcp } from './channels.ts'
import type { ReachTarget } from './plan.ts'

const target = (port: number, change: Partial<ReachTarget> = {}): ReachTarget => ({
  from: 'w1',
  to: 'cp',
  address: '10.0.0.1',
  port,
  protocol: 'tcp',
  ...change,
})

describe('attempts with a tool of the sender', () => {
  const targets = [
    target(6443),
    target(9345),
    target(8472, { protocol: 'udp' }),
    target(8472, { protocol: 'udp', bytes: 1472 }),
  ]

  test('are read line by line, whatever else is printed', () => {
    const output = [
      'Welcome to this server',
      'via bash',
      'tcp 10.0.0.1 6443 0 open 1.250',
      'tcp 10.0.0.1 9345 0 nonsense 1',
      'udp 10.0.0.1 8472 0 refused 0.2',
      'udp 10.0.0.1 8472 1472 timeout 1500',
      'tcp 10.9.9.9 1 0 open 1',
    ].join('\n')
    expect(readAttempts(output, targets).map(({ result, ms, via }) => [result, ms, via])).toEqual([
      ['open', 1.25, 'bash'],
      ['lost', 0, 'bash'],
      ['refused', 0.2, 'bash'],
      ['timeout', 1500, 'bash'],
    ])
  })

  test('without a tool, or without an answer, nothing is known', async () => {
    expect(readAttempts('via none\n', targets).map(({ result }) => result)).toEqual(targets.map(() => 'no-tool'))
    const host = new FakeHost('w1')
    host.lose()
    expect((await runAttempts(host, targets)).map(({ result }) => result)).toEqual(targets.map(() => 'lost'))
  })

  test('a sender whose flood drowns the script is no sender without a tool', () => {
    const flood = 'x'.repeat(1000)
    expect(readAttempts(flood, targets).map(({ result }) => result)).toEqual(targets.map(() => 'lost'))
    expect(readAttempts(`${flood}via none\n`, targets)[0]?.result).toBe('lost')
  })

  test('an address that is none never reaches a shell', async () => {
    const host = new FakeHost('w1').on('sh -s', 'via bash\ntcp 10.0.0.1 22 0 open 1\n')
    const odd = ['-oProxyCommand=x', '10.0.0.1;reboot', 'a b', '$(reboot)', ''].map((address) => target(1, { address }))
    const rows = await runAttempts(host, [...odd, target(22)])
    expect(rows.map(({ result }) => result)).toEqual([...odd.map(() => 'unknown-name'), 'open'])
    expect(host.calls[0]?.stdin).not.toMatch(/reboot|ProxyCommand/)
  })
})

describe('attempts over channels', () => {
  const alive = (): FakeHost => new FakeHost('w1').on(':', '')

  test('a broken connection gives lost, an aborted run leaves the rest out', async () => {
    const host = alive().onReach('10.0.0.1', 6443, 'open').onReach('10.0.0.1', 9345, 'refused')
    const results = async (options = {}) =>
      (await runChannels(host, [target(6443), target(9345)], options)).map(({ result }) => result)
    expect(await results()).toEqual(['open', 'refused'])
    expect(await results({ signal: AbortSignal.abort() })).toEqual([])
    host.lose()
    expect(await results()).toEqual(['lost', 'lost'])
  })

  test('keep to their channels', async () => {
    let now = 0
    let most = 0
    const host = Object.assign(alive(), {
      reach: async () => {
        now += 1
        most = Math.max(most, now)
        await new Promise((done) => setTimeout(done, 5))
        now -= 1
        return 'open' as const
      },
    })
    const plan = Array.from({ length: 30 }, (_, n) => target(n + 1))
    expect(await runChannels(host, plan, { channels: 4 })).toHaveLength(30)
    expect(most).toBe(4)
  })

  test('what got no answer is tried once more: a lost packet is not a firewall', async () => {
    const answers = ['timeout', 'refused'] as const
    let calls = 0
    const host = Object.assign(alive(), { reach: async () => answers[calls++] ?? 'open' })
    expect((await runChannels(host, [target(6443)])).map(({ result }) => result)).toEqual(['refused'])
  })

  test('silence of a sender that is silent itself says nothing of the target', async () => {
    const host = new FakeHost('w1').hang(':').onReach('10.0.0.1', 6443, 'timeout').onReach('10.0.0.1', 22, 'open')
    const rows = await runChannels(host, [target(6443), target(22)])
    expect(rows.map(({ result }) => result)).toEqual(['lost', 'open'])
  })

  test('what sshd does not forward is tried with a tool, where there is one', async () => {
    const host = alive().onReach('10.0.0.1', 6443, 'prohibited').onReach('10.0.0.1', 22, 'open')
    const tried = async () =>
      (await runTcp(host, [target(6443), target(22)])).map(({ result, via }) => `${result} ${via}`)
    host.on('sh -s', 'via nc\ntcp 10.0.0.1 6443 0 refused 0\n')
    expect(await tried()).toEqual(['refused nc', 'open channel'])
    host.on('sh -s', 'via none\n')
    expect(await tried()).toEqual(['prohibited channel', 'open channel'])
  })
})
