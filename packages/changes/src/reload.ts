import type { Host } from '@astrago/hosts'
import { must } from './on-host.ts'

/** What a service or tool has to be told after a change, and again after it was taken back. By name: a host's ledger holds no commands. */
export const RELOADS = {
  systemd: 'systemctl daemon-reload',
  'network-manager': 'systemctl try-reload-or-restart NetworkManager',
} as const

/** Each once, in the order of their first use. */
export async function reload(
  host: Host,
  ids: readonly (keyof typeof RELOADS | null | undefined)[],
  signal: AbortSignal,
): Promise<void> {
  for (const id of new Set(ids)) if (id) await must(host, RELOADS[id], { signal, timeoutMs: 120_000 })
}
