import type { Host } from '@astrago/hosts'
import { z } from 'zod'
import { median } from '../checks/clock.ts'
import { isPlain } from './tools/attempt-script.ts'
import { linkScript } from './tools/link-script.ts'

const TIMEOUT_MS = 90_000
const MAX_BYTES = 4 * 1024 * 1024

/** What was measured from one host to another. */
export const LinkRow = z.object({
  from: z.string(),
  to: z.string(),
  /** Milliseconds there and back, the middle of all; by TCP connections where pings are not answered. */
  rtt: z.object({ ms: z.number(), by: z.enum(['ping', 'tcp']) }).nullable(),
  /** Echo requests and their answers; null where the sender has no ping of iputils. */
  pings: z.object({ sent: z.number().int(), answered: z.number().int() }).nullable(),
  /** Bytes: what the sender's interface carries, and the largest packet that arrives whole, 0 if none does. */
  mtu: z.object({ interface: z.number().int(), path: z.number().int() }).nullable(),
  /** Of a short stream, if that was asked for. */
  bandwidth: z.object({ mbps: z.number(), bytes: z.number(), ms: z.number() }).nullable(),
  /** Said only where a stream was asked for, whether or not it came about. */
  streamed: z.literal(true).optional(),
})
export type LinkRow = z.infer<typeof LinkRow>

export type Peer = { name: string; address: string; port: number }

export const linkKey = ({ from, to }: Pick<LinkRow, 'from' | 'to'>): string => `${from} ${to}`

const numbers = (words: readonly string[]): number[] => words.map(Number).filter((each) => Number.isFinite(each))

type Said = Pick<LinkRow, 'rtt' | 'pings' | 'mtu'>
const NOTHING: Said = { rtt: null, pings: null, mtu: null }

function hear(said: Said, verb: string, words: readonly string[]): Said {
  if (verb === 'mtu') {
    const [own = '', path = ''] = words
    const tried = /^\d{3,6}$/.test(own) && /^\d{1,6}$/.test(path)
    return { ...said, mtu: tried ? { interface: Number(own), path: Number(path) } : null }
  }
  if (verb === 'ping') {
    const [sent = 0, ...times] = numbers(words)
    const rtt = times.length > 0 ? { ms: median(times), by: 'ping' as const } : said.rtt
    return { ...said, rtt, pings: { sent, answered: times.length } }
  }
  const times = numbers(words)
  return times.length > 0 ? { ...said, rtt: said.rtt ?? { ms: median(times), by: 'tcp' } } : said
}

/** What the script wrote, as a row for each peer of which it said anything. */
export function readLinks(output: string, from: string, peers: readonly Peer[]): LinkRow[] {
  const heard = new Map<string, Said>()
  for (const text of output.split('\n')) {
    const [verb = '', address = '', ...words] = text.trim().split(/\s+/)
    if (!['ping', 'mtu', 'tcp'].includes(verb)) continue
    heard.set(address, hear(heard.get(address) ?? NOTHING, verb, words))
  }
  return peers.flatMap(({ name, address }) => {
    const said = heard.get(address)
    return said ? [{ from, to: name, ...said, bandwidth: null }] : []
  })
}

/** Measures the ways from a host to its peers. Never throws: a sender that breaks off gives no rows. */
export async function runLinks(
  host: Host,
  peers: readonly Peer[],
  { root, signal }: { root: boolean; signal?: AbortSignal },
): Promise<LinkRow[]> {
  const good = peers.filter(({ address }) => isPlain(address))
  if (good.length === 0) return []
  const run = { stdin: linkScript(good), sudo: root, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES }
  return host.run('sh -s', { ...run, ...(signal ? { signal } : {}) }).then(
    ({ stdout }) => readLinks(stdout, host.name, good),
    () => [],
  )
}
