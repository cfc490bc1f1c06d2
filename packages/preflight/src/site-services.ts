import type { CheckedAnswers } from './input.ts'
import { HTTPS_PORT, NFS_PORT } from './thresholds/site.ts'

export type Endpoint = { address: string; port: number }

/** Host and port of `https://host:port/path`, `host:port` or `host`. */
export function endpointOf(text: string, defaultPort: number): Endpoint | null {
  const [, address, port] = /^(?:\w+:\/\/)?([^/:\s]+)(?::(\d{1,5}))?(?:\/.*)?$/.exec(text.trim()) ?? []
  return address ? { address, port: port ? Number(port) : defaultPort } : null
}

/** A proxy by its address; without a port that of its scheme, as containerd reads it (Go, net/http/transport.go). */
export const proxyEndpoint = (url: string): Endpoint | null => endpointOf(url, /^https:/i.test(url) ? 443 : 80)

/** Where images come from that the platform does not bring itself. */
export const registryEndpoint = (answers: CheckedAnswers): Endpoint | null =>
  answers['registry.kind'] === 'own' ? null : endpointOf(answers['registry.address'] ?? '', HTTPS_PORT.value)

/** The NFS server of the volumes. */
export function nfsServer(answers: CheckedAnswers): Endpoint | null {
  const address = answers['storage.kind'] === 'nfs' ? answers['storage.nfsServer'] : undefined
  return address ? { address, port: NFS_PORT.value } : null
}
