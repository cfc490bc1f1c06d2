import { describe, expect, test } from 'vitest'
import { nspawnCommand } from './boot.ts'
import { groupsOf } from './cgroups.ts'
import { capabilitiesNotIn } from './enter.ts'
import { foreignRoute } from './guard.ts'
import { mountsBelow } from './mounts.ts'
import { networkPlan } from './network.ts'
import { freeIndex } from './registry.ts'

describe('network', () => {
  const plan = networkPlan(7, [{ name: 'n001', address: '10.99.7.11' }])

  test('the machine gets one link with routes and no address, and namespaces', () => {
    expect(plan.machine).toEqual([
      'netns add al7',
      'netns add al7-n001',
      'link add al7 type veth peer name uplink netns al7',
      'link set al7 addrgenmode none',
      'link set al7 up',
      'route add local 10.99.7.2 dev al7 table local',
      'route add 10.99.7.0/24 dev al7 src 10.99.7.2',
    ])
  })

  test('a host lies at the bridge and its way out ends at the gateway', () => {
    expect(plan.lab).toContain('link set v-n001 master br0 up')
    expect(plan.hosts).toEqual([
      {
        namespace: 'al7-n001',
        lines: [
          'link set lo up',
          'addr add 10.99.7.11/24 dev eth0',
          'link set eth0 up',
          'route add default via 10.99.7.1',
        ],
      },
    ])
  })

  test("a route of the machine into the labs' network is found, a lab's own is not", () => {
    const ours =
      'default via 192.0.2.1 dev eth0\n10.99.0.0/24 dev al0 proto kernel\nlocal 10.99.0.2 dev al0 table local\n'
    expect(foreignRoute(ours)).toBeUndefined()
    expect(foreignRoute(`${ours}10.99.0.0/16 dev tun0\n`)).toBe('10.99.0.0/16 dev tun0')
    expect(foreignRoute(`${ours}10.99.3.0/24 dev alpha0\n`)).toBe('10.99.3.0/24 dev alpha0')
  })

  test('a lab takes the lowest block that is free', () => {
    expect(freeIndex([])).toBe(0)
    expect(freeIndex([{ index: 0 }, { index: 2 }])).toBe(1)
    expect(() => freeIndex(Array.from({ length: 250 }, (_, index) => ({ index })))).toThrow('all 250 blocks')
  })
})

describe('mounts', () => {
  const mountinfo = [
    '22 1 254:0 / / rw - ext4 /dev/vda rw',
    '30 22 7:0 / /cache/labs/a/disk rw - ext4 /dev/loop0 rw',
    '31 22 0:40 / /cache/labs/a/root rw - overlay overlay rw',
    '32 31 7:0 /var /cache/labs/a/root/var rw - ext4 /dev/loop0 rw',
    '33 22 7:1 / /cache/labs/ab/disk rw - ext4 /dev/loop1 rw',
    '34 22 7:2 / /cache/labs/a/with\\040space rw - ext4 /dev/loop2 rw',
  ].join('\n')

  test('those below a folder, the deepest first, and not those of its neighbour', () => {
    expect(mountsBelow(mountinfo, '/cache/labs/a')).toEqual([
      '/cache/labs/a/with space',
      '/cache/labs/a/root/var',
      '/cache/labs/a/root',
      '/cache/labs/a/disk',
    ])
  })
})

describe('boot', () => {
  const lab = { index: 3, folder: '/cache/labs/a' }

  test('where no device group protects the disks of the machine, a host cannot make device nodes', () => {
    expect(nspawnCommand(lab, 'n001', 'v2')).toContain('--drop-capability=CAP_MKNOD')
    expect(nspawnCommand(lab, 'n001', 'hybrid')).not.toContain('--drop-capability=CAP_MKNOD')
  })

  test('a host has the root, the disk and the network of its own', () => {
    const command = nspawnCommand(lab, 'n001', 'hybrid')
    expect(command).toContain('--directory=/cache/labs/a/hosts/n001/root')
    expect(command).toContain('--bind=/cache/labs/a/hosts/n001/disk/var:/var')
    expect(command).toContain('--network-namespace-path=/run/netns/al3-n001')
  })

  test('groups of labs whose numbers begin alike are apart', () => {
    expect(groupsOf('v2', 1, 'n001', 'run')).toEqual(['/sys/fs/cgroup/astrago-lab/1/n001/run'])
    expect(groupsOf('hybrid', 1)[0]).toBe('/sys/fs/cgroup/pids/astrago-lab/1')
  })

  test('what a host may not do is read from the set of what it may', () => {
    expect(capabilitiesNotIn('1ffffffffff')).toEqual([])
    expect(capabilitiesNotIn('1fffdffffff')).toEqual(['cap_25'])
    expect(capabilitiesNotIn('0')).toHaveLength(41)
  })
})
