import type { Raw } from './raw.ts'
import { Absent } from './reader.ts'
import type { FactValues } from './schema.ts'

/** A chain of rules; `hook` is where the kernel itself sends packets through it, empty elsewhere. */
type Chain = { hook: string; dropsByDefault: boolean; jumps: string[]; stops: string[] }

/** Answers that a TCP client does not take for a closed port: "no route to host" or, over IPv6, nothing of ours. */
const TELLS_APART =
  /reject.* (icmpx (0|2|3|no-route|host-\S+|admin-\S+)|icmp (0|1|2|9|10|13)|icmp[ -](net|host|admin)-\S+|icmpv6 \S+|icmp6-\S+)$/i

/** A reset or "port unreachable" gives the client the same "refused" as a closed port (tcp(7), ECONNREFUSED). */
const looksRefused = (rule: string): boolean => /(^|\s)reject(\s|$)/i.test(rule) && !TELLS_APART.test(rule.trim())

/** A reject or drop without a condition, in the words of nft and of iptables-save. */
const stopsAll = (rule: string): boolean =>
  /^\s*(counter( packets \d+ bytes \d+)? )?(reject|drop)\b/.test(rule) || /^-j (REJECT|DROP)\b/.test(rule)
/** Whether a rule names the one protocol and not the other. */
function isOnlyFor(rule: string, protocol: 'tcp' | 'udp'): boolean {
  const names = (one: string): boolean => new RegExp(`(^|[^a-z])${one}([^a-z]|$)`).test(rule)
  return names(protocol) && !names(protocol === 'tcp' ? 'udp' : 'tcp')
}

/** Where a rule leads, one place or, by a map of verdicts, several. */
const targetsOf = (rule: string): string[] =>
  [...rule.matchAll(/(?:^|\s)(?:jump|goto|-j|-g)\s+([^\s,;}]+)/g)].flatMap(([, target]) => target ?? [])

/** A map of verdicts with a name stands outside of chains, and which of them ask it does not show: it counts as asked. */
const isOfMap = (rule: string): boolean => /\S+ : (jump|goto) /.test(rule)

class Chains {
  readonly all = new Map<string, Chain>()
  readonly maps: string[] = []

  named(name: string): Chain {
    const chain = this.all.get(name) ?? { hook: '', dropsByDefault: false, jumps: [], stops: [] }
    this.all.set(name, chain)
    return chain
  }

  hook(name: string, hook: string, dropsByDefault: boolean): void {
    const chain = this.named(name)
    // In iptables-save the chains of all tables have the same names, and only those of the filter drop.
    Object.assign(chain, { hook, dropsByDefault: chain.dropsByDefault || dropsByDefault })
  }

  add(name: string, prefix: string, rule: string): void {
    const chain = this.named(prefix + name)
    const targets = targetsOf(rule).map((target) => prefix + target)
    chain.jumps.push(...targets)
    if (isOfMap(rule)) this.maps.push(...targets)
    if (/(^|\s)(reject|drop)(\s|$)/i.test(rule)) chain.stops.push(rule)
  }

  /** Chains that packets can come through: ufw and others leave chains behind that nothing leads to. */
  reachable(): Chain[] {
    const reached = new Set<string>()
    const visit = (name: string): void => {
      if (reached.has(name)) return
      reached.add(name)
      for (const next of this.all.get(name)?.jumps ?? []) visit(next)
    }
    for (const [name, chain] of this.all) if (chain.hook) visit(name)
    for (const name of this.maps) visit(name)
    return [...this.all].filter(([name]) => reached.has(name)).map(([, chain]) => chain)
  }
}

/** `nft list ruleset`. */
function readNft(lines: readonly string[], chains: Chains): void {
  let table = ''
  let name = ''
  for (const text of lines) {
    const [, kind, label] = /^\s*(table|chain)\s+(.*?)\s*\{?$/.exec(text) ?? []
    const [, hook] = /\bhook (\w+)/.exec(text) ?? []
    if (kind === 'table') table = `${label} `
    else if (kind === 'chain') name = label ?? ''
    else if (hook) chains.hook(table + name, hook, /policy drop/.test(text))
    else chains.add(name, table, text)
  }
}

/** `iptables-save`: `:CHAIN POLICY` where a chain of the kernel has a policy, then `-A CHAIN rule`. */
function readIptables(lines: readonly string[], chains: Chains): void {
  for (const text of lines) {
    const [, base, policy] = /^:(\S+) (\S+)/.exec(text) ?? []
    const [, name, rule] = /^-A (\S+) (.*)$/.exec(text) ?? []
    if (base && policy && policy !== '-') chains.hook(base, base.toLowerCase(), policy === 'DROP')
    else if (name && rule) chains.add(name, '', rule)
  }
}

/** What the rules of nft and iptables do to a connection. @throws Absent without root or without either tool. */
export function readFirewall(raw: Raw): FactValues['firewall'] {
  const problem = raw.problem('firewall')
  if (problem !== null) throw new Absent(problem)
  const chains = new Chains()
  for (const section of ['firewall', 'firewall-legacy']) {
    const lines = raw.lines(section)
    if (lines.some((text) => /^\s*(table|chain) /.test(text))) readNft(lines, chains)
    else readIptables(lines, chains)
  }
  const reachable = chains.reachable()
  const stops = reachable.flatMap((chain) => chain.stops)
  return {
    rejects: stops.some((rule) => looksRefused(rule) && !isOnlyFor(rule, 'udp')),
    rejectsDatagrams: stops.some((rule) => looksRefused(rule) && !isOnlyFor(rule, 'tcp')),
    dropsByDefault: reachable.some(({ hook, dropsByDefault }) => hook === 'input' && dropsByDefault),
    stopsForwarding: reachable.some(
      ({ hook, dropsByDefault, stops: own }) => hook === 'forward' && (dropsByDefault || own.some(stopsAll)),
    ),
    rules: stops.length,
  }
}
