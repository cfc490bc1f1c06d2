import type { Host } from '@astrago/hosts'
import { connectFrom } from './connection.ts'
import type { Evidence } from './evidence.ts'
import { ask } from './http.ts'
import { handshake, PUBLIC_ROOTS } from './tls.ts'

/** `authorities`: PEM of those that count besides the public ones. */
export type UrlQuestion = { url: string; authorities: readonly string[] }
type Found = Evidence['urls'][number]

/** Asks servers of the questionnaire for one page each. @throws what the connection to the host throws */
export const askUrls = (host: Host, questions: readonly UrlQuestion[], signal: AbortSignal): Promise<Found[]> =>
  Promise.all(questions.map((question) => askUrl(host, question, signal)))

async function askUrl(host: Host, { url: given, authorities }: UrlQuestion, signal: AbortSignal): Promise<Found> {
  const url = new URL(given)
  const secure = url.protocol === 'https:'
  const found: Found = { url: `${url.protocol}//${url.host}${url.pathname}`, reach: 'open', tls: null, status: null }
  const reached = await connectFrom(host, url.hostname, Number(url.port || (secure ? 443 : 80)), signal)
  if (reached.result !== 'open') return { ...found, reach: reached.result }
  const tls = secure ? await handshake(reached.stream, url.hostname, [...PUBLIC_ROOTS, ...authorities], signal) : null
  const seen = tls && { problem: tls.problem, failure: tls.failure, chain: tls.chain }
  const stream = tls ? tls.socket : reached.stream
  if (!stream || (tls && tls.problem !== null)) {
    reached.stream.destroy()
    return { ...found, tls: seen }
  }
  const answer = await ask(stream, { path: url.pathname, host: url.host, signal }).catch(() => null)
  return { ...found, tls: seen, status: answer?.status ?? null }
}
