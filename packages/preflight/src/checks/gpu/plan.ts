import { betweenCheck, block, hostCheck, note, ok, siteCheck, warn } from '../../check.ts'
import type { DeclaredNode, PreflightInput } from '../../input.ts'
import { l } from '../../text.ts'
import { CONTAINERD_2_FROM, OPERATOR_SUPPORT, PLATFORM_GPU, PRIVILEGED_NAMESPACES } from '../../thresholds/gpu.ts'
import { kubernetesMinor, list } from '../helpers.ts'
import { byOperator, driverPolicy, preinstalled } from './policy.ts'

const FIELD = 'gpu.driverPolicy'
const isGpuNode = ({ roles }: DeclaredNode): boolean => roles.includes('gpu')
const hasGpus = ({ nodes }: Pick<PreflightInput, 'nodes'>): boolean => nodes.some(isGpuNode)
const usesGpus = (input: PreflightInput): boolean => hasGpus(input) && driverPolicy(input) !== 'none'

const PREINSTALL = l(
  '드라이버를 미리 설치하고 질문지에서 "이미 설치되어 있음"을 고르십시오.',
  'Preinstall the driver, and say so in the questionnaire.',
)

/** 22.04 counts as 22.04, 8.10 of RHEL as 8.10 and not as 8.1. */
const isListed = (versions: readonly string[] | undefined, version: string): boolean =>
  versions?.includes(version) ?? false

