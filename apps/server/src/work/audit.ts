import { type Db, noteAudit } from '@astrago/store'
import type { FastifyRequest } from 'fastify'
import { identityOf } from '../handle.ts'

/** Notes what the asker of a request did. */
export async function audit(
  db: Db,
  request: FastifyRequest,
  action: string,
  { site, detail }: { site?: string; detail?: string } = {},
): Promise<void> {
  const { name: who, role } = identityOf(request)
  await noteAudit(db, { who, role, action, site: site ?? null, detail: detail ?? '' })
}
