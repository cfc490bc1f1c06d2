import { block, hostCheck, note, ok, warn } from '../check.ts'
import type { FactValues } from '../facts/schema.ts'
import { l } from '../text.ts'
import { OWN } from '../thresholds/limit.ts'
import { IPTABLES_BROKEN, KUBESPRAY_PACKAGES, PUBLIC_MIRRORS } from '../thresholds/os.ts'
import { PACKAGES } from '../thresholds/packages.ts'
import { CLUSTER, hasLocalRepository, installCommand, isOlder, list, shortList, toInstall, words } from './helpers.ts'
import { MORE_MODULES } from './more-modules.ts'

const FIXED = IPTABLES_BROKEN.fixed.value

const isBroken = (version: string): boolean =>
  !isOlder(version, IPTABLES_BROKEN.first.value) && !isOlder(IPTABLES_BROKEN.last.value, version)

/** Names of those packages that Kubespray needs and the host lacks. */
function missingPackages({ manager, installed }: FactValues['packages']): string[] {
  const { debian, rhel } = KUBESPRAY_PACKAGES
  return (manager === 'dpkg' ? debian : rhel).value.filter((name) => !(name in installed))
}

const SET_UP_REPOSITORY = {
  debian: l(
    '/etc/apt/sources.list에 미러를 넣고 apt-get update를 실행하십시오.',
    'Put a mirror into /etc/apt/sources.list and run apt-get update.',
  ),
  rhel: l(
    'subscription-manager register로 등록하거나 /etc/yum.repos.d에 로컬 저장소를 두십시오.',
    'Register with subscription-manager register, or put a local repository into /etc/yum.repos.d.',
  ),
  other: l('패키지 저장소를 설정하십시오.', 'Set a package repository up.'),
}

