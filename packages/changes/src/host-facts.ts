import { type Host, quote } from '@astrago/hosts'
import { z } from 'zod'
import { type KernelValues, LIMITS } from './kernel-settings.ts'
import { must } from './on-host.ts'

const yes = z.enum(['yes', 'no']).transform((word) => word === 'yes')

/** `key=value` of each, with blanks between. */
function keysOf(text: string): KernelValues {
  const pairs = text.split(' ').map((pair) => pair.split('='))
  return Object.fromEntries(pairs.flatMap(([key, value]) => (key && value ? [[key, value]] : [])))
}

/** What the plan has to know of a host. Only things of which the plan is the same when it is made again behind its changes. */
const HostFacts = z.object({
  /** `other`: an nftables or iptables rule set that drops what comes in and belongs to neither. */
  firewall: z.enum(['none', 'ufw', 'firewalld', 'other']),
  /** firewalld's zone of the interface that holds the node's address. */
  zone: z.string(),
  /** The interface that holds the node's address; empty when none does. */
  networkInterface: z.string(),
  networkManager: yes,
  seLinux: z.enum(['enforcing', 'permissive', 'disabled', 'absent']),
  /** Whether RKE2's own SELinux policy is installed. */
  seLinuxPolicy: yes,
  /** The kernel's limits of now, of those in LIMITS. */
  limits: z.string().transform(keysOf),
})
export type HostFacts = z.infer<typeof HostFacts>

const script = (address: string) => `
has() { command -v "$1" >/dev/null 2>&1; }
put() { printf '%s %s\\n' "$1" "$2"; }
PATH=$PATH:/usr/sbin:/sbin
iface=$(ip -o address show to ${quote(address)} 2>/dev/null | awk 'NR==1 { sub(/@.*/, "", $2); print $2 }')
put networkInterface "$iface"
firewall=none; zone=
if has firewall-cmd && firewall-cmd --state >/dev/null 2>&1; then
  firewall=firewalld
  zone=$(firewall-cmd --get-zone-of-interface="$iface" 2>/dev/null || firewall-cmd --get-default-zone)
elif has ufw && ufw status 2>/dev/null | grep -q '^Status: active'; then
  firewall=ufw
elif has nft && nft list ruleset 2>/dev/null | grep -q 'hook input.*policy drop'; then
  firewall=other
elif has iptables && iptables -S INPUT 2>/dev/null | grep -q '^-P INPUT DROP'; then
  firewall=other
fi
put firewall "$firewall"
put zone "$zone"
if [ -d /etc/NetworkManager ] && has NetworkManager; then put networkManager yes; else put networkManager no; fi
if has getenforce; then put seLinux "$(getenforce | tr A-Z a-z)"; else put seLinux absent; fi
if has rpm && rpm -q rke2-selinux >/dev/null 2>&1; then put seLinuxPolicy yes; else put seLinuxPolicy no; fi
put limits "$(for key in ${LIMITS.join(' ')}; do printf '%s=%s ' "$key" "$(sysctl -n "$key" 2>/dev/null)"; done)"
`

/** @param address the node's address, to find its interface by. */
export async function readHostFacts(host: Host, address: string, signal: AbortSignal): Promise<HostFacts> {
  const answer = await must(host, 'sh -s', { stdin: script(address), signal })
  return HostFacts.parse(
    Object.fromEntries(answer.split('\n').map((line) => /^(\w+) (.*)$/.exec(line)?.slice(1) ?? ['', ''])),
  )
}
