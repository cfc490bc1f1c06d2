import { familyOf, hasPorts, isEverything, type Opening, PACKETS } from '@astrago/changes'
import { quote } from '@astrago/hosts'

const FILE = '/etc/nftables-astrago.nft'
const CHAIN = 'inet filter astrago'
const JUMP = 'insert rule inet filter input jump astrago'

/** As nft reads a list: braces only where there is more than one. */
const listOf = (items: readonly string[]): string => (items.length === 1 ? `${items[0]}` : `{ ${items.join(', ')} }`)

const port = ({ first, last }: { first: number; last: number }): string =>
  first === last ? String(first) : `${first}-${last}`

function whatOf(opening: Opening): string {
  if (!hasPorts(opening)) return PACKETS[opening.protocol].nftables[familyOf(opening.source)]
  return isEverything(opening) ? '' : `${opening.protocol} dport ${listOf(opening.ports.map(port))}`
}

/** What rules match, without their verdict; sources that need the same stand in one. */
export function nftRules(openings: readonly Opening[]): string[] {
  const alike = Map.groupBy(openings, (opening) => `${familyOf(opening.source)} ${whatOf(opening)}`)
  return [...alike.values()].flatMap((group) => {
    const sources = listOf([...new Set(group.map(({ source }) => source))])
    return group
      .slice(0, 1)
      .map((opening) =>
        `${familyOf(opening.source) === 'ipv6' ? 'ip6' : 'ip'} saddr ${sources} ${whatOf(opening)}`.trim(),
      )
  })
}

/**
 * Our rules are a chain, kept in a file of their own to which what is missing is added: a second run changes nothing. The chain
 * is called before what drops: now, and after a reboot by the file that nftables.service reads (Debian's place and Red Hat's).
 * That file stays as it is where nft would refuse it with them, as where the chain for what comes in is not `inet filter input`.
 */
export function nftCommands(rules: readonly string[]): string[] {
  if (rules.length === 0) return []
  const accept = [...new Set(rules)].map((rule) => `add rule ${CHAIN} ${rule} accept`)
  const lines = [`add chain ${CHAIN}`, `flush chain ${CHAIN}`, ...accept].map(quote)
  const more = ['', `include "${FILE}"`, JUMP].map(quote).join(' ')
  const add = `cp -a $file $file.new && printf '%s\\n' ${more} >> $file.new && nft -c -f $file.new && mv $file.new $file`
  return [
    ...lines.map((line) => `line=${line}; grep -qsxF "$line" ${FILE} || echo "$line" >> ${FILE}`),
    `nft -f ${FILE}`,
    `nft list chain inet filter input | grep -q 'jump astrago' || nft ${JUMP}`,
    `file=/etc/nftables.conf; [ -f $file ] || file=/etc/sysconfig/nftables.conf; grep -qF ${FILE} $file || { ${add}; } || ! rm -f $file.new`,
  ]
}
