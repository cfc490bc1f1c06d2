import type { Host } from '@astrago/hosts'
import { must } from './on-host.ts'

/** What a service or tool has to be told after a change, and again after it was taken back. By name: a host's ledger holds no commands. */
export const RELOADS = {
  systemd: 'systemctl daemon-reload',
  // One that does not start with what was changed has to run again when that is taken back.
  chrony: `for unit in chronyd chrony; do
  case $(systemctl is-active $unit) in active | activating | reloading | failed)
    systemctl reset-failed $unit; systemctl restart $unit; exit
  esac
done`,
  timesyncd: 'systemctl try-restart systemd-timesyncd',
  // Debian's tool leaves the links to a certificate that is gone.
  'ca-certificates': `PATH=$PATH:/usr/sbin:/sbin
if command -v update-ca-certificates >/dev/null; then
  find /etc/ssl/certs/ -maxdepth 1 -xtype l -lname '*astrago-*' -delete
  update-ca-certificates
else
  update-ca-trust extract
fi`,
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
