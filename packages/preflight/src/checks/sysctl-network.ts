import { block, hostCheck, note, ok, untilInstalled, warn } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import { l } from '../text.ts'
import { ARP_SETTINGS, CONNTRACK_PERCENT } from '../thresholds/kernel.ts'
import { EMBEDDED_COMMON } from '../thresholds/sources.ts'
import { CLUSTER, fileSetting, keepSettings, list } from './helpers.ts'
import { cardsOf } from './network-helpers.ts'

const BRIDGE = 'net.bridge.bridge-nf-call-iptables'
/** What counts for an interface: the greater of its own value and that of `all` (ip-sysctl, rp_filter). */
function rpFilter(sysctl: FactValues['sysctl'], iface: string): number {
  const of = (name: string): number => Number(sysctl[`net.ipv4.conf.${name}.rp_filter`] ?? 0)
  return Math.max(of('all'), of(iface))
}

const STRICT = 1

export const SYSCTL_NETWORK = [
  hostCheck({
    id: 'sysctl-ip-forward',
    category: 'kernel',
    title: l('IP 전달', 'IP forwarding'),
    explain: l(
      '파드가 서버 밖과 통신하려면 net.ipv4.ip_forward가 1이어야 합니다.',
      'Pods reach the outside only with net.ipv4.ip_forward = 1.',
    ),
    prepare: l(
      'IP 전달을 끄는 보안 설정을 지우십시오. 설치가 IP 전달을 켭니다.',
      'Remove security settings that switch IP forwarding off; the installation switches it on.',
    ),
    reads: ['sysctl', 'sysctlFiles'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('켜져 있습니다.', 'It is on.'),
      off: untilInstalled(
        '꺼져 있습니다. 설치가 켭니다.',
        'It is off; the installation switches it on.',
        l(
          `미리 켜려면: ${keepSettings('ip-forward', 'net.ipv4.ip_forward=1')}`,
          `To do it now: ${keepSettings('ip-forward', 'net.ipv4.ip_forward=1')}`,
        ),
      ),
      reset: block(
        '{file}이(가) 다시 0으로 되돌립니다. 재시작하면 통신이 끊깁니다.',
        '{file} sets it back to 0: traffic would stop at the next boot.',
        l('{file}에서 그 줄을 지우거나 1로 바꾸십시오.', 'Remove that line of {file} or make it 1.'),
      ),
    },
    source: 'kubeadm preflight (error); Embedded Cluster',
    judge: ({ sysctl, sysctlFiles }) => {
      const value = sysctl['net.ipv4.ip_forward']
      if (value === undefined) return { unknown: 'not-collected' }
      const file = fileSetting(sysctlFiles, 'net.ipv4.ip_forward', '0')
      if (file) return { outcome: 'reset', found: value, wanted: '1', params: { file } }
      return { outcome: value === '1' ? 'pass' : 'off', found: value, wanted: '1' }
    },
  }),
  hostCheck({
    id: 'sysctl-bridge-nf',
    category: 'kernel',
    title: l('브리지 트래픽 필터링', 'Filtering of bridged traffic'),
    explain: l(
      '꺼져 있으면 같은 노드의 파드끼리 서비스 주소로 통신할 때 규칙을 건너뜁니다.',
      'When it is off, pods on one node that talk through a service address get past the rules.',
    ),
    prepare: l(
      '브리지 트래픽 필터링을 끄는 설정을 지우십시오.',
      'Remove settings that switch the filtering of bridged traffic off.',
    ),
    reads: ['sysctl', 'sysctlFiles'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('켜져 있습니다.', 'It is on.'),
      unloaded: note(
        'br_netfilter 모듈이 아직 올라오지 않았습니다. 설치가 올리면 켜집니다.',
        'br_netfilter is not loaded yet; the installation loads it, and then it is on.',
      ),
      off: untilInstalled(
        '꺼져 있습니다. 설치가 켭니다.',
        'It is off; the installation switches it on.',
        l(`실행: ${keepSettings('bridge-nf', `${BRIDGE}=1`)}`, `Run: ${keepSettings('bridge-nf', `${BRIDGE}=1`)}`),
      ),
      reset: block(
        '{file}이(가) 부팅할 때마다 끕니다.',
        '{file} switches it off at every boot.',
        l('{file}에서 그 줄을 지우거나 1로 바꾸십시오.', 'Remove that line of {file} or make it 1.'),
      ),
    },
    source: `kubeadm preflight; ${EMBEDDED_COMMON}`,
    judge: ({ sysctl, sysctlFiles }) => {
      const value = sysctl[BRIDGE]
      const file = fileSetting(sysctlFiles, BRIDGE, '0')
      const values = { found: value ?? '-', wanted: '1' }
      if (file) return { outcome: 'reset', ...values, params: { file } }
      if (value === undefined) return { outcome: 'unloaded', ...values }
      return { outcome: value === '1' ? 'pass' : 'off', ...values }
    },
  }),
  hostCheck({
    id: 'sysctl-rp-filter',
    category: 'kernel',
    title: l('역경로 필터(rp_filter)', 'Reverse path filter (rp_filter)'),
    explain: l(
      '엄격 모드(1)는 나간 길과 다른 길로 돌아온 패킷을 버립니다. 네트워크가 여러 개면 파드 통신이 끊깁니다.',
      'Strict mode (1) drops packets that come back another way than they left; with several networks pods lose traffic.',
    ),
    prepare: l(
      '네트워크가 여럿인 서버는 역경로 필터(rp_filter)를 느슨하게 하십시오.',
      'Set the reverse path filter (rp_filter) to loose on servers with several networks.',
    ),
    reads: ['sysctl', 'interfaces'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('패킷을 버리지 않습니다.', 'It drops nothing.'),
      single: note(
        '엄격 모드이지만 네트워크가 하나라 괜찮습니다.',
        'Strict, but there is one network only, so it is fine.',
      ),
      strict: warn(
        '네트워크가 여러 개인데 엄격 모드입니다: {interfaces}',
        'Strict mode with several networks: {interfaces}',
        l(
          `실행: ${keepSettings('rp-filter', 'net.ipv4.conf.all.rp_filter=2')}`,
          `Run: ${keepSettings('rp-filter', 'net.ipv4.conf.all.rp_filter=2')}`,
        ),
      ),
    },
    // Embedded Cluster fails on 1. With one network nothing comes back another way, RHEL has 1 as it comes, Calico polices by
    // packet rules of its own since 3.12, and Cilium writes its own exception; so only several networks warn.
    source: `${EMBEDDED_COMMON}; Linux kernel documentation, networking/ip-sysctl (rp_filter); projectcalico/libcalico-go#1181; cilium/cilium#20072`,
    judge: ({ sysctl, interfaces }) => {
      const names = cardsOf(interfaces).map(({ name }) => name)
      const strict = names.filter((name) => rpFilter(sysctl, name) === STRICT)
      const outcome = strict.length === 0 ? 'pass' : names.length > 1 ? 'strict' : 'single'
      const found = list(names.map((name) => `${name} ${rpFilter(sysctl, name)}`)) || '-'
      return { outcome, found, wanted: '0, 2', params: { interfaces: list(strict) } }
    },
  }),
  hostCheck({
    id: 'sysctl-arp',
    category: 'kernel',
    title: l('ARP 응답 제한', 'Limits on ARP'),
    explain: l(
      'ARP 응답을 제한하면 파드가 게이트웨이를 찾지 못합니다.',
      'Where ARP answers are limited, pods do not find their gateway.',
    ),
    prepare: l('ARP 응답을 제한하는 커널 설정을 지우십시오.', 'Remove kernel settings that limit ARP answers.'),
    reads: ['sysctl'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('제한하지 않습니다.', 'No limits.'),
      limited: warn(
        '제한되어 있습니다: {settings}',
        'Limited: {settings}',
        l('/etc/sysctl.d에서 해당 값을 0으로 되돌리십시오.', 'Set them back to 0 in /etc/sysctl.d.'),
      ),
      refused: block(
        'k0s가 쓰는 네트워크에서는 파드가 통신하지 못합니다: {settings}',
        'With the network of k0s pods cannot talk: {settings}',
        l('/etc/sysctl.d에서 해당 값을 0으로 되돌리십시오.', 'Set them back to 0 in /etc/sysctl.d.'),
      ),
    },
    thresholds: { settings: ARP_SETTINGS },
    judge: ({ sysctl }, { site }) => {
      const keys = ['all', 'default'].flatMap((name) => ARP_SETTINGS.value.map((key) => `net.ipv4.conf.${name}.${key}`))
      const limited = keys.filter((key) => Number(sysctl[key] ?? 0) > 0).map((key) => `${key}=${sysctl[key]}`)
      const outcome = limited.length === 0 ? 'pass' : site.distribution === 'k0s' ? 'refused' : 'limited'
      return { outcome, found: list(limited) || '0', wanted: '0', params: { settings: list(limited) } }
    },
  }),
  hostCheck({
    id: 'conntrack-max',
    category: 'kernel',
    title: l('연결 추적 표', 'Connection table'),
    explain: l(
      '표가 차면 새 연결이 버려집니다. 설치 뒤에는 kube-proxy가 크기를 정합니다.',
      'When it is full, new connections are dropped; later kube-proxy sets its size.',
    ),
    prepare: l(
      '연결 추적 표가 차 있지 않은 서버를 준비하십시오.',
      'Provide servers whose connection table is not nearly full.',
    ),
    reads: ['sysctl'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('여유가 있습니다.', 'There is room.'),
      full: warn(
        '설치 전인데 {percent}%가 찼습니다.',
        '{percent} % full before anything is installed.',
        l(
          '연결을 많이 여는 프로그램을 찾고(conntrack -L), net.netfilter.nf_conntrack_max를 올리십시오.',
          'Find what opens so many (conntrack -L), and raise net.netfilter.nf_conntrack_max.',
        ),
      ),
    },
    thresholds: { percent: CONNTRACK_PERCENT },
    judge: ({ sysctl }) => {
      const most = Number(sysctl['net.netfilter.nf_conntrack_max'] ?? 0)
      const count = Number(sysctl['net.netfilter.nf_conntrack_count'] ?? 0)
      const percent = most > 0 ? Math.round((count / most) * 100) : 0
      return {
        outcome: percent > CONNTRACK_PERCENT.value ? 'full' : 'pass',
        found: most > 0 ? `${count} / ${most}` : '-',
        identity: String(most),
        wanted: `<= ${CONNTRACK_PERCENT.value} %`,
        params: { percent },
      }
    },
  }),
  hostCheck({
    id: 'ipv6-disabled',
    category: 'kernel',
    title: l('IPv6', 'IPv6'),
    explain: l(
      '커널에서 IPv6를 아예 빼면 [::]에 바인드하는 이미지(Harbor의 nginx 등)가 시작하지 못합니다.',
      'Without IPv6 in the kernel, images that bind to [::] (the nginx of Harbor and others) do not start.',
    ),
    prepare: l(
      'IPv6 주소를 쓰지 않더라도 커널의 IPv6 기능은 켜 두십시오.',
      'Leave IPv6 switched on in the kernel, even where no IPv6 addresses are used.',
    ),
    reads: ['kernel', 'sysctl'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('쓸 수 있습니다.', 'It is there.'),
      off: note(
        '설정으로 꺼져 있지만 커널에는 있어 괜찮습니다.',
        'Switched off by a setting, but the kernel has it, so it is fine.',
      ),
      absent: warn('커널에 IPv6가 없습니다.', 'The kernel has no IPv6.', {
        debian: l(
          '/etc/default/grub에서 ipv6.disable=1을 지우고 update-grub 후 재시작하거나, Harbor에 ipFamily.ipv6.enabled=false를 설정하십시오.',
          'Remove ipv6.disable=1 from /etc/default/grub, run update-grub and reboot, or set ipFamily.ipv6.enabled=false for Harbor.',
        ),
        rhel: l(
          'grubby --update-kernel=ALL --remove-args=ipv6.disable=1 후 재시작하거나, Harbor에 ipFamily.ipv6.enabled=false를 설정하십시오.',
          'Run grubby --update-kernel=ALL --remove-args=ipv6.disable=1 and reboot, or set ipFamily.ipv6.enabled=false for Harbor.',
        ),
        other: l(
          '부팅 옵션에서 ipv6.disable=1을 지우거나, Harbor에 ipFamily.ipv6.enabled=false를 설정하십시오.',
          'Boot without ipv6.disable=1, or set ipFamily.ipv6.enabled=false for Harbor.',
        ),
      }),
    },
    source: 'nginxinc/docker-nginx-unprivileged#35; Harbor chart, values.yaml (ipFamily)',
    judge: ({ kernel, sysctl }) => {
      const setting = sysctl['net.ipv6.conf.all.disable_ipv6']
      const absent = setting === undefined || kernel.bootOptions.includes('ipv6.disable=1')
      const found = absent ? 'absent' : `disable_ipv6=${setting}`
      return { outcome: absent ? 'absent' : setting === '1' ? 'off' : 'pass', found, wanted: 'disable_ipv6=0' }
    },
  }),
]
