import type { Db } from '../open.ts'

/** A lease is free again when its heartbeat is older than this. */
export const LEASE_MS = 30_000

/** Takes the site's lease in one statement; also renews it for the same owner. @returns whether `owner` has it now */
export async function takeLease(db: Db, siteId: string, owner: string, at = Date.now()): Promise<boolean> {
  const taken = await db.$executeRaw`
    INSERT INTO "Lease" ("siteId", "owner", "heartbeatAt") VALUES (${siteId}, ${owner}, ${at})
    ON CONFLICT ("siteId") DO UPDATE SET "owner" = excluded."owner", "heartbeatAt" = excluded."heartbeatAt"
    WHERE "Lease"."owner" = excluded."owner" OR "Lease"."heartbeatAt" < ${at - LEASE_MS}`
  return taken === 1
}

/** Renews a lease that `owner` still has. @returns false once somebody else took it or it was dropped */
export async function renewLease(db: Db, siteId: string, owner: string, at = Date.now()): Promise<boolean> {
  const { count } = await db.lease.updateMany({ where: { siteId, owner }, data: { heartbeatAt: at } })
  return count === 1
}

export async function dropLease(db: Db, siteId: string, owner: string): Promise<void> {
  await db.lease.deleteMany({ where: { siteId, owner } })
}

/** Frees every site. For the start of the process that holds the data folder: whoever had a lease is gone. */
export async function dropAllLeases(db: Db): Promise<void> {
  await db.lease.deleteMany({})
}

export async function leaseOwner(db: Db, siteId: string, at = Date.now()): Promise<string | null> {
  const row = await db.lease.findUnique({ where: { siteId } })
  return row && row.heartbeatAt >= at - LEASE_MS ? row.owner : null
}
