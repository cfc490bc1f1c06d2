import { createHash, randomBytes } from 'node:crypto'
import { AppError, type Identity, isAppError, Role } from '@astrago/contracts'
import type { Db } from '../open.ts'

/** A session ends after this time without a request, and at the latest after the second. */
export const IDLE_MS = 60 * 60_000
export const LONGEST_MS = 12 * 60 * 60_000

/** 256 random bits as text for a cookie or the fragment of a link; only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

const iso = (ms: number): string => new Date(ms).toISOString()

export type SessionOwner = { userId: string } | { invitationId: string }

/** @returns the token for the cookie */
export async function startSession(db: Db, owner: SessionOwner): Promise<string> {
  const token = newToken()
  const at = Date.now()
  await db.session.deleteMany({ where: { expiresAt: { lt: iso(at) } } })
  await db.session.create({
    data: { tokenHash: hashOf(token), ...owner, createdAt: iso(at), lastSeenAt: iso(at), expiresAt: iso(at + IDLE_MS) },
  })
  if ('userId' in owner) await db.user.update({ where: { id: owner.userId }, data: { lastSeenAt: iso(at) } })
  return token
}

export type Session = Identity & { tokenHash: string; userId: string | null }

/**
 * Who a cookie's token belongs to, or null when the session has ended, its user is disabled or its invitation was
 * revoked or has expired. Prolongs the session, at most once a minute, unless `prolong` is false: nobody is there.
 */
export async function readSession(db: Db, token: string, { prolong = true } = {}): Promise<Session | null> {
  const tokenHash = hashOf(token)
  const row = await db.session.findUnique({ where: { tokenHash }, include: { user: true, invitation: true } })
  const at = Date.now()
  if (!row || row.expiresAt < iso(at)) return null
  const end = prolong ? Math.min(at + IDLE_MS, Date.parse(row.createdAt) + LONGEST_MS) : Date.parse(row.expiresAt)
  const identity = identityOf(row.user, row.invitation, at, iso(end))
  if (!identity || end <= at) return null
  if (prolong && at - Date.parse(row.lastSeenAt) > 60_000)
    await keepOpen(db, tokenHash, { lastSeenAt: iso(at), expiresAt: iso(end) })
  return { ...identity, tokenHash, userId: row.userId }
}

/** On a full disk a session is not prolonged, and lets its user in all the same: to read, and to free what is there. */
async function keepOpen(db: Db, tokenHash: string, data: { lastSeenAt: string; expiresAt: string }): Promise<void> {
  try {
    await db.session.updateMany({ where: { tokenHash }, data })
  } catch (error) {
    if (!isAppError(error)) throw error
  }
}

type UserPart = { name: string; role: string; disabled: boolean } | null
type InvitationPart = { siteId: string; note: string; revokedAt: string | null; expiresAt: string } | null

function identityOf(user: UserPart, invitation: InvitationPart, at: number, expiresAt: string): Identity | null {
  if (user) return user.disabled ? null : { name: user.name, role: Role.parse(user.role), site: null, expiresAt }
  if (!invitation || invitation.revokedAt || invitation.expiresAt < iso(at)) return null
  return { name: invitation.note, role: 'customer', site: invitation.siteId, expiresAt }
}

export async function endSession(db: Db, token: string): Promise<void> {
  await db.session.deleteMany({ where: { tokenHash: hashOf(token) } })
}

export type LinkPurpose = 'setup' | 'login'

/** Makes a one-time link for `minutes`; an older one of the same purpose and user stops working. */
export async function makeLink(db: Db, purpose: LinkPurpose, userId: string | null, minutes: number): Promise<string> {
  const token = newToken()
  await db.$transaction([
    db.loginLink.deleteMany({ where: { OR: [{ purpose, userId }, { expiresAt: { lt: iso(Date.now()) } }] } }),
    db.loginLink.create({
      data: { tokenHash: hashOf(token), purpose, userId, expiresAt: iso(Date.now() + minutes * 60_000) },
    }),
  ])
  return token
}

/** Uses a one-time link up; of two who try at once one gets LINK_INVALID. @throws LINK_INVALID */
export async function useLink(db: Db, purpose: LinkPurpose, token: string): Promise<{ userId: string | null }> {
  return db.$transaction(async (tx) => {
    const row = await tx.loginLink.findUnique({ where: { tokenHash: hashOf(token) } })
    if (!row || row.purpose !== purpose || row.expiresAt < iso(Date.now())) throw new AppError('LINK_INVALID')
    const { count } = await tx.loginLink.deleteMany({ where: { tokenHash: row.tokenHash } })
    if (count !== 1) throw new AppError('LINK_INVALID')
    return { userId: row.userId }
  })
}
