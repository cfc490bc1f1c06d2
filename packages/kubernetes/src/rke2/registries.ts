import { stringify } from 'yaml'
import type { ClusterAnswers, ClusterSecrets, Registry } from './answers.ts'
import { RKE2 } from './paths.ts'

/** An own registry is made later, inside the cluster; only one that is already there concerns the nodes. */
export function readRegistry(answers: ClusterAnswers, secrets: ClusterSecrets): Registry | 'bad-address' | null {
  const kind = answers['registry.kind']
  if (kind !== 'existing' && kind !== 'mirror') return null
  const match = /^(?:(https?):\/\/)?([A-Za-z0-9.-]+(?::\d{1,5})?|\[[0-9a-fA-F:]+\](?::\d{1,5})?)\/?$/.exec(
    answers['registry.address'] ?? '',
  )
  const [, scheme, host] = match ?? []
  if (!host) return 'bad-address'
  return {
    kind,
    host,
    scheme: scheme === 'http' ? 'http' : 'https',
    username: answers['registry.username'] || null,
    password: secrets.registryPassword || null,
    ca: answers['registry.ca'] || null,
  }
}

/** registries.yaml as docs.rke2.io/install/private_registry describes it; a mirror stands for every other registry. */
export function renderRegistries({ kind, host, scheme, username, password, ca }: Registry): string {
  const endpoint = [`${scheme}://${host}`]
  const auth = username ? { auth: { username, password: password ?? '' } } : {}
  const tls = ca ? { tls: { ca_file: RKE2.registryCa } } : {}
  return stringify(
    {
      mirrors: { [kind === 'mirror' ? '*' : host]: { endpoint } },
      configs: { [host]: { ...auth, ...tls } },
    },
    { lineWidth: 0 },
  )
}
