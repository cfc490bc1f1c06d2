import { isIPv6 } from 'node:net'
import type { PacketProtocol } from '@astrago/contracts'

type Family = 'ipv4' | 'ipv6'
type Words = Record<Family, string>

/** Of an address or a network. */
export const familyOf = (source: string): Family => (isIPv6(source.split('/')[0] ?? '') ? 'ipv6' : 'ipv4')

const both = (words: string): Words => ({ ipv4: words, ipv6: words })

/** What firewalld's rich rules and nft call packets without ports. ufw has no words for them. */
export const PACKETS: Record<PacketProtocol, { firewalld: Words; nftables: Words }> = {
  'icmp-echo': {
    firewalld: both('icmp-type name="echo-request"'),
    nftables: { ipv4: 'icmp type 8', ipv6: 'icmpv6 type 128' },
  },
  'icmp-too-big': {
    firewalld: { ipv4: 'icmp-type name="fragmentation-needed"', ipv6: 'icmp-type name="packet-too-big"' },
    nftables: { ipv4: 'icmp type 3 icmp code 4', ipv6: 'icmpv6 type 2' },
  },
  ipip: { firewalld: both('protocol value="4"'), nftables: both('meta l4proto 4') },
}
