import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { CAREFUL_PROBE_SCRIPT, PROBE_SCRIPT } from '../probe/script.ts'
import { parseFacts } from './parse.ts'
import { FACT_KEYS, Facts } from './schema.ts'

const run = promisify(execFile)

async function answerOf(shell: string, env: Record<string, string> = {}, script = PROBE_SCRIPT): Promise<string> {
  const job = run(shell, ['-s'], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...env }, encoding: 'utf8' })
  job.child.stdin?.end(script)
  return (await job).stdout
}

const absent = (facts: Facts): string[] => FACT_KEYS.filter((key) => 'absent' in facts[key])

describe('the probe on this machine', () => {
  let answer = ''
  beforeAll(async () => {
    answer = await answerOf('sh')
  })

  test.each(['dash', 'bash'])('%s gives the same answer as sh', async (shell) => {
    const other = await answerOf(shell).catch((error: { code?: string }) =>
      error.code === 'ENOENT' ? null : Promise.reject(error),
    )
    if (other === null) return
    const { facts, complete } = parseFacts(other)
    expect(complete).toBe(true)
    expect(facts.cpu).toEqual(parseFacts(answer).facts.cpu)
    expect(facts.commands).toEqual(parseFacts(answer).facts.commands)
  })

  test('is complete, says what every Linux host can say, and fits its schema', () => {
    const { facts, complete } = parseFacts(answer)
    expect(complete).toBe(true)
    expect(absent(facts)).not.toEqual(
      expect.arrayContaining(['identity', 'kernel', 'cpu', 'memory', 'mounts', 'filesystems', 'routes', 'clock']),
    )
    expect(Facts.safeParse(JSON.parse(JSON.stringify(facts))).success).toBe(true)
  })

  test('keeps values of the environment on one line and without passwords', async () => {
    const { facts } = parseFacts(await answerOf('sh', { http_proxy: 'http://kim:secret-1@proxy:3128\n@end 1' }))
    expect(facts.proxies).toMatchObject({
      value: expect.arrayContaining([{ where: 'environment', name: 'http_proxy', value: 'http://***@proxy:3128' }]),
    })
    expect(JSON.stringify(facts)).not.toContain('secret-1')
  })

  test.each([
    ['a program', 'exec sleep 30'],
    ['a script, whose own command stays', 'sleep 8'],
  ])('a command that hangs costs its own facts and its seconds (%s)', async (_, hangs) => {
    const folder = mkdtempSync(join(tmpdir(), 'probe-'))
    try {
      writeFileSync(join(folder, 'ip'), `#!/bin/sh\n${hangs}\n`, { mode: 0o755 })
      const started = performance.now()
      const { facts, complete } = parseFacts(
        await answerOf('sh', { PATH: `${folder}:/usr/bin:/bin` }, CAREFUL_PROBE_SCRIPT),
      )
      expect(performance.now() - started).toBeLessThan(6_000)
      expect(complete).toBe(true)
      expect(facts.interfaces).toEqual({ absent: 'timed-out' })
      expect(facts.filesystems).toHaveProperty('value')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('what a host says is printable and of bounded length, whatever it holds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'probe-'))
    try {
      writeFileSync(
        join(folder, 'ip'),
        `#!/bin/sh\nprintf '1: \\033[31m\\000\\377\\n'; head -c 3000000 /dev/zero | tr '\\0' x\n`,
        { mode: 0o755 },
      )
      const hostile = await answerOf('sh', { PATH: `${folder}:/usr/bin:/bin` })
      expect(hostile).toMatch(/^[\t\n\x20-\x7e]*$/)
      expect(hostile.length).toBeLessThan(100_000)
      expect(parseFacts(hostile).complete).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('a blank in the path of a mount does not move its columns', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'probe-'))
    try {
      writeFileSync(
        join(folder, 'grep'),
        `#!/bin/sh
case $* in
  *' /proc/self/mounts '*) printf '%s\\n' '/proc/self/mounts:/dev/sdb1 /mnt/a\\040disk xfs rw 0 0' ;;
  *) exec /usr/bin/grep "$@" ;;
esac`,
        { mode: 0o755 },
      )
      const { facts } = parseFacts(await answerOf('sh', { PATH: `${folder}:/usr/bin:/bin` }))
      expect(facts.mounts).toMatchObject({
        value: [{ source: '/dev/sdb1', target: '/mnt/a disk', type: 'xfs', options: ['rw'] }],
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('an answer cut anywhere is not complete, and what was lost has its reason', () => {
    for (let at = 0; at < answer.length - 2; at += 997) {
      const { facts, complete } = parseFacts(answer.slice(0, at))
      expect(complete).toBe(false)
      expect(FACT_KEYS.every((key) => 'absent' in facts[key] || 'value' in facts[key])).toBe(true)
    }
    const { facts } = parseFacts(answer.slice(0, answer.indexOf('@units')))
    expect(facts.units).toEqual({ absent: 'cut-off' })
    expect(facts.memory).toHaveProperty('value')
  })

  test('what a login profile prints before and after does not matter', () => {
    const { facts, complete } = parseFacts(`Welcome!\n@cpu\ncount=999\n${answer}\nlogout\n`)
    expect(complete).toBe(true)
    expect(facts.loginNoise).toMatchObject({ value: { sample: 'Welcome! @cpu count=999' } })
    expect({ ...facts, loginNoise: null }).toEqual({ ...parseFacts(answer).facts, loginNoise: null })
  })

  test('a line lost in the middle shows in the count', () => {
    const lines = answer.split('\n')
    expect(parseFacts(lines.toSpliced(20, 1).join('\n')).complete).toBe(false)
  })

  test('never throws, whatever comes', () => {
    const random = seeded(7)
    const noise = [
      '\0',
      '@',
      '!',
      '\x1b[31m',
      '|',
      '=',
      ':',
      '-9',
      '9'.repeat(400),
      '\n@files\n',
      '\n!cpu no-root\n',
      '%s',
      '"',
      '\\',
    ]
    for (let round = 0; round < 400; round += 1) {
      const text = [...answer]
      for (let hits = 0; hits < 40; hits += 1)
        text.splice(random(text.length), random(60), noise[random(noise.length)] ?? '')
      const { facts } = parseFacts(text.join(''))
      expect(Facts.safeParse(facts).success).toBe(true)
    }
    for (const odd of ['', '@', '@end 0', '\n\n', 'Welcome to the server\n', '@probe\nversion=1\n@end 16'])
      expect(parseFacts(odd).complete).toBe(odd.startsWith('@probe'))
  })
})

/** A small generator of numbers below `limit`, the same in every run. */
function seeded(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % Math.max(1, limit)
  }
}

/** An answer with these sections and a right end. Written by hand. */
function answerWith(sections: Record<string, string[]>): string {
  const body = Object.entries({ probe: ['version=1', 'uid=0'], ...sections })
    .map(([name, lines]) => [`@${name}`, ...lines].join('\n'))
    .join('\n')
  return `${body}\n@end ${body.length}\n`
}

describe('reading', () => {
  test.each([
    [['no'], ['http://a.example/ubuntu']],
    [['no', 'no'], []],
    [[], ['http://a.example/ubuntu', 'http://b.example/ubuntu']],
  ])('a file of apt is off where every stanza of it is: Enabled %j', (enabled, addresses) => {
    const file = '/etc/apt/sources.list.d/ubuntu.sources'
    const lines = [
      'URIs: http://a.example/ubuntu',
      'URIs: http://b.example/ubuntu',
      ...enabled.map((no) => `Enabled: ${no}`),
    ]
    const { facts } = parseFacts(answerWith({ repositories: lines.map((line) => `${file}:${line}`) }))
    const found = 'value' in facts.repositories ? facts.repositories.value.map(({ address }) => address) : []
    expect(found).toEqual(expect.arrayContaining(addresses))
    expect(found.length > 0).toBe(addresses.length > 0)
  })

  test('only a thin pool of LVM can run full, not a volume in it nor a cache', () => {
    const volumes = [
      '  vg0|0|pool|91.20|12.00|thin-pool',
      '  vg0|0|data|100.00||thin',
      '  vg0|0|home|99.98|3.20|cache',
      '  vg0|0|root|||linear',
    ]
    const { facts } = parseFacts(answerWith({ volumes }))
    const found = 'value' in facts.volumes ? facts.volumes.value : []
    expect(found.map(({ name, dataPercent }) => [name, dataPercent])).toEqual([
      ['pool', 91.2],
      ['data', null],
      ['home', null],
      ['root', null],
    ])
  })

  test('one way of several to an NVMe is no disk besides', () => {
    const size = (name: string): string => `/sys/block/${name}/size:3750748848`
    const { facts } = parseFacts(answerWith({ files: ['nvme0n1', 'nvme0c0n1', 'nvme1c12n1', 'nvme1n1'].map(size) }))
    const disks = 'value' in facts.block ? facts.block.value.disks.map(({ name }) => name) : []
    expect(disks).toEqual(['nvme0n1', 'nvme1n1'])
  })

  test.each([
    [
      ['/etc/zypp/repos.d/SLES.repo:baseurl=https://updates.suse.com/SUSE/Products/SLE'],
      ['https://updates.suse.com/SUSE/Products/SLE'],
    ],
    [['/etc/yum.repos.d/rocky.repo:baseurl=http://repo.local/9'], ['http://repo.local/9']],
    [['/etc/apt/mirrors/debian.list:https://deb.debian.org/debian'], ['https://deb.debian.org/debian']],
  ])('a repository of %j', (lines, addresses) => {
    const { repositories } = parseFacts(answerWith({ repositories: lines })).facts
    expect('value' in repositories && repositories.value.map(({ address }) => address)).toEqual(addresses)
  })

  describe('the updates that apt installs by itself', () => {
    const on = (files: Record<string, string>, timer = 'apt-daily-upgrade.timer installed enabled active'): unknown => {
      const lines = Object.entries(files).map(
        ([name, value]) => `/etc/apt/${name}:APT::Periodic::Unattended-Upgrade "${value}";`,
      )
      const { autoUpdates } = parseFacts(answerWith({ config: lines, units: timer ? [timer] : [] })).facts
      return 'value' in autoUpdates && autoUpdates.value.length > 0
    }
    const OWN = 'apt.conf.d/20auto-upgrades'

    test('are off where the last file says so', () => {
      expect(on({ [OWN]: '1' })).toBe(true)
      expect(on({ [OWN]: '1', 'apt.conf.d/99-no-upgrades': '0' })).toBe(false)
      expect(on({ 'apt.conf': '0', [OWN]: '1' })).toBe(false)
      expect(on({ [OWN]: '0', 'apt.conf.d/99-upgrades.conf': '1' })).toBe(true)
      expect(on({ [OWN]: '1', 'apt.conf.d/99.site.conf': '0' })).toBe(false)
    })

    test('are not those of a file that apt does not read', () => {
      expect(on({ 'apt.conf.d/20auto-upgrades.ucf-dist': '1' })).toBe(false)
    })

    test('are off without their timer, as the remedy leaves it', () => {
      expect(on({ [OWN]: '1' }, 'apt-daily-upgrade.timer installed')).toBe(false)
    })
  })

  test('a place that is asked without a proxy has none', () => {
    const { facts } = parseFacts(
      answerWith({
        config: [
          '/etc/apt/apt.conf.d/01proxy:Acquire::http::Proxy "http://proxy:3128/";',
          '/etc/apt/apt.conf.d/01proxy:Acquire::http::Proxy::mirror.local "DIRECT";',
          '/etc/apt/apt.conf.d/02off:Acquire::https::Proxy "false";',
          '/etc/dnf/dnf.conf:proxy=_none_',
        ],
      }),
    )
    expect(facts.proxies).toEqual({
      value: [{ where: '/etc/apt/apt.conf.d/01proxy', name: 'Acquire::http::Proxy', value: 'http://proxy:3128/' }],
    })
  })

  test('routes are little endian hex', () => {
    const { facts } = parseFacts(
      answerWith({
        files: [
          '/proc/net/route:Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT',
          '/proc/net/route:eth0\t00000000\tFE00140A\t0003\t0\t0\t100\t00000000\t0\t0\t0',
          '/proc/net/route:eth0\t0000140A\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0',
        ],
      }),
    )
    expect(facts.routes).toEqual({
      value: [
        { iface: 'eth0', destination: '0.0.0.0/0', gateway: '10.20.0.254', metric: 100 },
        { iface: 'eth0', destination: '10.20.0.0/24', gateway: null, metric: 100 },
      ],
    })
  })

  test('listeners carry their owner when it was asked', () => {
    const { facts } = parseFacts(
      answerWith({
        listeners: [
          '/proc/net/tcp6:   0: 00000000000000000000000000000000:192B 00000000000000000000000000000000:0000 0A 00000000:00000000',
          '/proc/net/udp:   1: 00000000:2118 00000000:0000 07 00000000:00000000',
        ],
        owners: [
          'tcp   LISTEN 0      4096               *:6443             *:*    users:(("kube-apiserver",pid=12,fd=7))',
        ],
      }),
    )
    expect(facts.listeners).toEqual({
      value: [
        { protocol: 'tcp', address: '::', port: 6443, owner: 'kube-apiserver' },
        { protocol: 'udp', address: '0.0.0.0', port: 8472, owner: null },
      ],
    })
  })

  test('a listener of another preflight, which is gone in seconds, is none', () => {
    const { facts } = parseFacts(
      answerWith({
        listeners: ['tcp   LISTEN 0      128        10.0.0.2:10250      0.0.0.0:*    '],
        owners: [
          'tcp   LISTEN 0      128        10.0.0.2:10250      0.0.0.0:*    users:(("astrago-check",pid=12,fd=3))',
        ],
      }),
    )
    expect(facts.listeners).toEqual({ value: [] })
  })

  test('listeners are read as ss tells them, too', () => {
    const { facts } = parseFacts(
      answerWith({
        listeners: [
          'udp   UNCONN 0      0      127.0.0.53%lo:53        0.0.0.0:*          ',
          'udp   UNCONN 0      0      [fe80::1]%eth0:546         [::]:*',
          'tcp   LISTEN 0      4096               *:6443             *:*    ',
          'tcp   LISTEN 0      128             [::]:22            [::]:*    ',
          'tcp   ESTAB  0      0          10.0.0.1:22        10.0.0.2:33332 ',
        ],
      }),
    )
    expect(facts.listeners).toEqual({
      value: [
        { protocol: 'udp', address: '127.0.0.53', port: 53, owner: null },
        { protocol: 'udp', address: 'fe80::1', port: 546, owner: null },
        { protocol: 'tcp', address: '::', port: 6443, owner: null },
        { protocol: 'tcp', address: '::', port: 22, owner: null },
      ],
    })
  })

  const nft = (rule: string): string[] => [
    'table ip filter {',
    '\tchain INPUT {',
    '\t\ttype filter hook input priority 0; policy drop;',
    '\t\tjump own',
    '\tchain own {',
    `\t\t${rule}`,
  ]

  test('firewall rules of nft, and none without root', () => {
    expect(parseFacts(answerWith({ firewall: nft('tcp dport 6443 reject with tcp reset') })).facts.firewall).toEqual({
      value: { rejects: true, rejectsDatagrams: false, dropsByDefault: true, stopsForwarding: false, rules: 1 },
    })
    expect(parseFacts(answerWith({ firewall: ['!firewall no-root'] })).facts.firewall).toEqual({ absent: 'no-root' })
  })

  test.each([
    ['iifname vmap { "lo" : accept, "eth0" : jump own, "eth1" : jump other }'],
    ['iifname vmap { "lo" : accept, "eth0" : jump other, "eth1" : jump own }'],
  ])('a rule counts that a map of verdicts leads to: %s', (line) => {
    const rules = [
      ...['table inet filter {', '\tchain input {', '\t\ttype filter hook input priority 0; policy accept;'],
      ...[`\t\t${line}`, '\tchain own {', '\t\treject with tcp reset'],
    ]
    expect(parseFacts(answerWith({ firewall: rules })).facts.firewall).toMatchObject({ value: { rejects: true } })
  })

  test('a rule counts that a map with a name leads to, of which the host tells the elements alone', () => {
    const rules = [
      ...['table inet filter {', '\t\telements = { "eth0" : goto other,', '\t\t\t     "eth1" : goto own }'],
      ...['\tchain own {', '\t\treject with tcp reset'],
      ...['\tchain input {', '\t\ttype filter hook input priority 0; policy accept;'],
    ]
    expect(parseFacts(answerWith({ firewall: rules })).facts.firewall).toMatchObject({ value: { rejects: true } })
  })

  test('iptables-save has the policies of other tables behind those of the filter', () => {
    const firewall = [':INPUT DROP [0:0]', ':FORWARD DROP [0:0]', ':INPUT ACCEPT [0:0]', ':FORWARD ACCEPT [0:0]']
    expect(parseFacts(answerWith({ firewall })).facts.firewall).toMatchObject({
      value: { dropsByDefault: true, stopsForwarding: true },
    })
  })

  test('a rule in a chain that nothing leads to does not count', () => {
    const left = [
      'table ip filter {',
      '\tchain ufw-user-limit {',
      '\t\tcounter reject',
      '\tchain INPUT {',
      '\t\ttype filter hook input priority 0; policy accept;',
    ]
    expect(parseFacts(answerWith({ firewall: left })).facts.firewall).toEqual({
      value: { rejects: false, rejectsDatagrams: false, dropsByDefault: false, stopsForwarding: false, rules: 0 },
    })
  })

  test.each([
    ['reject with tcp reset', true, false],
    ['tcp dport 22 reject', true, false],
    ['udp dport 8472 reject', false, true],
    ['meta l4proto { tcp, udp } th dport 53 reject', true, true],
    ['reject with icmpx 1', true, true],
    ['reject with icmpx 3', false, false],
    ['ip6 daddr ::/96 reject with icmpv6 3', false, false],
    ['tcp dport 22 drop', false, false],
    ['counter packets 0 bytes 0 jump ufw-reject-input', false, false],
  ])('nft: %s looks like a closed port: %s, of datagrams: %s', (rule, rejects, rejectsDatagrams) => {
    expect(parseFacts(answerWith({ firewall: nft(rule) })).facts.firewall).toMatchObject({
      value: { rejects, rejectsDatagrams },
    })
  })

  test.each([
    ['-j REJECT --reject-with icmp-port-unreachable', true, true],
    ['-p tcp -j REJECT --reject-with tcp-reset', true, false],
    ['-p udp -m udp --dport 8472 -j REJECT --reject-with icmp-port-unreachable', false, true],
    ['-j REJECT --reject-with icmp-host-prohibited', false, false],
    ['-p tcp --dport 22 -j DROP', false, false],
  ])('iptables: %s looks like a closed port: %s, of datagrams: %s', (rule, rejects, rejectsDatagrams) => {
    const firewall = [':INPUT DROP [0:0]', ':own - [0:0]', '-A INPUT -j own', `-A own ${rule}`, '-A unused -j REJECT']
    expect(parseFacts(answerWith({ firewall })).facts.firewall).toEqual({
      value: { rejects, rejectsDatagrams, dropsByDefault: true, stopsForwarding: false, rules: 1 },
    })
  })

  test.each([
    ['0x0000000000000000 0x000000000000007f 0x0000000020000101', true],
    ['0x0000000000000000 0x0000000fffffffff 0x000000002014220c', false],
  ])('a GPU needs its windows of memory, not that of ports: %s', (line, addressed) => {
    const slot = '/sys/bus/pci/devices/0000:17:00.0'
    const memory = '0x00000000a0000000 0x00000000a0ffffff 0x0000000000040200'
    const { facts } = parseFacts(
      answerWith({
        gpu: [
          `${slot}/vendor:0x10de`,
          `${slot}/class:0x030000`,
          `${slot}/resource:${memory}`,
          `${slot}/resource:${line}`,
        ],
      }),
    )
    expect(facts.gpu).toMatchObject({ value: { devices: [{ addressed }] } })
  })

  test.each([
    ['ro quiet', 'enforcing', 'enforcing'],
    ['ro selinux=0', 'enforcing', 'disabled'],
    ['ro enforcing=0', 'enforcing', 'permissive'],
    ['ro enforcing=0', 'disabled', 'disabled'],
  ])('SELinux after a boot with %s and %s in its file is %s', (options, file, configured) => {
    const { facts } = parseFacts(
      answerWith({
        system: ['systemd=yes'],
        files: [`/proc/cmdline:BOOT_IMAGE=/vmlinuz ${options}`],
        config: [`/etc/selinux/config:SELINUX=${file}`],
      }),
    )
    expect(facts.selinux).toMatchObject({ value: { configured } })
  })

  test('PCI slots and the models of the driver', () => {
    const slot = '/sys/bus/pci/devices/0000:17:00.0'
    const { facts } = parseFacts(
      answerWith({
        files: [
          '/proc/driver/nvidia/gpus/0000:17:00.0/information:Model: \t\t NVIDIA H100 80GB HBM3',
          '/sys/module/nvidia/version:550.144.03',
        ],
        gpu: [`${slot}/vendor:0x10de`, `${slot}/class:0x030200`, `${slot}/device:0x2330`],
      }),
    )
    expect(facts.gpu).toMatchObject({
      value: {
        devices: [{ slot: '0000:17:00.0', vendor: '0x10de', device: '0x2330', class: '0x030200' }],
        models: ['NVIDIA H100 80GB HBM3'],
        driver: '550.144.03',
      },
    })
  })

  test('the first value of sshd counts, the folder before the file, and a match block counts for nobody', () => {
    const { facts } = parseFacts(
      answerWith({
        system: ['sshd=readable'],
        config: [
          '/etc/ssh/sshd_config:AllowTcpForwarding yes',
          '/etc/ssh/sshd_config:Match User backup',
          '/etc/ssh/sshd_config:MaxSessions 1',
          '/etc/ssh/sshd_config.d/10-cis.conf:AllowTcpForwarding no',
        ],
      }),
    )
    expect(facts.sshd).toEqual({ value: { tcpForwarding: 'no', maxSessions: null } })
  })

  test('a clock without fractions of a second is bounded by that second', () => {
    const clock = (begin: string, end: string) =>
      parseFacts(answerWith({ probe: ['version=1', `begin=${begin}`], done: [`end=${end}`] })).facts.clock
    expect(clock('1800000000.%N', '1800000001.%N')).toEqual({
      value: { beginMs: 1_800_000_000_999, endMs: 1_800_000_001_000 },
    })
    expect(clock('1800000000.250123456', '1800000000.300')).toEqual({
      value: { beginMs: 1_800_000_000_250, endMs: 1_800_000_000_300 },
    })
  })

  test('chrony says whether it is synchronised', () => {
    const of = (leap: string, processes = ['chronyd']) =>
      parseFacts(
        answerWith({
          system: ['systemd=yes'],
          processes,
          chrony: [`C0A80001,192.168.0.1,3,1.0,0.1,${leap}`],
        }),
      ).facts.timeSync
    expect(of('Normal')).toEqual({ value: { daemon: 'chronyd', synchronized: true } })
    expect(of('Normal', ['ptp4l', 'chronyd'])).toEqual({ value: { daemon: 'chronyd', synchronized: true } })
    expect(of('Not synchronised')).toEqual({ value: { daemon: 'chronyd', synchronized: false } })
  })

  test('the swap lines of fstab come alone', () => {
    const { facts } = parseFacts(
      answerWith({
        config: ['/etc/fstab:/swap.img none swap sw 0 0'],
        files: ['/proc/swaps:Filename Type Size', '/proc/swaps:/swap.img file 1048572'],
      }),
    )
    expect(facts.swap).toEqual({ value: { active: ['/swap.img'], configured: ['/swap.img'] } })
  })

  test('xfs_info says whether overlayfs can work', () => {
    const naming = 'naming   =version 2              bsize=4096   ascii-ci=0, ftype=1'
    const { facts } = parseFacts(answerWith({ xfs: ['mount=/var', naming, 'mount=/opt', 'ftype=0'] }))
    expect(facts.xfs).toEqual({ value: { '/var': { ftype: true }, '/opt': { ftype: false } } })
  })

  test('the version of iptables is that of its package where the probe found which one it is', () => {
    const of = (packages: string[]) =>
      parseFacts(answerWith({ 'iptables-version': ['backend=nf_tables'], packages })).facts.iptables
    expect(of(['manager=dpkg', 'iptables=1.8.10-3ubuntu2'])).toEqual({
      value: { version: '1.8.10', backend: 'nf_tables' },
    })
    expect(of(['manager=dpkg'])).toEqual({ value: { version: null, backend: 'nf_tables' } })
  })

  test('modules are not called missing where the answer broke off before their files', () => {
    const whole = answerWith({ modules: ['index=yes', 'loaded=overlay'], 'module-files': ['kernel/fs/nfs/nfs.ko'] })
    expect(parseFacts(whole).facts.modules).toMatchObject({ value: { loaded: ['overlay'], available: ['nfs'] } })
    expect(parseFacts(whole.slice(0, whole.indexOf('@module-files'))).facts.modules).toEqual({ absent: 'cut-off' })
  })

  test('a package manager holds its lock when /proc/locks names the inode', () => {
    const { facts } = parseFacts(
      answerWith({
        files: ['/proc/locks:1: POSIX  ADVISORY  WRITE 812 08:01:398608 0 EOF'],
        stat: ['398608 640 /var/lib/dpkg/lock-frontend', '1 640 /var/lib/dpkg/lock'],
      }),
    )
    expect(facts.packageLocks).toEqual({ value: ['/var/lib/dpkg/lock-frontend'] })
  })
})
