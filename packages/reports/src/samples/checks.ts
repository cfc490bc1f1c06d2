import type { Category, Localized } from '@astrago/contracts'
import type { InfoOfCheck } from '../model/judge.ts'

const l = (ko: string, en: string): Localized => ({ ko, en })

export type SampleCheck = {
  id: string
  category: Category
  title: Localized
  field: string | null
  wanted: string
  found: string
  bad: string
  problem: Localized
  fix: Localized
}

const sampleCheck = (
  id: string,
  category: Category,
  title: Localized,
  values: [string, string, string],
  problem: Localized,
  fix: Localized,
  field: string | null = null,
): SampleCheck => ({
  id,
  category,
  title,
  field,
  found: values[0],
  wanted: values[1],
  bad: values[2],
  problem,
  fix,
})

/** Ten checks over nine categories. */
export const SAMPLE_CHECKS: readonly SampleCheck[] = [
  sampleCheck(
    'cpu-arch-supported',
    'cpu-memory',
    l('CPU 아키텍처', 'CPU architecture'),
    ['x86_64', 'x86_64, aarch64', 'ppc64le'],
    l('지원하지 않는 CPU 아키텍처입니다.', 'This CPU architecture is not supported.'),
    l('지원하는 서버로 바꾸십시오.', 'Use a supported server.'),
  ),
  sampleCheck(
    'memory-minimum',
    'cpu-memory',
    l('메모리 용량', 'Memory'),
    ['62.8 GiB', '>= 8 GiB', '3.7 GiB'],
    l(
      '메모리가 {found}(으)로 컨트롤 플레인 최소 기준 {wanted}에 못 미칩니다.',
      'Memory is {found}, below the minimum {wanted} of a control plane.',
    ),
    l(
      '메모리를 늘리거나 다른 서버를 컨트롤 플레인으로 지정하십시오.',
      'Add memory or choose another server for the control plane.',
    ),
    'resources.nodes',
  ),
  sampleCheck(
    'disk-free-var',
    'disk',
    l('/var의 남은 용량', 'Free space on /var'),
    ['212 GiB', '>= 100 GiB', '38 GiB'],
    l(
      '쿠버네티스 데이터가 놓일 파일 시스템의 남은 용량이 {found}입니다.',
      'The file system for Kubernetes data has {found} free.',
    ),
    l(
      '볼륨을 늘리거나 데이터 폴더를 용량이 넉넉한 디스크로 옮기십시오.',
      'Grow the volume or move the data folder to a larger disk.',
    ),
  ),
  sampleCheck(
    'kernel-modules',
    'kernel',
    l('필요한 커널 모듈', 'Kernel modules'),
    ['br_netfilter, overlay, ip_vs', 'br_netfilter, overlay', 'overlay'],
    l('커널 모듈 br_netfilter를 불러올 수 없습니다.', 'The kernel module br_netfilter cannot be loaded.'),
    l(
      'linux-modules-extra 패키지를 설치하고 modprobe br_netfilter로 확인하십시오.',
      'Install linux-modules-extra and check with modprobe br_netfilter.',
    ),
  ),
  sampleCheck(
    'os-supported',
    'os',
    l('운영체제 버전', 'Operating system'),
    ['Ubuntu 22.04.5 LTS', 'Ubuntu 22.04, RHEL 9, Debian 12', 'CentOS Linux 7'],
    l('검증하지 않은 운영체제입니다.', 'This operating system was not validated.'),
    l('지원하는 운영체제로 다시 설치하십시오.', 'Reinstall with a supported system.'),
  ),
  sampleCheck(
    'port-etcd-peer',
    'ports',
    l('etcd 피어 포트', 'etcd peer port'),
    ['TCP 2380 open (0.3 ms)', 'TCP 2380', 'timeout (3 s)'],
    l(
      'cp-1, cp-2에서 TCP 2380으로 연결할 수 없습니다. 컨트롤 플레인 세 대가 서로 합의하려면 꼭 필요합니다.',
      'cp-1 and cp-2 cannot reach TCP 2380. Three control planes need it to agree with each other.',
    ),
    l(
      'firewalld의 public 영역에서 2379-2380/tcp를 컨트롤 플레인 주소에 허용하십시오.',
      'Allow 2379-2380/tcp for the control plane addresses in the public zone of firewalld.',
    ),
    'security.firewallPolicy',
  ),
  sampleCheck(
    'time-synchronised',
    'time',
    l('시간 동기화', 'Time synchronisation'),
    ['chrony, 0.4 ms', '< 500 ms', 'not synchronised'],
    l('NTP로 시간이 맞춰지지 않고 있습니다.', 'The clock is not synchronised by NTP.'),
    l('chrony를 켜고 질문지의 NTP 서버를 등록하십시오.', 'Enable chrony and add the NTP servers of the questionnaire.'),
    'network.ntpServers',
  ),
  sampleCheck(
    'dns-resolves',
    'dns',
    l('이름 해석', 'Name resolution'),
    ['10.20.0.2, 1 ms', 'answers', 'SERVFAIL'],
    l('DNS 서버가 응답하지 않습니다.', 'The DNS server does not answer.'),
    l('/etc/resolv.conf의 서버와 방화벽을 확인하십시오.', 'Check the servers in /etc/resolv.conf and the firewall.'),
    'network.dnsServers',
  ),
  sampleCheck(
    'registry-digest',
    'registry',
    l('이미지 목록의 다이제스트', 'Digest of the image list'),
    [`sha256:${'3f9a1c07'.repeat(8)}`, `sha256:${'3f9a1c07'.repeat(8)}`, `sha256:${'00000000'.repeat(8)}`],
    l('이미지 목록이 릴리스와 다릅니다.', 'The image list differs from the release.'),
    l('설치 파일을 다시 받아 sha256을 확인하십시오.', 'Fetch the installation files again and check their sha256.'),
  ),
  sampleCheck(
    'gpu-count-declared',
    'gpu',
    l('GPU 수량', 'Number of GPUs'),
    ['8', '8', '7'],
    l(
      '질문지에는 GPU 8장이라고 적혀 있으나 {found}장이 보입니다.',
      'The questionnaire says 8 GPUs, {found} are visible.',
    ),
    l(
      'lspci로 카드가 보이는지 확인하고, 없으면 서버 공급사에 점검을 요청하십시오.',
      'Look for the cards with lspci; if one is missing, ask the server vendor.',
    ),
    'resources.nodes',
  ),
]

export const checkInfo = (check: SampleCheck): InfoOfCheck => ({
  id: check.id,
  category: check.category,
  title: check.title,
  explain: l('이 항목이 맞아야 설치가 끝까지 진행됩니다.', 'The installation needs this to come to its end.'),
  field: check.field,
  outcomes: {
    ok: { severity: 'info', message: l('기준에 맞습니다: {found}', 'As wanted: {found}') },
    bad: { severity: 'block', message: check.problem, fix: check.fix },
    unread: {
      severity: 'block',
      message: l('값을 읽지 못했습니다.', 'The value could not be read.'),
      fix: l('sudo 권한을 확인하십시오.', 'Check the sudo rights.'),
    },
  },
})
