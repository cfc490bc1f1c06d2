import { AppError, type Identity, ROUTES } from '@astrago/contracts'
import {
  addFirstUser,
  addUser,
  countUsers,
  endSession,
  findUser,
  hashPassword,
  invite,
  listInvitations,
  listUsers,
  noteAudit,
  openInvitation,
  readAudit,
  readInvitation,
  readSession,
  readSite,
  revokeInvitation,
  type SessionOwner,
  setPassword,
  setUserDisabled,
  startSession,
  useLink,
  verifyPassword,
} from '@astrago/store'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../app.ts'
import { handle, identityOf } from '../handle.ts'
import { clearSessionCookie, sessionCookie, setSessionCookie } from '../plugins/identity.ts'
import { audit } from '../work/audit.ts'
import { makeTryCounter } from '../work/tries.ts'

/** Guessing is slowed by address here and by account in the try counter. */
const GUESSABLE = { rateLimit: { max: 30, timeWindow: 60_000 } }

export function peopleRoutes(app: FastifyInstance, { store }: Deps, closeEndedSockets: () => Promise<void>): void {
  const { db } = store
  const tries = makeTryCounter({ max: 10, perMs: 5 * 60_000 })

  const logIn = async (reply: FastifyReply, owner: SessionOwner, action = 'login'): Promise<Identity> => {
    const token = await startSession(db, owner)
    setSessionCookie(reply, token)
    const session = await readSession(db, token)
    if (!session) throw new AppError('NOT_LOGGED_IN')
    const { name, role, site, expiresAt } = session
    await noteAudit(db, { who: name, role, action, site })
    return { name, role, site, expiresAt }
  }

  handle(app, ROUTES.session, async ({ request }) => {
    const { session } = request
    const identity = session && {
      name: session.name,
      role: session.role,
      site: session.site,
      expiresAt: session.expiresAt,
    }
    return { identity, needsFirstUser: (await countUsers(db)) === 0 }
  })

  handle(
    app,
    ROUTES.setup,
    async ({ body, reply }) => {
      const passwordHash = await hashPassword(body.password)
      await useLink(db, 'setup', body.token)
      const user = await addFirstUser(db, { name: body.name, passwordHash })
      return logIn(reply, { userId: user.id }, 'make-first-user')
    },
    GUESSABLE,
  )

  handle(
    app,
    ROUTES.loginByLink,
    async ({ body, reply }) => {
      const { userId } = await useLink(db, 'login', body.token)
      if (!userId) throw new AppError('LINK_INVALID')
      return logIn(reply, { userId })
    },
    GUESSABLE,
  )

  handle(
    app,
    ROUTES.login,
    async ({ body, reply }) => {
      tries.count(body.name.toLowerCase())
      const user = await findUser(db, body.name)
      const right = await verifyPassword(body.password, user?.passwordHash ?? '')
      if (!user || user.disabled || !right) {
        await noteAudit(db, { who: body.name, role: '-', action: 'login-failed', detail: '' })
        throw new AppError('LOGIN_FAILED')
      }
      tries.forget(body.name.toLowerCase())
      return logIn(reply, { userId: user.id })
    },
    GUESSABLE,
  )

  handle(app, ROUTES.logout, async ({ request, reply }) => {
    const token = request.cookies[sessionCookie(request)]
    if (token) await endSession(db, token)
    await closeEndedSockets()
    if (request.session) await audit(db, request, 'logout')
    clearSessionCookie(reply)
    return { ok: true } as const
  })

  handle(
    app,
    ROUTES.changePassword,
    async ({ body, request }) => {
      const user = await findUser(db, identityOf(request).name)
      if (!user || !(await verifyPassword(body.current, user.passwordHash))) throw new AppError('LOGIN_FAILED')
      await setPassword(db, user.id, await hashPassword(body.next), request.session?.tokenHash)
      await closeEndedSockets()
      await audit(db, request, 'change-password')
      return { ok: true } as const
    },
    GUESSABLE,
  )

  handle(app, ROUTES.listUsers, () => listUsers(db))

  handle(app, ROUTES.addUser, async ({ body, request }) => {
    const { name, role } = body
    const user = await addUser(db, { name, role, passwordHash: await hashPassword(body.password) })
    await audit(db, request, 'add-user', { detail: `${name} (${role})` })
    return user
  })

  handle(app, ROUTES.changeUser, async ({ params, body, request }) => {
    const user = await setUserDisabled(db, params.user, body.disabled)
    await closeEndedSockets()
    await audit(db, request, body.disabled ? 'disable-user' : 'enable-user', { detail: user.name })
    return user
  })

  handle(app, ROUTES.listInvitations, ({ params }) => listInvitations(db, params.site))

  handle(app, ROUTES.invite, async ({ params, body, request }) => {
    await readSite(db, params.site)
    const made = await invite(db, params.site, body.note, body.days)
    await audit(db, request, 'invite', { site: params.site, detail: body.note })
    return made
  })

  handle(app, ROUTES.revokeInvitation, async ({ params, request }) => {
    const invitation = await revokeInvitation(db, params.site, params.invitation)
    await audit(db, request, 'revoke-invitation', { site: params.site, detail: invitation.note })
    return invitation
  })

  handle(app, ROUTES.readInvitation, ({ body }) => readInvitation(db, body.token), GUESSABLE)

  handle(
    app,
    ROUTES.acceptInvitation,
    async ({ body, reply }) => {
      const invitation = await openInvitation(db, body.token)
      return logIn(reply, { invitationId: invitation.id })
    },
    GUESSABLE,
  )

  handle(app, ROUTES.audit, ({ query }) => readAudit(db, query))
}
