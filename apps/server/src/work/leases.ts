import type { LeaseStore } from '@astrago/jobs'
import { type Db, dropLease, leaseOwner, renewLease, takeLease } from '@astrago/store'

/**
 * The leases of sites, in the rows of the store. `putAway` waits for work whose end can be read already while it still
 * has its lease: nobody is told that such a site is busy.
 */
export function leasesIn(db: Db, putAway: (site: string) => Promise<void>): LeaseStore {
  return {
    async take(site, owner) {
      await putAway(site)
      return takeLease(db, site, owner)
    },
    renew: (site, owner) => renewLease(db, site, owner),
    drop: (site, owner) => dropLease(db, site, owner),
    async owner(site) {
      await putAway(site)
      return leaseOwner(db, site)
    },
  }
}
