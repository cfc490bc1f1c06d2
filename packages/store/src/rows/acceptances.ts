import { randomUUID } from 'node:crypto'
import { Acceptance, AppError } from '@astrago/contracts'
import type { Db } from '../open.ts'

export async function listAcceptances(db: Db, siteId: string): Promise<Acceptance[]> {
  return (await db.acceptance.findMany({ where: { siteId }, orderBy: { at: 'asc' } })).map((row) =>
    Acceptance.parse(row),
  )
}

export type NewAcceptance = Pick<Acceptance, 'check' | 'host' | 'reason' | 'who'>

/** Accepts a failure; a second acceptance of the same check and host replaces reason and person. */
export async function accept(db: Db, siteId: string, { check, host, reason, who }: NewAcceptance): Promise<Acceptance> {
  const data = { reason, who, at: new Date().toISOString() }
  const row = await db.acceptance.upsert({
    where: { siteId_check_host: { siteId, check, host } },
    create: { id: randomUUID(), siteId, check, host, ...data },
    update: data,
  })
  return Acceptance.parse(row)
}

/** @throws NOT_FOUND */
export async function withdrawAcceptance(db: Db, siteId: string, id: string): Promise<Acceptance> {
  return db.$transaction(async (tx) => {
    const row = await tx.acceptance.findFirst({ where: { id, siteId } })
    if (!row) throw new AppError('NOT_FOUND', { params: { what: 'acceptance' } })
    await tx.acceptance.delete({ where: { id } })
    return Acceptance.parse(row)
  })
}
