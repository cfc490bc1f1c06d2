import { AppError, type ErrorCode, isAppError } from '@astrago/contracts'

type Failure = { code: ErrorCode; detail: string }

/** Error numbers of the operating system, in words. */
const SOCKET: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: { code: 'HOST_REFUSED', detail: 'connection refused' },
  ECONNRESET: { code: 'HOST_REFUSED', detail: 'connection reset' },
  EPIPE: { code: 'HOST_REFUSED', detail: 'connection closed' },
  ETIMEDOUT: { code: 'HOST_UNREACHABLE', detail: 'time-out' },
  EHOSTUNREACH: { code: 'HOST_UNREACHABLE', detail: 'no route to host' },
  ENETUNREACH: { code: 'HOST_UNREACHABLE', detail: 'network unreachable' },
  EHOSTDOWN: { code: 'HOST_UNREACHABLE', detail: 'host is down' },
  ENOTFOUND: { code: 'HOST_UNREACHABLE', detail: 'unknown name' },
  EAI_AGAIN: { code: 'HOST_UNREACHABLE', detail: 'name server does not answer' },
  EACCES: { code: 'HOST_UNREACHABLE', detail: 'blocked by a firewall of this machine' },
  EPERM: { code: 'HOST_UNREACHABLE', detail: 'blocked by a firewall of this machine' },
}

/** What ssh2 and servers say, first match wins. */
const SAYINGS: readonly [RegExp, Failure][] = [
  [/timed out while waiting for handshake/i, { code: 'HOST_UNREACHABLE', detail: 'time-out' }],
  [/all configured authentication methods failed/i, { code: 'HOST_AUTH_FAILED', detail: 'refused' }],
  [/too many authentication failures/i, { code: 'HOST_AUTH_FAILED', detail: 'too many attempts' }],
  [/connection lost before handshake/i, { code: 'HOST_REFUSED', detail: 'closed before the handshake' }],
  [/not allowed at this time/i, { code: 'HOST_REFUSED', detail: 'too many connections at once' }],
  [/no matching (.+)$/i, { code: 'HOST_SSH_INCOMPATIBLE', detail: 'no matching $1' }],
  [
    /invalid identification|protocol version|malformed|unexpected packet|bad packet length|signature verification failed/i,
    { code: 'HOST_SSH_INCOMPATIBLE', detail: 'protocol error' },
  ],
]

/**
 * Why a connection could not be made, as an error of the table. The cause kept is the message alone: the objects of
 * ssh2 and Node reach sockets and buffers.
 */
export function connectError(host: string, user: string, error: unknown): AppError {
  if (isAppError(error)) return error
  const { code, detail } = failureOf(error)
  return new AppError(code, { host, params: { user, detail }, cause: plainCause(error) })
}

/** The connection ended in the middle of the work. */
export function lostError(host: string, error?: unknown): AppError {
  return new AppError('HOST_LOST', error === undefined ? { host } : { host, cause: plainCause(error) })
}

function failureOf(error: unknown): Failure {
  const known = SOCKET[codeOf(error)]
  if (known) return known
  const message = messageOf(error)
  for (const [pattern, { code, detail }] of SAYINGS) {
    const match = pattern.exec(message)
    if (match) return { code, detail: detail.replace('$1', match[1] ?? '') }
  }
  return { code: 'HOST_REFUSED', detail: 'connection closed' }
}

/** A name with several addresses fails with an AggregateError, whose parts hold the reason. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '')

function plainCause(error: unknown): Error {
  const code = codeOf(error)
  return new Error([code, messageOf(error)].filter(Boolean).join(' ') || 'unknown')
}
