import { setTimeout as wait } from 'node:timers/promises'
import {
  type FixesView,
  type JournalEvent,
  type Plan,
  type Preflight,
  ROUTES,
  type Run,
  type RunView,
} from '@astrago/contracts'
import { ok } from './lab-site.testing.ts'
import type { TemporaryConsole } from './testing.ts'

/** Swap in use and forwarding off, now and after a reboot; fstab with a password, a mode and a time of its own. */
export const FAULTS = `
printf '# root\\n/swap.img none swap sw,pri=5 0 0\\n//nas/x /mnt cifs username=u,password=planted-pw 0 0\\n' > /etc/fstab
chmod 640 /etc/fstab; touch -d '2020-01-02 03:04:05' /etc/fstab; swapon -a
sysctl -w net.ipv4.ip_forward=0
echo 'net.ipv4.ip_forward = 0' > /etc/sysctl.d/99-hardening.conf`

/** How a host is: its files to the byte with mode, owner and time of change, what is in force, and that nothing of ours is left. */
export const PICTURE = `
find /etc -xdev -type f ! -path '*/ca-certificates.crt' -printf '%m %U:%G %T@ %p\\n' | sort
find /etc -xdev -type f -print0 | sort -z | xargs -0 sha256sum
sysctl net.ipv4.ip_forward; awk '{ print $1 }' /proc/swaps; ls -A /var/lib/astrago 2>/dev/null`

export const actionsOf = ({ phases }: Plan) => phases.flatMap(({ actions }) => actions)

/** What a reseller does about fixes in the console's site, waiting for whatever has to end. */
export function fixesOf(it: TemporaryConsole, reseller = it.reseller) {
  const params = { site: it.site.id }
  /** The newest preflight once it has ended. */
  async function newest(): Promise<Preflight> {
    for (;;) {
      const [head] = ok<Preflight[]>(await reseller(ROUTES.listPreflights, { params }))
      if (head && head.state !== 'running')
        return ok(await reseller(ROUTES.readPreflight, { params: { ...params, run: head.id } }))
      await wait(100)
    }
  }
  return {
    newest,
    view: async () => ok<FixesView>(await reseller(ROUTES.readFixes, { params })),
    preview: async (fixes: readonly { host: string; check: 'swap-active' | 'sysctl-ip-forward' }[]) =>
      ok<Plan>(await reseller(ROUTES.planFixes, { params, body: { fixes: [...fixes] } })),
    previewUndo: async (body: object = {}) => ok<Plan>(await reseller(ROUTES.planUndoFixes, { params, body })),
    start: ({ id, hash }: Plan) => reseller(ROUTES.startFixes, { params, body: { plan: id, hash } }),
    async ended(run: Run): Promise<RunView> {
      for (;;) {
        const found = ok<RunView>(await reseller(ROUTES.readRun, { params: { ...params, run: run.id } }))
        if (found.run.state !== 'running') return found
        await wait(100)
      }
    },
    /** The preflight that follows a run of fixes. */
    async lookedAgain(earlier: string): Promise<Preflight> {
      for (;;) {
        const found = await newest()
        if (found.id !== earlier) return found
        await wait(100)
      }
    },
    events: async (run: Run) =>
      JSON.stringify(ok(await reseller(ROUTES.readRunEvents, { params: { ...params, run: run.id } }))),
    /** The beginning of its log. */
    async log(run: Run): Promise<string[]> {
      const asked = { params: { ...params, run: run.id }, querystring: { from: 1, lines: 500 } }
      const { events } = ok<{ events: JournalEvent[] }>(await reseller(ROUTES.readLogRange, asked))
      return events.flatMap((event) => (event.kind === 'log' ? [`${event.host}: ${event.text}`] : []))
    },
  }
}
