import type { Fix, Localized } from '@astrago/contracts'
import { block, hostCheck, note, ok, warn } from '../../check.ts'
import { l } from '../../text.ts'
import { BUILD_TOOLS, DRIVER_PACKAGES, PLATFORM_GPU, TOOLKIT_COMMANDS } from '../../thresholds/gpu.ts'
import { PUBLIC_MIRRORS } from '../../thresholds/os.ts'
import { PACKAGES } from '../../thresholds/packages.ts'
import { hasLocalRepository, list, words } from '../helpers.ts'
import { driverPolicy, plannedDriver, preinstalled } from './policy.ts'

const FIELD = 'gpu.driverPolicy'

const KEEP_NOUVEAU_OUT = {
  debian: l(
    '/etc/modprobe.d/nouveau.conf에 "blacklist nouveau"를 두고 update-initramfs -u 후 재시작하십시오.',
    'Put "blacklist nouveau" into /etc/modprobe.d/nouveau.conf, run update-initramfs -u and reboot.',
  ),
  rhel: l(
    '/etc/modprobe.d/nouveau.conf에 "blacklist nouveau"를 두고 dracut -f 후 재시작하십시오.',
    'Put "blacklist nouveau" into /etc/modprobe.d/nouveau.conf, run dracut -f and reboot.',
  ),
  other: l(
    '/etc/modprobe.d/nouveau.conf에 "blacklist nouveau"를 두고 initramfs를 다시 만든 뒤 재시작하십시오.',
    'Put "blacklist nouveau" into /etc/modprobe.d/nouveau.conf, build the initramfs again and reboot.',
  ),
}

const HEADERS = { debian: words(PACKAGES.kernelHeaders.debian), rhel: words(PACKAGES.kernelHeaders.rhel) }
/** To install the headers of the running kernel, with what to say before. */
const installHeaders = (before: Localized): Fix => ({
  debian: l(`${before.ko}: apt-get install -y ${HEADERS.debian}`, `${before.en}: apt-get install -y ${HEADERS.debian}`),
  rhel: l(`${before.ko}: dnf install -y ${HEADERS.rhel}`, `${before.en}: dnf install -y ${HEADERS.rhel}`),
  other: l(
    `${before.ko}: 실행 중인 커널의 헤더 패키지`,
    `${before.en}: the package with the headers of the running kernel`,
  ),
})

