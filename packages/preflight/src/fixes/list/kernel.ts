import { type Change, type KernelSetting, loadModules, setKernel } from '@astrago/changes'
import { isGpu } from '../../checks/sysctl-limits.ts'
import { blockedModule } from '../../facts/software.ts'
import { l } from '../../text.ts'
import { BASE_MODULES, INOTIFY, MODULES_FOR } from '../../thresholds/kernel.ts'
import { type Fix, type FixSubject, factOf } from '../fix.ts'

/** Named so that it comes behind what others put into sysctl.d: the last file has the last word (sysctl.d(5)). */
const settings = (name: string, values: readonly KernelSetting[]): Change[] =>
  setKernel(`/etc/sysctl.d/zz-astrago-${name}.conf`, values)

const modules = (name: string, names: readonly string[]): Change[] =>
  loadModules(`/etc/modules-load.d/astrago-${name}.conf`, names)

const MARK = '# astrago: '

/** The same text of modprobe.d with the lines that keep these modules out commented out. */
function unblocked(text: string, names: readonly string[]): string {
  return text
    .split('\n')
    .map((line) => (names.includes(blockedModule(line) ?? '') ? `${MARK}${line}` : line))
    .join('\n')
}

/** Lets in those of the modules that a line of modprobe.d keeps out. */
const unblock =
  (needed: readonly string[]) =>
  (subject: FixSubject): Change[] => {
    const { blocks = [], loaded = [] } = factOf(subject, 'modules') ?? {}
    const names = needed.filter((name) => !loaded.includes(name) && blocks.some(({ module }) => module === name))
    const files = [...new Set(blocks.filter(({ module }) => names.includes(module)).map(({ file }) => file))]
    return [
      ...files.map((name): Change => ({ kind: 'edit', name, edit: (text) => text && unblocked(text, names) })),
      ...(names.length > 0 ? modules(subject.verdict.check, names) : []),
    ]
  }

const hasBlocks = (subject: FixSubject): boolean => (factOf(subject, 'modules')?.blocks.length ?? 0) > 0

const LET_IN = l(
  '/etc/modprobe.d에서 필요한 모듈을 막는 줄을 주석 처리하고 모듈을 적재합니다',
  'Comment out the lines of /etc/modprobe.d that keep needed modules out, and load the modules',
)

export const KERNEL_FIXES: readonly Fix[] = [
  {
    check: 'kernel-modules-base',
    outcomes: ['disabled'],
    describe: LET_IN,
    helps: hasBlocks,
    changes: unblock(BASE_MODULES.value),
  },
  {
    check: 'kernel-modules-locked',
    outcomes: ['disabled'],
    describe: LET_IN,
    helps: hasBlocks,
    changes: unblock(MODULES_FOR.network.value),
  },
  {
    check: 'sysctl-ip-forward',
    outcomes: ['off', 'reset'],
    describe: l('IP 전달을 켜고 재부팅 후에도 유지합니다', 'Switch IP forwarding on, also after a reboot'),
    changes: () => settings('ip-forward', [{ key: 'net.ipv4.ip_forward', value: 1 }]),
  },
  {
    check: 'sysctl-bridge-nf',
    outcomes: ['off', 'reset'],
    describe: l(
      'br_netfilter 모듈을 적재하고 브리지 트래픽 필터링을 켭니다',
      'Load br_netfilter and switch filtering of bridged traffic on',
    ),
    changes: () => [
      ...modules('bridge-nf', ['br_netfilter']),
      ...settings('bridge-nf', [
        { key: 'net.bridge.bridge-nf-call-iptables', value: 1 },
        { key: 'net.bridge.bridge-nf-call-ip6tables', value: 1 },
      ]),
    ],
  },
  {
    check: 'sysctl-inotify',
    outcomes: ['low'],
    describe: l('inotify 한도를 올립니다', 'Raise the inotify limits'),
    changes: (subject) => {
      const kind = isGpu(subject) ? 'gpu' : 'base'
      return settings('inotify', [
        { key: 'fs.inotify.max_user_instances', value: INOTIFY.instances[kind].value, least: true },
        { key: 'fs.inotify.max_user_watches', value: INOTIFY.watches[kind].value, least: true },
      ])
    },
  },
]
