import { randomUUID } from 'node:crypto'
import { AppError, Waiver } from '@astrago/contracts'
import type { Db } from '../open.ts'

/** The waivers of a site, also those that do not hold any more. */
export async function listWaivers(db: Db, siteId: string): Promise<Waiver[]> {
  return (await db.waiver.findMany({ where: { siteId }, orderBy: { at: 'asc' } })).map((row) => Waiver.parse(row))
}

export type NewWaiver = Omit<Waiver, 'id' | 'at'>

/** Waives failures, all or none; a second waiver of the same check and host takes the place of the first. */
export async function waive(db: Db, siteId: string, waivers: readonly NewWaiver[]): Promise<Waiver[]> {
  const at = new Date().toISOString()
  const rows = await db.$transaction(
    waivers.map(({ check, host, ...more }) =>
      db.waiver.upsert({
        where: { siteId_check_host: { siteId, check, host } },
        create: { id: randomUUID(), siteId, check, host, ...more, at },
        update: { ...more, at },
      }),
    ),
  )
  return rows.map((row) => Waiver.parse(row))
}

/** @throws NOT_FOUND */
export async function revokeWaiver(db: Db, siteId: string, id: string): Promise<Waiver> {
  return db.$transaction(async (tx) => {
    const row = await tx.waiver.findFirst({ where: { id, siteId } })
    if (!row) throw new AppError('NOT_FOUND', { params: { what: 'waiver' } })
    await tx.waiver.delete({ where: { id } })
    return Waiver.parse(row)
  })
}
