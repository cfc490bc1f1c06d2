import type { Cases } from './given.ts'

export const MACHINE_CASES = {
  'memory-available': { pass: {}, busy: { facts: { memory: { availableKib: 50 * 1024 ** 2 } } } },
  'virtualization-type': {
    pass: {},
    vm: { facts: { cpu: { flags: ['hypervisor'] }, identity: { vendor: 'VMware, Inc.' } } },
    container: { facts: { identity: { container: 'lxc' } } },
  },
  'memory-ecc-errors': { pass: {}, uncorrected: { facts: { edac: { uncorrected: 2 } } } },
  'hardware-errors': {
    pass: {},
    logged: { facts: { kernelLog: { memory: ['[ 12.3] mce: [Hardware Error]: Machine check events logged'] } } },
  },
} satisfies Cases
