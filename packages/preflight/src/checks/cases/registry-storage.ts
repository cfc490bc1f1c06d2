import { NFS, REGISTRY } from '../../reach/plan.ts'
import { CA, type Cases, failed, NFS_ANSWER, REGISTRY_ANSWER } from './given.ts'

export const REGISTRY_STORAGE_CASES = {
  'proxy-env-leftover': {
    pass: {},
    found: { facts: { proxies: [{ where: '/etc/environment', name: 'http_proxy', value: 'http://p' }] } },
  },
  'registry-name-known': {
    pass: { answers: REGISTRY_ANSWER },
    none: { answers: REGISTRY_ANSWER, facts: { dns: { nameservers: [] } } },
  },
  'registry-tcp': {
    pass: { answers: REGISTRY_ANSWER, reach: [['n1', REGISTRY, 5000, 'open']] },
    refused: { answers: REGISTRY_ANSWER, reach: [['n1', REGISTRY, 5000, 'refused']] },
    silent: { answers: REGISTRY_ANSWER, reach: [['n1', REGISTRY, 5000, 'timeout']] },
    'no-name': { answers: REGISTRY_ANSWER, reach: [['n1', REGISTRY, 5000, 'unknown-name']] },
    'no-answer': { answers: REGISTRY_ANSWER },
    'host-unreachable': { answers: REGISTRY_ANSWER, ...failed('HOST_REFUSED') },
    'forwarding-off': { answers: REGISTRY_ANSWER, reach: [['n1', REGISTRY, 5000, 'prohibited']] },
  },
  'registry-ca-trusted': {
    pass: { answers: { 'registry.ca': CA }, facts: { trust: [{ file: 'ca.crt', lines: 'A'.repeat(64) }] } },
    absent: { answers: { 'registry.ca': CA } },
  },
  'nfs-client-tools': { pass: { answers: NFS_ANSWER }, missing: { answers: NFS_ANSWER, facts: { commands: [] } } },
  'nfs-server-tcp': {
    pass: { answers: NFS_ANSWER, reach: [['n1', NFS, 2049, 'open']] },
    refused: { answers: NFS_ANSWER, reach: [['n1', NFS, 2049, 'refused']] },
    silent: { answers: NFS_ANSWER, reach: [['n1', NFS, 2049, 'no-route']] },
    'no-name': { answers: NFS_ANSWER, reach: [['n1', NFS, 2049, 'unknown-name']] },
    'no-answer': { answers: NFS_ANSWER },
    'host-unreachable': { answers: NFS_ANSWER, ...failed('HOST_REFUSED') },
    'forwarding-off': { answers: NFS_ANSWER, reach: [['n1', NFS, 2049, 'prohibited']] },
  },
} satisfies Cases
