import type { Duplex } from 'node:stream'
import type { Host } from '@astrago/hosts'
import { proxyEndpoint } from '../site-services.ts'
import { type Account, basicAuth } from './account.ts'
import { connectFrom } from './connection.ts'
import type { Evidence } from './evidence.ts'
import { headOf } from './http-head.ts'
import { endOf, isRefusal, type LoginEnd, type LoginTrial, schemesOf } from './proxy-login.ts'
import { handshake } from './tls.ts'

export type ProxyQuestion = {
  /** `http://host:port` or `https://host:port`, without a login. */
  url: string
  /** Null where the questionnaire names none. */
  account: Account | null
  /** PEM of the authorities that an https proxy is trusted by. */
  roots: readonly string[]
  trial: LoginTrial
  /** All that will be asked for, as `host:port`. */
  places: readonly string[]
}
type Found = NonNullable<Evidence['internet']['proxy']>

/** What a proxy said to a question for a tunnel, and the tunnel where it made one. */
type Said = Pick<Evidence['internet']['targets'][number], 'reach' | 'status'> & {
  tls: Found['tls']
  head: string
  stream: Duplex | null
}

const OK = 200
const LOGIN_WANTED = 407
const UNSAID: Omit<Said, 'reach'> = { status: null, tls: null, head: '', stream: null }

function requestFor(place: string, login: string | null): string {
  const lines = [`CONNECT ${place} HTTP/1.1`, `Host: ${place}`, 'User-Agent: astrago-preflight']
  return `${[...lines, ...(login ? [`Proxy-Authorization: ${login}`] : [])].join('\r\n')}\r\n\r\n`
}

const domainOf = (place: string): string => (place.split(':')[0] ?? '').split('.').slice(-2).join('.')

/** One that a policy which forbids `place` may allow: of another domain. */
const placeApart = (place: string, places: readonly string[]): string | undefined =>
  places.find((each) => domainOf(each) !== domainOf(place))

/** Half a head, which may have said anything, is no HTTP. */
const statusIn = (head: string): number | null =>
  head === '' ? null : Number(/^HTTP\/1\.[01] (\d{3})[\s\S]*\r\n\r\n$/.exec(head)?.[1] ?? 0)

/**
 * A proxy as one host sees it, which is asked for tunnels (RFC 9110 section 9.3.6). A login is sent only after the proxy
 * asked for one, and by the first host for all.
 */
export function proxyFrom(host: Host, question: ProxyQuestion, signal: AbortSignal) {
  const { url, account, roots, trial, places } = question
  const secure = /^https:/i.test(url)
  const { address, port } = proxyEndpoint(url) ?? { address: url, port: 0 }
  const found: Found = {
    address: url,
    reach: 'timeout',
    tls: null,
    user: account?.user ?? null,
    login: 'none',
    schemes: [],
  }
  let authorization: string | null = null

  async function say(place: string, login: string | null): Promise<Said> {
    const { stream, ...said } = await open()
    if (!stream) return { ...said, stream }
    stream.write(requestFor(place, login))
    const head = await headOf(stream, signal)
    const status = statusIn(head)
    if (status !== OK) stream.destroy()
    return { ...said, status, head, stream: status === OK ? stream : null }
  }

  async function open(): Promise<Said> {
    const reached = await connectFrom(host, address, port, signal)
    if (reached.result !== 'open') return { ...UNSAID, reach: reached.result }
    const raw = reached.stream
    if (!secure) return { ...UNSAID, reach: 'open', stream: raw }
    const { socket, problem, failure, chain } = await handshake(raw, address, roots, signal)
    const stream = problem === null ? socket : null
    if (stream) stream.once('close', () => raw.destroy())
    else raw.destroy()
    return { ...UNSAID, reach: 'open', tls: { problem, failure, chain }, stream }
  }

  async function logIn(place: string, schemes: readonly string[]): Promise<Found['login']> {
    if (schemes.length > 0 && !schemes.includes('basic')) return 'other-kind'
    if (!account) return 'wanted'
    return (await trial(() => tryAccount(account, place))) ?? 'unanswered'
  }

  /** An answer that may be about the place is asked for once more, of another place; a third login might lock the account. */
  async function tryAccount(own: Account, place: string): Promise<LoginEnd | null> {
    const end = await tryAt(own, place)
    const other = end === 'unclear' ? placeApart(place, places) : undefined
    const second = other && (await tryAt(own, other))
    return second === 'accepted' || second === 'refused' ? second : end
  }

  async function tryAt(own: Account, place: string): Promise<LoginEnd | null> {
    const { reach, tls, status, head, stream } = await say(place, basicAuth(own))
    stream?.destroy()
    if (reach !== 'open' || tls?.failure || tls?.problem) return null
    return status ? endOf(status, head) : 'unanswered'
  }

  async function ask(place: string): Promise<Said> {
    const sent = authorization
    const said = await say(place, sent)
    if (sent && isRefusal(said.status)) {
      found.login = 'refused'
      authorization = null
      return { ...said, status: LOGIN_WANTED }
    }
    if (said.status !== LOGIN_WANTED || found.login === 'refused') return said
    found.schemes = schemesOf(said.head)
    found.login = await logIn(place, found.schemes)
    authorization = found.login === 'accepted' && account ? basicAuth(account) : null
    return authorization ? ask(place) : said
  }

  return {
    found,
    /** @throws what the connection to the host throws */
    async connect(place: string): Promise<Said> {
      const said = await ask(place)
      if (found.reach !== 'open') found.reach = said.reach
      found.tls ??= said.tls
      return said
    },
  }
}
