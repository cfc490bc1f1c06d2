import { familyOf, hasPorts, type Opening } from '@astrago/changes'
import { quote } from '@astrago/hosts'

/** What ufw reads before its own rules (ufw-framework(8)), by the family of the source. */
const BEFORE = {
  ipv4: { file: '/etc/ufw/before.rules', chain: 'ufw-before-input' },
  ipv6: { file: '/etc/ufw/before6.rules', chain: 'ufw6-before-input' },
}

/**
 * Lets packets in that ufw's rules have no words for, each line once, at the end of the filter table. ICMP needs none: the
 * file lets echo requests and path MTU discovery in as ufw comes.
 */
export function ufwPackets(openings: readonly Opening[]): string[] {
  const wrapped = openings.filter((opening) => !hasPorts(opening) && opening.protocol === 'ipip')
  if (wrapped.length === 0) return []
  const added = wrapped.map(({ source }) => {
    const { file, chain } = BEFORE[familyOf(source)]
    const line = `-A ${chain} -s ${source} -p 4 -j ACCEPT`
    const insert = quote(`/^[*]filter/,/^COMMIT/s|^COMMIT|${line}\\n&|`)
    return `grep -qxF -e ${quote(line)} ${file} || sed -i ${insert} ${file}`
  })
  return [...added, 'ufw reload']
}
