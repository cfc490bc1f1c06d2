import { streamRounds } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import type { LinkRow } from './links.ts'
import { isPlain } from './tools/attempt-script.ts'
import { receiveScript, sendScript } from './tools/stream-script.ts'

const READY_MS = 5_000
const STREAM_MS = 15_000

type Bandwidth = NonNullable<LinkRow['bandwidth']>

/**
 * Who meets whom in which round, so that no host is in two pairs of a round: everybody but the first moves on by one seat
 * (the circle method of a round-robin tournament).
 */
export function roundsOf(names: readonly string[]): [string, string][][] {
  const [first, ...others] = names.length % 2 ? [...names, ''] : names
  if (first === undefined) return []
  const seats = others.length
  return Array.from({ length: streamRounds(names.length) }, (_, round) => {
    const circle = [first, ...others.map((_name, at) => others[(at + round) % seats] ?? '')]
    return circle
      .slice(0, circle.length / 2)
      .map((name, at): [string, string] => [name, circle.at(-1 - at) ?? ''])
      .filter(([a, b]) => a !== '' && b !== '')
  })
}

const RECEIVED = /^received (\d+) (\d+)$/m
const SENT = /^sent (\d+)$/m

/** One short stream to `address:port`, where nobody listens. Null when either end cannot. Never throws. */
async function streamBetween(
  sender: Host,
  receiver: Host,
  { address, port }: { address: string; port: number },
  signal?: AbortSignal,
): Promise<Bandwidth | null> {
  if (!isPlain(address)) return null
  const ready = Promise.withResolvers<boolean>()
  let text = ''
  const options = { timeoutMs: STREAM_MS, ...(signal ? { signal } : {}) }
  const received = receiver
    .stream(receiveScript(address, port), {
      ...options,
      onStdout: (chunk) => {
        text += chunk.toString('latin1')
        if (/^(ready|none)$/m.test(text)) ready.resolve(/^ready$/m.test(text))
      },
      onStderr: () => {},
    })
    .catch(() => {})
    .then(() => ready.resolve(false))
  const timer = setTimeout(ready.resolve, READY_MS, false)
  const stands = await ready.promise
  clearTimeout(timer)
  if (!stands) return null
  const sent = await sender.run('sh -s', { ...options, stdin: sendScript(address, port) }).catch(() => null)
  await received
  const [, bytes = '0', ownMs = '0'] = RECEIVED.exec(text) ?? []
  const ms = Number(ownMs) || Number(SENT.exec(sent?.stdout ?? '')?.[1] ?? 0)
  if (Number(bytes) === 0 || ms === 0) return null
  return { bytes: Number(bytes), ms, mbps: Math.round((Number(bytes) * 8) / ms / 10) / 100 }
}

type Measure = { from: string; to: string; bandwidth: Bandwidth | null }
type Deps = {
  hosts: ReadonlyMap<string, Host>
  /** Whether two hosts are of interest to each other. */
  concerns: (a: string, b: string) => boolean
  /** Where a stream from one host to another may go: an address, and a port that is free there and let through. */
  placeOf: (from: string, to: string) => { address: string; port: number } | null
  signal?: AbortSignal
}

/**
 * Streams between pairs of hosts, in both directions one after the other, never two at one host at once. A way on which
 * none came about is null.
 */
export async function measureBandwidth(
  names: readonly string[],
  { hosts, concerns, placeOf, signal }: Deps,
): Promise<Measure[]> {
  const one = async (from: string, to: string): Promise<Measure[]> => {
    const [sender, receiver, place] = [hosts.get(from), hosts.get(to), placeOf(from, to)]
    if (!sender || !receiver || !concerns(from, to) || signal?.aborted) return []
    return [{ from, to, bandwidth: place ? await streamBetween(sender, receiver, place, signal) : null }]
  }
  const found: Measure[] = []
  for (const round of roundsOf(names)) {
    const pairs = round.map(async ([a, b]) => [...(await one(a, b)), ...(await one(b, a))])
    found.push(...(await Promise.all(pairs)).flat())
  }
  return found
}
