import type { Host } from '@astrago/hosts'
import { endpointOf } from '../site-services.ts'
import { connectFrom } from './connection.ts'
import type { Evidence } from './evidence.ts'
import { ask, type HttpAnswer } from './http.ts'
import { handshake, PUBLIC_ROOTS } from './tls.ts'

const HTTPS_PORT = 443

/** `address`: `host` or `host:port`. `authorities`: PEM of those that count besides the public ones. */
type RegistryQuestion = { address: string; authorities: readonly string[] }
type Found = Evidence['registry']
type Api = NonNullable<Found['api']>

/** One look at the registry as the host sees it; no login is sent. @throws what the connection to the host throws */
export async function askRegistry(host: Host, question: RegistryQuestion, signal: AbortSignal): Promise<Found> {
  const { address, port } = endpointOf(question.address, HTTPS_PORT) ?? { address: question.address, port: HTTPS_PORT }
  const found: Found = { address: question.address, reach: 'open', tls: null, api: null }
  const reached = await connectFrom(host, address, port, signal)
  if (reached.result !== 'open') return { ...found, reach: reached.result }
  const roots = [...PUBLIC_ROOTS, ...question.authorities]
  const { socket, problem, chain, failure } = await handshake(reached.stream, address, roots, signal)
  const tls = { problem, failure, chain }
  const path = { path: '/v2/', host: question.address, signal }
  if (socket && problem === null) {
    const answer = await ask(socket, path).catch(() => null)
    return { ...found, tls, api: answer && apiOf(answer) }
  }
  reached.stream.destroy()
  if (socket) return { ...found, tls }
  // No TLS is spoken there: a registry may be, in the clear.
  const again = await connectFrom(host, address, port, signal)
  const answer = again.result === 'open' ? await ask(again.stream, path).catch(() => null) : null
  return { ...found, tls, api: answer && apiOf(answer) }
}

/** A registry says its version, or answers in JSON, or asks for a login (OCI distribution specification, end-1). */
function apiOf({ status, headers, body }: HttpAnswer): Api {
  const challenge = headers['www-authenticate'] ?? ''
  const version = headers['docker-distribution-api-version'] !== undefined
  const page = /html/i.test(headers['content-type'] ?? '') || /^\s*</.test(body)
  const asks = /^(basic|bearer)\b/i.test(challenge)
  const registry = status === 200 ? version || !page : status === 401 && (version || asks)
  return { status, registry }
}
