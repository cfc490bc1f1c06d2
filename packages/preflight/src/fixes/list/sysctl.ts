import { type Change, inotifySettings, type KernelSetting, loadModules, neverLower, setKernel } from '@astrago/changes'
import { fileSetting } from '../../checks/helpers.ts'
import { reservedWith } from '../../checks/node-ports.ts'
import { inotifyKind } from '../../checks/sysctl-limits.ts'
import { kernelSetting } from '../../facts/software.ts'
import { l } from '../../text.ts'
import { CIS_SYSCTLS, HARMFUL_SYSCTLS, OPEN_FILES } from '../../thresholds/kernel.ts'
import { NODE_PORTS } from '../../thresholds/site.ts'
import { type Fix, type FixSubject, factOf } from '../fix.ts'
import { commentedOut } from './lines.ts'

/** Named so that it comes behind what others put into sysctl.d: the last file has the last word (sysctl.d(5)). */
const settings = (name: string, values: readonly KernelSetting[]): Change[] =>
  setKernel(`/etc/sysctl.d/zz-astrago-${name}.conf`, values)

const isHarmful = ({ key, value }: { key: string; value: string }): boolean => HARMFUL_SYSCTLS.value[key] === value

/** Files of the administrator that keep a harmful value; those of packages are not ours to edit. */
const harmfulFiles = (subject: FixSubject): string[] => {
  const lines = (factOf(subject, 'sysctlFiles') ?? []).filter(isHarmful)
  return [...new Set(lines.map(({ file }) => file).filter((file) => file.startsWith('/etc/')))]
}

/** Whether nothing harmful is left when the administrator's files no longer say it. */
function isEnough(subject: FixSubject): boolean {
  const others = (factOf(subject, 'sysctlFiles') ?? []).filter(
    (line) => !(isHarmful(line) && line.file.startsWith('/etc/')),
  )
  return Object.entries(HARMFUL_SYSCTLS.value).every(([key, value]) => fileSetting(others, key, value) === null)
}

export const SYSCTL_FIXES: readonly Fix[] = [
  {
    check: 'sysctl-ip-forward',
    outcomes: ['off', 'reset'],
    describe: l('IP 전달을 켜고 재부팅 후에도 유지합니다', 'Switch IP forwarding on, also after a reboot'),
    changes: () => settings('ip-forward', [{ key: 'net.ipv4.ip_forward', value: 1 }]),
  },
  {
    check: 'sysctl-bridge-nf',
    outcomes: ['off', 'reset'],
    describe: l('브리지 트래픽 필터링을 켭니다', 'Switch filtering of bridged traffic on'),
    changes: () => [
      ...loadModules('/etc/modules-load.d/astrago-bridge-nf.conf', ['br_netfilter']),
      ...settings('bridge-nf', [
        { key: 'net.bridge.bridge-nf-call-iptables', value: 1 },
        { key: 'net.bridge.bridge-nf-call-ip6tables', value: 1 },
      ]),
    ],
  },
  {
    check: 'sysctl-rp-filter',
    outcomes: ['strict'],
    describe: l('역경로 필터를 느슨한 모드로 바꿉니다', 'Set the reverse path filter to loose mode'),
    changes: () => settings('rp-filter', [{ key: 'net.ipv4.conf.all.rp_filter', value: 2 }]),
  },
  {
    check: 'sysctl-inotify',
    outcomes: ['low'],
    describe: l('inotify 한도를 올립니다', 'Raise the inotify limits'),
    changes: (subject, { limits }) => settings('inotify', neverLower(inotifySettings(inotifyKind(subject)), limits)),
  },
  {
    check: 'limit-nofile',
    outcomes: ['low', 'process'],
    describe: l('열 수 있는 파일 수의 상한을 올립니다', 'Raise the ceiling of open files'),
    changes: ({ input }, { limits }) => {
      const least: KernelSetting[] = [
        { key: 'fs.nr_open', value: OPEN_FILES.process[input.site.distribution].value, least: true },
        { key: 'fs.file-max', value: OPEN_FILES.all.value, least: true },
      ]
      return settings('open-files', neverLower(least, limits))
    },
  },
  {
    check: 'sysctl-cis-kubelet',
    outcomes: ['differ'],
    describe: l('CIS 프로필이 요구하는 커널 값을 맞춥니다', 'Set the kernel values that the CIS profile demands'),
    changes: () =>
      settings(
        'cis',
        Object.entries(CIS_SYSCTLS.value).map(([key, value]) => ({ key, value })),
      ),
  },
  {
    check: 'sysctl-drift',
    outcomes: ['harmful'],
    describe: l(
      '부팅할 때 나쁜 값으로 되돌리는 줄을 주석 처리합니다',
      'Comment out the lines that bring harmful values back at boot',
    ),
    helps: isEnough,
    changes: (subject) => {
      const isOut = (line: string): boolean => isHarmful(kernelSetting(line) ?? { key: '', value: '' })
      return harmfulFiles(subject).map(
        (name): Change => ({ kind: 'edit', name, edit: (text) => text && commentedOut(text, isOut) }),
      )
    },
  },
  {
    check: 'nodeport-range-reserved',
    outcomes: ['overlap'],
    describe: l('NodePort 범위를 임시 포트에서 뺍니다', 'Keep the range of NodePorts out of the temporary ports'),
    changes: (subject) => {
      const reserved = factOf(subject, 'sysctl')?.['net.ipv4.ip_local_reserved_ports'] ?? ''
      const value = reservedWith(reserved, NODE_PORTS.value)
      return settings('node-ports', [{ key: 'net.ipv4.ip_local_reserved_ports', value }])
    },
  },
]
