import { AppError, type Role, UNATTENDED } from '@astrago/contracts'
import { type Db, readSession, type Session } from '@astrago/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

type Auth = 'none' | readonly Role[]

declare module 'fastify' {
  interface FastifyContextConfig {
    auth?: Auth
  }
  interface FastifyRequest {
    session: Session | null
  }
}

/** Browsers share cookies between the ports of a host; the port in the name keeps two consoles apart. */
export function sessionCookie(request: FastifyRequest): string {
  return `astrago_${request.socket.localPort ?? 0}`
}

/**
 * Every route under /api says in its contract who may call it; one that says nothing stops the start. The cookie is
 * HttpOnly and SameSite=Strict; a request that changes something carries the header `x-astrago` besides, which a form
 * of another site cannot send.
 */
export function enforceIdentity(app: FastifyInstance, db: Db): void {
  app.decorateRequest('session', null)
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api') && !route.config?.auth)
      throw new Error(`${route.url} does not say who may call it`)
  })
  app.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api')) return
    refuseForeign(request)
    const token = request.cookies[sessionCookie(request)]
    request.session = token ? await readSession(db, token, { prolong: isAttended(request) }) : null
    requireRole(request, request.routeOptions.config.auth)
  })
}

/** A page that nobody has touched for a while says so; a socket that is opened again may be such a page's. */
const isAttended = ({ headers }: FastifyRequest): boolean =>
  headers[UNATTENDED] === undefined && headers.upgrade === undefined

function requireRole(request: FastifyRequest, auth: Auth | undefined): void {
  if (auth === undefined || auth === 'none') return
  if (!request.session) throw new AppError('NOT_LOGGED_IN')
  const { role, site } = request.session
  if (!auth.includes(role)) throw new AppError('NOT_ALLOWED')
  if (role === 'customer' && (request.params as { site?: string }).site !== site) throw new AppError('NOT_ALLOWED')
}

function refuseForeign(request: FastifyRequest): void {
  const { origin, host, 'x-astrago': mark } = request.headers
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (!reads && mark === undefined) throw new AppError('REQUEST_NOT_TRUSTED')
  const crosses = origin !== undefined && hostOf(origin) !== host
  if (crosses && (!reads || request.headers.upgrade)) throw new AppError('REQUEST_NOT_TRUSTED')
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

export function setSessionCookie(reply: FastifyReply, token: string): void {
  reply.setCookie(sessionCookie(reply.request), token, cookieOptions(reply))
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie(reply.request), cookieOptions(reply))
}

function cookieOptions(reply: FastifyReply) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: reply.request.protocol === 'https' } as const
}
