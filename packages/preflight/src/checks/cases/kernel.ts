import { type Cases, gpuNode } from './given.ts'

export const KERNEL_CASES = {
  'kernel-version-min': {
    pass: {},
    old: { facts: { kernel: { release: '5.4.0-200-generic' } } },
    refused: { facts: { kernel: { release: '4.4.0-1-generic' } } },
    plugin: { answers: { 'network.cni': 'cilium' }, facts: { kernel: { release: '5.4.0-200-generic' } } },
    never: { facts: { kernel: { release: '2.6.32-754.el6' } } },
    unreadable: { facts: { kernel: { release: 'custom' } } },
  },
  'kernel-reboot-pending': {
    pass: {},
    pending: { facts: { kernel: { rebootRequired: true } } },
    gpu: {
      node: gpuNode,
      facts: { kernel: { rebootRequired: true, installed: ['6.8.0-60-generic', '6.8.0-71-generic'] } },
    },
    gone: { facts: { kernel: { installed: ['6.8.0-70-generic'] } } },
  },
  'cgroup-version': {
    pass: {},
    old: { site: { kubernetes: '1.34' }, facts: { cgroup: { version: 'v1' } } },
    refused: { facts: { cgroup: { version: 'hybrid' } } },
    none: { facts: { cgroup: { version: 'none' } } },
  },
  'cgroup-controllers': { pass: {}, missing: { facts: { cgroup: { controllers: ['cpu', 'pids'] } } } },
  'kernel-stalls': {
    pass: {},
    logged: { facts: { kernelLog: { stall: ['[ 9.1] INFO: task jbd2:210 blocked for more than 120 seconds.'] } } },
  },
} satisfies Cases