export const PACKAGE_CHECKS = [
  hostCheck({
    id: 'pkg-half-configured',
    category: 'os',
    title: l('덜 설치된 패키지', 'Half-installed packages'),
    explain: l(
      '중간에 끊긴 패키지가 있으면 apt가 다른 패키지의 설치도 거부합니다.',
      'While one package is half installed, apt refuses to install others.',
    ),
    prepare: l('설치하다 만 패키지가 없게 정리하십시오.', 'Finish or remove packages that are half installed.'),
    reads: ['packages'],
    outcomes: {
      pass: ok('없습니다.', 'There are none.'),
      broken: block(
        '설치가 끝나지 않은 패키지가 있습니다: {packages}',
        'Packages are half installed: {packages}',
        l('실행: dpkg --configure -a, 그 뒤 apt-get -f install', 'Run: dpkg --configure -a, then apt-get -f install'),
      ),
    },
    source: 'dpkg(1), package states',
    judge: ({ packages: { broken } }) => {
      const names = shortList(
        broken.map(({ name, state }) => `${name} (${state})`),
        5,
      )
      return {
        outcome: broken.length ? 'broken' : 'pass',
        found: names || '-',
        wanted: '-',
        params: { packages: names },
      }
    },
  }),
  hostCheck({
    id: 'unattended-upgrades',
    category: 'os',
    title: l('자동 업데이트', 'Automatic updates'),
    explain: l(
      '커널이나 GPU 라이브러리가 저절로 바뀌면 실행 중인 드라이버와 어긋납니다.',
      'When the kernel or GPU libraries change by themselves, they no longer match the running driver.',
    ),
    prepare: l(
      'GPU 서버에서는 커널과 드라이버의 자동 업데이트를 끄십시오.',
      'Switch automatic updates of kernel and driver off on GPU servers.',
    ),
    reads: ['autoUpdates'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('꺼져 있습니다.', 'They are off.'),
      on: note(
        '켜져 있습니다({found}). 설치하는 동안은 꺼 두십시오.',
        'They are on ({found}); keep them off during the installation.',
      ),
      gpu: warn('GPU 노드에서 켜져 있습니다({found}).', 'They are on ({found}) on a GPU node.', {
        debian: l(
          '실행: systemctl disable --now apt-daily-upgrade.timer. 업데이트를 계속해야 하면 50unattended-upgrades의 Package-Blacklist에 "linux-", "nvidia-", "libnvidia-"를 넣고 이 항목을 면제하십시오.',
          'Run: systemctl disable --now apt-daily-upgrade.timer. Where updates must go on, put "linux-", "nvidia-" and "libnvidia-" into Package-Blacklist of 50unattended-upgrades and waive this.',
        ),
        rhel: l(
          '실행: systemctl disable --now dnf-automatic.timer dnf-automatic-install.timer. 업데이트를 계속해야 하면 /etc/dnf/dnf.conf에 excludepkgs=kernel*,nvidia*,libnvidia*,kmod-nvidia*를 두고 이 항목을 면제하십시오.',
          'Run: systemctl disable --now dnf-automatic.timer dnf-automatic-install.timer. Where updates must go on, put excludepkgs=kernel*,nvidia*,libnvidia*,kmod-nvidia* into /etc/dnf/dnf.conf and waive this.',
        ),
        other: l(
          '자동 업데이트에서 커널과 NVIDIA 패키지를 빼십시오.',
          'Leave kernel and NVIDIA packages out of automatic updates.',
        ),
      }),
    },
    source: 'NVIDIA GPU Operator documentation, platform-support; pando85/homelab#4110',
    judge: ({ autoUpdates }, { node }) => {
      const outcome = autoUpdates.length === 0 ? 'pass' : node.roles.includes('gpu') ? 'gpu' : 'on'
      return { outcome, found: list(autoUpdates) || '-', wanted: '-', params: { found: list(autoUpdates) } }
    },
  }),
  hostCheck({
    id: 'pkg-repos-usable',
    category: 'os',
    title: l('패키지 저장소', 'Package repositories'),
    explain: l(
      '필요한 패키지를 받을 저장소가 있어야 합니다. 등록하지 않은 RHEL에는 없습니다.',
      'Packages must come from somewhere; an unregistered RHEL has no repository.',
    ),
    prepare: l(
      '패키지를 받을 저장소를 서버에 등록하십시오. RHEL은 구독 등록이 필요합니다.',
      'Register a package repository on each server; RHEL needs its subscription.',
    ),
    reads: ['repositories', 'presence', 'os'],
    roles: CLUSTER,
    profiles: ['online', 'proxy'],
    outcomes: {
      pass: ok('저장소가 있습니다.', 'There are repositories.'),
      none: warn('켜져 있는 저장소가 없습니다.', 'No repository is switched on.', SET_UP_REPOSITORY),
      refused: block(
        '켜져 있는 저장소가 없어 Kubespray가 패키지를 설치하지 못합니다.',
        'No repository is switched on: Kubespray cannot install its packages.',
        SET_UP_REPOSITORY,
      ),
    },
    source: 'Kubespray docs/operating_systems/rhel.md; RKE2 documentation, install/airgap',
    judge: ({ repositories, presence, os }, { site }) => {
      const registered = os.id === 'rhel' && presence.includes('/etc/pki/consumer/cert.pem')
      const found = repositories.length ? String(repositories.length) : registered ? 'subscription' : '0'
      if (repositories.length || registered) return { outcome: 'pass', found, wanted: '>= 1' }
      return { outcome: site.distribution === 'kubespray' ? 'refused' : 'none', found, wanted: '>= 1' }
    },
  }),
  hostCheck({
    id: 'pkg-needed-airgap',
    category: 'os',
    title: l('폐쇄망에 필요한 패키지', 'Packages for a network without internet'),
    explain: l(
      'Kubespray는 이 패키지들을 설치합니다. 폐쇄망에서는 미리 있거나 로컬 저장소에 있어야 합니다.',
      'Kubespray installs these; without internet they must be there or in a local repository.',
    ),
    prepare: l(
      '필요한 패키지를 미리 설치하거나 내부 저장소에 넣어 두십시오.',
      'Install the needed packages beforehand, or put them into a repository on site.',
    ),
    reads: ['packages', 'repositories', 'os'],
    roles: CLUSTER,
    distributions: ['kubespray'],
    profiles: ['air-gapped'],
    outcomes: {
      pass: ok('모두 있습니다.', 'All are there.'),
      repository: warn(
        '설치되어 있지 않습니다: {packages}',
        'Not installed: {packages}',
        l('로컬 저장소에 있는지 확인하십시오: {command}', 'Make sure that the local repository has them: {command}'),
      ),
      missing: block(
        '설치되어 있지 않고 로컬 저장소도 없습니다: {packages}',
        'Not installed, and there is no local repository: {packages}',
        l(
          '오프라인 저장소를 설정한 뒤 설치하십시오: {command}',
          'Set the offline repository up, then install: {command}',
        ),
      ),
    },
    thresholds: { ...KUBESPRAY_PACKAGES, public: PUBLIC_MIRRORS },
    judge: ({ packages, repositories, os }) => {
      const missing = missingPackages(packages)
      const local = hasLocalRepository(repositories)
      const command = installCommand(os.family, missing.join(' '), missing.join(' '))
      return {
        outcome: missing.length === 0 ? 'pass' : local ? 'repository' : 'missing',
        found: missing.length ? `- ${list(missing)}` : '=',
        wanted: list(packages.manager === 'dpkg' ? KUBESPRAY_PACKAGES.debian.value : KUBESPRAY_PACKAGES.rhel.value),
        params: { packages: list(missing), command },
      }
    },
  }),
  hostCheck({
    id: 'python-target-bindings',
    category: 'os',
    title: l('Python 연동 모듈', 'Python bindings'),
    explain: l(
      'Ansible은 SELinux와 apt를 Python 모듈로 다룹니다.',
      'Ansible handles SELinux and apt through modules of Python.',
    ),
    prepare: l('서버에 Python 연동 패키지를 설치하십시오.', 'Install the Python binding packages on each server.'),
    reads: ['pythonBindings', 'selinux', 'os', 'repositories'],
    roles: CLUSTER,
    distributions: ['kubespray'],
    outcomes: {
      pass: ok('있습니다.', 'They are there.'),
      missing: warn('없습니다: {packages}', 'Missing: {packages}', toInstall()),
      airGapped: block(
        '폐쇄망이라 Kubespray가 받아 올 수 없습니다: {packages}',
        'Missing, and without internet Kubespray cannot fetch it: {packages}',
        l('로컬 저장소를 준비한 뒤 설치하십시오: {command}', 'Set the offline repository up, then install: {command}'),
      ),
    },
    thresholds: { packages: PACKAGES.pythonBindings, public: PUBLIC_MIRRORS },
    judge: ({ pythonBindings, selinux, os, repositories }, { site }) => {
      const { debian, rhel } = PACKAGES.pythonBindings
      const needs =
        os.family === 'debian'
          ? { name: words(debian), there: pythonBindings.apt }
          : { name: words(rhel), there: pythonBindings.selinux || selinux.mode === 'disabled' }
      const values = {
        found: needs.there ? '=' : '-',
        wanted: needs.name,
        params: { packages: needs.name, command: installCommand(os.family, words(debian), words(rhel)) },
      }
      if (needs.there) return { outcome: 'pass', ...values }
      const fetches = site.profile !== 'air-gapped' || hasLocalRepository(repositories)
      return { outcome: fetches ? 'missing' : 'airGapped', ...values }
    },
  }),
  hostCheck({
    id: 'iptables-version',
    category: 'os',
    title: l('iptables 버전', 'Version of iptables'),
    explain: l(
      `${IPTABLES_BROKEN.first.value}부터 ${IPTABLES_BROKEN.last.value}까지는 nft 방식에서 규칙을 잃어버리는 결함이 있습니다.`,
      `From ${IPTABLES_BROKEN.first.value} to ${IPTABLES_BROKEN.last.value} its nft mode loses rules.`,
    ),
    prepare: l(
      '결함이 있는 iptables 버전이면 업데이트하십시오.',
      'Update iptables where it is a version with the known fault.',
    ),
    reads: ['iptables'],
    roles: CLUSTER,
    distributions: ['rke2', 'kubespray'],
    outcomes: {
      pass: ok('결함이 없는 버전입니다.', 'A version without that fault.'),
      broken: warn('결함이 있는 버전입니다: {version} ({backend})', 'A version with the fault: {version} ({backend})', {
        debian: l(
          'update-alternatives --set iptables /usr/sbin/iptables-legacy를 실행하거나 iptables를 올리십시오.',
          'Run update-alternatives --set iptables /usr/sbin/iptables-legacy, or update iptables.',
        ),
        rhel: l('dnf update iptables를 실행하십시오.', 'Run dnf update iptables.'),
        other: l(`iptables를 ${FIXED} 이상으로 올리십시오.`, `Update iptables to ${FIXED} or newer.`),
      }),
    },
    thresholds: IPTABLES_BROKEN,
    judge: ({ iptables: { version, backend } }) => {
      const broken = version !== null && backend === 'nf_tables' && isBroken(version)
      return {
        outcome: broken ? 'broken' : 'pass',
        found: `${version ?? '-'} (${backend ?? '-'})`,
        wanted: `>= ${FIXED}`,
        params: { version: version ?? '-', backend: backend ?? '-' },
      }
    },
  }),
  hostCheck({
    id: 'iptables-backend-mix',
    category: 'os',
    title: l('iptables 방식 섞임', 'Mixed backends of iptables'),
    explain: l(
      '옛 방식과 nft 방식의 규칙이 함께 있으면, 보이지 않는 쪽 규칙이 통신을 막습니다.',
      'With rules in both the old and the nft tables, those that nobody sees stop traffic.',
    ),
    prepare: l('예전 방식(legacy) iptables 규칙을 지우십시오.', 'Remove rules of the old (legacy) iptables.'),
    reads: ['packetRules', 'iptables', 'modules'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('한 가지 방식만 씁니다.', 'One backend is in use.'),
      mixed: warn(
        '두 방식에 모두 규칙이 있습니다(옛 방식 {legacy}개).',
        'Both have rules ({legacy} in the old one).',
        l(
          'iptables-legacy-save로 확인하고, 필요 없으면 iptables-legacy -F; iptables-legacy -t nat -F로 비우십시오.',
          'See iptables-legacy-save; where they are not needed, run iptables-legacy -F and iptables-legacy -t nat -F.',
        ),
      ),
      compat: block(
        'iptables가 nft 방식인데 커널에 nft_compat 모듈이 없습니다.',
        'iptables is in nft mode, but the kernel has no module nft_compat.',
        {
          ...MORE_MODULES,
          other: l('nft_compat이 든 커널 모듈 패키지를 설치하십시오.', 'Install the kernel modules with nft_compat.'),
        },
      ),
    },
    source: `Embedded Cluster, host-preflight-common.yaml; ${OWN}`,
    thresholds: { packages: PACKAGES.moreModules },
    judge: ({ packetRules: { legacy, nft }, iptables: { backend }, modules }) => {
      const compat = modules.loaded.includes('nft_compat') || modules.available.includes('nft_compat')
      const values = { found: `${backend ?? '-'}, legacy ${legacy}`, wanted: '-', params: { legacy } }
      if (backend === 'nf_tables' && modules.index && !compat) return { outcome: 'compat', ...values }
      return { outcome: legacy > 0 && nft ? 'mixed' : 'pass', ...values }
    },
  }),
]
