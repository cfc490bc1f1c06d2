import { block, hostCheck, note, ok, type Subject, warn } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import { l } from '../text.ts'
import {
  CRYPTO_POLICIES,
  HARDENED_MOUNTS,
  HARDENING_SIGNS,
  SELINUX_PACKAGES,
  WRONG_LABELS,
} from '../thresholds/security.ts'
import { CLUSTER, list, mountOf } from './helpers.ts'

const wantsCis = ({ answers }: Subject): boolean => answers['security.cisProfile'] === true

type Signs = Pick<FactValues, 'mounts' | 'processes' | 'units' | 'sysctl' | 'session'>

/** What images made by CIS or STIG have in common. */
function hardeningSigns({ mounts, processes, units, sysctl, session }: Signs): string[] {
  const noexec = HARDENED_MOUNTS.value.filter((path) => {
    const mount = mountOf(mounts, path)
    return mount?.target === path && mount.options.includes('noexec')
  })
  return [
    ...noexec.map((path) => `noexec ${path}`),
    ...(processes.includes('fapolicyd') ? ['fapolicyd'] : []),
    ...(units['usbguard.service']?.enabled ? ['usbguard'] : []),
    ...(sysctl['crypto.fips_enabled'] === '1' ? ['FIPS'] : []),
    ...(sysctl['user.max_user_namespaces'] === '0' ? ['user.max_user_namespaces=0'] : []),
    ...((Number.parseInt(session.umask, 8) & 0o027) === 0o027 ? [`umask ${session.umask}`] : []),
  ]
}

