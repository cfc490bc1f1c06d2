import { describe, expect, test } from 'vitest'
import { parseFacts } from './parse.ts'

/** An answer with these sections and a right end. Written by hand. */
function answerWith(sections: Record<string, string[]>): string {
  const whole = {
    probe: ['version=1', 'uid=0'],
    files: [],
    system: ['sshd=readable'],
    config: [],
    netconfig: [],
    login: [],
  }
  const body = Object.entries({ ...whole, ...sections })
    .map(([name, lines]) => [`@${name}`, ...lines].join('\n'))
    .join('\n')
  return `${body}\n@end ${body.length}\n`
}
const factsOf = (sections: Record<string, string[]>) => parseFacts(answerWith(sections)).facts
const netconfig = (...lines: string[]) => factsOf({ netconfig: lines })

describe('how a host is tied into its site', () => {
  test('the driver, the duplex and the offloads of a card', () => {
    const { nics } = factsOf({
      files: [
        '/sys/class/net/ens192/address:00:50:56:00:00:01',
        '/sys/class/net/ens192/duplex:full',
        '/sys/class/net/ens192/device/uevent:DRIVER=vmxnet3',
        '/sys/class/net/lo/address:00:00:00:00:00:00',
      ],
      nics: ['ens192 tx-checksum-ip-generic: on', 'ens192 tx-udp_tnl-segmentation: off [fixed]'],
    })
    expect(nics).toEqual({
      value: {
        ens192: {
          driver: 'vmxnet3',
          duplex: 'full',
          offload: { 'tx-checksum-ip-generic': 'on', 'tx-udp_tnl-segmentation': 'off' },
        },
        lo: { driver: null, duplex: null, offload: {} },
      },
    })
  })

  test('time servers of every daemon; a fallback counts where nothing else is named', () => {
    expect(
      netconfig(
        '/etc/chrony/chrony.conf:pool 2.debian.pool.ntp.org iburst',
        '/etc/chrony/sources.d/site.sources:server ntp.hanbit.local',
        '/etc/systemd/timesyncd.conf:NTP=10.0.0.1 10.0.0.2',
        '/etc/systemd/timesyncd.conf:FallbackNTP=ntp.ubuntu.com',
      ).timeSources,
    ).toEqual({
      value: { servers: ['2.debian.pool.ntp.org', 'ntp.hanbit.local', '10.0.0.1', '10.0.0.2'], refclock: false },
    })
    expect(netconfig('/etc/systemd/timesyncd.conf:FallbackNTP=ntp.ubuntu.com').timeSources).toEqual({
      value: { servers: ['ntp.ubuntu.com'], refclock: false },
    })
    expect(netconfig('/etc/chrony.conf:refclock PHC /dev/ptp0 poll 2').timeSources).toEqual({
      value: { servers: [], refclock: true },
    })
  })

  test.each([
    [{ zone: ['/usr/share/zoneinfo/Asia/Seoul'] }, 'Asia/Seoul'],
    [{ zone: ['!zone failed 1'], files: ['/etc/timezone:Etc/UTC'] }, 'Etc/UTC'],
    [{}, null],
  ])('time zone of %j', (sections, name) => {
    expect(factsOf(sections).timezone).toEqual({ value: { name } })
  })

  test('files that cannot be changed, or are changed back', () => {
    const { nameFiles } = factsOf({
      attributes: ['----i---------e------- /etc/hosts', '--------------e------- /etc/resolv.conf'],
      netconfig: ['/etc/cloud/cloud.cfg.d/99.cfg:manage_etc_hosts: true'],
    })
    expect(nameFiles).toEqual({ value: { immutable: ['/etc/hosts'], cloudInit: true } })
    const later = [
      '/etc/cloud/cloud.cfg:manage_etc_hosts: true',
      '/etc/cloud/cloud.cfg.d/zz.cfg:manage_etc_hosts: false',
    ]
    expect(factsOf({ netconfig: later }).nameFiles).toMatchObject({ value: { cloudInit: false } })
    expect(factsOf({ attributes: ['!attributes tool-missing'] }).nameFiles).toEqual({
      value: { immutable: null, cloudInit: false },
    })
  })

  test('the login account, and what its profile prints', () => {
    const answer = answerWith({
      login: ['shell=/bin/csh'],
      faillock: ['ops:', 'When Type', '2026-11-23 10:00:00 RHOST 10.0.0.9 V'],
    })
    const { login, loginNoise } = parseFacts(`\u001b[31m환영합니다 Welcome\n${answer}`).facts
    expect(login).toEqual({ value: { shell: '/bin/csh', failures: 1 } })
    expect(loginNoise).toEqual({ value: { characters: 18, sample: '[31m  Welcome' } })
  })

  test('limits of sshd', () => {
    const { sshdLimits } = factsOf({
      config: [
        '/etc/ssh/sshd_config:MaxStartups 5:30:60',
        '/etc/ssh/sshd_config:ClientAliveInterval 300',
        '/etc/ssh/sshd_config:ClientAliveCountMax 0',
        '/etc/ssh/sshd_config:ChannelTimeout session=5m',
        '/etc/ssh/sshd_config:Subsystem sftp /usr/lib/openssh/sftp-server',
      ],
    })
    expect(sshdLimits).toEqual({
      value: { maxStartups: 5, aliveInterval: '300', aliveCountMax: 0, timeouts: ['session=5m'], sftp: true },
    })
  })

  test('registries that the host knows, never their logins', () => {
    const { registryConfig } = netconfig(
      '/etc/rancher/rke2/registries.yaml:https://old.example.com:5000"',
      'file=/etc/rancher/rke2/registries.yaml',
      'file=/etc/containerd/certs.d/10.0.0.9:5000/hosts.toml',
    )
    expect(registryConfig).toEqual({
      value: [
        { file: '/etc/rancher/rke2/registries.yaml', hosts: ['old.example.com:5000'] },
        { file: '/etc/containerd/certs.d/10.0.0.9:5000/hosts.toml', hosts: ['10.0.0.9:5000'] },
      ],
    })
  })

  test('exports with and without quotes', () => {
    const { nfsServer } = factsOf({
      files: ['/proc/fs/nfsd/threads:8'],
      netconfig: [
        '/etc/exports:/export/astrago *(rw,no_root_squash)',
        '/etc/exports.d/a.exports:"/a b" 10.0.0.0/8(ro)',
      ],
    })
    expect(nfsServer).toEqual({
      value: {
        exports: [
          { path: '/export/astrago', clients: '*(rw,no_root_squash)' },
          { path: '/a b', clients: '10.0.0.0/8(ro)' },
        ],
        threads: 8,
      },
    })
  })
})

