import { parse, stringify } from 'yaml'
import { z } from 'zod'

const Kubeconfig = z.looseObject({
  clusters: z.array(z.looseObject({ cluster: z.looseObject({ server: z.string() }) })).min(1),
})

/** RKE2's kubeconfig, which names the loopback address, for use from elsewhere. Throws when the text is no kubeconfig. */
export function withServer(text: string, server: string): string {
  const config = Kubeconfig.parse(parse(text))
  for (const { cluster } of config.clusters) cluster.server = server
  return stringify(config, { lineWidth: 0 })
}

/** Address of the API server in a kubeconfig. Throws when the text is no kubeconfig. */
export function serverOf(text: string): string | null {
  return Kubeconfig.parse(parse(text)).clusters[0]?.cluster.server ?? null
}