export const HARDENING = [
  hostCheck({
    id: 'selinux-packages',
    category: 'security',
    title: l('SELinux 정책 패키지', 'SELinux packages'),
    explain: l(
      '강제 모드에서 컨테이너를 실행하는 데 필요한 정책 패키지입니다.',
      'The policy packages that containers need in enforcing mode.',
    ),
    prepare: l(
      'SELinux가 enforcing이면 정책 패키지를 설치하십시오.',
      'Install the policy packages where SELinux is enforcing.',
    ),
    reads: ['selinux', 'packages'],
    roles: CLUSTER,
    field: 'security.selinux',
    outcomes: {
      pass: ok('필요 없거나 모두 있습니다.', 'Not needed, or all there.'),
      missing: block(
        '강제 모드인데 패키지가 없습니다: {packages}',
        'Enforcing, but packages are missing: {packages}',
        l(
          '설치하십시오. 폐쇄망이면 먼저 로컬 저장소에 넣으십시오: dnf install -y {names}',
          'Install them, without internet from the local repository: dnf install -y {names}',
        ),
      ),
    },
    thresholds: { packages: SELINUX_PACKAGES },
    judge: ({ selinux, packages }, { site, answers }) => {
      const stays = answers['security.selinux'] !== 'permissive' && site.distribution !== 'kubespray'
      const needed = stays && selinux.mode === 'enforcing' && packages.manager === 'rpm'
      const missing = needed ? SELINUX_PACKAGES.value.filter((name) => !(name in packages.installed)) : []
      return {
        outcome: missing.length === 0 ? 'pass' : 'missing',
        found: missing.length ? `- ${list(missing)}` : selinux.mode,
        wanted: list(SELINUX_PACKAGES.value),
        params: { packages: list(missing), names: missing.join(' ') },
      }
    },
  }),
  hostCheck({
    id: 'selinux-drift',
    category: 'security',
    title: l('재시작 뒤의 SELinux', 'SELinux after a reboot'),
    explain: l(
      '지금 상태와 설정 파일이 다르면 재시작한 뒤 컨테이너가 뜨지 않을 수 있습니다.',
      'Where the mode now and in the settings differ, containers may not start after a reboot.',
    ),
    prepare: l(
      'SELinux의 현재 상태와 설정 파일을 같게 하십시오.',
      'Make the current mode of SELinux and its settings file agree.',
    ),
    reads: ['selinux'],
    roles: CLUSTER,
    field: 'security.selinux',
    outcomes: {
      pass: ok('설정과 같습니다.', 'As in the settings.'),
      differs: warn(
        '지금은 {mode}이지만 재시작하면 {configured}이(가) 됩니다.',
        'It is {mode} now and will be {configured} after a reboot.',
        l(
          '/etc/selinux/config의 SELINUX를 원하는 값으로 맞추고 재시작한 뒤 다시 점검하십시오.',
          'Set SELINUX in /etc/selinux/config to what you want, reboot, then check again.',
        ),
      ),
    },
    source: 'RKE2 documentation, security/selinux; selinux(8)',
    judge: ({ selinux: { mode, configured } }) => ({
      outcome: configured === null || configured === mode ? 'pass' : 'differs',
      found: mode,
      wanted: configured ?? mode,
      params: { mode, configured: configured ?? mode },
    }),
  }),
  hostCheck({
    id: 'selinux-labels',
    category: 'security',
    title: l('SELinux 레이블', 'SELinux labels'),
    explain: l(
      '새로 마운트한 디스크나 mv로 옮긴 폴더는 레이블이 없거나 예전 것이라, 컨테이너가 그 안의 파일을 열지 못합니다.',
      'A disk that was just mounted, or a folder moved with mv, has no label or the one of its old place: containers cannot open what is below it.',
    ),
    prepare: l(
      '새로 마운트한 디스크에 SELinux 레이블을 다시 붙이십시오.',
      'Restore the SELinux labels of newly mounted disks.',
    ),
    reads: ['selinux', 'selinuxLabels'],
    roles: CLUSTER,
    field: 'security.selinux',
    outcomes: {
      pass: ok('알려진 잘못된 레이블이 없습니다.', 'None of them is known to be wrong.'),
      wrong: warn(
        '레이블이 잘못되었습니다: {labels}',
        'Wrong labels: {labels}',
        l('실행: restorecon -Rv {paths}', 'Run: restorecon -Rv {paths}'),
      ),
    },
    thresholds: { wrong: WRONG_LABELS },
    judge: ({ selinux, selinuxLabels }) => {
      const wrong = Object.entries(selinuxLabels).filter(([, type]) => WRONG_LABELS.value.includes(type))
      const labels = list(wrong.map(([path, type]) => `${path} ${type}`))
      return {
        outcome: wrong.length ? 'wrong' : 'pass',
        found: labels || selinux.mode,
        wanted: 'restorecon',
        params: { labels, paths: wrong.map(([path]) => path).join(' ') },
      }
    },
  }),
  hostCheck({
    id: 'cis-etcd-user',
    category: 'security',
    title: l('CIS의 etcd 계정', 'The etcd account for CIS'),
    explain: l(
      'CIS 프로필에서는 RKE2 서버가 etcd 계정을 요구합니다. LDAP 계정은 인정되지 않습니다.',
      'Under the CIS profile RKE2 demands a local account etcd; one of LDAP does not count.',
    ),
    prepare: l(
      'CIS 보안 프로필을 쓴다면 서버에 etcd 계정과 그룹을 만드십시오.',
      'Where the CIS security profile is used, make the account and group etcd on the servers.',
    ),
    reads: ['hardening'],
    roles: ['control-plane'],
    distributions: ['rke2'],
    field: 'security.cisProfile',
    applies: wantsCis,
    outcomes: {
      pass: ok('있습니다.', 'It is there.'),
      missing: block(
        'etcd 계정이나 그룹이 없어 RKE2가 시작하지 않습니다.',
        'Without the account and group etcd RKE2 does not start.',
        l(
          '실행: useradd -r -c "etcd user" -s /sbin/nologin -M etcd -U',
          'Run: useradd -r -c "etcd user" -s /sbin/nologin -M etcd -U',
        ),
      ),
    },
    source: 'RKE2 documentation, security/hardening_guide; rke2 pkg/cli/cmds/profile_linux.go',
    judge: ({ hardening: { etcdUser, etcdGroup } }) => ({
      outcome: etcdUser && etcdGroup ? 'pass' : 'missing',
      found: list([...(etcdUser ? ['user'] : []), ...(etcdGroup ? ['group'] : [])]) || '-',
      wanted: 'user, group',
    }),
  }),
  hostCheck({
    id: 'fips-mode',
    category: 'security',
    title: l('FIPS 모드', 'FIPS mode'),
    explain: l(
      'FIPS 모드의 서버에서는 검증된 암호 모듈로 만든 프로그램만 쓰라는 규정이 있을 수 있습니다.',
      'On a FIPS host a rule may demand programs that are built with validated cryptography.',
    ),
    prepare: l(
      'FIPS가 필요한지 보안 담당자에게 확인하십시오. 필요하면 RKE2를 고르십시오.',
      'Ask the security team whether FIPS is required; if so, choose RKE2.',
    ),
    reads: ['sysctl'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('꺼져 있습니다.', 'It is off.'),
      built: note('켜져 있습니다. RKE2는 FIPS용으로 빌드되어 있습니다.', 'It is on; RKE2 is built for it.'),
      unproven: warn(
        '켜져 있지만 이 배포판은 FIPS 검증을 받지 않았습니다.',
        'It is on, but this distribution is not validated for FIPS.',
        l('규정이 요구하면 RKE2를 고르십시오.', 'Choose RKE2 where a rule demands it.'),
      ),
    },
    source: 'RKE2 documentation, introduction and security/fips_support',
    judge: ({ sysctl }, { site }) => {
      const on = sysctl['crypto.fips_enabled'] === '1'
      const outcome = !on ? 'pass' : site.distribution === 'rke2' ? 'built' : 'unproven'
      return { outcome, found: on ? 'on' : 'off', wanted: '-' }
    },
  }),
  hostCheck({
    id: 'crypto-policy',
    category: 'security',
    title: l('시스템 암호 정책', 'Crypto policy of the system'),
    explain: l(
      '엄격한 정책(FUTURE)에서는 2048비트 RSA와 SHA-1 인증서로 된 레지스트리나 프록시에 접속하지 못합니다.',
      'Under a strict policy (FUTURE) a registry or proxy with RSA 2048 or SHA-1 certificates is refused.',
    ),
    reads: ['hardening'],
    outcomes: {
      pass: ok('문제없습니다.', 'All is well.'),
      strict: note(
        '{found} 정책입니다. 레지스트리와 프록시의 인증서가 RSA 3072 이상인지 확인하십시오.',
        'The policy is {found}: make sure that registry and proxy have certificates of RSA 3072 or more.',
      ),
      weak: note(
        '{found} 정책이라 약한 암호가 허용됩니다. 보안 심사에서 지적될 수 있습니다.',
        'The policy is {found}: weak algorithms pass, which an audit may object to.',
      ),
    },
    thresholds: CRYPTO_POLICIES,
    judge: ({ hardening: { cryptoPolicy } }) => {
      const [policy = '-'] = (cryptoPolicy ?? '-').split(':')
      const values = { found: cryptoPolicy ?? '-', wanted: 'DEFAULT', params: { found: cryptoPolicy ?? '-' } }
      if (CRYPTO_POLICIES.strict.value.includes(policy)) return { outcome: 'strict', ...values }
      return { outcome: CRYPTO_POLICIES.weak.value.includes(policy) ? 'weak' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'stig-hardening-hints',
    category: 'security',
    title: l('보안 강화 이미지', 'Hardened image'),
    explain: l(
      'STIG나 CIS로 강화한 이미지에서는 여러 항목이 함께 걸립니다. 원인이 하나라는 것을 알려 드립니다.',
      'On an image hardened by STIG or CIS several checks fail together; this says that the cause is one.',
    ),
    reads: ['mounts', 'processes', 'units', 'sysctl', 'session'],
    roles: CLUSTER,
    field: 'security.dataRules',
    outcomes: {
      pass: ok('그런 표시가 많지 않습니다.', 'Few signs of that.'),
      hardened: note(
        '보안 강화 이미지로 보입니다({signs}). 걸린 항목마다 예외를 한꺼번에 신청하십시오.',
        'This looks like a hardened image ({signs}): ask for the exceptions of all findings at once.',
      ),
    },
    thresholds: { signs: HARDENING_SIGNS, noexec: HARDENED_MOUNTS },
    judge: (facts) => {
      const signs = hardeningSigns(facts)
      return {
        outcome: signs.length >= HARDENING_SIGNS.value ? 'hardened' : 'pass',
        found: list(signs) || '-',
        wanted: '-',
        params: { signs: list(signs) },
      }
    },
  }),
  hostCheck({
    id: 'fapolicyd-active',
    category: 'security',
    title: l('실행 허용 목록(fapolicyd)', 'Allow list of programs (fapolicyd)'),
    explain: l(
      'fapolicyd는 목록에 없는 프로그램의 실행을 막습니다. 배포판의 프로그램도 막힐 수 있습니다.',
      'fapolicyd keeps programs from running that are not on its list, those of the distribution too.',
    ),
    prepare: l(
      'fapolicyd를 쓴다면 설치할 프로그램을 허용 목록에 넣으십시오.',
      'Where fapolicyd is used, put the programs of the installation on its allow list.',
    ),
    reads: ['processes'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('돌고 있지 않습니다.', 'It does not run.'),
      removed: note('돌고 있습니다. Kubespray가 끕니다.', 'It runs; Kubespray switches it off.'),
      rules: warn(
        '돌고 있습니다. RKE2의 설치 스크립트가 허용 규칙을 넣습니다.',
        "It runs; RKE2's install script adds rules for it.",
        l(
          '규칙을 넣어도 되는지 보안 담당자와 합의하십시오: /etc/fapolicyd/rules.d/80-rke2.rules',
          'Agree with the security team on the rules: /etc/fapolicyd/rules.d/80-rke2.rules',
        ),
      ),
      refused: block(
        '돌고 있어 k0s의 프로그램이 실행되지 않습니다.',
        "It runs, and k0s's programs are refused.",
        l(
          '/usr/local/bin/k0s와 /var/lib/k0s를 허용하는 규칙을 넣거나 끄십시오.',
          'Add rules that allow /usr/local/bin/k0s and /var/lib/k0s, or switch it off.',
        ),
      ),
    },
    source: 'RKE2 install.sh; Kubespray roles/kubernetes/preinstall/defaults (disable_fapolicyd)',
    judge: ({ processes }, { site }) => {
      const outcome = !processes.includes('fapolicyd')
        ? 'pass'
        : ({ rke2: 'rules', k0s: 'refused', kubespray: 'removed' } as const)[site.distribution]
      return { outcome, found: outcome === 'pass' ? '-' : 'fapolicyd', wanted: '-' }
    },
  }),
]
