import type { Vault } from './vault.ts'

const NAME = 'cluster.kubeconfig'

/**
 * The kubeconfig of a site's cluster in the vault: there once an installation has fetched it, gone when that was undone.
 * It grants everything in the cluster.
 */
export function keptKubeconfig(vault: Vault, siteId: string) {
  return {
    read: (): Promise<string | null> => vault.get(siteId, NAME),
    write: (text: string | null): Promise<void> =>
      text === null ? vault.remove(siteId, [NAME]) : vault.put(siteId, NAME, text),
  }
}
