// Real servers that a site's hosts ask, for tests and benches on lab hosts.
export { NfsServer } from './nfs-server.ts'
export { RegistryServer } from './registry-server.ts'
