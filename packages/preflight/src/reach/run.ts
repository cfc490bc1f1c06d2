import type { Host } from '@astrago/hosts'
import PQueue from 'p-queue'
import type { ReachRow, ReachTarget } from './plan.ts'

/** Channels at once over one connection: sshd's MaxSessions does not count them, but its memory does. */
const CHANNELS_PER_HOST = 40
const TIMEOUT_MS = 3_000

async function tryOne(host: Host, target: ReachTarget, timeoutMs: number): Promise<ReachRow> {
  const started = performance.now()
  const result = await host.reach(target.address, target.port, timeoutMs).catch(() => 'lost' as const)
  return { ...target, result, ms: Math.round(performance.now() - started) }
}

/**
 * Tries the connections of a plan, every sender by itself. A sender without a connection is left out: nothing is known
 * of what it reaches.
 */
export async function runReach(
  hosts: ReadonlyMap<string, Host>,
  plan: readonly ReachTarget[],
  options: { signal?: AbortSignal; channels?: number; timeoutMs?: number } = {},
): Promise<ReachRow[]> {
  const senders = [...Map.groupBy(plan, (target) => target.from)]
  const rows = await Promise.all(
    senders.map(async ([name, targets]) => {
      const host = hosts.get(name)
      if (!host) return []
      const queue = new PQueue({ concurrency: options.channels ?? CHANNELS_PER_HOST })
      const attempts = targets.map((target) => async (): Promise<ReachRow[]> => {
        if (options.signal?.aborted) return []
        return [await tryOne(host, target, options.timeoutMs ?? TIMEOUT_MS)]
      })
      return (await queue.addAll(attempts)).flat()
    }),
  )
  return rows.flat()
}
