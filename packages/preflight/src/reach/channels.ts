import type { Host } from '@astrago/hosts'
import PQueue from 'p-queue'
import { runAttempts } from './attempts.ts'
import { keyOf, type ReachRow, type ReachTarget, rowOf } from './plan.ts'
import { ATTEMPT_SECONDS, ATTEMPTS } from './tools/basics.ts'

/** Channels at once over one connection: sshd's MaxSessions does not count them, but its memory does. */
const CHANNELS = 40
const ALIVE_MS = 8_000

export type ChannelOptions = { signal?: AbortSignal; channels?: number; timeoutMs?: number }

async function tryOnce(host: Host, target: ReachTarget, timeoutMs: number): Promise<ReachRow> {
  const started = performance.now()
  const result = await host.reach(target.address, target.port, timeoutMs).catch(() => 'lost' as const)
  return rowOf(target, result, Math.round(performance.now() - started))
}

async function tryOne(host: Host, target: ReachTarget, timeoutMs: number): Promise<ReachRow> {
  let row = await tryOnce(host, target, timeoutMs)
  for (let more = ATTEMPTS - 1; more > 0 && row.result === 'timeout'; more -= 1)
    row = await tryOnce(host, target, timeoutMs)
  return row
}

/** Whether the host still carries out commands. A silent one lets every attempt time out, which says nothing of the targets. */
async function isAlive(host: Host, signal: AbortSignal | undefined): Promise<boolean> {
  return host.run(':', { timeoutMs: ALIVE_MS, ...(signal ? { signal } : {}) }).then(
    () => true,
    () => false,
  )
}

/** Tries TCP targets through channels of the sender's sshd. Never throws; when it is aborted the rest is left out. */
export async function runChannels(
  host: Host,
  targets: readonly ReachTarget[],
  { signal, channels = CHANNELS, timeoutMs = ATTEMPT_SECONDS * 1000 }: ChannelOptions = {},
): Promise<ReachRow[]> {
  const queue = new PQueue({ concurrency: channels })
  const attempts = targets.map((target) => async (): Promise<ReachRow[]> => {
    if (signal?.aborted) return []
    return [await tryOne(host, target, timeoutMs)]
  })
  const rows = (await queue.addAll(attempts)).flat()
  const silent = rows.some(({ result }) => result === 'timeout') && !(await isAlive(host, signal))
  return silent ? rows.map((row) => (row.result === 'timeout' ? { ...row, result: 'lost' as const } : row)) : rows
}

/** As `runChannels`; what sshd does not forward is tried with a tool of the sender, where there is one. */
export async function runTcp(
  host: Host,
  targets: readonly ReachTarget[],
  options: ChannelOptions = {},
): Promise<ReachRow[]> {
  const rows = await runChannels(host, targets, options)
  const off = rows.filter(({ result }) => result === 'prohibited')
  if (off.length === 0) return rows
  const { signal } = options
  const again = await runAttempts(host, off, signal ? { signal } : {})
  const better = new Map(again.filter(({ result }) => result !== 'no-tool').map((row) => [keyOf(row), row]))
  return rows.map((row) => better.get(keyOf(row)) ?? row)
}