export const GPU_PLAN = [
  hostCheck({
    id: 'gpu-os-supported',
    category: 'gpu',
    title: l('GPU 오퍼레이터와 운영체제', 'GPU Operator and operating system'),
    explain: l(
      '오퍼레이터가 드라이버를 설치하려면 그 운영체제용 드라이버 컨테이너가 있어야 합니다.',
      'For the operator to install the driver there must be a driver container for the operating system.',
    ),
    prepare: l(
      'GPU 서버에는 드라이버 자동 설치를 지원하는 운영체제를 쓰거나, 드라이버를 미리 설치하십시오.',
      'Use an operating system for which the driver can be installed automatically, or install the driver beforehand.',
    ),
    reads: ['os'],
    roles: ['gpu'],
    field: FIELD,
    outcomes: {
      pass: ok(
        '검증된 조합이거나, 드라이버를 미리 설치합니다.',
        'A proven combination, or the driver is preinstalled.',
      ),
      unlisted: warn(
        '오퍼레이터 {operator}의 목록에 없는 운영체제입니다.',
        'Not on the list of operator {operator}.',
        PREINSTALL,
      ),
      refused: block(
        '오퍼레이터 {operator}에는 이 운영체제용 드라이버 컨테이너가 없습니다.',
        'Operator {operator} has no driver container for this system.',
        PREINSTALL,
      ),
    },
    thresholds: { operator: PLATFORM_GPU.operator, ...OPERATOR_SUPPORT },
    judge: ({ os }, subject) => {
      const { systems, noDriverContainer, rebuilds } = OPERATOR_SUPPORT
      const wanted = list(Object.entries(systems.value).map(([id, versions]) => `${id} ${versions.join('/')}`))
      const values = { found: `${os.id} ${os.version}`, wanted, params: { operator: PLATFORM_GPU.operator.value } }
      if (!byOperator(subject) || isListed(systems.value[os.id], os.version)) return { outcome: 'pass', ...values }
      const onRke2 = subject.site.distribution === 'rke2' && rebuilds.value.includes(os.id)
      return { outcome: noDriverContainer.value.includes(os.id) || onRke2 ? 'refused' : 'unlisted', ...values }
    },
  }),
  betweenCheck({
    id: 'gpu-os-uniform',
    category: 'gpu',
    title: l('GPU 노드의 운영체제', 'Operating systems of GPU nodes'),
    explain: l(
      '오퍼레이터가 설치하는 드라이버는 모든 GPU 노드의 운영체제와 커널이 같다고 보고 만들어집니다.',
      'The driver that the operator installs is made for one system and kernel on all GPU nodes.',
    ),
    prepare: l(
      '모든 GPU 서버에 같은 운영체제와 커널을 쓰십시오.',
      'Use one operating system and kernel on all GPU servers.',
    ),
    reads: ['os', 'kernel'],
    roles: ['gpu'],
    field: FIELD,
    compares: { among: isGpuNode, by: ['os', 'kernel'] },
    outcomes: {
      pass: ok('GPU 노드가 모두 같습니다.', 'All GPU nodes are alike.'),
      kernel: note('커널이 다른 GPU 노드가 있습니다: {hosts}', 'GPU nodes with another kernel: {hosts}'),
      differs: block(
        '다른 운영체제를 쓰는 GPU 노드가 있습니다: {hosts}',
        'GPU nodes with another system: {hosts}',
        l(
          '운영체제를 맞추거나 드라이버를 미리 설치하십시오.',
          'Use one system on all of them, or preinstall the driver.',
        ),
      ),
    },
    source: 'NVIDIA GPU Operator documentation, getting-started (prerequisites)',
    judge: ({ os, kernel }, subject, { records }) => {
      const others = subject.nodes
        .filter(({ name, roles }) => name !== subject.node.name && roles.includes('gpu'))
        .flatMap(({ name }) => {
          const facts = records.get(name)?.facts
          return facts && 'value' in facts.os && 'value' in facts.kernel
            ? [{ name, os: facts.os.value, kernel: facts.kernel.value }]
            : []
        })
      const own = `${os.id} ${os.version}, ${kernel.release}`
      const system = others.filter((other) => other.os.id !== os.id || other.os.version !== os.version)
      const release = others.filter((other) => other.kernel.release !== kernel.release)
      const hosts = (some: typeof others): string => list(some.map(({ name }) => name))
      if (system.length && byOperator(subject))
        return { outcome: 'differs', found: own, wanted: '=', params: { hosts: hosts(system) } }
      return { outcome: release.length ? 'kernel' : 'pass', found: own, wanted: '=', params: { hosts: hosts(release) } }
    },
  }),
  betweenCheck({
    id: 'gpu-driver-uniform',
    category: 'gpu',
    title: l('GPU 노드의 드라이버', 'Drivers of GPU nodes'),
    explain: l(
      '드라이버 버전이 다르면 같은 이미지가 어떤 노드에서만 실패합니다.',
      'Where driver versions differ, one image fails on some nodes only.',
    ),
    prepare: l(
      '모든 GPU 서버에 같은 버전의 드라이버를 설치하십시오.',
      'Install the same version of the driver on all GPU servers.',
    ),
    reads: ['gpu'],
    roles: ['gpu'],
    field: FIELD,
    applies: preinstalled,
    compares: { among: isGpuNode, by: ['gpu'] },
    outcomes: {
      pass: ok('버전이 같습니다.', 'The versions are the same.'),
      differs: warn(
        '버전이 다른 노드가 있습니다: {hosts}',
        'Nodes with another version: {hosts}',
        l('한 버전으로 맞추십시오.', 'Bring them to one version.'),
      ),
    },
    source: 'NVIDIA CUDA Compatibility documentation',
    judge: ({ gpu }, { node, nodes }, { records }) => {
      const others = nodes
        .filter(({ name, roles }) => name !== node.name && roles.includes('gpu'))
        .flatMap(({ name }) => {
          const fact = records.get(name)?.facts.gpu
          return fact && 'value' in fact && fact.value.driver !== null ? [{ name, driver: fact.value.driver }] : []
        })
      const differ = gpu.driver === null ? [] : others.filter(({ driver }) => driver !== gpu.driver)
      return {
        outcome: differ.length ? 'differs' : 'pass',
        found: gpu.driver ?? '-',
        wanted: '=',
        params: { hosts: list(differ.map(({ name, driver }) => `${name} ${driver}`)) },
      }
    },
  }),
  hostCheck({
    id: 'gpu-selinux-rhel',
    category: 'gpu',
    title: l('RHEL 8의 SELinux와 GPU', 'SELinux of RHEL 8 and GPUs'),
    explain: l(
      'RHEL 8에서 오퍼레이터는 SELinux가 꺼져 있으면 동작하지 않고, 강제 모드에서는 MIG 관리자가 뜨지 못할 수 있습니다.',
      'On RHEL 8 the operator does not work with SELinux disabled, and in enforcing mode its MIG manager may not start.',
    ),
    prepare: l(
      'RHEL 8 GPU 서버의 SELinux를 permissive로 두십시오.',
      'Set SELinux to permissive on GPU servers with RHEL 8.',
    ),
    reads: ['os', 'selinux'],
    roles: ['gpu'],
    field: 'security.selinux',
    applies: byOperator,
    outcomes: {
      pass: ok('문제없습니다.', 'All is well.'),
      mig: warn(
        '강제 모드에서 GPU를 나누기로 했습니다. MIG 관리자가 뜨지 못할 수 있습니다.',
        'Enforcing, and GPUs are to be divided: the MIG manager may not start.',
        l('permissive로 바꾸어도 되는지 합의하십시오.', 'Agree on making it permissive.'),
      ),
      disabled: block(
        'SELinux가 꺼져 있어 오퍼레이터의 드라이버가 올라오지 못합니다.',
        "SELinux is disabled: the operator's driver does not start.",
        l(
          '/etc/selinux/config에서 SELINUX=permissive로 바꾸고 재시작하십시오.',
          'Set SELINUX=permissive in /etc/selinux/config and reboot.',
        ),
      ),
    },
    source: 'NVIDIA GPU Operator documentation, getting-started (RHEL); NVIDIA/gpu-operator#553',
    judge: ({ os, selinux }, { answers }) => {
      const rhel8 = os.family === 'rhel' && os.version.split('.')[0] === '8'
      const values = { found: `${os.id} ${os.version}, ${selinux.mode}`, wanted: 'permissive, enforcing' }
      if (rhel8 && selinux.mode === 'disabled') return { outcome: 'disabled', ...values }
      const divided = answers['gpu.mig'] === 'single' || answers['gpu.mig'] === 'mixed'
      return { outcome: os.family === 'rhel' && selinux.mode === 'enforcing' && divided ? 'mig' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'gpu-rhel-restricted-net',
    category: 'gpu',
    title: l('폐쇄망 RHEL의 드라이버', 'Driver of RHEL without internet'),
    explain: l(
      'RHEL 계열에서 드라이버 컨테이너는 인터넷 저장소를 전제로 합니다. 툴킷 이미지도 맞는 것을 골라야 합니다.',
      'On RHEL the driver container counts on repositories of the internet, and the toolkit needs an image of its own.',
    ),
    prepare: l(
      '인터넷이 없는 RHEL GPU 서버에는 드라이버를 미리 설치하십시오.',
      'Install the driver beforehand on GPU servers with RHEL and no internet.',
    ),
    reads: ['os'],
    roles: ['gpu'],
    profiles: ['air-gapped'],
    field: FIELD,
    applies: (subject) => driverPolicy(subject) !== 'none',
    outcomes: {
      pass: ok('해당하지 않습니다.', 'Does not concern this host.'),
      toolkit: warn(
        '툴킷 이미지가 {toolkit}입니다. RHEL에는 -ubi8 이미지를 써야 합니다.',
        'The image of the toolkit is {toolkit}; RHEL needs one of -ubi8.',
        l(
          'toolkit.version을 -ubi8 태그로 바꾸고 그 이미지를 미러에 넣으십시오.',
          'Set toolkit.version to a -ubi8 tag and put that image into the mirror.',
        ),
      ),
      driver: warn(
        '드라이버 컨테이너는 폐쇄망 RHEL을 지원하지 않습니다.',
        'The driver container does not support RHEL without internet.',
        PREINSTALL,
      ),
    },
    source: 'NVIDIA GPU Operator documentation, getting-started (RHEL, network-restricted environments)',
    thresholds: { toolkit: PLATFORM_GPU.toolkit },
    judge: ({ os }, subject) => {
      const toolkit = PLATFORM_GPU.toolkit.value
      const values = { found: `${os.id} ${os.version}`, wanted: '-', params: { toolkit } }
      if (os.family !== 'rhel') return { outcome: 'pass', ...values }
      if (byOperator(subject)) return { outcome: 'driver', ...values }
      return { outcome: toolkit.includes('ubuntu') ? 'toolkit' : 'pass', ...values }
    },
  }),
  siteCheck({
    id: 'gpu-operator-versions',
    category: 'gpu',
    title: l('GPU 오퍼레이터와 Kubernetes', 'GPU Operator and Kubernetes'),
    explain: l(
      '플랫폼이 쓰는 오퍼레이터가 그 Kubernetes와 containerd에서 검증되었는지 봅니다.',
      "Whether the platform's operator was validated with this Kubernetes and containerd.",
    ),
    prepare: l(
      'GPU 소프트웨어가 검증된 Kubernetes 버전을 고르도록 설치 담당자와 확인하십시오.',
      'Agree with the installer on a Kubernetes version that the GPU software was validated with.',
    ),
    roles: ['gpu'],
    field: FIELD,
    outcomes: {
      pass: ok('검증된 조합이거나 GPU를 쓰지 않습니다.', 'A proven combination, or no GPUs are used.'),
      containerd: warn(
        '오퍼레이터 {operator}은(는) containerd 1.7까지 검증되었는데, Kubernetes {kubernetes}에는 containerd 2가 들어 있습니다.',
        'Operator {operator} was validated up to containerd 1.7; Kubernetes {kubernetes} comes with containerd 2.',
        l(
          '오퍼레이터를 26.7 이상으로 올리고 툴킷의 containerd 설정을 확인하십시오.',
          'Use operator 26.7 or newer, and look at its settings for containerd.',
        ),
      ),
      kubernetes: warn(
        '오퍼레이터 {operator}은(는) Kubernetes 1.{from}~1.{to}에서 검증되었습니다(지금 {kubernetes}).',
        'Operator {operator} was validated with Kubernetes 1.{from} to 1.{to} (this is {kubernetes}).',
        l(
          '오퍼레이터를 이 Kubernetes를 지원하는 버전으로 올리십시오.',
          'Use an operator that supports this Kubernetes.',
        ),
      ),
    },
    thresholds: { operator: PLATFORM_GPU.operator, ...OPERATOR_SUPPORT, containerd2From: CONTAINERD_2_FROM },
    judge: (input) => {
      const minor = kubernetesMinor(input.site)
      const { kubernetesFrom: from, kubernetesTo: to } = OPERATOR_SUPPORT
      const operator = PLATFORM_GPU.operator.value
      const params = { operator, kubernetes: `1.${minor}`, from: from.value, to: to.value }
      const values = { found: `${operator}, Kubernetes 1.${minor}`, wanted: `1.${from.value} - 1.${to.value}`, params }
      if (!usesGpus(input)) return { outcome: 'pass', found: '-', wanted: '-' }
      if (minor < from.value || minor > to.value) return { outcome: 'kubernetes', ...values }
      const two = minor >= CONTAINERD_2_FROM[input.site.distribution].value
      return { outcome: two ? 'containerd' : 'pass', ...values }
    },
  }),
  siteCheck({
    id: 'gpu-pod-security',
    category: 'gpu',
    title: l('GPU 오퍼레이터와 파드 보안', 'GPU Operator and pod security'),
    explain: l(
      'CIS 프로필은 권한이 있는 파드를 막습니다. GPU 오퍼레이터, NFS 드라이버, node-exporter는 그 권한이 필요합니다.',
      'The CIS profile keeps privileged pods out; GPU Operator, NFS driver and node-exporter need to be privileged.',
    ),
    prepare: l(
      'CIS 보안 프로필을 쓴다면 GPU, NFS, 모니터링 구성 요소의 예외를 보안 담당자와 합의하십시오.',
      'Where the CIS security profile is used, agree on exceptions for the GPU, NFS and monitoring components.',
    ),
    roles: ['gpu'],
    distributions: ['rke2'],
    field: 'security.cisProfile',
    asks: ({ answers }) => answers['security.cisProfile'] === true,
    outcomes: {
      pass: ok('GPU를 쓰지 않습니다.', 'No GPUs are used.'),
      label: warn(
        'CIS 프로필을 쓰므로 네임스페이스에 예외가 필요합니다: {namespaces}',
        'With the CIS profile these namespaces need an exception: {namespaces}',
        l(
          '각 네임스페이스에 pod-security.kubernetes.io/enforce=privileged 레이블을 붙이십시오.',
          'Label each with pod-security.kubernetes.io/enforce=privileged.',
        ),
      ),
    },
    thresholds: { namespaces: PRIVILEGED_NAMESPACES },
    judge: (input) => {
      const concerned = usesGpus(input)
      const namespaces = list(PRIVILEGED_NAMESPACES.value)
      return {
        outcome: concerned ? 'label' : 'pass',
        found: concerned ? 'cis' : '-',
        wanted: '-',
        params: { namespaces },
      }
    },
  }),
]
