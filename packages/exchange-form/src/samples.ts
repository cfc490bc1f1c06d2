import type { Answers } from './fields/index.ts'
import type { SiteFacts } from './spec.ts'

/** The site that the sample answers belong to. */
export const SAMPLE_SITE: SiteFacts = { profile: 'air-gapped', distribution: 'rke2', kind: 'remote' }

/**
 * Complete, valid answers for an air-gapped RKE2 site of three servers (control plane, worker, GPU node) in 10.20.0.0/24,
 * with `changes` laid over them; undefined takes a value away.
 */
export function sampleAnswers(changes: { [K in keyof Answers]?: Answers[K] | undefined } = {}): Answers {
  const answers = { ...SAMPLE, ...changes }
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))
}

const SAMPLE: Answers = {
  'general.customerName': '한빛병원',
  'general.projectName': 'AI센터 1차 구축',
  'general.plannedDate': '2027-01-15',
  'general.resellerName': '가온시스템',
  'general.contactName': '홍길동',
  'general.contactEmail': 'hong@hanbit.co.kr',
  'general.contactPhone': '010-1234-5678',
  'network.externalAddress': '10.20.0.10',
  'network.domain': 'astrago.hanbit.local',
  'network.vip': '10.20.0.10',
  'network.nodeCidr': '10.20.0.0/24',
  'network.podCidr': '10.42.0.0/16',
  'network.serviceCidr': '10.43.0.0/16',
  'network.cni': 'canal',
  'network.gateway': '10.20.0.1',
  'network.dnsServers': ['10.20.0.2'],
  'network.ntpServers': ['10.20.0.3', 'ntp.hanbit.local'],
  'network.tlsMode': 'self-signed',
  'accounts.sshUser': 'ubuntu',
  'accounts.sshPort': 22,
  'accounts.sshAuth': 'password',
  'accounts.sshPassword': { secretRef: 'vault:accounts.sshPassword' },
  'accounts.sudo': 'password',
  'accounts.sudoPassword': { secretRef: 'vault:accounts.sudoPassword' },
  'security.selinux': 'keep',
  'security.firewallPolicy': 'open-needed',
  'security.cisProfile': false,
  'registry.kind': 'own',
  'resources.nodes': [
    {
      name: 'cp-1',
      address: '10.20.0.11',
      roles: ['control-plane', 'registry'],
      cpus: 16,
      memoryGib: 64,
      diskGib: 500,
    },
    { name: 'worker-1', address: '10.20.0.12', roles: ['worker'], cpus: 32, memoryGib: 128, diskGib: 500 },
    {
      name: 'gpu-1',
      address: '10.20.0.13',
      roles: ['worker', 'gpu'],
      cpus: 128,
      memoryGib: 1024,
      diskGib: 1000,
      dataDiskGib: 4000,
      gpuModel: 'H100 80GB',
      gpuCount: 8,
    },
  ],
  'storage.kind': 'nfs',
  'storage.nfsServer': '10.20.0.5',
  'storage.nfsPath': '/export/astrago',
  'gpu.driverPolicy': 'operator',
  'gpu.mig': 'none',
  'platform.astragoServicePort': 30080,
  'platform.keycloakKind': 'own',
  'platform.keycloakServicePort': 30001,
  'platform.harborEnabled': false,
  'backup.kind': 'nfs',
  'backup.address': '10.20.0.6',
  'backup.path': '/backup/astrago',
}
