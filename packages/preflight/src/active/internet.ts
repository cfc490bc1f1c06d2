import type { Duplex } from 'node:stream'
import type { Host } from '@astrago/hosts'
import PQueue from 'p-queue'
import { endpointOf } from '../site-services.ts'
import { connectFrom } from './connection.ts'
import type { Evidence } from './evidence.ts'
import { type ProxyQuestion, proxyFrom } from './proxy.ts'
import { handshake, PUBLIC_ROOTS } from './tls.ts'

const AT_ONCE = 5

export type InternetQuestion = {
  /** Null goes out directly. */
  proxy: Omit<ProxyQuestion, 'places'> | null
  /** `host:port`. */
  places: readonly string[]
  /** PEM of the authorities of the questionnaire. */
  authorities: readonly string[]
  /** Authorities of the public internet; others in tests alone. */
  publicRoots?: readonly string[]
}
type Target = Evidence['internet']['targets'][number]
type Proxy = ReturnType<typeof proxyFrom>

/** Whether a name is vouched for by the public internet, and if not, by the questionnaire. */
async function judge(stream: Duplex, name: string, question: InternetQuestion, signal: AbortSignal) {
  const { publicRoots = PUBLIC_ROOTS } = question
  const { socket, problem, failure, chain } = await handshake(stream, name, publicRoots, signal)
  socket?.destroy()
  return { problem, failure, chain }
}

async function throughProxy(
  proxy: Proxy,
  place: string,
  question: InternetQuestion,
  signal: AbortSignal,
): Promise<Target> {
  const [name = ''] = place.split(':')
  const { reach, status, stream } = await proxy.connect(place)
  const target: Target = { place, reach, status, tls: null, known: false }
  if (!stream) return target
  const tls = await judge(stream, name, question, signal)
  const known = tls.problem !== null && (await vouched(() => proxy.connect(place), name, question, signal))
  return { ...target, tls, known }
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
  const { places } = question
  const queue = new PQueue({ concurrency: AT_ONCE })
  const proxy = question.proxy && proxyFrom(host, { ...question.proxy, places }, signal)
  const reach = (place: string): Promise<Target> =>
    proxy ? throughProxy(proxy, place, question, signal) : directly(host, place, question, signal)
  const targets = await queue.addAll(places.map((place) => () => reach(place)))
  return { proxy: proxy?.found ?? null, targets }
}
