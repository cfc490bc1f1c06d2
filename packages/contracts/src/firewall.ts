import { z } from 'zod'
import { PacketProtocol } from './ports/index.ts'
import { Distribution, Profile } from './sites.ts'
import { Localized } from './text.ts'

/** Who opens or takes connections: machines with their addresses, or people and networks that the site must name. */
export const FirewallParty = z.object({
  label: Localized,
  /** Empty where only the customer knows them. */
  addresses: z.array(z.string()),
})
export type FirewallParty = z.infer<typeof FirewallParty>

/** As seen from the servers of the cluster. */
export const FirewallDirection = z.enum(['between', 'in', 'out'])
export type FirewallDirection = z.infer<typeof FirewallDirection>

export const FirewallRow = z.object({
  from: FirewallParty,
  to: FirewallParty,
  protocol: z.enum(['tcp', 'udp', ...PacketProtocol.options]),
  /** One port, or the first and the last of a range; null for packets without ports. */
  first: z.number().int().nullable(),
  last: z.number().int().nullable(),
  direction: FirewallDirection,
  purpose: Localized,
  /** Who says that it is needed. */
  source: z.string(),
})
export type FirewallRow = z.infer<typeof FirewallRow>

/** What opens the ports on the machine itself, for each kind of firewall that it may have. */
export const FirewallCommands = z.object({
  host: z.string(),
  address: z.string(),
  firewalld: z.array(z.string()),
  ufw: z.array(z.string()),
  nftables: z.array(z.string()),
})
export type FirewallCommands = z.infer<typeof FirewallCommands>

/** Days as 2027-01-15; without an end the rules stay for good. */
export const FirewallPeriod = z.object({ from: z.iso.date().nullable(), until: z.iso.date().nullable() })
export type FirewallPeriod = z.infer<typeof FirewallPeriod>

/** Whether the last day, where there are both, is not before the first. Days as 2027-01-15. */
export const isPeriod = ({
  from,
  until,
}: {
  from?: string | null | undefined
  until?: string | null | undefined
}): boolean => !from || !until || from <= until

/** Every rule that a customer's network team has to open for a site, and the commands for each host. */
export const FirewallSheet = z.object({
  site: z.object({ name: z.string(), profile: Profile, distribution: Distribution }),
  /** ISO 8601. */
  generatedAt: z.string(),
  period: FirewallPeriod,
  hosts: z.array(z.object({ name: z.string(), address: z.string(), roles: z.array(z.string()) })),
  rows: z.array(FirewallRow),
  /** What the reader must know or fill in. */
  notes: z.array(Localized),
  commands: z.array(FirewallCommands),
})
export type FirewallSheet = z.infer<typeof FirewallSheet>
