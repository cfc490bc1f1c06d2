import { X509Certificate } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { checkServerIdentity, connect, type PeerCertificate, rootCertificates, type TLSSocket } from 'node:tls'
import { isAddress } from '../checks/cidr.ts'

const TIMEOUT_MS = 6_000

type Seen = { name: string; issuer: string; from: string; until: string }
export type Handshake = {
  /** Null where there was no TLS at all. */
  socket: TLSSocket | null
  /** Why the certificate is not trusted, as OpenSSL or Node name it; null when it is, and where there was no TLS. */
  problem: string | null
  /** From the server's own certificate up. */
  chain: Seen[]
  /** What went wrong before there was a certificate. */
  failure: string | null
}

/** Authorities of the public internet, as Node ships them. */
export const PUBLIC_ROOTS: readonly string[] = rootCertificates

const nameIn = (subject: string | undefined): string =>
  /^CN=(.*)$/m.exec(subject ?? '')?.[1] ?? (subject ?? '-').replaceAll('\n', ', ')

const seen = (certificate: X509Certificate): Seen => ({
  name: nameIn(certificate.subject),
  issuer: nameIn(certificate.issuer),
  from: certificate.validFromDate.toISOString(),
  until: certificate.validToDate.toISOString(),
})

/** The certificates that the server sent, from its own up; a self-signed end names itself as its issuer. */
function chainOf(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = []
  for (let at = socket.getPeerCertificate(true); at?.raw && chain.length < 10; at = at.issuerCertificate) {
    const certificate = new X509Certificate(at.raw)
    if (chain.some(({ fingerprint256 }) => fingerprint256 === certificate.fingerprint256)) break
    chain.push(certificate)
  }
  return chain
}

/** As Node has it, but for a name in the subject alone: that is none for Go (crypto/x509, VerifyHostname), nor for browsers. */
const identityProblem = (name: string, certificate: PeerCertificate): Error | undefined =>
  checkServerIdentity(name, { ...certificate, subject: { ...certificate.subject, CN: '' } })

/**
 * A TLS handshake over a stream; the certificate is judged by `roots` alone, and a bad one is told, not refused: what is
 * said over the socket then is the caller's decision.
 */
export function handshake(
  stream: Duplex,
  name: string,
  roots: readonly string[],
  signal: AbortSignal,
): Promise<Handshake> {
  return new Promise((resolve) => {
    const socket = connect({
      socket: stream,
      host: name,
      ...(isAddress(name) ? {} : { servername: name }),
      ca: [...roots],
      rejectUnauthorized: false,
      // As Go has it, and with it container runtimes: any authority that is given is one, also where it is not a root.
      allowPartialTrustChain: true,
      checkServerIdentity: identityProblem,
      ALPNProtocols: ['http/1.1'],
      minVersion: 'TLSv1.2',
    })
    const fail = (failure: string): void => {
      finish({ socket: null, problem: null, chain: [], failure })
      socket.destroy()
      stream.destroy()
    }
    const timer = setTimeout(() => fail('timeout'), TIMEOUT_MS)
    const abort = (): void => fail('aborted')
    const finish = (result: Handshake): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      resolve(result)
    }
    signal.addEventListener('abort', abort, { once: true })
    stream.once('close', () => fail('closed'))
    socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message))
    socket.once('secureConnect', () => {
      const chain = chainOf(socket)
      const problem = socket.authorized ? null : codeOf(socket.authorizationError)
      finish({ socket, problem, chain: chain.map(seen), failure: null })
    })
    if (signal.aborted) abort()
  })
}

const codeOf = (error: unknown): string =>
  typeof error === 'string' ? error : ((error as NodeJS.ErrnoException | null)?.code ?? 'unknown')
