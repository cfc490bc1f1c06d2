import { nodeOf } from '../../testing.ts'
import { type Cases, type Given, server } from './given.ts'

const spinning: Given['facts'] = {
  block: { disks: [{ name: 'sda', bytes: 4e12, rotational: true, model: 'ST4000NM0035' }] },
}
const three = ['n2', 'n3', 'n4'].map((name) => nodeOf(name))
const etcdDisk = '/var/lib/rancher/rke2/server/db/etcd'
const root = { source: '/dev/mapper/vg0-root', target: '/', type: 'xfs', options: ['rw'] }
const volume = { group: 'vg0', groupFreeBytes: 5e11, name: 'root', dataPercent: null, metadataPercent: null }

export const DISK_DEVICES_CASES = {
  'disk-rotational': {
    pass: { node: server },
    virtual: { node: server, facts: { ...spinning, cpu: { flags: ['hypervisor'] } } },
    spinning: { node: server, facts: spinning },
    'not-collected': { node: server, facts: { block: { disks: [] } } },
  },
  'disk-etcd-separate': {
    pass: {
      node: server,
      nodes: three,
      facts: { mounts: [root, { source: '/dev/nvme0n1', target: etcdDisk, type: 'ext4', options: ['rw'] }] },
    },
    shared: { node: server, nodes: three },
    'not-collected': { node: server, nodes: three, facts: { mounts: [] } },
  },
  'lvm-free-space': {
    pass: {},
    room: { facts: { mounts: [root], volumes: [volume] } },
    pool: { facts: { volumes: [{ ...volume, name: 'pool', dataPercent: 91.5, metadataPercent: 12 }] } },
  },
  'declared-disks': {
    pass: { node: { diskGib: 900 } },
    less: { node: { diskGib: 1800 } },
    absent: {
      node: { dataDiskGib: 4000 },
      facts: { block: { disks: [{ name: 'sda', bytes: 960_197_124_096, rotational: false, model: null }] } },
    },
  },
  'disk-kernel-errors': {
    pass: { facts: { kernelLog: { disk: ['[ 3.1] blk_update_request: I/O error, dev fd0, sector 0'] } } },
    logged: { facts: { kernelLog: { disk: ['[ 8.2] I/O error, dev sdb, sector 1 op 0x0:(READ)'] } } },
  },
} satisfies Cases
