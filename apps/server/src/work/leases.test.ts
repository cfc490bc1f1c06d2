import { dropLease, takeLease } from '@astrago/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from '../testing.ts'
import { leasesIn } from './leases.ts'

let it: TemporaryConsole
beforeEach(async () => {
  it = await temporaryConsole()
})
afterEach(() => it.remove())

test.each(['take', 'owner'] as const)('%s waits for work that is over and still has its lease', async (way) => {
  const { store, site } = it
  await takeLease(store.db, site.id, 'kim')
  const leases = leasesIn(store.db, () => dropLease(store.db, site.id, 'kim'))
  expect(await leases[way](site.id, 'lee')).toBe(way === 'take' ? true : null)
})
