import { familyOf, hasPorts, isEverything, type Opening, PACKETS } from '@astrago/changes'
import { quote } from '@astrago/hosts'

const FILE = '/etc/nftables-astrago.nft'
/**
 * What takes what comes in, whatever its names: `inet filter input` with Debian, `inet nftables_svc INPUT` with Red Hat. Not
 * those of programs that keep a table of their own: firewalld, fail2ban, and podman's netavark.
 */
const FIND_CHAIN = `awk '$1 == "table" { table = $2 " " $3 } $1 == "chain" { chain = $2 } /type filter hook input/ && table !~ /^inet (firewalld|f2b-table|netavark)$/ { found = table " " chain; n++ } END { if (n == 1) print found }'`
const NEEDED = 'nftables has no inet chain for what comes in, or several'
const TABLE = `\${table:?${NEEDED}}`
const JUMP = 'jump astrago'

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
 * Our rules are a chain of the table that filters what comes in, since no other table can let in what that one drops. They are kept
 * in a file of their own to which what is missing is added: a second run changes nothing. The chain is called before what drops:
 * now, and after a reboot by the file that nftables.service reads (Debian's place and Red Hat's), which stays as it is where nft
 * would refuse it with them, as where the table comes from elsewhere.
 */
export function nftCommands(rules: readonly string[]): string[] {
  if (rules.length === 0) return []
  const accept = [...new Set(rules)].map((rule) => quote(`${rule} accept`))
  const lines = [`"add chain ${TABLE} astrago"`, `"flush chain ${TABLE} astrago"`].concat(
    accept.map((rule) => `"add rule ${TABLE} astrago "${rule}`),
  )
  const more = `'' ${quote(`include "${FILE}"`)} "insert rule $chain ${JUMP}"`
  const add = `cp -a $file $file.new && printf '%s\\n' ${more} >> $file.new && nft -c -f $file.new && mv $file.new $file`
  return [
    `chain=$(nft list chains inet | ${FIND_CHAIN}); table=\${chain% *}`,
    ...lines.map((line) => `line=${line}; grep -qsxF "$line" ${FILE} || echo "$line" >> ${FILE}`),
    `nft -f ${FILE}`,
    `nft list chain $chain | grep -q '${JUMP}' || nft insert rule $chain ${JUMP}`,
    `file=/etc/nftables.conf; [ -f $file ] || file=/etc/sysconfig/nftables.conf; grep -qF ${FILE} $file || { ${add}; } || ! rm -f $file.new`,
  ]
}