describe('traffic that passes through', () => {
  const forward = (policy: string, ...rules: string[]) =>
    factsOf({
      firewall: [
        'table inet filter {',
        '\tchain forward {',
        `\t\ttype filter hook forward priority 0; policy ${policy};`,
        ...rules.map((rule) => `\t\t${rule}`),
        '\tchain input {',
        '\t\ttype filter hook input priority 0; policy accept;',
        '\t\treject with icmpx admin-prohibited',
      ],
    }).firewall
  test.each([
    [forward('accept'), false],
    [forward('drop'), true],
    [forward('accept', 'reject with icmpx admin-prohibited'), true],
    [forward('accept', 'ip saddr 10.0.0.1 drop'), false],
    [factsOf({ firewall: [':FORWARD DROP [0:0]'] }).firewall, true],
    [
      factsOf({ firewall: [':FORWARD ACCEPT [0:0]', '-A FORWARD -j REJECT --reject-with icmp-host-prohibited'] })
        .firewall,
      true,
    ],
    [factsOf({ firewall: [':FORWARD ACCEPT [0:0]', '-A FORWARD -i eth1 -j DROP'] }).firewall, false],
  ])('%#: %j stops it: %s', (firewall, stopsForwarding) => {
    expect(firewall).toMatchObject({ value: { stopsForwarding } })
  })
})
