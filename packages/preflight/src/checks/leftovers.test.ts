import type { CheckId } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { type Given, iface, verdictOf } from './cases/given.ts'

const on = (check: CheckId, given: Given): string | undefined => verdictOf(check, given)?.outcome

describe('what an earlier cluster left', () => {
  test('are settings that somebody may have prepared, or its keys and data', () => {
    const of = (...filled: string[]): string | undefined => on('leftover-dirs', { facts: { leftoverDirs: { filled } } })
    expect(of('/etc/rancher')).toBe('some')
    expect(of('/etc/k0s')).toBe('some')
    expect(of('/etc/rancher', '/var/lib/rancher')).toBe('data')
  })

  test.each([
    '/var/lib/k0s/kubelet/pods/9f1c/volumes/kubernetes.io~projected/kube-api-access-x2x',
    '/run/containerd/io.containerd.runtime.v2.task/k8s.io/5d2e/rootfs',
  ])('is a mount of a pod below %s', (target) => {
    const mounts = [{ source: 'tmpfs', target, type: 'tmpfs', options: ['rw'] }]
    expect(on('leftover-mounts', { facts: { mounts } })).toBe('found')
  })

  test.each(['/var/lib/k0s', '/run/containerd/io.containerd.runtime.v2.task/moby/5d2e/rootfs'])(
    'is no mount of %s',
    (target) => {
      const mounts = [{ source: 'overlay', target, type: 'overlay', options: ['rw'] }]
      expect(on('leftover-mounts', { facts: { mounts } })).toBe('pass')
    },
  )

  test('is a tunnel with an address, not the one that the kernel makes with its module', () => {
    const of = (...addresses: string[]): string | undefined =>
      on('leftover-cni-interfaces', {
        facts: iface({
          name: 'tunl0',
          physical: false,
          addresses: addresses.map((address) => ({ address, prefix: 32, dynamic: false })),
        }),
      })
    expect(of()).toBe('pass')
    expect(of('10.42.0.1')).toBe('found')
  })
})

test('the networks that CNI keeps are those of a container engine where its bridge is', () => {
  const of = (bridge: string, ...targets: string[]): string | undefined =>
    on('leftover-mounts', {
      facts: {
        ...iface({ name: bridge, physical: false }),
        mounts: targets.map((target) => ({ source: 'nsfs', target, type: 'nsfs', options: ['rw'] })),
      },
    })
  const NETWORK = '/run/netns/cni-5b2e0d1c-9a44-1f0e-2b7d-0c9b8a7f6e5d'
  expect(of('cni-podman0', NETWORK)).toBe('pass')
  expect(of('cni-podman0', NETWORK, '/run/k3s/containerd/io.containerd.grpc.v1.cri/sandboxes/1/shm')).toBe('found')
  expect(of('eth0', NETWORK)).toBe('found')
})

test('the chains of CNI are those of a container engine where its bridge is', () => {
  const of = (bridge: string, ...chains: string[]): string | undefined =>
    on('leftover-packet-rules', {
      facts: { packetRules: { chains }, ...iface({ name: bridge, physical: false }) },
    })
  const podman = ['CNI-HOSTPORT-DNAT', 'CNI-0f2a4c5e6b7d8f9a0b1c2d3e']
  expect(of('cni-podman0', ...podman)).toBe('pass')
  expect(of('cni-podman0', ...podman, 'KUBE-SERVICES')).toBe('found')
  expect(of('eth0', ...podman)).toBe('found')
})
