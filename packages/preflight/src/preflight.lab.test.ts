import { readFileSync } from 'node:fs'
import { connectSsh, type Host, type HostKey, type SshTarget, scanHostKey } from '@astrago/hosts'
import { canRun, Lab, USERS } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changes as changesOf, cleanLines, deviations } from '../test/lab-site.ts'
import { parseFacts } from './facts/parse.ts'
import type { PreflightInput } from './input.ts'
import { PROBE_SCRIPT } from './probe/script.ts'
import { type PreflightResult, runPreflight } from './run.ts'
import { inputOf, nodeOf } from './testing.ts'

const able = await canRun()

describe.skipIf(!able.ok)(`preflight on real hosts${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let lab: Lab
  let input: PreflightInput
  let clean: PreflightResult
  const pins = new Map<string, HostKey>()
  beforeAll(async () => {
    lab = await Lab.up({ hosts: 3, name: 'preflight' })
    const role = (index: number) => (index === 0 ? (['control-plane'] as const) : (['worker'] as const))
    const nodes = lab.hosts.map(({ name, address }, index) => nodeOf(name, { address, roles: [...role(index)] }))
    input = inputOf({ nodes, answers: { 'platform.astragoServicePort': 30_080 } })
    clean = await check()
  })
  afterAll(() => lab?.down())

  type Login = Pick<SshTarget, 'user' | 'auth' | 'sudo'>
  const withKey = (): Login => ({
    user: 'ops',
    auth: { kind: 'key', privateKey: readFileSync(lab.keyPath, 'utf8') },
    sudo: { kind: 'nopasswd' },
  })
  const { password } = USERS.admin
  const withPassword = (sudo: string): Login => ({
    user: 'admin',
    auth: { kind: 'password', password },
    sudo: { kind: 'password', password: sudo },
  })

  async function open(name: string, login = withKey()): Promise<Host> {
    const { address, port } = lab.host(name)
    const pinned = pins.get(name) ?? (await scanHostKey(address, port, 15_000))
    pins.set(name, pinned)
    return connectSsh({ name, address, port, ...login }, { pinned, connectTimeoutMs: 15_000 })
  }

  /** `logins`: what the console has for hosts that are not logged in to with the key. */
  const check = (logins: Readonly<Record<string, Login>> = {}) =>
    runPreflight({ input, open: (name) => open(name, logins[name]), transport: 'ssh' })

  test('a clean lab host has exactly the listed verdicts', () => {
    expect(deviations(clean.verdicts)).toEqual(cleanLines())
  })

  // The lab's timedatectl writes below /run, so it answers root only; a real one answers everybody.
  const NO_ROOT = [
    'account-password-expiry n002 unknown no-root',
    'forward-policy n002 unknown no-root',
    'login-failures n002 unknown no-root',
    'matrix-udp-overlay n002 unknown not-proven',
    'disk-kernel-errors n002 unknown no-root',
    'hardware-errors n002 unknown no-root',
    'iptables-backend-mix n002 unknown no-root',
    'kernel-stalls n002 unknown no-root',
    'leftover-packet-rules n002 unknown no-root',
    'ports-between-hosts n002 unknown not-proven',
    'product-uuid-unique n002 unknown no-root',
    'sudo-secure-path n002 unknown no-root',
    'sudo-works n002 fail denied',
    'umask-root n002 unknown no-root',
  ]
  /** `gone`: the host cannot be probed, so all its other verdicts are unknown, and why. */
  type Fault = {
    name: string
    params?: Record<string, string>
    host?: string
    gone?: 'host-unreachable' | 'unreadable'
    restartsSshd?: true
    /** A command of the host that succeeds once the fault is in effect. */
    settled?: string
    changes: string[]
  }
  /** With n002 goes the only other worker that n003 is compared with. */
  const LEFT_ALONE = ['os-uniform n003 unknown no-answer']
  const FAULTS: Fault[] = [
    { name: 'port-drop', params: { port: '10250' }, changes: ['ports-between-hosts n002 fail dropped'] },
    { name: 'port-reset', params: { port: '10250' }, changes: ['ports-between-hosts n002 unknown not-proven'] },
    {
      name: 'ssh-forwarding-off',
      host: 'n001',
      restartsSshd: true,
      changes: ['ssh-forwarding n001 pass off'],
    },
    { name: 'max-sessions-1', restartsSshd: true, changes: ['ssh-max-sessions n002 warn few'] },
    {
      name: 'host-key-changed',
      restartsSshd: true,
      gone: 'host-unreachable',
      changes: [
        'matrix-udp-overlay n002 unknown not-proven',
        'ports-between-hosts n002 unknown not-proven',
        'ssh-host-key n002 fail changed',
      ],
    },
    { name: 'link-down', gone: 'host-unreachable', changes: ['ssh-reachable n002 fail unreachable'] },
    { name: 'sudo-denied', changes: NO_ROOT },
    { name: 'sudo-requiretty', changes: NO_ROOT },
    { name: 'home-closed', changes: ['workdir-writable n002 warn closed'] },
    { name: 'dns-dead', changes: [] },
    { name: 'low-memory', changes: ['memory-total n002 fail short'] },
    { name: 'swap-on', changes: ['swap-active n002 warn active'] },
    { name: 'few-cpus', changes: ['cpu-count n002 fail short'] },
    {
      name: 'disk-full',
      changes: [
        'disk-airgap-staging n002 fail short',
        'disk-free n002 fail full',
        'disk-log-and-tmp n002 warn low',
        'workdir-writable n002 warn closed',
      ],
    },
    {
      name: 'small-var',
      changes: ['disk-airgap-staging n002 fail short', 'disk-total-datadir n002 fail short'],
    },
    { name: 'noexec-var', changes: ['mount-noexec n002 fail blocked'] },
    { name: 'noexec-tmp', changes: ['mount-noexec n002 pass tmp'] },
    { name: 'clock-off', changes: ['time-absolute n002 warn off', 'time-skew-hosts n002 fail off'] },
    { name: 'disk-errors', changes: ['disk-kernel-errors n002 warn logged'] },
    { name: 'closed-folder', changes: ['datadir-parent-perms n002 warn risky'] },
    { name: 'hardened-sysctl', changes: ['sysctl-ip-forward n002 fail reset'] },
    { name: 'cluster-chains', changes: ['leftover-packet-rules n002 warn found'] },
    { name: 'half-installed-package', changes: ['pkg-half-configured n002 fail broken'] },
    { name: 'clock-unsynchronized', changes: ['time-ntp-synced n002 fail none'] },
    { name: 'duplicate-machine-id', changes: ['machine-id-unique n001 warn twin', 'machine-id-unique n002 warn twin'] },
    { name: 'duplicate-mac', changes: ['mac-unique n001 fail twin', 'mac-unique n002 fail twin'] },
    {
      name: 'duplicate-hostname',
      changes: [
        'dns-hostname-resolves n002 warn elsewhere',
        'hostname-override n002 pass differs',
        'hostname-unique n001 fail twin',
        'hostname-unique n002 fail twin',
      ],
    },
    // br_netfilter shows by its sysctl, which is the machine's own in the lab; overlay does not.
    { name: 'module-missing', params: { module: 'overlay' }, changes: ['kernel-modules-base n002 fail missing'] },
    { name: 'package-manager-locked', changes: ['pkg-manager-lock n002 warn busy'] },
    { name: 'port-taken', params: { port: '10250' }, changes: ['port-in-use n002 fail used'] },
    { name: 'port-taken', params: { port: '30080' }, changes: ['nodeport-in-use n002 fail used'] },
    {
      name: 'password-expired',
      params: { user: 'ops' },
      gone: 'host-unreachable',
      changes: [
        'matrix-udp-overlay n002 unknown not-proven',
        'ports-between-hosts n002 unknown not-proven',
        'ssh-login n002 fail expired',
      ],
    },
    { name: 'ssh-idle-ends', restartsSshd: true, changes: ['ssh-idle-timeout n002 warn channels'] },
    { name: 'ssh-few-startups', restartsSshd: true, changes: ['ssh-max-startups n002 warn few'] },
    { name: 'login-noise', changes: ['login-noise n002 pass noisy'] },
    { name: 'login-prompt', changes: ['login-noise n002 pass noisy'] },
    { name: 'login-escapes', changes: ['login-noise n002 pass noisy'] },
    {
      name: 'login-flood',
      gone: 'unreadable',
      // It is reached, but its measurements drown in what it prints.
      changes: [
        'matrix-udp-overlay n002 unknown not-proven',
        'mtu-path n002 unknown no-ping',
        'ports-between-hosts n002 unknown not-proven',
      ],
    },
    {
      name: 'login-slow',
      params: { stage: 'session', seconds: '40' },
      gone: 'host-unreachable',
      changes: [
        'matrix-udp-overlay n002 unknown not-proven',
        'ports-between-hosts n002 unknown not-proven',
        'ssh-login n002 fail slow',
      ],
    },
    {
      name: 'dies-when-asked',
      gone: 'host-unreachable',
      changes: [
        'matrix-udp-overlay n002 unknown not-proven',
        'ports-between-hosts n002 unknown not-proven',
        'ssh-reachable n002 fail lost',
      ],
    },
    { name: 'other-locale', params: { locale: 'ko_KR.UTF-8' }, restartsSshd: true, changes: [] },
    { name: 'other-locale', params: { locale: 'de_DE.UTF-8' }, restartsSshd: true, changes: [] },
    { name: 'busybox-tools', changes: [] },
    { name: 'hosts-file-old', changes: ['hosts-file-conflict n002 warn conflict'] },
    { name: 'hosts-file-locked', changes: ['name-files-writable n002 warn locked'] },
    { name: 'other-time-zone', changes: ['timezone-uniform n002 warn differs'] },
    { name: 'nftables-flush', changes: ['nftables-service n002 warn flushes'] },
    { name: 'forward-drop', changes: ['forward-policy n002 warn stops'] },
    { name: 'low-temporary-ports', changes: ['nodeport-range-reserved n002 warn overlap'] },
    { name: 'second-card', changes: ['multi-nic-ambiguous n002 warn apart'] },
    {
      name: 'registry-leftover',
      changes: ['leftover-dirs n002 warn some', 'registry-config-leftover n002 warn other'],
    },
    { name: 'sudo-short-path', changes: ['sudo-secure-path n002 pass short'] },
    { name: 'leftovers', changes: ['leftover-config-files n002 warn found', 'leftover-dirs n002 fail data'] },
    {
      name: 'leftover-containers',
      changes: [
        'leftover-cni-interfaces n002 fail found',
        'leftover-container-engine n002 warn running',
        'leftover-dirs n002 warn some',
        'leftover-mounts n002 fail found',
      ],
    },
    { name: 'network-overlap', changes: ['pod-cidr-route-overlap n002 fail overlap'] },
    // systemd calls it started when it has its name on the bus, which is before it has its rules.
    {
      name: 'firewalld',
      settled: 'firewall-cmd --state',
      changes: [
        'firewalld-active n002 fail undecided',
        'forward-policy n002 pass tool',
        'matrix-udp-overlay n002 fail dropped',
        'ports-between-hosts n002 fail dropped',
      ],
    },
    {
      name: 'ufw',
      changes: [
        'forward-policy n002 pass tool',
        'matrix-udp-overlay n002 fail dropped',
        'ports-between-hosts n002 fail dropped',
        'ufw-active n002 fail undecided',
      ],
    },
  ]

  /** How verdicts differ from those of clean hosts while the fault is on. */
  async function changedBy({ name, host = 'n002', params = {}, restartsSshd, settled }: Fault): Promise<string[]> {
    try {
      await lab.fault(name, host, 'on', params)
      if (restartsSshd) await lab.waitForSsh(host)
      if (settled) await expect.poll(async () => (await lab.ssh(host, settled, { user: 'root' })).code).toBe(0)
      return changesOf(clean.verdicts, (await check()).verdicts)
    } finally {
      await lab.fault(name, host, 'off', params)
      await lab.waitForSsh(host)
    }
  }

  test.each(FAULTS)('fault $name changes exactly its verdicts', async (fault) => {
    const { host = 'n002', gone, changes } = fault
    const changed = await changedBy(fault)
    const silent = changed.filter((each) => each.endsWith(` ${host} unknown ${gone}`))
    expect(changed.filter((each) => !silent.includes(each))).toEqual([...changes, ...(gone ? LEFT_ALONE : [])].sort())
    expect(silent.length > 50).toBe(gone !== undefined)
  })

  const OTHER_ACCOUNT = 'ssh-same-account n002 pass differs'
  const WRONG_SUDO = [OTHER_ACCOUNT, ...NO_ROOT]
  const EXPIRED = [
    ...LEFT_ALONE,
    'matrix-udp-overlay n002 unknown not-proven',
    'ports-between-hosts n002 unknown not-proven',
    'ssh-login n002 fail expired',
  ]
  const expired = { 'password-expired': { user: 'admin' } }
  const german = { 'other-locale': { locale: 'de_DE.UTF-8' } }
  const korean = { 'other-locale': { locale: 'ko_KR.UTF-8' } }

  type Account = { name: string; sudo: string; faults?: Record<string, Record<string, string>>; changes: string[] }
  test.each<Account>([
    { name: 'a password for login and sudo', sudo: password, changes: [OTHER_ACCOUNT] },
    { name: 'a wrong sudo password', sudo: 'not-the-password', changes: WRONG_SUDO },
    { name: 'a wrong sudo password in German', sudo: 'not-the-password', faults: german, changes: WRONG_SUDO },
    { name: 'a wrong sudo password in Korean', sudo: 'not-the-password', faults: korean, changes: WRONG_SUDO },
    { name: 'an expired password', sudo: password, faults: expired, changes: EXPIRED },
    { name: 'an expired password in Korean', sudo: password, faults: { ...expired, ...korean }, changes: EXPIRED },
  ])('$name changes exactly its verdicts', async ({ sudo, faults = {}, changes }) => {
    try {
      for (const [fault, params] of Object.entries(faults)) await lab.fault(fault, 'n002', 'on', params)
      await lab.waitForSsh('n002')
      const { verdicts } = await check({ n002: withPassword(sudo) })
      const changed = changesOf(clean.verdicts, verdicts)
      const silent = changed.filter((each) => each.endsWith(' n002 unknown host-unreachable'))
      expect(changed.filter((each) => !silent.includes(each))).toEqual([...changes].sort())
      expect(silent.length > 50).toBe(changes === EXPIRED)
    } finally {
      for (const fault of Object.keys(faults)) await lab.fault(fault, 'n002', 'off')
      await lab.waitForSsh('n002')
    }
  })

  test('after all faults the hosts are as clean as before', async () => {
    expect(deviations((await check()).verdicts)).toEqual(deviations(clean.verdicts))
  })

  test('every connection of the matrix was tried and answered', () => {
    // 4 TCP, and 6 UDP small and large.
    expect(clean.reach).toHaveLength(16)
    expect(clean.reach.every(({ result }) => result === 'refused')).toBe(true)
    expect(clean.links).toHaveLength(6)
  })

  test('the probe costs the host little', async () => {
    const host = await open('n001')
    try {
      const times: number[] = []
      for (let round = 0; round < 5; round += 1) {
        const { stderr } = await host.run("exec 3>&2; bash -c 'TIMEFORMAT=%U+%S; time sh -s >/dev/null 2>&1'", {
          stdin: PROBE_SCRIPT,
        })
        times.push(
          stderr
            .trim()
            .split('+')
            .map(Number)
            .reduce((sum, each) => sum + each, 0),
        )
      }
      expect(Math.min(...times)).toBeLessThan(0.12)
    } finally {
      await host.close()
    }
  })

  test('as a user without root the same probe leaves out what needs root, and no more', async () => {
    const host = await open('n002')
    try {
      const { facts, complete } = parseFacts((await host.run('sh -s', { stdin: PROBE_SCRIPT })).stdout)
      expect(complete).toBe(true)
      const absent = Object.entries(facts)
        .filter(([, fact]) => 'absent' in fact)
        .map(([key, fact]) => `${key} ${'absent' in fact ? fact.absent : ''}`)
      const NEEDS_ROOT = ['account', 'firewall', 'heldFixes', 'kernelLog', 'packetRules']
      expect(absent.sort()).toEqual(NEEDS_ROOT.map((name) => `${name} no-root`))
    } finally {
      await host.close()
    }
  })
})
