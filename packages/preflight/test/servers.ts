import type { CheckedAnswers, WantedImage } from '../src/input.ts'
import { NfsServer } from './nfs-server.ts'
import { RegistryServer } from './registry-server.ts'

/** The servers that a site's hosts ask, for tests and benches on lab hosts. */
export type SiteServers = {
  registry: RegistryServer
  nfs: NfsServer
  /** What the questionnaire says of them. */
  answers: CheckedAnswers
  /** What the registry has. */
  images: WantedImage[]
  remove: () => Promise<void>
}

/** A registry with one image behind a password, and an NFS server, on an address of this machine. */
export async function serveSite(address: string, password: string): Promise<SiteServers> {
  const user = 'robot'
  const registry = await RegistryServer.make({ address, port: 5443 }, { user, password })
  const nfs = await NfsServer.make(address)
  await registry.fill('astrago/core', '1')
  await Promise.all([registry.serve(), nfs.serve()])
  return {
    registry,
    nfs,
    answers: {
      'registry.kind': 'mirror',
      'registry.address': registry.address,
      'registry.username': user,
      'registry.ca': registry.ca,
      'storage.kind': 'nfs',
      'storage.nfsServer': nfs.address,
      'storage.nfsPath': '/good',
    },
    images: [{ name: 'astrago/core:1', delivered: false }],
    remove: async () => void (await Promise.all([registry.remove(), nfs.remove()])),
  }
}
