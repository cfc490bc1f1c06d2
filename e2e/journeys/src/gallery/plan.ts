import { randomUUID } from 'node:crypto'
import type { Plan, PlanNote } from '@astrago/contracts'
import { FakeHost } from '@astrago/hosts/testing'
import { makePlan, makeRedactor } from '@astrago/jobs'
import { type ArtifactSet, rke2 } from '@astrago/kubernetes'

export type GalleryNode = { name: string; address: string; roles: ('control-plane' | 'worker' | 'gpu' | 'storage')[] }

const FSTAB =
  'UUID=1f / ext4 errors=remount-ro 0 1\n/dev/mapper/vg-swap none swap sw 0 0\nUUID=2c /data xfs noatime 0 2\n'

/** A host that answers what the phases of RKE2 read. */
function stillHost(name: string): FakeHost {
  const facts = `firewall ${name.startsWith('gpu') ? 'firewalld' : 'ufw'}\nzone public\nnetworkInterface ens3f0\n`
  return new FakeHost(name)
    .on(/^cat -- /, { code: 1 })
    .on('cat -- /etc/fstab', FSTAB)
    .on('sh -s', `${facts}networkManager yes\nseLinux absent\nseLinuxPolicy no\nlimits \n`)
}

/** The plan that the console makes for these nodes, of hosts that stand still. */
export async function galleryPlan(
  site: string,
  nodes: readonly GalleryNode[],
  { obstacles = [] }: { obstacles?: readonly PlanNote[] } = {},
): Promise<Plan> {
  const cluster = rke2.desiredCluster({
    answers: { 'resources.nodes': nodes.map((node) => ({ ...node })), 'network.domain': 'ai.hanbit.or.kr' },
    site: { profile: 'air-gapped' },
    artifacts: ARTIFACTS,
    secrets: { token: 'a'.repeat(64) },
  })
  const { plan } = await makePlan({
    id: randomUUID(),
    site,
    createdAt: new Date().toISOString(),
    phases: rke2.phases(cluster, { kubeconfig: { read: async () => null, write: async () => undefined } }),
    hosts: new Map(nodes.map(({ name }) => [name, stillHost(name)])),
    inputs: {},
    warnings: cluster.warnings,
    obstacles,
    redactor: makeRedactor([]),
    signal: new AbortController().signal,
  })
  return plan
}

const file = (id: string, name: string, mib: number, listed = true): ArtifactSet['artifacts'][number] => ({
  id,
  name,
  listed,
  purpose: { ko: name, en: name },
  required: true,
  state: listed ? 'ok' : 'unchecked',
  bytes: mib * 2 ** 20,
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
})

const ARTIFACTS: ArtifactSet = {
  folder: '/media/usb/rke2',
  arch: 'amd64',
  version: 'v1.35.7+rke2r1',
  kubeVipImage: null,
  artifacts: [
    file('binary', 'rke2.linux-amd64.tar.gz', 44),
    file('checksums', 'sha256sum-amd64.txt', 1, false),
    file('installer', 'install.sh', 1, false),
    file('images', 'rke2-images.linux-amd64.tar.zst', 812),
  ],
}
