import type { Cases, Given } from './given.ts'

const NOTHING: Given = { facts: { modules: { available: [], loaded: [] } } }
const UNSEEN: Given = { facts: { modules: { available: [], loaded: [], index: false } } }
const blocked = (module: string) => ({ disabled: [module], blocks: [{ file: '/etc/modprobe.d/x.conf', module }] })
const kubespray: Given['site'] = { distribution: 'kubespray' }

export const KERNEL_MODULES_CASES = {
  'kernel-modules-base': {
    pass: {},
    disabled: { facts: { modules: blocked('br_netfilter') } },
    missing: { facts: { modules: { available: [] } } },
    'not-collected': { facts: { modules: { available: [], index: false } } },
  },
  'kernel-modules-cni': { pass: {}, missing: NOTHING, 'not-collected': UNSEEN },
  'kernel-modules-ipvs': {
    pass: { site: kubespray },
    missing: { ...NOTHING, site: kubespray },
    'not-collected': { ...UNSEEN, site: kubespray },
  },
  'kernel-modules-nfs': {
    pass: {},
    missing: NOTHING,
    'not-collected': UNSEEN,
  },
  'kernel-modules-locked': {
    pass: {},
    lockdown: { facts: { hardening: { lockdown: 'none [integrity] confidentiality' } } },
    disabled: { facts: { modules: blocked('vxlan') } },
    locked: { facts: { sysctl: { 'kernel.modules_disabled': '1' } } },
  },
  'kernel-config-required': {
    pass: {},
    unread: { facts: { kernelOptions: { on: null } } },
    missing: { facts: { kernelOptions: { on: ['CGROUPS', 'NET'] } } },
  },
} satisfies Cases
