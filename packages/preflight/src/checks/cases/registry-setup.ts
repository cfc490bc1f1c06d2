import { X509Certificate } from 'node:crypto'
import { keyFingerprint } from '../../tls-key.ts'
import { CERTIFICATES } from './certificates.ts'
import type { Cases, Given } from './given.ts'

const RKE2_FILE = '/etc/rancher/rke2/registries.yaml'
const REGISTRY: NonNullable<Given['answers']> = {
  'registry.kind': 'existing',
  'registry.address': 'registry.example.com:5000',
}
const own = (pem: string, domain = 'registry.example.com'): Given => ({
  answers: { 'network.tlsMode': 'own', 'network.tlsCertificate': pem, 'network.domain': domain },
})
/** Whose the key is that this certificate was made with. */
const keyOf = (pem: string): string => keyFingerprint(new X509Certificate(pem).publicKey)
const authority = (pem: string): Given => ({ answers: { 'registry.ca': pem } })
const BROKEN = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const NOBODY: Given = { noRecords: true }

export const REGISTRY_SETUP_CASES = {
  'registry-config-leftover': {
    pass: {
      answers: REGISTRY,
      facts: {
        registryConfig: [
          { file: RKE2_FILE, hosts: ['registry.example.com:5000'] },
          { file: '/etc/docker/daemon.json', hosts: ['old.example.com'] },
        ],
      },
    },
    other: { answers: REGISTRY, facts: { registryConfig: [{ file: RKE2_FILE, hosts: ['old.example.com'] }] } },
  },
  'tls-certificate-valid': {
    pass: own(CERTIFICATES.server + CERTIFICATES.authority),
    broken: own(BROKEN),
    expired: own(CERTIFICATES.expired),
    early: own(CERTIFICATES.early),
    weak: own(CERTIFICATES.weak),
    soon: own(CERTIFICATES.soon),
    names: own(CERTIFICATES.server, 'other.example.com'),
    'no-answer': { ...own(CERTIFICATES.server), ...NOBODY },
  },
  'tls-keypair-valid': {
    pass: { ...own(CERTIFICATES.server + CERTIFICATES.authority), tlsKey: keyOf(CERTIFICATES.server) },
    order: { ...own(CERTIFICATES.authority + CERTIFICATES.server), tlsKey: keyOf(CERTIFICATES.server) },
    mismatch: { ...own(CERTIFICATES.server), tlsKey: keyOf(CERTIFICATES.soon) },
    missing: { ...own(CERTIFICATES.server), tlsKey: 'missing' },
    unusable: { ...own(CERTIFICATES.server), tlsKey: 'unusable' },
    'not-collected': own(CERTIFICATES.server),
  },
  'ca-certificates-valid': {
    pass: authority(CERTIFICATES.authority),
    broken: authority(CERTIFICATES.authority + BROKEN),
    expired: authority(CERTIFICATES.authority + CERTIFICATES.oldAuthority),
    early: authority(CERTIFICATES.early),
    weak: authority(CERTIFICATES.weak),
    soon: authority(CERTIFICATES.soon),
    server: authority(CERTIFICATES.server),
    'no-answer': { ...authority(CERTIFICATES.authority), ...NOBODY },
  },
} satisfies Cases
