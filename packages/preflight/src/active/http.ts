import { type IncomingHttpHeaders, request } from 'node:http'
import type { Duplex } from 'node:stream'

const TIMEOUT_MS = 8_000
/** More than any answer that is read here; what is beyond is dropped. */
const MAX_BYTES = 256 * 1024

export type HttpAnswer = { status: number; headers: IncomingHttpHeaders; body: string }
export type HttpQuestion = {
  /** Default GET. */
  method?: 'GET' | 'HEAD'
  path: string
  /** The Host header: name, and port where it is not the usual one. */
  host: string
  headers?: Readonly<Record<string, string>>
  signal: AbortSignal
}

/** One question over an open stream, which is closed behind. Redirects are not followed. @throws what Node throws */
export function ask(stream: Duplex, question: HttpQuestion): Promise<HttpAnswer> {
  const { method = 'GET', path, host, headers, signal } = question
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
  return new Promise((resolve, reject) => {
    const asked = request({
      method,
      path,
      headers: { ...headers, host, connection: 'close', 'user-agent': 'astrago-preflight' },
      createConnection: () => stream,
      signal: limit,
    })
    asked.on('error', reject)
    // A server that goes over to another protocol: Node hands its stream on and says no more of the question.
    asked.on('upgrade', ({ statusCode, headers }, socket) => {
      socket.destroy()
      resolve({ status: statusCode ?? 0, headers, body: '' })
    })
    asked.on('response', (response) => {
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        if (size < MAX_BYTES) parts.push(chunk)
        size += chunk.length
        if (size > MAX_BYTES) response.destroy()
      })
      response.on('error', () => {})
      response.on('close', () => {
        stream.destroy()
        const body = Buffer.concat(parts).toString('utf8', 0, MAX_BYTES)
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      })
    })
    asked.end()
  })
}
