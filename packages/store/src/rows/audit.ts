import type { AuditEntry } from '@astrago/contracts'
import type { Db } from '../open.ts'

export type NewAuditEntry = { who: string; role: string; action: string; site?: string | null; detail?: string }

const PAGE = 100

export async function noteAudit(db: Db, { who, role, action, site, detail }: NewAuditEntry): Promise<void> {
  const at = new Date().toISOString()
  await db.auditEntry.create({ data: { at, who, role, action, siteId: site ?? null, detail: detail ?? '' } })
}

/** A page of the audit log, newest first, of entries older than `before`. */
export async function readAudit(
  db: Db,
  { before, site }: { before?: number | undefined; site?: string | undefined },
): Promise<{ entries: AuditEntry[]; more: boolean }> {
  const rows = await db.auditEntry.findMany({
    where: { ...(before ? { id: { lt: before } } : {}), ...(site ? { siteId: site } : {}) },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const entries = rows.slice(0, PAGE).map(({ siteId, ...row }) => ({ ...row, site: siteId }))
  return { entries, more: rows.length > PAGE }
}
