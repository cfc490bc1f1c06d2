import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { nftCommands } from './nftables.ts'

const table = (name: string, chain: string): string => `table inet ${name} {
\tchain allow {
\t}
\tchain ${chain} {
\t\ttype filter hook input priority filter; policy accept;
\t}
}`
const DEBIAN = table('filter', 'input')
const RED_HAT = table('nftables_svc', 'INPUT')

/** The chain that the first command finds, as a shell has it that goes on to the others. */
function chainAmong(...tables: string[]): string {
  const [find] = nftCommands(['tcp dport 22'])
  const script = `nft() { cat <<'END'\n${tables.join('\n')}\nEND\n}\n${find}\necho "$chain, $table"`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trim()
}

test.each([
  ['of Debian', [DEBIAN], 'inet filter input, inet filter'],
  ['of Red Hat', [RED_HAT], 'inet nftables_svc INPUT, inet nftables_svc'],
  ['beside that of fail2ban', [table('f2b-table', 'f2b-chain'), DEBIAN], 'inet filter input, inet filter'],
  ['beside that of podman', [DEBIAN, table('netavark', 'INPUT')], 'inet filter input, inet filter'],
  ['of firewalld alone', [table('firewalld', 'filter_INPUT')], ','],
  ['of two that may both be meant', [DEBIAN, RED_HAT], ','],
])('the chain that takes what comes in is found: %s', (_, tables, found) => {
  expect(chainAmong(...tables)).toBe(found)
})
