import { block, hostCheck, never, note, ok, warn } from '../check.ts'
import { PROCESSES } from '../probe/vocabulary.ts'
import { l } from '../text.ts'
import { KUBESPRAY_KNOWS, SYSTEMS } from '../thresholds/distributions.ts'
import { OWN } from '../thresholds/limit.ts'
import { COMMANDS_NEEDED, HOSTNAME_LENGTH, PACKAGE_OF, PYTHON_MINORS } from '../thresholds/os.ts'
import { CLUSTER, installCommand, list, shortList, toInstall } from './helpers.ts'

const PACKAGE_TOOLS: readonly string[] = PROCESSES.packages

const HOSTNAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

export const OS = [
  hostCheck({
    id: 'os-supported',
    category: 'os',
    title: l('운영체제', 'Operating system'),
    explain: l(
      '이 배포판에서 검증된 운영체제인지 봅니다.',
      'Whether the distribution was proven on this operating system.',
    ),
    prepare: l('지원하는 운영체제를 설치하십시오.', 'Install a supported operating system.'),
    reads: ['os'],
    roles: CLUSTER,
    field: 'resources.nodes',
    outcomes: {
      pass: ok('검증된 운영체제입니다.', 'A proven operating system.'),
      unproven: warn(
        '목록에 없는 운영체제입니다. systemd와 iptables가 있으면 대체로 동작하지만 검증되지 않았습니다.',
        'Not on the list: with systemd and iptables it mostly works, but it is not proven.',
        l('가능하면 목록의 운영체제를 쓰십시오: {systems}', 'Use one of the list if you can: {systems}'),
      ),
      refused: block(
        'Kubespray가 이 운영체제에서 설치를 거부합니다.',
        'Kubespray refuses to install on this operating system.',
        l('목록의 운영체제를 쓰십시오: {systems}', 'Use one of the list: {systems}'),
      ),
    },
    thresholds: { ...SYSTEMS, kubesprayKnows: KUBESPRAY_KNOWS },
    judge: ({ os }, { site }) => {
      const systems = SYSTEMS[site.distribution].value
      const known = systems[os.id]?.some((version) => os.version === version || os.version.startsWith(`${version}.`))
      const wanted = Object.entries(systems).map(([id, versions]) => `${id} ${versions.join('/')}`)
      const refuses = site.distribution === 'kubespray' && !KUBESPRAY_KNOWS.value.includes(os.id)
      const outcome = known ? 'pass' : refuses ? 'refused' : 'unproven'
      return { outcome, found: `${os.id} ${os.version}`, wanted: list(wanted), params: { systems: list(wanted) } }
    },
  }),
  hostCheck({
    id: 'init-systemd',
    category: 'os',
    title: l('systemd', 'systemd'),
    explain: l('구성 요소는 systemd 서비스로 실행됩니다.', 'The components run as services of systemd.'),
    prepare: l('systemd로 부팅하는 운영체제를 설치하십시오.', 'Install an operating system that boots with systemd.'),
    reads: ['init'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('systemd로 부팅했습니다.', 'Booted with systemd.'),
      other: block(
        'systemd가 아니라 {found}(으)로 부팅했습니다.',
        'Booted with {found} instead of systemd.',
        l('systemd로 부팅하는 배포판을 쓰십시오.', 'Use a distribution that boots with systemd.'),
      ),
    },
    source: 'Kubespray 0040-verify-settings.yml; RKE2 documentation, install/requirements',
    judge: ({ init }) => ({
      outcome: init.systemd ? 'pass' : 'other',
      found: init.process,
      wanted: 'systemd',
      params: { found: init.process },
    }),
  }),
  hostCheck({
    id: 'required-commands',
    category: 'os',
    title: l('필수 명령', 'Required commands'),
    explain: l(
      '설치와 kubelet이 부르는 기본 명령입니다. 최소 설치 이미지에 빠진 경우가 있습니다.',
      'Basic commands that the installation and the kubelet call; minimal images may lack them.',
    ),
    prepare: l(
      '운영체제를 최소 설치했다면 기본 명령 패키지를 설치하십시오.',
      'Install the packages of basic commands where the system was installed in its smallest form.',
    ),
    reads: ['commands', 'os'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('모두 있습니다.', 'All are there.'),
      iptables: warn(
        'iptables 명령이 없습니다. 배포판에 든 것을 쓰지만 문제를 살펴볼 때 불편합니다.',
        'iptables is missing; the distribution brings its own, but looking into problems is harder.',
        toInstall(),
      ),
      missing: block('명령이 없습니다: {missing}', 'Commands are missing: {missing}', toInstall()),
    },
    thresholds: { commands: COMMANDS_NEEDED, packages: PACKAGE_OF },
    judge: ({ commands, os }) => {
      const { all, advised } = COMMANDS_NEEDED
      const missing = all.value.filter((name) => !commands.includes(name))
      const wanted = [...missing, ...advised.value.filter((name) => !commands.includes(name))]
      const rhel = os.version.split('.')[0] === '8' ? 'rhel8' : 'rhel'
      const packages = (system: keyof typeof PACKAGE_OF): string =>
        [...new Set(wanted.map((name) => PACKAGE_OF[system].value[name] ?? name))].join(' ')
      const params = {
        missing: list(missing),
        command: installCommand(os.family, packages('debian'), packages(rhel)),
      }
      const outcome = missing.length ? 'missing' : wanted.length ? 'iptables' : 'pass'
      return {
        outcome,
        found: wanted.length ? `- ${list(wanted)}` : list(all.value),
        wanted: list([...all.value, ...advised.value]),
        params,
      }
    },
  }),
  hostCheck({
    id: 'pkg-manager-lock',
    category: 'os',
    title: l('패키지 관리자 사용 중', 'Package manager busy'),
    explain: l(
      'apt나 dnf가 돌고 있으면 설치가 잠금을 기다리다 실패합니다.',
      'While apt or dnf runs, the installation waits for its lock and fails.',
    ),
    prepare: l(
      '설치하는 동안 패키지 설치와 자동 업데이트를 멈추십시오.',
      'Stop package installations and automatic updates during the installation.',
    ),
    reads: ['processes', 'packageLocks'],
    outcomes: {
      pass: ok('사용 중이 아닙니다.', 'It is not in use.'),
      busy: warn(
        '패키지 관리자가 돌고 있습니다: {who}',
        'A package manager is running: {who}',
        l(
          '끝나기를 기다린 뒤 다시 점검하십시오. 자동 업데이트라면 설치 동안 꺼 두십시오.',
          'Wait until it ends, then check again; switch automatic updates off during the installation.',
        ),
      ),
    },
    source: OWN,
    judge: ({ processes, packageLocks }) => {
      const who = [...processes.filter((name) => PACKAGE_TOOLS.includes(name)), ...packageLocks]
      return { outcome: who.length ? 'busy' : 'pass', found: list(who) || '-', wanted: '-', params: { who: list(who) } }
    },
  }),
  hostCheck({
    id: 'python-target',
    category: 'os',
    title: l('Python 버전', 'Python version'),
    explain: l(
      'Kubespray(Ansible)는 대상 서버의 Python으로 동작합니다.',
      'Kubespray (Ansible) works through the Python of the host.',
    ),
    prepare: l('모든 서버에 Python 3을 설치하십시오.', 'Install Python 3 on every server.'),
    reads: ['python'],
    roles: CLUSTER,
    distributions: ['kubespray'],
    outcomes: {
      pass: ok('맞는 Python이 있습니다.', 'A fitting Python is there.'),
      none: never(
        '쓸 수 있는 Python 3이 없습니다({found}).',
        'No Python 3 that fits ({found}).',
        l('3.{least}~3.{most} 버전을 설치하십시오.', 'Install 3.{least} to 3.{most}.'),
      ),
    },
    thresholds: PYTHON_MINORS,
    judge: ({ python }) => {
      const minors = python.flatMap((path) => /python3\.(\d+)$/.exec(path)?.[1] ?? []).map(Number)
      const least = PYTHON_MINORS.least.value
      const most = PYTHON_MINORS.most.value
      const fits = minors.some((minor) => minor >= least && minor <= most)
      const found = minors.length ? minors.map((minor) => `3.${minor}`).join(', ') : '-'
      return {
        outcome: fits ? 'pass' : 'none',
        found,
        wanted: `3.${least} - 3.${most}`,
        params: { found, least, most },
      }
    },
  }),
  hostCheck({
    id: 'umask-root',
    category: 'os',
    title: l('root의 umask', 'umask of root'),
    explain: l(
      'umask가 027이나 077이면 설치가 만든 파일을 컨테이너가 읽지 못합니다.',
      'With 027 or 077, containers cannot read files that the installation makes.',
    ),
    prepare: l('root의 umask를 022로 두십시오.', 'Keep the umask of root at 022.'),
    reads: ['session'],
    unknowns: ['no-root'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('022입니다.', 'It is 022.'),
      strict: warn(
        'umask가 {found}입니다.',
        'The umask is {found}.',
        l(
          '설치하는 동안 root의 umask를 022로 두십시오(/etc/login.defs, /etc/profile.d).',
          "Keep root's umask at 022 during the installation (/etc/login.defs, /etc/profile.d).",
        ),
      ),
    },
    source: 'kubernetes/kubernetes#96342, #80668',
    judge: ({ session }) => {
      if (session.uid !== 0) return { unknown: 'no-root' }
      const strict = (Number.parseInt(session.umask, 8) & 0o055) !== 0
      return {
        outcome: strict ? 'strict' : 'pass',
        found: session.umask,
        wanted: '0022',
        params: { found: session.umask },
      }
    },
  }),
  hostCheck({
    id: 'hostname-valid',
    category: 'os',
    title: l('호스트 이름', 'Host name'),
    explain: l(
      '호스트 이름이 노드 이름이 됩니다. 영문 소문자, 숫자, -만 쓸 수 있습니다.',
      'The host name becomes the node name: small letters, digits and - only.',
    ),
    prepare: l(
      '서버마다 규칙에 맞는 호스트 이름을 정하십시오.',
      'Give each server a host name that follows the rules.',
    ),
    reads: ['identity'],
    roles: CLUSTER,
    field: 'resources.nodes',
    column: 'name',
    outcomes: {
      pass: ok('쓸 수 있는 이름입니다.', 'The name can be used.'),
      dots: note(
        '이름에 점이 있습니다. 노드 이름에 그대로 쓰입니다.',
        'The name has dots; they go into the node name.',
      ),
      long: block(
        'k0s의 etcd에는 {most}자까지만 쓸 수 있습니다.',
        'etcd of k0s takes at most {most} characters.',
        l('hostnamectl set-hostname으로 짧게 바꾸십시오.', 'Shorten it with hostnamectl set-hostname.'),
      ),
      invalid: never(
        '노드 이름으로 쓸 수 없는 호스트 이름입니다: {found}',
        'Not usable as a node name: {found}',
        l(
          'hostnamectl set-hostname으로 고유한 이름(영문 소문자, 숫자, -)을 주십시오.',
          'Give it a name of its own (small letters, digits, -) with hostnamectl set-hostname.',
        ),
      ),
    },
    source: 'Kubespray 0040-verify-settings.yml; RFC 1123 section 2.1',
    thresholds: HOSTNAME_LENGTH,
    judge: ({ identity }, { site }) => {
      const name = identity.hostname
      const params = { found: shortList([name]), most: HOSTNAME_LENGTH.k0s.value }
      const values = { found: name, wanted: '[a-z0-9-]', params }
      if (!HOSTNAME.test(name) || name.length > HOSTNAME_LENGTH.any.value || name.startsWith('localhost'))
        return { outcome: 'invalid', ...values }
      if (site.distribution === 'k0s' && name.length > HOSTNAME_LENGTH.k0s.value) return { outcome: 'long', ...values }
      return { outcome: name.includes('.') ? 'dots' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'hostname-override',
    category: 'os',
    title: l('질문지의 이름', 'Name in the questionnaire'),
    explain: l(
      '서버의 호스트 이름과 노드 표의 이름이 다르면 다른 서버를 적었을 수 있습니다.',
      'Where the host name differs from the node table, another server may have been meant.',
    ),
    reads: ['identity'],
    roles: CLUSTER,
    field: 'resources.nodes',
    applies: ({ node }) => node.address !== null,
    outcomes: {
      pass: ok('같습니다.', 'They are the same.'),
      renamed: note(
        '서버는 {found}입니다. Kubespray가 {wanted}(으)로 바꿉니다.',
        'The server is called {found}; Kubespray renames it to {wanted}.',
      ),
      differs: note(
        '서버는 {found}입니다. 클러스터에서는 {wanted}(이)라고 부릅니다.',
        'The server is called {found}; in the cluster it will be {wanted}.',
      ),
    },
    source: 'Kubespray defaults (override_system_hostname); RKE2 documentation, node-name',
    judge: ({ identity: { hostname } }, { node, site }) => {
      const same = hostname === node.name || hostname.startsWith(`${node.name}.`)
      const outcome = same ? 'pass' : site.distribution === 'kubespray' ? 'renamed' : 'differs'
      return { outcome, found: hostname, wanted: node.name, params: { found: hostname, wanted: node.name } }
    },
  }),
]
