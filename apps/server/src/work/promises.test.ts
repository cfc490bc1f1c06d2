import { FakeHost } from '@astrago/hosts/testing'
import { rke2 } from '@astrago/kubernetes'
import { checkInfos } from '@astrago/preflight'
import { expect, test } from 'vitest'

/** How an outcome of the preflight says that it can be left to the installation. */
const PROMISE = /[Tt]he installation (raises|switches|loads|adds|makes|opens|fetches|sets|can do)/

/** The action of the plan that keeps the promise, and what is in it. */
const KEPT: Readonly<Record<string, { action: string; holds: string }>> = {
  'swap-active configured': { action: 'swap', holds: '# astrago swap off' },
  'swap-active active': { action: 'swap', holds: '# astrago swap off' },
  'sysctl-ip-forward off': { action: 'sysctl', holds: 'net.ipv4.ip_forward = 1' },
  'sysctl-bridge-nf unloaded': { action: 'modules', holds: 'br_netfilter' },
  'sysctl-bridge-nf off': { action: 'sysctl', holds: 'net.bridge.bridge-nf-call-iptables = 1' },
  'sysctl-inotify low': { action: 'sysctl', holds: 'fs.inotify.max_user_instances = 1024' },
  'networkmanager-unmanaged managed': { action: 'network-manager', holds: 'unmanaged-devices' },
  'firewalld-active opens': { action: 'firewall', holds: '' },
  'ufw-active opens': { action: 'firewall', holds: '' },
  'selinux-mode changes': { action: 'selinux', holds: 'SELINUX=permissive' },
}

const promised = checkInfos().flatMap(({ id, outcomes }) =>
  Object.entries(outcomes)
    .filter(([, { message, fix }]) => PROMISE.test(JSON.stringify([message, fix])))
    .map(([outcome]) => `${id} ${outcome}`),
)

test('no outcome promises what nobody looked up in a plan', () => {
  expect(promised.toSorted()).toEqual(Object.keys(KEPT).toSorted())
})

test.each(['ufw', 'firewalld'])(
  'what the preflight leaves to the installation is in a plan without GPUs (%s)',
  async (firewall) => {
    const cluster = rke2.desiredCluster({
      answers: {
        'resources.nodes': [{ name: 'cp-1', address: '10.20.0.11', roles: ['control-plane', 'worker'] }],
        'security.selinux': 'permissive',
        'security.firewallPolicy': 'open-needed',
      },
      site: { profile: 'air-gapped' },
      artifacts: { folder: '/srv/rke2', arch: 'amd64', version: 'v1.35.7+rke2r1', artifacts: [], kubeVipImage: null },
      secrets: { token: 'planted' },
    })
    const host = new FakeHost('cp-1')
      .on(/^cat -- /, { code: 1 })
      .on(
        'sh -s',
        `firewall ${firewall}\nzone public\nnetworkInterface eth0\nnetworkManager yes\nseLinux enforcing\nseLinuxPolicy no\nlimits \n`,
      )
      .on('cat -- /etc/fstab', '/dev/sdb swap swap sw 0 0\n')
      .on('cat -- /etc/selinux/config', 'SELINUX=enforcing\n')
    const [prepare] = rke2.phases(cluster, { kubeconfig: { read: async () => null, write: async () => undefined } })
    const actions = prepare?.plan(await prepare.gather(new Map([['cp-1', host]]), AbortSignal.timeout(10_000))) ?? []
    for (const [outcome, { action, holds }] of Object.entries(KEPT)) {
      const found = actions.find(({ id }) => id === `prepare-host.${action}@cp-1`)
      expect([outcome, found?.id, found?.files.map(({ after }) => after).join('\n')]).toEqual([
        outcome,
        `prepare-host.${action}@cp-1`,
        expect.stringContaining(holds),
      ])
    }
  },
)
