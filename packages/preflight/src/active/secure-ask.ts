import type { Host } from '@astrago/hosts'
import { connectFrom } from './connection.ts'
import { ask, type HttpAnswer, type HttpQuestion } from './http.ts'
import { handshake } from './tls.ts'

const HTTPS_PORT = 443

/** PEM of the authorities that count. */
type Trust = { roots: readonly string[]; signal: AbortSignal }
/** Asks one thing over a connection of its own. Null where nothing was sent, or no answer came. */
export type SecureAsk = (url: URL, question?: Pick<HttpQuestion, 'method' | 'headers'>) => Promise<HttpAnswer | null>

/**
 * Lets a host ask servers over TLS. What is asked may hold a password, so it is sent only to an `https:` address whose
 * certificate was verified on that very connection.
 */
export function secureAskFrom(host: Host, { roots, signal }: Trust): SecureAsk {
  return async (url, question = {}) => {
    if (url.protocol !== 'https:') return null
    const reached = await connectFrom(host, url.hostname, Number(url.port || HTTPS_PORT), signal)
    if (reached.result !== 'open') return null
    const { socket, problem } = await handshake(reached.stream, url.hostname, roots, signal)
    if (!socket || problem !== null) {
      reached.stream.destroy()
      return null
    }
    const path = `${url.pathname}${url.search}`
    return ask(socket, { ...question, path, host: url.host, signal }).catch(() => null)
  }
}
