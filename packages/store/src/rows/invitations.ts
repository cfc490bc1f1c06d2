import { randomUUID } from 'node:crypto'
import { AppError, type Invitation } from '@astrago/contracts'
import type { Db } from '../open.ts'
import { hashOf, newToken } from './sessions.ts'

type Row = Omit<Invitation, 'site'> & { siteId: string }

const view = ({ id, siteId, note, createdAt, expiresAt, revokedAt, lastUsedAt }: Row): Invitation => ({
  id,
  site: siteId,
  note,
  createdAt,
  expiresAt,
  revokedAt,
  lastUsedAt,
})

export async function listInvitations(db: Db, siteId: string): Promise<Invitation[]> {
  return (await db.invitation.findMany({ where: { siteId }, orderBy: { createdAt: 'desc' } })).map(view)
}

/** @returns the invitation and its token, which is not stored and cannot be shown again */
export async function invite(
  db: Db,
  siteId: string,
  note: string,
  days: number,
): Promise<{ invitation: Invitation; token: string }> {
  const token = newToken()
  const at = Date.now()
  const row = await db.invitation.create({
    data: {
      id: randomUUID(),
      siteId,
      note,
      tokenHash: hashOf(token),
      createdAt: new Date(at).toISOString(),
      expiresAt: new Date(at + days * 86_400_000).toISOString(),
    },
  })
  return { invitation: view(row), token }
}

/** Revokes the link and ends the sessions made with it. @throws NOT_FOUND */
export async function revokeInvitation(db: Db, siteId: string, id: string): Promise<Invitation> {
  return db.$transaction(async (tx) => {
    const row = await tx.invitation.findFirst({ where: { id, siteId } })
    if (!row) throw new AppError('NOT_FOUND', { params: { what: 'invitation' } })
    await tx.session.deleteMany({ where: { invitationId: id } })
    const revokedAt = row.revokedAt ?? new Date().toISOString()
    return view(await tx.invitation.update({ where: { id }, data: { revokedAt } }))
  })
}

/** The invitation that a token opens, used from now on. @throws LINK_INVALID */
export async function openInvitation(db: Db, token: string): Promise<Invitation> {
  const { id } = await validInvitation(db, token)
  return view(await db.invitation.update({ where: { id }, data: { lastUsedAt: new Date().toISOString() } }))
}

/** What a token would open: the name of the site, and until when. @throws LINK_INVALID */
export async function readInvitation(db: Db, token: string): Promise<{ site: string; expiresAt: string }> {
  const { site, expiresAt } = await validInvitation(db, token)
  return { site: site.name, expiresAt }
}

async function validInvitation(db: Db, token: string) {
  const row = await db.invitation.findUnique({ where: { tokenHash: hashOf(token) }, include: { site: true } })
  if (!row || row.revokedAt || row.expiresAt < new Date().toISOString()) throw new AppError('LINK_INVALID')
  return row
}
