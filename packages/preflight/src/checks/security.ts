import { block, hostCheck, ok, untilInstalled, warn } from '../check.ts'
import { l } from '../text.ts'
import { PACKAGES } from '../thresholds/packages.ts'
import { ENDPOINT_AGENTS, SCAN_EXCLUSIONS } from '../thresholds/security.ts'
import { CLUSTER, dataOf, list, words } from './helpers.ts'

const INSTALL_POLICY = `dnf install -y ${words(PACKAGES.seLinuxPolicy.rhel)}`

const parser = l(
  'apparmor_parser가 든 패키지를 설치하십시오(SUSE는 apparmor-parser).',
  'Install the package that has apparmor_parser (SUSE: apparmor-parser).',
)
const WITH_PARSER = { rhel: parser, other: parser }

export const SECURITY = [
  hostCheck({
    id: 'selinux-mode',
    category: 'security',
    title: l('SELinux', 'SELinux'),
    explain: l(
      'SELinux가 강제 모드면 배포판의 정책 패키지가 있어야 컨테이너가 실행됩니다.',
      "In enforcing mode containers run only with the distribution's policy package.",
    ),
    prepare: l(
      'SELinux를 어떻게 둘지 보안 담당자와 정하십시오. enforcing이면 정책 패키지를 설치하십시오.',
      'Agree with the security team on SELinux; where it is enforcing, install the policy packages.',
    ),
    reads: ['selinux'],
    roles: CLUSTER,
    field: 'security.selinux',
    outcomes: {
      pass: ok('설치와 부딪히지 않습니다.', 'It does not get in the way.'),
      changes: untilInstalled(
        '강제 모드입니다. 질문지대로 설치가 permissive로 바꿉니다.',
        'Enforcing; as the questionnaire says, the installation makes it permissive.',
        l('고객의 보안 담당자와 합의했는지 확인하십시오.', "Make sure the customer's security team agrees."),
      ),
      k0s: warn(
        '강제 모드입니다. k0s에는 정책 패키지가 없습니다.',
        'Enforcing, and k0s has no policy package.',
        l('permissive로 바꾸거나 정책을 직접 준비하십시오.', 'Make it permissive, or prepare a policy.'),
      ),
      policy: block(
        '강제 모드인데 rke2-selinux 정책이 없습니다.',
        'Enforcing, but the policy rke2-selinux is not installed.',
        l(
          `RPM은 github.com/rancher/rke2-selinux의 릴리스나 rpm.rancher.io에 있습니다. 이 서버의 저장소에 넣고 실행하십시오: ${INSTALL_POLICY}`,
          `Its RPM is among the releases of github.com/rancher/rke2-selinux and on rpm.rancher.io. Put it into a repository of the host, then run: ${INSTALL_POLICY}`,
        ),
      ),
    },
    source: 'RKE2 documentation, security/selinux and install/airgap; Kubespray defaults (preinstall_selinux_state)',
    thresholds: { packages: PACKAGES.seLinuxPolicy },
    judge: ({ selinux }, { site, answers }) => {
      const wanted = answers['security.selinux'] ?? 'keep'
      const values = { found: selinux.mode, wanted }
      if (selinux.mode !== 'enforcing') return { outcome: 'pass', ...values }
      if (wanted === 'permissive' || site.distribution === 'kubespray') return { outcome: 'changes', ...values }
      if (site.distribution === 'k0s') return { outcome: 'k0s', ...values }
      return { outcome: selinux.rke2Policy ? 'pass' : 'policy', ...values }
    },
  }),
  hostCheck({
    id: 'apparmor-tools',
    category: 'security',
    title: l('AppArmor 도구', 'AppArmor tools'),
    explain: l(
      '커널에 AppArmor가 켜져 있으면 apparmor_parser가 있어야 컨테이너가 시작됩니다.',
      'With AppArmor in the kernel, containers start only with apparmor_parser.',
    ),
    prepare: l(
      'AppArmor를 쓰는 서버에 apparmor 패키지를 설치하십시오.',
      'Install the package apparmor on servers that use AppArmor.',
    ),
    reads: ['apparmor', 'commands'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('문제없습니다.', 'All is well.'),
      missing: block(
        'AppArmor가 켜져 있는데 apparmor_parser가 없습니다.',
        'AppArmor is on, but apparmor_parser is missing.',
        {
          debian: l(
            `실행: apt-get install -y ${words(PACKAGES.appArmor.debian)}`,
            `Run: apt-get install -y ${words(PACKAGES.appArmor.debian)}`,
          ),
          ...WITH_PARSER,
        },
      ),
    },
    source: 'k3s contrib/util/check-config.sh; Kubespray roles/system_packages',
    thresholds: { packages: PACKAGES.appArmor },
    judge: ({ apparmor, commands }) => {
      const parser = commands.includes('apparmor_parser')
      return {
        outcome: apparmor.enabled && !parser ? 'missing' : 'pass',
        found: `${apparmor.enabled ? 'on' : 'off'}, ${parser ? 'apparmor_parser' : '-'}`,
        wanted: 'apparmor_parser',
      }
    },
  }),
  hostCheck({
    id: 'edr-agents',
    category: 'security',
    title: l('보안 에이전트', 'Endpoint security agents'),
    explain: l(
      '백신과 EDR이 컨테이너 파일을 검사하면 느려지거나 파드가 실패합니다.',
      'Virus scanners and EDR slow containers down or make pods fail.',
    ),
    prepare: l(
      '백신과 보안 에이전트의 검사에서 설치 폴더를 제외하십시오.',
      'Exclude the folders of the installation from scans of virus scanners and security agents.',
    ),
    reads: ['processes'],
    field: 'security.endpointAgents',
    outcomes: {
      pass: ok('알려진 에이전트가 없습니다.', 'No known agent runs.'),
      found: warn(
        '보안 에이전트가 돌고 있습니다: {found}',
        'Security agents are running: {found}',
        l(
          '다음 폴더를 검사 예외로 등록해 달라고 요청하십시오: {paths}',
          'Have these folders excluded from scans: {paths}',
        ),
      ),
    },
    thresholds: { agents: ENDPOINT_AGENTS, exclude: SCAN_EXCLUSIONS },
    judge: ({ processes }, { site }) => {
      const agents = processes.flatMap((name) => {
        const product = ENDPOINT_AGENTS.value[name]
        return product ? [`${product} (${name})`] : []
      })
      return {
        outcome: agents.length ? 'found' : 'pass',
        found: list(agents) || '-',
        wanted: '-',
        params: { found: list(agents), paths: list([dataOf(site).dataDir, ...SCAN_EXCLUSIONS.value]) },
      }
    },
  }),
]
