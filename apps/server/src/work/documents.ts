import type { FirewallPeriod, FirewallSheet, Requirements } from '@astrago/contracts'
import { ownAddressTowards } from '@astrago/hosts'
import { firewallSheet, requirements } from '@astrago/preflight'
import type { Store } from '@astrago/store'
import { readState } from './form.ts'
import { earlierFindings, preflightInput } from './preflights.ts'

/** The firewall request of a site as its answers stand. @throws NOT_FOUND */
export async function firewallSheetOf(store: Store, siteId: string, period: FirewallPeriod): Promise<FirewallSheet> {
  const state = await readState(store, siteId)
  const input = preflightInput(state)
  const records = (await earlierFindings(store, siteId))?.records ?? []
  const first = input.nodes.find(({ address }) => address !== null)?.address
  return firewallSheet({
    name: state.site.name,
    generatedAt: new Date().toISOString(),
    input,
    console: first ? await ownAddressTowards(first) : null,
    period,
    records,
  })
}

/** What to prepare for a site as its answers stand. @throws NOT_FOUND */
export async function requirementsOf(store: Store, siteId: string): Promise<Requirements> {
  const state = await readState(store, siteId)
  return requirements({
    name: state.site.name,
    generatedAt: new Date().toISOString(),
    input: preflightInput(state),
  })
}
