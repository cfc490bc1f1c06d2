import { couldBlock } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changes, LabSite, lineOf } from '../../test/lab-site.ts'
import { type PreflightResult, runPreflight } from '../run.ts'
import { ruleOf } from '../testing.ts'

const able = await canRun()

describe.skipIf(!able.ok)(`between real hosts${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let site: LabSite
  let clean: PreflightResult
  beforeAll(async () => {
    site = await LabSite.up('mesh-test', 3)
    site.input = {
      ...site.input,
      ports: [
        ruleOf('api', 6443, 'node', 'control-plane'),
        ruleOf('kubelet', 10250, 'node', 'node'),
        ruleOf('vxlan', 8472, 'node', 'node', { protocol: 'udp' }),
        ruleOf('nodeports', 30000, 'node', 'node', { last: 32767 }),
      ],
    }
    clean = await site.check()
  })
  afterAll(() => site?.lab.down())

  /** Attempts of a sender at a target, as `port result via`, a datagram's port with its protocol. */
  const tried = ({ reach }: PreflightResult, from: string, to: string): string[] =>
    reach
      .filter((row) => row.from === from && row.to === to && row.bytes === undefined)
      .map((row) => `${row.port}${row.protocol === 'udp' ? '/udp' : ''} ${row.result} ${row.via}`)

  test('every port in every direction, and every way measured', () => {
    expect(tried(clean, 'n001', 'n002')).toEqual([
      '10250 refused channel',
      '30000 refused channel',
      '32767 refused channel',
      '8472/udp refused python3',
    ])
    expect(tried(clean, 'n002', 'n001')).toContain('6443 refused channel')
    expect(clean.links).toHaveLength(6)
    for (const { rtt, pings, mtu } of clean.links) {
      expect(rtt?.by).toBe('ping')
      expect(pings).toEqual({ sent: 20, answered: 20 })
      expect(mtu).toEqual({ interface: 1500, path: 1500 })
    }
  })

  type Case = { name: string; host?: string; params?: Record<string, string>; says: string[] }
  const own = () => site.lab.host('n001').address
  const CASES: Case[] = [
    { name: 'port-drop', params: { port: '10250' }, says: ['ports-between-hosts n002 fail dropped'] },
    { name: 'port-drop', params: { port: '30000' }, says: ['ports-between-hosts n002 fail dropped'] },
    { name: 'port-drop', params: { port: '32767' }, says: ['ports-between-hosts n002 fail dropped'] },
    { name: 'port-reset', params: { port: '10250' }, says: ['ports-between-hosts n002 unknown not-proven'] },
    {
      name: 'port-drop',
      params: { port: '8472', protocol: 'udp' },
      says: ['matrix-udp-overlay n002 unknown not-proven'],
    },
    { name: 'path-mtu', params: { bytes: '1400' }, says: ['mtu-path n002 fail short'] },
    {
      name: 'interface-mtu',
      params: { bytes: '9000' },
      says: ['mtu-path n002 fail short', 'mtu-uniform n002 warn differs'],
    },
    { name: 'packet-loss', params: { percent: '20' }, says: ['packet-loss n002 fail far'] },
    { name: 'delay', params: { ms: '60' }, says: ['latency-hosts n002 warn high'] },
    { name: 'ping-dropped', says: ['packet-loss n002 pass quiet'] },
    {
      name: 'clock-off',
      params: { seconds: '300' },
      says: ['time-absolute n002 warn off', 'time-skew-hosts n002 fail off'],
    },
    { name: 'ssh-forwarding-off', says: ['ssh-forwarding n002 pass off'] },
  ]

  test.each(CASES)('$name $params changes exactly its verdicts', async ({ name, host = 'n002', params = {}, says }) => {
    const found = await site.withFault(name, host, params, async () => {
      await site.lab.waitForSsh(host)
      return site.check()
    })
    expect(changes(clean.verdicts, found.verdicts)).toEqual(says)
  })

  test('a port dropped in one direction only is named with who is stopped', async () => {
    const params = { port: '10250', from: own() }
    const { verdicts } = await site.withFault('port-drop', 'n002', params, () => site.check())
    expect(changes(clean.verdicts, verdicts)).toEqual(['ports-between-hosts n002 fail dropped'])
    const verdict = verdicts.find(({ check, host }) => check === 'ports-between-hosts' && host === 'n002')
    expect(verdict?.params).toEqual({ ports: 'n001 -> 10250 (timeout)' })
  })

  test('a host that is down costs the others nothing', async () => {
    const { verdicts } = await site.withFault('link-down', 'n002', {}, () => site.check())
    const said = changes(clean.verdicts, verdicts).filter((line) => !line.endsWith(' n002 unknown host-unreachable'))
    // With it goes the only other worker that n003 is compared with.
    expect(said).toEqual(['os-uniform n003 unknown no-answer', 'ssh-reachable n002 fail unreachable'])
  })

  test('a host whose connection is cut while it tries the others passes nothing that it did not try', async () => {
    const console = { port: '22', from: site.lab.machineAddress }
    let cut: Promise<void> | undefined
    const open = async (name: string): Promise<Host> => {
      const host = await site.open(name)
      if (name !== 'n003') return host
      const reach: Host['reach'] = async (...target) => {
        cut ??= site.lab.fault('port-drop', name, 'on', console)
        await cut
        return host.reach(...target)
      }
      return { ...host, reach }
    }
    try {
      const { verdicts } = await runPreflight({ input: site.input, open, transport: 'ssh' })
      const said = changes(clean.verdicts, verdicts).filter((line) => !/latency|loss|mtu-path/.test(line))
      expect(said).toContain('ports-between-hosts n003 unknown cut-off')
      expect(said.filter((line) => !line.includes(' n003 '))).toEqual([])
    } finally {
      await cut
      await site.lab.fault('port-drop', 'n003', 'off', console)
      await site.lab.waitForSsh('n003')
    }
  })

  test('a refusal at a port that somebody has is a firewall, though no rule of the host says so', async () => {
    const { verdicts } = await site.withFault('port-taken', 'n002', { port: '10250' }, () =>
      site.withFault('port-reset', 'n002', { port: '10250', from: own() }, () => site.check()),
    )
    expect(changes(clean.verdicts, verdicts)).toEqual([
      'port-in-use n002 fail used',
      'ports-between-hosts n002 fail rejected',
    ])
    const verdict = verdicts.find(({ check, host }) => check === 'ports-between-hosts' && host === 'n002')
    expect(verdict?.params).toEqual({ ports: 'n001 -> 10250 (rejected)' })
  })

  test('one host is looked at alone, which compares nothing and stands in the way of nothing', async () => {
    const { verdicts } = await site.check({ hosts: ['n002'] })
    const alone = verdicts.filter(({ outcome }) => outcome === 'one-host').map(({ check }) => check)
    expect(alone).toEqual(expect.arrayContaining(['majority-group', 'time-skew-hosts', 'hostname-unique']))
    expect(verdicts.filter(couldBlock).map(lineOf)).toEqual([])
  })

  describe('where sshd forwards nothing', () => {
    const ALL = ['python3', 'bash', 'nc', 'curl']
    test.each([
      ['python3', [], '8472/udp refused python3'],
      ['bash', ['python3'], '8472/udp refused bash'],
      ['nc', ['python3', 'bash'], '8472/udp refused nc'],
      ['curl', ['python3', 'bash', 'nc'], '8472/udp no-tool curl'],
    ])('%s does it', async (tool, missing, datagram) => {
      const found = await withoutForwarding(missing)
      expect(tried(found, 'n002', 'n001')).toEqual([
        ...[6443, 10250, 30000, 32767].map((port) => `${port} refused ${tool}`).sort(),
        datagram,
      ])
      expect(tried(found, 'n001', 'n002')).toEqual(tried(clean, 'n001', 'n002'))
    })

    test('and with none of them it is unknown, and why', async () => {
      const { verdicts } = await withoutForwarding(ALL)
      expect(
        changes(clean.verdicts, verdicts).filter((line) => /matrix|ports-between|ssh-forwarding/.test(line)),
      ).toEqual([
        'matrix-udp-overlay n001 unknown tool-missing',
        'matrix-udp-overlay n003 unknown tool-missing',
        'ports-between-hosts n001 unknown forwarding-off',
        'ports-between-hosts n003 unknown forwarding-off',
        'ssh-forwarding n002 pass off',
      ])
    })

    const withoutForwarding = (missing: readonly string[]): Promise<PreflightResult> =>
      site.withFault('tools-missing', 'n002', { tools: missing.join(' ') }, () =>
        site.withFault('ssh-forwarding-off', 'n002', {}, async () => {
          await site.lab.waitForSsh('n002')
          return site.check()
        }),
      )
  })
})
