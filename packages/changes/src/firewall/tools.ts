import { commandLine, quote } from '@astrago/hosts'
import type { FirewalldRule } from './openings.ts'

/** How one kind of firewall lists, adds and removes its rules. Rules are texts as the listing gives them. */
export type FirewallTool = {
  list: string
  present(listing: string): Set<string>
  /** What `add` gives is shown before it is run. */
  add(rules: readonly string[]): string[]
  remove(rules: readonly string[]): string[]
}

/** Rules as `ufw show added` prints them, without the leading `ufw `. */
export function ufwTool(): FirewallTool {
  return {
    list: 'ufw show added',
    present: (listing) =>
      new Set(
        listing.split('\n').map((line) =>
          line
            .replace(/^ufw /, '')
            .replace(/ comment '.*'$/, '')
            .trim(),
        ),
      ),
    add: (missing) => missing.map((rule) => commandLine(['ufw', ...rule.split(' '), 'comment', 'astrago'])),
    remove: (present) => present.map((rule) => commandLine(['ufw', 'delete', ...rule.split(' ')])),
  }
}

const LISTS = { 'rich-rule': 'list-rich-rules', source: 'list-sources' } as const
const permanently = ['', '--permanent '] as const

/** Rules are in force now and after a restart of firewalld: each is in the running and in the permanent set. */
export function firewalldTool(rules: readonly FirewalldRule[]): FirewallTool {
  const byText = new Map(rules.map((rule) => [firewalldRuleName(rule), rule]))
  const kept = (texts: readonly string[]) => texts.flatMap((text) => byText.get(text) ?? [])
  const zones = [...new Map(rules.map((rule) => [`${rule.zone} ${rule.kind}`, rule])).values()]
  return {
    list: zones
      .flatMap(({ zone, kind }) =>
        permanently.map(
          (set) =>
            `firewall-cmd ${set}--zone=${quote(zone)} --${LISTS[kind]} | ${kind === 'source' ? "tr ' ' '\\n'" : 'cat'} | sed ${quote(`s|^|${set.trim() || 'now'} ${zone} ${kind} |`)}`,
        ),
      )
      .join('\n'),
    present: (listing) => {
      const lines = new Set(listing.split('\n'))
      return new Set(
        [...byText.keys()].filter((text) => ['now', '--permanent'].every((set) => lines.has(`${set} ${text}`))),
      )
    },
    add: (missing) => change(kept(missing), 'add'),
    remove: (present) => change(kept(present), 'remove'),
  }
}

export const firewalldRuleName = ({ zone, kind, text }: FirewalldRule): string => `${zone} ${kind} ${text}`

/** The rule again from the text that names it in a ledger. */
export function parseFirewalldRule(name: string): FirewalldRule {
  const [, zone = '', kind = '', text = ''] = /^(\S+) (\S+) (.*)$/s.exec(name) ?? []
  return { zone, kind: kind === 'source' ? 'source' : 'rich-rule', text }
}

/** One call for each zone and set: firewall-cmd takes a third of a second to start. */
function change(rules: readonly FirewalldRule[], verb: 'add' | 'remove'): string[] {
  const zones = [...new Set(rules.map(({ zone }) => zone))]
  return zones.flatMap((zone) =>
    permanently.map((set) =>
      command(
        rules.filter((rule) => rule.zone === zone),
        verb,
        set,
      ),
    ),
  )
}

/** Adds to the permanent set, one call for each zone. @param word a zone's name as the shell is to read it */
export function firewalldAdds(rules: readonly FirewalldRule[], word: (zone: string) => string = quote): string[] {
  const zones = Map.groupBy(rules, ({ zone }) => zone)
  return [...zones.values()].map((mine) => command(mine, 'add', '--permanent ', word))
}

function command(rules: readonly FirewalldRule[], verb: 'add' | 'remove', set: string, word = quote): string {
  const options = rules.map(({ kind, text }) => quote(`--${verb}-${kind}=${text}`))
  return `firewall-cmd ${set}--zone=${word(rules[0]?.zone ?? '')} ${options.join(' ')}`
}
