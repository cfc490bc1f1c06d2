import { type Cases, failed } from './given.ts'

export const CPU_MEMORY_CASES = {
  'cpu-arch-supported': {
    pass: {},
    other: { facts: { kernel: { arch: 'aarch64' } } },
    'host-unreachable': failed('HOST_REFUSED'),
  },
  'cpu-count': {
    pass: {},
    few: { facts: { cpu: { count: 4 } } },
    short: { facts: { cpu: { count: 2 } } },
    unreadable: { facts: { cpu: 'unreadable' } },
  },
  'cpu-microarch-level': {
    pass: {},
    v3: { facts: { cpu: { flags: ['cx16', 'lahf_lm', 'popcnt', 'ssse3', 'sse4_1', 'sse4_2'] } } },
    old: { facts: { cpu: { flags: ['cx16'] } } },
  },
  'memory-total': {
    pass: {},
    few: { facts: { memory: { totalKib: 9 * 1024 ** 2 } } },
    short: { facts: { memory: { totalKib: 7 * 1024 ** 2 } } },
    'cut-off': { facts: { memory: 'cut-off' } },
  },
  'declared-hardware': { pass: { node: { cpus: 64, memoryGib: 256 } }, less: { node: { cpus: 128 } } },
  'swap-active': {
    pass: {},
    configured: { facts: { swap: { configured: ['/swap.img'] } } },
    active: { facts: { swap: { active: ['/swap.img'] } } },
    kubespray: { site: { distribution: 'kubespray' }, facts: { swap: { active: ['/swap.img'] } } },
  },
  'hugepages-reserved': { pass: {}, reserved: { facts: { memory: { hugepages: 512 } } } },
} satisfies Cases
