import type { Duplex } from 'node:stream'
import type { Host } from '@astrago/hosts'
import PQueue from 'p-queue'
import { endpointOf } from '../site-services.ts'
import { connectFrom } from './connection.ts'
import type { Evidence } from './evidence.ts'
import { handshake, PUBLIC_ROOTS } from './tls.ts'

const AT_ONCE = 5
const PROXY_PORT = 3128
const ANSWER_MS = 8_000
const MAX_HEAD = 16 * 1024

export type InternetQuestion = {
  /** `http://host:port`; null goes out directly. */
  proxy: string | null
  /** `host:port`. */
  places: readonly string[]
  /** PEM of the authorities of the questionnaire. */
  authorities: readonly string[]
  /** Authorities of the public internet; others in tests alone. */
  publicRoots?: readonly string[]
}
type Target = Evidence['internet']['targets'][number]

/** Reads the head of an HTTP answer from a stream and leaves what comes behind it. @throws when none comes */
function headOf(stream: Duplex, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const end = (error: Error | null): void => {
      clearTimeout(timer)
      stream.off('readable', read)
      for (const event of ['error', 'end', 'close']) stream.off(event, gone)
      signal.removeEventListener('abort', gone)
      if (error) reject(error)
      else resolve(text)
    }
    const gone = (): void => end(new Error('closed'))
    const read = (): void => {
      for (let byte = stream.read(1); byte !== null; byte = stream.read(1)) {
        text += (byte as Buffer).toString('latin1')
        if (text.endsWith('\r\n\r\n') || text.length > MAX_HEAD) {
          end(null)
          return
        }
      }
    }
    const timer = setTimeout(() => end(new Error('timeout')), ANSWER_MS)
    stream.on('readable', read)
    for (const event of ['error', 'end', 'close']) stream.once(event, gone)
    if (signal.aborted) gone()
    signal.addEventListener('abort', gone, { once: true })
  })
}

/** Asks a proxy for a tunnel (RFC 9110 section 9.3.6). Status 0: what answered was no proxy. */
async function tunnel(stream: Duplex, place: string, signal: AbortSignal): Promise<number> {
  stream.write(`CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\nUser-Agent: astrago-preflight\r\n\r\n`)
  const head = await headOf(stream, signal).catch(() => '')
  return Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0)
}

/** Whether a name is vouched for by the public internet, and if not, by the questionnaire. */
async function judge(stream: Duplex, name: string, question: InternetQuestion, signal: AbortSignal) {
  const { publicRoots = PUBLIC_ROOTS } = question
  const { socket, problem, failure, chain } = await handshake(stream, name, publicRoots, signal)
  socket?.destroy()
  return { problem, failure, chain }
}

async function throughProxy(
  host: Host,
  place: string,
  question: InternetQuestion,
  signal: AbortSignal,
): Promise<Target> {
  const proxy = endpointOf(question.proxy ?? '', PROXY_PORT)
  const [name = ''] = place.split(':')
  const target: Target = { place, reach: 'open', status: null, tls: null, known: false }
  const open = async () => {
    const reached = await connectFrom(host, proxy?.address ?? '', proxy?.port ?? PROXY_PORT, signal)
    if (reached.result !== 'open') return { reach: reached.result, status: null, stream: null }
    const status = await tunnel(reached.stream, place, signal)
    if (status !== 200) reached.stream.destroy()
    return { reach: reached.result, status, stream: status === 200 ? reached.stream : null }
  }
  const first = await open()
  if (!first.stream) return { ...target, reach: first.reach, status: first.status }
  const tls = await judge(first.stream, name, question, signal)
  const known = tls.problem !== null && (await vouched(open, name, question, signal))
  return { ...target, status: first.status, tls, known }
}

/** A second look at a certificate that the public internet does not know. */
async function vouched(
  open: () => Promise<{ stream: Duplex | null }>,
  name: string,
  { authorities }: InternetQuestion,
  signal: AbortSignal,
): Promise<boolean> {
  const { stream } = authorities.length ? await open() : { stream: null }
  if (!stream) return false
  const { socket, problem, failure } = await handshake(stream, name, authorities, signal)
  socket?.destroy()
  return failure === null && problem === null
}

async function directly(host: Host, place: string, question: InternetQuestion, signal: AbortSignal): Promise<Target> {
  const endpoint = endpointOf(place, 443) ?? { address: place, port: 443 }
  const target: Target = { place, reach: 'open', status: null, tls: null, known: false }
  const open = async () => {
    const reached = await connectFrom(host, endpoint.address, endpoint.port, signal)
    return { reach: reached.result, stream: reached.result === 'open' ? reached.stream : null }
  }
  const first = await open()
  if (!first.stream) return { ...target, reach: first.reach }
  const tls = await judge(first.stream, endpoint.address, question, signal)
  const known = tls.problem !== null && (await vouched(open, endpoint.address, question, signal))
  return { ...target, tls, known }
}

/** Tries what the installation fetches from the internet, directly or by the proxy. Nothing is fetched. */
export async function askInternet(
  host: Host,
  question: InternetQuestion,
  signal: AbortSignal,
): Promise<Evidence['internet']> {
  const { proxy, places } = question
  const queue = new PQueue({ concurrency: AT_ONCE })
  const way = proxy === null ? directly : throughProxy
  const targets = await queue.addAll(places.map((place) => () => way(host, place, question, signal)))
  // Whether the proxy itself was reached: what any of the attempts found.
  const reach = targets.find((target) => target.status !== null)?.reach ?? targets[0]?.reach ?? 'timeout'
  return { proxy: proxy === null ? null : { address: proxy, reach }, targets }
}
