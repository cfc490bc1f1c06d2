import { type Change, loadModules, wholeFile } from '@astrago/changes'
import { blockedModule } from '../../facts/software.ts'
import { l } from '../../text.ts'
import { RDMA_MODULES } from '../../thresholds/gpu.ts'
import { BASE_MODULES, MODULES_FOR } from '../../thresholds/kernel.ts'
import { type Fix, type FixSubject, factOf } from '../fix.ts'
import { commentedOut } from './lines.ts'

const load = (name: string, names: readonly string[]): Change[] =>
  loadModules(`/etc/modules-load.d/astrago-${name}.conf`, names)

/** Lets in those of the modules that a line of modprobe.d keeps out. */
const unblock =
  (needed: readonly string[]) =>
  (subject: FixSubject): Change[] => {
    const { blocks = [], loaded = [] } = factOf(subject, 'modules') ?? {}
    const names = needed.filter((name) => !loaded.includes(name) && blocks.some(({ module }) => module === name))
    const files = [...new Set(blocks.filter(({ module }) => names.includes(module)).map(({ file }) => file))]
    const isOut = (line: string): boolean => names.includes(blockedModule(line) ?? '')
    return [
      ...files.map((name): Change => ({ kind: 'edit', name, edit: (text) => text && commentedOut(text, isOut) })),
      ...(names.length > 0 ? load(subject.verdict.check, names) : []),
    ]
  }

const hasBlocks = (subject: FixSubject): boolean => (factOf(subject, 'modules')?.blocks.length ?? 0) > 0

const LET_IN = l(
  '/etc/modprobe.d에서 필요한 모듈을 막는 줄을 주석 처리하고 모듈을 적재합니다',
  'Comment out the lines of /etc/modprobe.d that keep needed modules out, and load the modules',
)

const missingRdma = (subject: FixSubject): string[] =>
  RDMA_MODULES.value.filter((name) => !factOf(subject, 'modules')?.loaded.includes(name))

export const MODULE_FIXES: readonly Fix[] = [
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
    changes: unblock([...MODULES_FOR.vxlan.value, ...MODULES_FOR.network.value]),
  },
  {
    check: 'gpu-nouveau',
    outcomes: ['allowed'],
    describe: l('재부팅 후에도 nouveau가 올라오지 않게 합니다', 'Keep nouveau out, also after a reboot'),
    changes: () => [
      wholeFile('/etc/modprobe.d/astrago-nouveau.conf', 'blacklist nouveau\noptions nouveau modeset=0\n', 0o644),
    ],
  },
  {
    check: 'gpu-rdma-modules',
    outcomes: ['modules'],
    describe: l('RDMA 커널 모듈을 적재합니다', 'Load the kernel modules of RDMA'),
    helps: (subject) => missingRdma(subject).every((name) => factOf(subject, 'modules')?.available.includes(name)),
    changes: (subject) => load('rdma', missingRdma(subject)),
  },
]
