import type { Connection, Host } from '@astrago/hosts'
import { relay } from './relay.ts'

const TIMEOUT_MS = 4_000

/** How a connection came about. */
type Way = 'forwarded' | 'relayed'
export type Reached = (Connection & { way: Way }) | { result: 'prohibited' | 'no-tool'; way: Way }

/**
 * A TCP connection from the host: forwarded by its sshd, or where that is off through python3 on the host. Nothing of what
 * travels over it is seen by the host's processes but by sshd or that one. @throws the signal's reason when it is aborted
 */
export async function connectFrom(host: Host, address: string, port: number, signal: AbortSignal): Promise<Reached> {
  signal.throwIfAborted()
  const forwarded = await host.connect(address, port, TIMEOUT_MS)
  if (signal.aborted && forwarded.result === 'open') forwarded.stream.destroy()
  signal.throwIfAborted()
  if (forwarded.result !== 'prohibited') return { ...forwarded, way: 'forwarded' }
  return { ...(await relay(host, address, port, { timeoutMs: TIMEOUT_MS, signal })), way: 'relayed' }
}
