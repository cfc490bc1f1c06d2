import type { ArtifactSet } from '../distribution.ts'
import type { ClusterAnswers, Rke2Cluster } from './answers.ts'
import { desiredCluster } from './desired.ts'

/** For tests: a complete folder of artifacts, as `inspectArtifacts` describes it. */
export function someArtifacts(changed: Partial<ArtifactSet> = {}): ArtifactSet {
  const file = (id: string, name: string, listed = true) => ({
    id,
    name,
    listed,
    purpose: { ko: '-', en: '-' },
    required: id !== 'kube-vip',
    state: listed ? ('ok' as const) : ('unchecked' as const),
    bytes: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  })
  return {
    folder: '/srv/rke2',
    arch: 'amd64',
    version: 'v1.35.7+rke2r1',
    kubeVipImage: 'ghcr.io/kube-vip/kube-vip:v1.2.3',
    artifacts: [
      file('binary', 'rke2.linux-amd64.tar.gz'),
      file('checksums', 'sha256sum-amd64.txt', false),
      file('installer', 'install.sh', false),
      file('images', 'rke2-images.linux-amd64.tar.zst'),
      file('kube-vip', 'kube-vip.tar.zst', false),
    ],
    ...changed,
  }
}

export const SOME_TOKEN = 'planted-token-5f1e0c2b7a'

/** Its percent-encoded form is another. */
export const SOME_PROXY_PASSWORD = "planted proxy'@:/öffne"

/** For tests: three servers, a worker and a GPU node. */
export const SOME_ANSWERS: ClusterAnswers = {
  'network.vip': '10.20.0.10',
  'network.domain': 'ai.example.co.kr',
  'resources.nodes': [
    { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'] },
    { name: 'cp-2', address: '10.20.0.12', roles: ['control-plane'] },
    { name: 'cp-3', address: '10.20.0.13', roles: ['control-plane'] },
    { name: 'worker-1', address: '10.20.0.21', roles: ['worker'] },
    { name: 'gpu-1', address: '10.20.0.31', roles: ['worker', 'gpu'] },
    { name: 'nas-1', address: '10.20.0.41', roles: ['storage'] },
  ],
}

/** For tests. */
export function someCluster(answers: ClusterAnswers = {}, artifacts: ArtifactSet = someArtifacts()): Rke2Cluster {
  return desiredCluster({
    answers: { ...SOME_ANSWERS, ...answers },
    site: { profile: 'air-gapped' },
    artifacts,
    secrets: { token: SOME_TOKEN, registryPassword: 'planted-registry-password', proxyPassword: SOME_PROXY_PASSWORD },
  })
}
