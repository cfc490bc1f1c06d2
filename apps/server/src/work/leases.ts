import type { LeaseStore } from '@astrago/jobs'
import { type Db, dropLease, leaseOwner, renewLease, takeLease } from '@astrago/store'

/** The leases of sites, in the rows of the store. */
export function leasesIn(db: Db): LeaseStore {
  return {
    take: (site, owner) => takeLease(db, site, owner),
    renew: (site, owner) => renewLease(db, site, owner),
    drop: (site, owner) => dropLease(db, site, owner),
    owner: (site) => leaseOwner(db, site),
  }
}