export const GPU_DRIVER = [
  hostCheck({
    id: 'gpu-driver-mode',
    category: 'gpu',
    title: l('GPU 드라이버', 'GPU driver'),
    explain: l(
      '드라이버를 누가 설치하는지 질문지와 호스트가 맞아야 합니다.',
      'Who installs the driver must be the same in the questionnaire and on the host.',
    ),
    prepare: l(
      'GPU 드라이버를 누가 설치할지 정하고, 서버를 그 상태로 준비하십시오.',
      'Decide who installs the GPU driver, and prepare the servers accordingly.',
    ),
    reads: ['gpu'],
    roles: ['gpu'],
    field: FIELD,
    outcomes: {
      pass: ok('질문지와 맞습니다.', 'As the questionnaire says.'),
      installed: warn(
        '오퍼레이터가 {planned}을(를) 설치하기로 했지만 이미 드라이버({driver})가 있습니다.',
        'The operator is to install {planned}, but driver {driver} is there.',
        l(
          '질문지에서 미리 설치됨을 고르거나 호스트의 드라이버를 지우십시오.',
          'Choose preinstalled in the questionnaire, or remove the driver.',
        ),
      ),
      absent: block(
        '미리 설치했다고 했지만 드라이버가 올라와 있지 않습니다.',
        'Said to be preinstalled, but no driver is loaded.',
        l(
          '드라이버를 설치하고 nvidia-smi를 확인하거나 질문지를 고치십시오.',
          'Install the driver and try nvidia-smi, or correct the questionnaire.',
        ),
      ),
    },
    source: 'NVIDIA GPU Operator documentation, getting-started',
    thresholds: { planned: PLATFORM_GPU.driver },
    judge: ({ gpu }, subject) => {
      const policy = driverPolicy(subject)
      const params = { driver: gpu.driver ?? '-', planned: plannedDriver(subject) ?? '-' }
      const values = { found: gpu.driver ?? '-', wanted: policy, params }
      if (policy === 'operator' && gpu.driver) return { outcome: 'installed', ...values }
      return { outcome: policy === 'preinstalled' && !gpu.driver ? 'absent' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'gpu-nouveau',
    category: 'gpu',
    title: l('nouveau 드라이버', 'nouveau driver'),
    explain: l(
      'nouveau가 GPU를 잡고 있으면 NVIDIA 드라이버가 올라오지 못합니다.',
      'While nouveau holds the GPU, the NVIDIA driver cannot be loaded.',
    ),
    prepare: l('nouveau 드라이버를 막고 재부팅하십시오.', 'Block the nouveau driver and reboot.'),
    reads: ['gpu', 'modules', 'kernel'],
    roles: ['gpu'],
    field: FIELD,
    outcomes: {
      pass: ok('막혀 있거나 이 커널에 없습니다.', 'It is kept out, or this kernel does not have it.'),
      allowed: warn(
        '지금은 없지만 막혀 있지 않아 재시작하면 올라올 수 있습니다.',
        'Not loaded, but nothing keeps it out after a reboot.',
        KEEP_NOUVEAU_OUT,
      ),
      loaded: block('nouveau가 GPU를 쓰고 있습니다.', 'nouveau holds the GPU.', KEEP_NOUVEAU_OUT),
    },
    source: 'NVIDIA GPU Operator documentation, troubleshooting',
    judge: ({ gpu, modules, kernel }) => {
      if (gpu.nouveauLoaded) return { outcome: 'loaded', found: 'loaded', wanted: '-' }
      // Kernels of cloud images come without it.
      const absent = modules.index && !modules.available.includes('nouveau')
      const kept =
        absent ||
        modules.disabled.includes('nouveau') ||
        kernel.bootOptions.some((option) => option.includes('nouveau')) ||
        gpu.driver !== null
      return { outcome: kept ? 'pass' : 'allowed', found: '-', wanted: 'blacklist nouveau' }
    },
  }),
  hostCheck({
    id: 'gpu-secure-boot',
    category: 'gpu',
    title: l('Secure Boot', 'Secure Boot'),
    explain: l(
      'Secure Boot이 켜져 있으면 서명되지 않은 GPU 드라이버가 거부됩니다.',
      'Secure Boot refuses GPU drivers without a signature.',
    ),
    prepare: l(
      'BIOS에서 Secure Boot를 끄거나 서명된 드라이버를 미리 설치하십시오.',
      'Switch Secure Boot off in the BIOS, or install a signed driver beforehand.',
    ),
    reads: ['gpu'],
    unknowns: ['not-collected'],
    roles: ['gpu'],
    field: FIELD,
    outcomes: {
      pass: ok('Secure Boot이 꺼져 있습니다.', 'Secure Boot is off.'),
      signed: note(
        'Secure Boot이 켜져 있지만 호스트의 드라이버가 이미 올라와 있습니다.',
        "Secure Boot is on, and the host's driver is loaded.",
      ),
      on: block(
        'Secure Boot이 켜져 있어 오퍼레이터의 드라이버가 올라오지 못합니다.',
        "Secure Boot is on: the operator's driver cannot be loaded.",
        l(
          'BIOS에서 Secure Boot을 끄거나 서명된 드라이버를 미리 설치하십시오.',
          'Switch Secure Boot off in the BIOS, or preinstall a signed driver.',
        ),
      ),
    },
    source: 'NVIDIA/gpu-operator#141, #497, #1142; UEFI specification (SecureBoot variable)',
    judge: ({ gpu }) => {
      if (gpu.secureBoot === null) return { unknown: 'not-collected' }
      const outcome = gpu.secureBoot ? (gpu.driver ? 'signed' : 'on') : 'pass'
      return { outcome, found: gpu.secureBoot ? 'on' : 'off', wanted: 'off' }
    },
  }),
  hostCheck({
    id: 'gpu-driver-library-match',
    category: 'gpu',
    title: l('드라이버와 라이브러리', 'Driver and library'),
    explain: l(
      '커널의 드라이버와 라이브러리의 버전이 다르면 nvidia-smi부터 모든 것이 실패합니다. 자동 업데이트 뒤에 흔합니다.',
      'When the loaded driver and its library differ, everything fails from nvidia-smi on; common after automatic updates.',
    ),
    prepare: l(
      '드라이버와 라이브러리를 같은 버전으로 설치하고 재부팅하십시오.',
      'Install driver and library in one version, and reboot.',
    ),
    reads: ['gpu', 'gpuHost'],
    roles: ['gpu'],
    field: FIELD,
    outcomes: {
      pass: ok('버전이 같거나 드라이버가 없습니다.', 'The same version, or no driver.'),
      none: block(
        '드라이버 {driver}의 라이브러리(libnvidia-ml)가 없습니다.',
        'The library of driver {driver} (libnvidia-ml) is missing.',
        l('드라이버 패키지를 다시 설치하십시오.', 'Install the packages of the driver again.'),
      ),
      differ: block(
        '드라이버는 {driver}인데 라이브러리는 {libraries}입니다.',
        'The driver is {driver}, the library {libraries}.',
        l(
          '재시작하십시오. 그래도 다르면 드라이버 패키지를 다시 설치하십시오.',
          'Reboot; if they still differ, install the packages of the driver again.',
        ),
      ),
    },
    source: 'pando85/homelab#4110; NVML (NVML_ERROR_LIB_RM_VERSION_MISMATCH)',
    judge: ({ gpu, gpuHost: { libraries } }) => {
      const driver = gpu.driver ?? '-'
      const values = { found: list(libraries) || '-', wanted: driver, params: { driver, libraries: list(libraries) } }
      if (gpu.driver === null) return { outcome: 'pass', ...values }
      if (libraries.length === 0) return { outcome: 'none', ...values }
      return { outcome: libraries.includes(gpu.driver) ? 'pass' : 'differ', ...values }
    },
  }),
  hostCheck({
    id: 'gpu-driver-kernel',
    category: 'gpu',
    title: l('실행 중인 커널의 드라이버', 'Driver for the running kernel'),
    explain: l(
      '커널이 갱신되면 드라이버 모듈도 그 커널용으로 다시 만들어야 합니다.',
      'After an update of the kernel, the module of the driver must be built for it again.',
    ),
    prepare: l('실행 중인 커널에 맞게 드라이버를 설치하십시오.', 'Install the driver for the kernel that is running.'),
    reads: ['gpu', 'modules', 'kernel', 'packages'],
    roles: ['gpu'],
    field: FIELD,
    outcomes: {
      pass: ok(
        '맞는 모듈이 있거나 드라이버를 아직 설치하지 않았습니다.',
        'There is one, or no driver is installed yet.',
      ),
      missing: block(
        '드라이버 패키지는 있지만 커널 {kernel}용 모듈이 없습니다.',
        'Packages of a driver are installed, but kernel {kernel} has no module of it.',
        l('실행: dkms autoinstall, 그 뒤 modprobe nvidia', 'Run: dkms autoinstall, then modprobe nvidia'),
      ),
    },
    source: 'NVIDIA GPU Operator documentation, troubleshooting; dkms(8)',
    thresholds: { packages: DRIVER_PACKAGES },
    judge: ({ gpu, modules, kernel, packages }) => {
      const installed = Object.keys(packages.installed).filter((name) =>
        DRIVER_PACKAGES.value.some((start) => name.startsWith(start)),
      )
      const there = gpu.driver !== null || modules.available.includes('nvidia') || modules.loaded.includes('nvidia')
      return {
        outcome: installed.length === 0 || there || !modules.index ? 'pass' : 'missing',
        found: there ? 'nvidia' : list(installed.slice(0, 3)) || '-',
        wanted: kernel.release,
        params: { kernel: kernel.release },
      }
    },
  }),
  hostCheck({
    id: 'gpu-kernel-headers',
    category: 'gpu',
    title: l('커널 헤더', 'Kernel headers'),
    explain: l(
      '드라이버는 실행 중인 커널의 헤더로 만들어집니다. 폐쇄망에서는 로컬 저장소에 꼭 그 버전이 있어야 합니다.',
      'A driver is built with the headers of the running kernel; without internet the local repository must have exactly those.',
    ),
    prepare: l(
      '실행 중인 커널과 같은 버전의 커널 헤더를 설치하십시오.',
      'Install the kernel headers of exactly the running kernel.',
    ),
    reads: ['gpuHost', 'kernel', 'repositories'],
    roles: ['gpu'],
    field: FIELD,
    applies: (subject) => driverPolicy(subject) !== 'none',
    outcomes: {
      pass: ok('헤더가 있거나 받아 올 수 있습니다.', 'They are there, or can be fetched.'),
      rebuild: warn(
        '커널 {kernel}의 헤더가 없어, 드라이버를 다시 만들어야 할 때 실패합니다.',
        'Without the headers of kernel {kernel} the driver cannot be built again when it must be.',
        installHeaders(
          l('설치하십시오(폐쇄망이면 로컬 저장소에서)', 'Install (without internet from the local repository)'),
        ),
      ),
      repository: warn(
        '커널 {kernel}의 헤더가 설치되어 있지 않습니다. 드라이버를 만들 때 로컬 저장소에서 받습니다.',
        'The headers of kernel {kernel} are not installed: the driver takes them from the local repository when it is built.',
        installHeaders(
          l(
            '로컬 저장소에 꼭 이 버전이 있는지 설치해서 확인하십시오',
            'Make sure that the local repository has exactly those by installing them',
          ),
        ),
      ),
      missing: block(
        '폐쇄망인데 커널 {kernel}의 헤더도 로컬 저장소도 없습니다. 드라이버를 만들지 못합니다.',
        'No internet, no headers of kernel {kernel} and no local repository: the driver cannot be built.',
        installHeaders(
          l(
            '이 헤더가 든 로컬 저장소를 설정한 뒤 설치하십시오',
            'Set a local repository up that has them, then install',
          ),
        ),
      ),
    },
    source: 'NVIDIA GPU Operator documentation, install-gpu-operator-air-gapped and precompiled-drivers',
    thresholds: { packages: PACKAGES.kernelHeaders, public: PUBLIC_MIRRORS },
    judge: ({ gpuHost, kernel, repositories }, subject) => {
      const values = {
        found: gpuHost.headers ? kernel.release : '-',
        wanted: kernel.release,
        params: { kernel: kernel.release },
      }
      if (gpuHost.headers) return { outcome: 'pass', ...values }
      if (preinstalled(subject)) return { outcome: 'rebuild', ...values }
      if (subject.site.profile !== 'air-gapped') return { outcome: 'pass', ...values }
      return { outcome: hasLocalRepository(repositories) ? 'repository' : 'missing', ...values }
    },
  }),
  hostCheck({
    id: 'gpu-build-tools',
    category: 'gpu',
    title: l('드라이버 빌드 도구', 'Tools to build the driver'),
    explain: l(
      '호스트에 드라이버를 설치하려면 컴파일러와 dkms가 있어야 합니다.',
      'To install a driver on the host takes a compiler and dkms.',
    ),
    prepare: l('드라이버를 빌드할 도구를 설치하십시오.', 'Install the tools that build the driver.'),
    reads: ['gpu', 'commands'],
    roles: ['gpu'],
    profiles: ['air-gapped'],
    field: FIELD,
    applies: preinstalled,
    outcomes: {
      pass: ok('있거나 드라이버가 이미 설치되어 있습니다.', 'They are there, or the driver is installed already.'),
      missing: block(
        '드라이버가 아직 없는데 도구도 없습니다: {tools}',
        'No driver yet, and tools are missing: {tools}',
        {
          debian: l(
            `로컬 저장소에서: apt-get install -y ${words(PACKAGES.driverBuild.debian)}`,
            `From the local repository: apt-get install -y ${words(PACKAGES.driverBuild.debian)}`,
          ),
          rhel: l(
            `로컬 저장소에서: dnf install -y ${words(PACKAGES.driverBuild.rhel)}(EPEL)`,
            `From the local repository: dnf install -y ${words(PACKAGES.driverBuild.rhel)} (EPEL)`,
          ),
          other: l('gcc, make, dkms를 설치하십시오.', 'Install gcc, make and dkms.'),
        },
      ),
    },
    thresholds: { tools: BUILD_TOOLS, packages: PACKAGES.driverBuild },
    judge: ({ gpu, commands }) => {
      const missing = BUILD_TOOLS.value.filter((name) => !commands.includes(name))
      return {
        outcome: gpu.driver === null && missing.length ? 'missing' : 'pass',
        found: missing.length ? `- ${list(missing)}` : '=',
        wanted: list(BUILD_TOOLS.value),
        params: { tools: list(missing) },
      }
    },
  }),
  hostCheck({
    id: 'gpu-toolkit-preinstalled',
    category: 'gpu',
    title: l('호스트의 컨테이너 툴킷', 'Container toolkit on the host'),
    explain: l(
      'NVIDIA 컨테이너 툴킷이 호스트에도 있으면 오퍼레이터의 것과 서로 설정을 덮어씁니다.',
      "A toolkit on the host and the operator's own overwrite each other's settings.",
    ),
    prepare: l(
      '서버에 NVIDIA 컨테이너 툴킷을 따로 설치하지 마십시오. 설치가 함께 넣습니다.',
      'Install no NVIDIA container toolkit on the servers; the installation brings it.',
    ),
    reads: ['commands', 'gpuHost'],
    roles: ['gpu'],
    field: FIELD,
    applies: (subject) => driverPolicy(subject) !== 'none',
    outcomes: {
      pass: ok('없습니다.', 'There is none.'),
      settings: warn(
        '컨테이너 런타임 설정에 NVIDIA가 들어 있습니다: {files}',
        'Settings of a container runtime name NVIDIA: {files}',
        l(
          '쓰지 않는 설정이면 지우십시오. 툴킷이 엉뚱한 파일을 고칠 수 있습니다.',
          'Remove them if they are not in use; the toolkit may edit the wrong file.',
        ),
      ),
      installed: warn(
        '이미 설치되어 있습니다: {commands}',
        'It is installed: {commands}',
        l(
          '지우거나 오퍼레이터에 toolkit.enabled=false를 설정하십시오.',
          'Remove it, or set toolkit.enabled=false for the operator.',
        ),
      ),
    },
    source: 'NVIDIA GPU Operator documentation, getting-started; NVIDIA/nvidia-container-toolkit#982',
    thresholds: { commands: TOOLKIT_COMMANDS },
    judge: ({ commands, gpuHost: { runtimeFiles } }) => {
      const found = TOOLKIT_COMMANDS.value.filter((name) => commands.includes(name))
      const params = { commands: list(found), files: list(runtimeFiles) }
      const values = { found: list([...found, ...runtimeFiles]) || '-', wanted: '-', params }
      if (found.length) return { outcome: 'installed', ...values }
      return { outcome: runtimeFiles.length ? 'settings' : 'pass', ...values }
    },
  }),
]
