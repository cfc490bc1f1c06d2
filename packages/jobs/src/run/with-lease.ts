import { AppError } from '@astrago/contracts'
import type { Lease, LeaseStore } from './stores.ts'

export type LeaseRequest = {
  leases: LeaseStore
  site: string
  /** Of this process and this piece of work: two with the same name would both own it. */
  owner: string
  heartbeatMs?: number
  /** The term after which the store gives the lease to others. */
  termMs?: number
}

/**
 * Works while owning the site. The lease is renewed every few seconds; when somebody else has it, or it could not be
 * renewed in time, `lease.signal` aborts with LEASE_LOST. It is given back at the end, however that comes.
 * @throws SITE_BUSY, and what `work` throws
 */
export async function withLease<T>(request: LeaseRequest, work: (lease: Lease) => Promise<T>): Promise<T> {
  const { leases, site, owner, heartbeatMs = 5_000, termMs = 30_000 } = request
  if (!(await leases.take(site, owner))) {
    throw new AppError('SITE_BUSY', { params: { owner: (await leases.owner(site)) ?? '?' } })
  }
  const lost = new AbortController()
  const lose = (cause?: unknown): void => lost.abort(new AppError('LEASE_LOST', { cause }))
  // Before the term is over, so that nobody else can have begun while this process still works.
  const expiry = setTimeout(lose, termMs - heartbeatMs)
  const renew = async (): Promise<void> => {
    try {
      if (await leases.renew(site, owner)) expiry.refresh()
      else lose()
    } catch {
      // Not renewed is not lost yet: the next beat tries again, and the expiry ends it.
    }
  }
  const heartbeat = setInterval(() => void renew(), heartbeatMs)
  try {
    return await work({ site, owner, signal: lost.signal })
  } finally {
    clearInterval(heartbeat)
    clearTimeout(expiry)
    await leases.drop(site, owner)
  }
}
