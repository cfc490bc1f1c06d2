import { block, hostCheck, note, ok, type Subject, untilInstalled, warn } from '../check.ts'
import { l } from '../text.ts'
import { CIS_SYSCTLS, HARMFUL_SYSCTLS, INOTIFY, OPEN_FILES, ROOT_KEYS } from '../thresholds/kernel.ts'
import { CLUSTER, fileSetting, keepSettings, list } from './helpers.ts'

/** By what the node has to run: the validators of the GPU operator ask for more. */
export const inotifyKind = ({ node }: Pick<Subject, 'node'>): 'gpu' | 'base' =>
  node.roles.includes('gpu') ? 'gpu' : 'base'

const RAISE_INOTIFY = keepSettings(
  'inotify',
  'fs.inotify.max_user_instances={instances}',
  'fs.inotify.max_user_watches={watches}',
)

export const SYSCTL_LIMITS = [
  hostCheck({
    id: 'sysctl-inotify',
    category: 'kernel',
    title: l('inotify 한도', 'inotify limits'),
    explain: l(
      '기본값 128은 파드가 늘면 금방 차고, 로그 수집과 GPU 검증이 이유 없이 멈춘 것처럼 보입니다.',
      'The default of 128 is soon used up by pods; log collection and GPU validation then hang without a reason.',
    ),
    prepare: l(
      '파일 변경 감시(inotify) 한도를 넉넉하게 두십시오. 낮으면 설치가 높입니다.',
      'Keep the limits on watching files (inotify) high enough; the installation raises them where they are low.',
    ),
    reads: ['sysctl'],
    unknowns: ['not-collected'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('한도가 충분합니다.', 'The limits are high enough.'),
      low: untilInstalled(
        '한도가 낮습니다. 설치가 올립니다.',
        'The limits are low; the installation raises them.',
        l(`미리 올리려면: ${RAISE_INOTIFY}`, `To do it now: ${RAISE_INOTIFY}`),
      ),
    },
    thresholds: INOTIFY,
    judge: ({ sysctl }, subject) => {
      const instances = Number(sysctl['fs.inotify.max_user_instances'] ?? Number.NaN)
      const watches = Number(sysctl['fs.inotify.max_user_watches'] ?? Number.NaN)
      if (Number.isNaN(instances) || Number.isNaN(watches)) return { unknown: 'not-collected' }
      const kind = inotifyKind(subject)
      const wanted = { instances: INOTIFY.instances[kind].value, watches: INOTIFY.watches[kind].value }
      const low = instances < wanted.instances || watches < wanted.watches
      return {
        outcome: low ? 'low' : 'pass',
        found: `${instances} / ${watches}`,
        wanted: `>= ${wanted.instances} / ${wanted.watches}`,
        // What is written for the next boot must not lower the other one.
        params: { instances: Math.max(instances, wanted.instances), watches: Math.max(watches, wanted.watches) },
      }
    },
  }),
  hostCheck({
    id: 'limit-nofile',
    category: 'kernel',
    title: l('열 수 있는 파일 수', 'Open files'),
    explain: l(
      '서비스가 요구하는 파일 수를 커널이 허용하지 않으면 systemd가 서비스를 시작하지 않습니다.',
      'When the kernel allows fewer open files than a service asks for, systemd does not start it.',
    ),
    prepare: l(
      '열 수 있는 파일 수의 한도를 낮추는 설정을 지우십시오.',
      'Remove settings that lower the number of files that may be open.',
    ),
    reads: ['sysctl'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('한도가 충분합니다.', 'The limits are high enough.'),
      low: warn(
        '서버 전체의 상한이 낮습니다: {setting}',
        'The ceiling for the whole server is low: {setting}',
        l(
          `실행: ${keepSettings('file-max', 'fs.file-max={wanted}')}`,
          `Run: ${keepSettings('file-max', 'fs.file-max={wanted}')}`,
        ),
      ),
      process: block(
        '프로세스의 상한이 낮아 서비스가 시작하지 못합니다: {setting}',
        'The ceiling for one process keeps the service from starting: {setting}',
        l(
          `실행: ${keepSettings('nr-open', 'fs.nr_open={wanted}')}`,
          `Run: ${keepSettings('nr-open', 'fs.nr_open={wanted}')}`,
        ),
      ),
    },
    thresholds: OPEN_FILES,
    judge: ({ sysctl }, { site }) => {
      const of = (key: string, wanted: number) => {
        const found = sysctl[key] ?? '-'
        return {
          isLow: Number(found) < wanted,
          values: { found: `${key}=${found}`, wanted: `>= ${wanted}`, params: { setting: `${key}=${found}`, wanted } },
        }
      }
      const process = of('fs.nr_open', OPEN_FILES.process[site.distribution].value)
      const all = of('fs.file-max', OPEN_FILES.all.value)
      if (process.isLow) return { outcome: 'process', ...process.values }
      return all.isLow ? { outcome: 'low', ...all.values } : { outcome: 'pass', ...process.values }
    },
  }),
  hostCheck({
    id: 'sysctl-keys',
    category: 'kernel',
    title: l('커널 키 수', 'Kernel keys'),
    explain: l(
      '컨테이너마다 커널 키를 하나씩 씁니다. 파드가 많은 노드에서는 모자랄 수 있습니다.',
      'Every container takes a key of the kernel; with many pods they may run out.',
    ),
    reads: ['sysctl'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('충분합니다.', 'There are enough.'),
      few: note(
        'kernel.keys.root_maxkeys가 {found}입니다. 파드가 많으면 올리십시오.',
        'kernel.keys.root_maxkeys is {found}; raise it where many pods will run.',
      ),
    },
    thresholds: { keys: ROOT_KEYS },
    judge: ({ sysctl }) => {
      const found = sysctl['kernel.keys.root_maxkeys'] ?? '-'
      const few = Number(found) <= ROOT_KEYS.value
      return { outcome: few ? 'few' : 'pass', found, wanted: `> ${ROOT_KEYS.value}`, params: { found } }
    },
  }),
  hostCheck({
    id: 'sysctl-cis-kubelet',
    category: 'kernel',
    title: l('CIS가 요구하는 커널 설정', 'Kernel settings for CIS'),
    explain: l(
      'CIS 프로필에서는 kubelet이 이 값을 스스로 바꾸지 않고, 다르면 시작을 거부합니다.',
      'Under the CIS profile the kubelet does not set these itself and refuses to start when they differ.',
    ),
    prepare: l(
      'CIS 보안 프로필이 요구하는 커널 값을 설정하십시오.',
      'Set the kernel values that the CIS security profile demands.',
    ),
    reads: ['sysctl'],
    roles: CLUSTER,
    distributions: ['rke2'],
    field: 'security.cisProfile',
    applies: ({ answers }: Subject) => answers['security.cisProfile'] === true,
    outcomes: {
      pass: ok('요구하는 값입니다.', 'As demanded.'),
      differ: block(
        '값이 다릅니다: {settings}',
        'They differ: {settings}',
        l(`실행: ${keepSettings('rke2-cis', '{wanted}')}`, `Run: ${keepSettings('rke2-cis', '{wanted}')}`),
      ),
    },
    thresholds: { settings: CIS_SYSCTLS },
    judge: ({ sysctl }) => {
      const wanted = Object.entries(CIS_SYSCTLS.value)
      const differ = wanted.filter(([key, value]) => sysctl[key] !== value)
      const say = (some: [string, string][]): string => list(some.map(([key, value]) => `${key}=${value}`))
      const found = say(differ.map(([key]) => [key, sysctl[key] ?? '-']))
      return {
        outcome: differ.length ? 'differ' : 'pass',
        found: found || '=',
        wanted: say(wanted),
        params: { settings: found, wanted: differ.map(([key, value]) => `${key}=${value}`).join(' ') },
      }
    },
  }),
  hostCheck({
    id: 'sysctl-drift',
    category: 'kernel',
    title: l('부팅 때 되돌아오는 설정', 'Settings that come back'),
    explain: l(
      '보안 강화 파일이 부팅할 때마다 설정을 되돌리면, 설치 뒤 첫 재시작에서 멈춥니다.',
      'A hardening file that resets settings at every boot stops the cluster at the first reboot.',
    ),
    prepare: l(
      '부팅할 때마다 네트워크 설정을 되돌리는 보안 설정 파일을 고치십시오.',
      'Correct hardening files that reset network settings at every boot.',
    ),
    reads: ['sysctlFiles'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('그런 파일이 없습니다.', 'No file does so.'),
      harmful: warn(
        '재시작하면 나쁜 값이 됩니다: {settings}',
        'Harmful after the next boot: {settings}',
        l('해당 파일에서 그 줄을 지우십시오.', 'Remove those lines from the file.'),
      ),
    },
    thresholds: { settings: HARMFUL_SYSCTLS },
    judge: ({ sysctlFiles }) => {
      const settings = Object.entries(HARMFUL_SYSCTLS.value).flatMap(([key, value]) => {
        const file = fileSetting(sysctlFiles, key, value)
        return file ? [`${key}=${value} (${file})`] : []
      })
      return {
        outcome: settings.length ? 'harmful' : 'pass',
        found: list(settings) || '-',
        wanted: '-',
        params: { settings: list(settings) },
      }
    },
  }),
]
